"""The project's main menu: only the doors this person may open."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.ground.page import Door, Place, stand_in
from samskab.projects.access import May
from samskab.projects.models import Membership

# The first address behind each door, who may open it, and the addresses that stand behind it.
DOORS: tuple[tuple[str, May, frozenset[str]], ...] = (
    ("overview", May.SEE_PROJECT, frozenset({"overview", "reading", "thread", "about"})),
    (
        "plan",
        May.SEE_PROJECT,
        frozenset(
            {
                "plan",
                "activity",
                "photo",
                "photos",
                "owed",
                "document",
                "principle",
                "methods",
                "method",
                "guides",
                "guide",
                "parties",
                "body",
                "team",
            }
        ),
    ),
    (
        "voices",
        May.SEE_VOICES,
        frozenset(
            {"voices", "voice", "field", "set", "knowledge", "source", "names", "kit", "second", "agreement", "exports"}
        ),
    ),
    ("insights", May.SEE_PROJECT, frozenset({"insights", "insight", "round", "framing"})),
    ("tracks", May.SEE_PROJECT, frozenset({"tracks", "track"})),
    ("publications", May.SEE_PROJECT, frozenset({"publications", "postcard"})),
    ("journal", May.SEE_JOURNAL, frozenset({"journal", "readings", "retention"})),
)


def labels() -> dict[str, str]:
    return {
        "overview": _("Overblik"),
        "plan": _("Plan"),
        "voices": _("Stemmer"),
        "insights": _("Forståelse"),
        "tracks": _("Spor"),
        "publications": _("Udgivelser"),
        "journal": _("Data"),
    }


def stand_in_project(request: HttpRequest, membership: Membership) -> None:
    """Let the page's head and menu be those of this project, as this person sees it."""
    project, words = membership.project, labels()
    here = request.resolver_match.url_name if request.resolver_match else ""
    stand_in(
        request,
        Place(
            name=project.name,
            home=_address("overview", project.slug),
            authorities=authorities(membership),
            role=str(membership.get_role_display()),
            menu=[
                Door(words[name], _address(name, project.slug), _stands_behind(here or "", rooms))
                for name, act, rooms in DOORS
                if membership.may(act)
            ],
            search=reverse("lookup"),
            live=f"/live/{project.slug}/?since={getattr(membership, 'heard', None) or 0}",
        ),
    )


def authorities(membership: Membership) -> str:
    """Who carries the project today, in words: "A og B", "A, B og C"."""
    today = clock.today()
    parties = membership.project.parties.select_related("organisation")
    names = [str(party) for party in parties if party.in_force(today)]
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s og %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _stands_behind(here: str, rooms: frozenset[str]) -> bool:
    return here in rooms or here.split("-")[0] in rooms


def _address(name: str, slug: str) -> str:
    try:
        return reverse(name, args=[slug])
    except NoReverseMatch:
        return "/"
