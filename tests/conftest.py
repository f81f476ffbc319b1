"""A project with one of everything in it, every address of the house, and people who may and may not."""

import re
from hashlib import sha256
from uuid import uuid4

import pytest
from django.test import Client

from samskab.config import checks
from samskab.config.who import RULES
from samskab.ground.dates import read
from samskab.ground.material import Material
from samskab.ground.pictures import CleanPicture
from samskab.ground.sounds import CleanSound
from samskab.meaning.framing.actions import reframe
from samskab.meaning.themes.actions import tie, write_insight
from samskab.people.actors import staff
from samskab.projects.actions import add_party, add_place, begin_project
from samskab.projects.bodies.actions import add_body
from samskab.projects.document.actions import add_principle, add_section
from samskab.projects.guides.actions import write_guide
from samskab.projects.plan.actions import owe, plan_activity
from samskab.projects.plan.calendar import token_of
from samskab.projects.team.actions import add_member, invite
from samskab.publishing.postcards.actions import Choice, OwnWords, lay_out, make_postcard
from samskab.trials.tracks.actions import lay_track
from samskab.voices.consent.actions import Agreement, record
from samskab.voices.consent.receipts import holder
from samskab.voices.intake.actions import Told, capture
from samskab.voices.knowledge.actions import Finding, add_knowledge
from samskab.voices.photos.actions import hand_out
from samskab.voices.photos.actions import send as send_photo
from samskab.voices.pictures.actions import keep as keep_picture
from samskab.voices.recordings.actions import keep as keep_sound
from samskab.voices.sources.actions import Upload, keep, keep_media
from tests.forms_on_pages import forms_behind

WORDS = "Jeg ringer, og ingen ved, hvem jeg skal spørge om natten."


def furnish(project, by, day):
    """Put one of everything in a project."""
    add_section(project, "Formål", "Færre genindlæggelser.", "Begyndelsen", by=by)
    add_principle(project, "Ligeværd", "Alle taler med.", by=by)
    for title, written in (("Møde", "7. april 2026 kl. 9-12"), ("Andet møde", "9. april 2026")):
        plan_activity(project, title, read(written)[0].when, by=by, as_written=written)
    pictures = plan_activity(project, "Billeder", read("10. april 2026")[0].when, by=by, method_key="photo_elicitation")
    [handed] = hand_out(pictures, 1, by=by)
    send_photo(handed.task, uuid4(), CleanPicture(b"\xff\xd8", "jpeg", 1, 1), "", {}, by=holder(handed.task.receipt))
    owe(project, "Ringe tilbage", by=by, who="formanden")
    write_guide(project, "Guide", "Hvem ringer du til?", by=by)
    place = add_place(project, "Nordby", by=by)
    add_party(project, f"Kommunen i {project.name}", by=by)
    add_body(project, "Udvalget", by=by)
    source = keep(project, Upload("kort.txt", "txt", f"{project.pk} {WORDS}".encode(), WORDS), by=by)
    voice = capture(project, Told(WORDS, standing="citizen", sector="civil", place=place, source=source), by=by)
    record(voice, {"print": True, "web": True, "record": True}, Agreement("consent", "oral", day), by=by)
    keep_picture(voice, CleanPicture(b"\xff\xd8", "jpeg", 1, 1), by=by, caption="Min dør")
    keep_sound(voice, CleanSound(b"RIFF", "wav", 1000), by=by)
    media = Material("lyd.wav", "sound", "wav", sha256(f"{project.pk}".encode()).hexdigest(), 4, duration_ms=1000)
    keep_media(project, media, b"RIFF", by=by)
    insight = write_insight(project, "Ventetid slider.", by=by)
    tie(insight, voice, "supports", by=by)
    track = lay_track(project, "proposal", "Én linje", insights=[insight], by=by)
    item = add_knowledge(project, Finding("Mange venter.", "Opgørelse", url="https://example.org/"), by=by)
    reframe(project, "Hvem svarer?", by=by)
    card = make_postcard(project, "Kort", by=by)
    lay_out(card, OwnWords("Kort", "Derfor."), Choice([voice], [insight], [item], [track], voice), by=by)
    return project


@pytest.fixture
def furnished(project, by_amina, story_day):
    """One of everything: whatever address has a number in it, 1 is there."""
    return furnish(project, by_amina, story_day)


@pytest.fixture
def as_dora(db, story_day):
    """Dora coordinates a project of her own, where the same numbers are."""
    from samskab.people.models import User

    dora = User.objects.create_user("dora@example.org", "Dora", "ti-gode-traade")
    furnish(begin_project("Doras projekt", coordinator=dora), staff(dora), story_day)
    return signed_in(dora)


def signed_in(user):
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def signed_in_as(project, by_amina):
    """A browser where someone with that role in the project has signed in."""
    from samskab.people.models import User

    def sign_in(role):
        user = User.objects.create_user(f"{role}@example.org", role, "ti-gode-traade")
        add_member(project, user, role, by=by_amina)
        return signed_in(user)

    return sign_in


class Address(checks.Address):
    """One address. `fill` puts values where the route asks for them, and `1` where nothing is given."""

    def fill(self, **values):
        return "/" + re.sub(r"<\w+:(\w+)>", lambda asked: str(values.get(asked[1], 1)), self.route)

    def asks_for(self, what):
        return f":{what}>" in self.route


def addresses():
    """Every address of the house, and of what it is built on."""
    for one in checks.addresses():
        yield Address(one.name, one.route)


@pytest.fixture
def there(furnished, amina, by_amina):
    """What to put in an address so that something is there."""
    from samskab.projects.models import Membership
    from samskab.voices.photos.models import SentPhoto
    from samskab.voices.pictures.models import Picture
    from samskab.voices.recordings.models import Recording

    _invitation, token = invite(furnished, by=by_amina, role="reader")
    calendar = token_of(Membership.objects.get(project=furnished, user=amina))
    section, owed = furnished.sections.get().pk, furnished.owed_actions.get().pk
    rows = {
        "voice-picture": Picture.objects.get(voice__project=furnished).pk,
        "voice-sound": Recording.objects.get(voice__project=furnished).pk,
        "photo": SentPhoto.objects.get(task__project=furnished).pk,
        "document-edit": section,
        "document-compare": section,
        "principle-act": furnished.principles.get().pk,
        "owed-done": owed,
        "body-edit": furnished.bodies.get().pk,
        "team-end": furnished.memberships.get(user__email="bo@example.org").pk,
        "team-role": furnished.memberships.get(user__email="bo@example.org").pk,
    }
    numbers = dict.fromkeys(["source-media", "source-transcript", "source-draft"], 2)
    numbers |= dict.fromkeys(["photo-tasks", "photos-choose", "photo"], 3)
    names = {"handbook-picture": "architecture.svg", "handbook-licence": "MIT.txt"}
    keys = {"method": "ethno_raid", "handbook": "reference/settings", "demo-sign-in": "amina"}
    keys |= dict.fromkeys(["field-whole", "field-part"], "7f3a4c1e-0000-4000-8000-000000000000")

    def values(address):
        return {
            "slug": furnished.slug,
            "number": numbers.get(address.name, 1),
            "pk": rows.get(address.name, 1),
            "person": 1,
            "told": f"2-{sha256(b'{}').hexdigest()}",
            "code": "U-1",
            "key": keys.get(address.name, "x"),
            "name": names.get(address.name, "x"),
            "token": calendar if address.name == "plan-calendar" else token,
        }

    return values


@pytest.fixture
def forms(there, as_amina):
    """(the name of the address, the address, what is sent) for every form in the project, as the coordinator meets it.

    What is shown as a form only in another state is sent with nothing in it.
    """
    known = {one.fill(**there(one)): one.name for one in addresses()}
    inside = [page for page in known if page.startswith("/p/") and "pdf" not in known[page]]
    found = [(known[form.action], form.action, form.filled()) for form in forms_behind(as_amina, inside)]
    met = {name for name, _action, _sent in found}
    sent_to = {name for name, rule in RULES.items() if rule.send is not None}
    return found + [(known[page], page, {"party": "1", "seen": "-"}) for page in inside if known[page] in sent_to - met]
