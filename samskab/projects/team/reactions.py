"""What happens to somebody's places when their account closes."""

from django.utils.translation import gettext as _

from samskab.ground.reactions import answers, reacts_to
from samskab.people.actions import StillNeeded
from samskab.people.actors import Actor
from samskab.people.models import User
from samskab.projects.team import actions, queries


@reacts_to("account_closed")
def leave_every_project(user: User, by: Actor) -> None:
    """Every place ends. A project whose only coordinator this is holds the account open."""
    for place in queries.places_of(user):
        try:
            actions.end_place(place, by=by)
        except actions.NobodyLeft:
            raise StillNeeded(_only_coordinator(place.project.name)) from None
    actions.forget_who_was_invited(user)


@answers("what_closing_an_account_means")
def what_they_hold_up(user: User) -> list[str]:
    """Told before it happens: the projects that need another coordinator first, and those where the name stays."""
    places = list(queries.places_of(user))
    alone = [_only_coordinator(place.project.name) for place in places if queries.is_last(place)]
    named = [place.project.name for place in places if user.name == place.project.contact_name]
    words = _("Dit navn står som kontakt i %(project)s. Ret det under »Om projektet«, før du lukker.")
    return alone + [words % {"project": name} for name in named]


def _only_coordinator(project: str) -> str:
    return _("Du er den eneste tovholder i %(project)s. Gør en anden til tovholder først.") % {"project": project}
