"""How each thing comes into each of its states. A state nobody can bring about is not in the table."""

from datetime import timedelta

from samskab.ground import clock
from samskab.people.actors import SYSTEM
from samskab.projects.actions import open_to_public
from samskab.projects.models import Activity, Party
from samskab.projects.plan.actions import drop, mark_held
from samskab.projects.team.actions import accept, end_place
from samskab.projects.team.models import Invitation, Membership
from samskab.publishing.postcards.actions import Choice, approve, ask_partners, choose, publish, write_on
from samskab.publishing.postcards.models import Postcard
from samskab.trials.tracks.models import STATES, Track
from samskab.voices.consent.actions import Agreement, record, withdraw
from samskab.voices.intake.models import SecondReading, Voice
from tests.checked import look_through

# Things that are not shown at all in a state where nothing may be done with them.
HIDING = {"project", "invitation", "membership"}


def bring(thing, state, project, somebody):
    """Let the project's first thing of that kind be in that state. `somebody` is a person without a place here."""
    things[thing](state, project, somebody)


def _membership(state, project, _somebody):
    for place in Membership.objects.current().filter(
        project=project, user__email__in=["amina@example.org", "bo@example.org"]
    ):
        if state == "ended":
            end_place(place, by=SYSTEM)


def _invitation(state, project, somebody):
    invitation = Invitation.objects.get(project=project)
    if state == "used":
        accept(invitation, somebody)
    if state == "expired":
        Invitation.objects.update(expires_at=clock.now() - timedelta(days=1))


def _project(state, project, _somebody):
    _postcard("published", project, None)
    open_to_public(project, state == "open", by=SYSTEM)


def _activity(state, project, _somebody):
    activity = Activity.objects.get(project=project, number=1)
    if state == "held":
        mark_held(activity, clock.today(), by=SYSTEM)
    if state == "dropped":
        drop(activity, "Ingen kunne.", by=SYSTEM)


def _voice(state, project, _somebody):
    SecondReading.objects.get_or_create(voice=Voice.objects.get(project=project, number=1), project=project)
    if state in {"withdrawn", "forgotten"}:
        withdraw(Voice.objects.get(project=project, number=1), by=SYSTEM)


def _track(state, project, _somebody):
    kind = next(kind for kind, states in STATES.items() if state in states)
    Track.objects.filter(project=project, number=1).update(kind=kind, state=state)


def _postcard(state, project, _somebody):
    card = Postcard.objects.get(project=project, number=1)
    look_through(card, SYSTEM)
    if state != "draft":
        ask_partners(card, by=SYSTEM)
    if state == "published":
        approve(card, Party.objects.get(project=project), by=SYSTEM)
        publish(card, by=SYSTEM)


def _card(state, project, _somebody):
    card = Postcard.objects.get(project=project, number=1)
    look_through(card, SYSTEM)
    ask_partners(card, by=SYSTEM)
    if state == "unchecked":
        write_on(card, title="En anden overskrift", intro="", by=SYSTEM)
    if state == "answered":
        approve(card, Party.objects.get(project=project), by=SYSTEM)
    if state == "empty":
        choose(card, Choice(), by=SYSTEM)
    if state == "unprintable":
        no = Agreement("consent", "oral", clock.today())
        record(Voice.objects.get(project=project, number=1), {"print": False}, no, by=SYSTEM)


things = {
    "membership": _membership,
    "invitation": _invitation,
    "project": _project,
    "activity": _activity,
    "source": _voice,
    "voice": _voice,
    "track": _track,
    "postcard": _postcard,
    "card": _card,
}
