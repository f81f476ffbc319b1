"""The only door for reading what a telephone needs to know, and what waits for a person."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.templatetags.static import static

import samskab
from samskab.projects.access import May
from samskab.projects.models import Project
from samskab.projects.team.models import Membership
from samskab.voices.field.actions import our_keys, place_of
from samskab.voices.field.message import NotAMessage, about, read
from samskab.voices.field.models import SetAside
from samskab.voices.intake.actions import capture_rule
from samskab.voices.intake.queries import activities_to_choose

# What the page is drawn with, kept on the telephone beside it.
DRAWN_WITH = (
    *(f"vendor/dkfds/fonts/IBMPlexSans-{weight}-Latin1.woff2" for weight in ("Regular", "Medium", "SemiBold")),
    "vendor/dkfds/css/dkfds.css", "vendor/dkfds/img/icons.svg",
    *(f"samskab/{name}" for name in ("samskab.css", "parts.css", "thread.css", "forms.css", "print.css")),
    *(f"samskab/{name}" for name in ("logo.svg", "marks.svg", "focus.js", "pages/voices.css", "pages/field.css")),
    "samskab/field/field.js",
)  # fmt: skip
FETCHED_BY_NAME = tuple(
    f"samskab/field/{name}.js" for name in ("cpr", "guides", "names", "outbox", "recording", "sealing", "sending")
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a telephone seals for: a key of ours, and the project the words are tied to."""

    key: str
    public: str
    about: str


def recipient(project: Project) -> Recipient:
    ours = our_keys()[0]
    return Recipient(ours.id.hex(), ours.public.hex(), about(project.pk).decode())


def rules(membership: Membership) -> dict[str, str]:
    """The key of an activity → the capture rule of its method, where it has one."""
    found = {str(activity.pk): capture_rule(activity) for activity in activities_to_choose(membership)}
    return {key: rule for key, rule in found.items() if rule}


def numbers(membership: Membership) -> dict[str, str]:
    """An activity's number, as addresses have it → its key."""
    return {str(activity.number): str(activity.pk) for activity in activities_to_choose(membership)}


def facts_for_the_worker(project: Project, shell: str) -> dict[str, object]:
    """What is kept on the telephone so that the page opens without network. Another release is another version."""
    files = [urlsplit(static(name)).path for name in DRAWN_WITH]
    files += [f"{settings.STATIC_URL}{name}" for name in FETCHED_BY_NAME]
    what = [samskab.__version__, *files, *map(static, FETCHED_BY_NAME)]  # whose names change with what is in them
    version = hashlib.sha256("\n".join(what).encode()).hexdigest()[:12]
    return {"shell": shell, "files": files, "prefix": f"samskab-field-{project.pk}-", "version": version}


def waiting(membership: Membership) -> QuerySet[SetAside]:
    """What waits for a person in this project, the oldest first."""
    found = SetAside.objects.filter(submission__project=membership.project_id, state=SetAside.State.WAITING)
    found = found.select_related("submission__voice", "submission__project", "received_by").order_by("id")
    return found if membership.may(May.WITHDRAW_VOICE) else found.none()


def find(membership: Membership, pk: str) -> SetAside:
    """Raises Http404 also for what somebody else has settled meanwhile."""
    found = waiting(membership).filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 19 else None
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Opened:
    """What is set aside, as somebody may read it. `words` is empty where it cannot be opened any more."""

    aside: SetAside
    words: str
    thought: str
    pictures: int
    sounds: int = 0


def opened(found: QuerySet[SetAside]) -> Iterator[Opened]:
    keys = our_keys()
    for aside in found:
        try:
            message = read(place_of(aside.name).read_bytes(), aside.submission.project_id, keys)
        except (NotAMessage, FileNotFoundError):
            yield Opened(aside, "", "", 0)
            continue
        words, thought = (str(message.fields.get(name, "")) for name in ("words", "thought"))
        yield Opened(aside, words, thought, len(message.pictures), len(message.sounds))
