"""Permission asks about the person: may this actor do this here? A stranger hears the same as if nothing were here."""

from django.http import Http404, HttpRequest

from samskab.ground.turns import take_turn
from samskab.journal.queries import end_of, end_of_our_own
from samskab.people.actors import Actor
from samskab.people.models import User
from samskab.projects.access import May
from samskab.projects.doors import stand_in_project
from samskab.projects.models import Membership, Project


class NotAllowed(Http404):
    """The actor may not do this. On a page it sounds the same as if nothing were here."""


class FromAnotherProject(ValueError):
    """A thread never runs between projects. Nothing is stored."""


def same_project(project: Project, *things: object) -> None:
    """Raises FromAnotherProject when any of these (None is passed over) stands in another project."""
    if any(thing is not None and getattr(thing, "project_id", None) != project.pk for thing in things):
        raise FromAnotherProject


def membership_of(user: User, project: Project) -> Membership | None:
    """Their place in the project as long as it lasts."""
    places = Membership.objects.current().filter(project=project, user=user)
    return places.select_related("project", "user", "party").first()


def may(actor: Actor, project: Project, act: May) -> bool:
    """The system may; a staff person may what their role opens; the holder of a receipt has doors of their own."""
    if actor.kind == "system":
        return True
    if actor.kind != "staff" or actor.id is None:
        return False
    place = Membership.objects.filter(project=project, user_id=actor.id).first()
    return place is not None and place.may(act)


def turn_of(project: Project) -> None:
    """Acts in one project happen one after the other: what an act saw is still true when it writes."""
    take_turn(f"project {project.pk}")


def require(actor: Actor, project: Project, act: May) -> None:
    """Raises NotAllowed. Every action begins with this, and from here on it is its turn in the project."""
    turn_of(project)
    if not may(actor, project, act):
        raise NotAllowed(f"{actor.kind} {actor.id} may not {act} in project {project.pk}")


def enter(request: HttpRequest, slug: str, act: May = May.SEE_PROJECT) -> Membership:
    """The signed-in person's place in the project; 404 for a stranger, and for one whose role does not open this.

    The page's head and menu are drawn from it.
    """
    membership = place_of(request, slug)
    if membership is None or not membership.may(act):
        raise Http404
    stand_in_project(request, membership)
    return membership


def place_of(request: HttpRequest, slug: str) -> Membership | None:
    """The signed-in person's current place in the project, or None. Asked once for each request and project."""
    known: dict[str, Membership | None] = request.__dict__.setdefault("places", {})
    if slug not in known:
        known[slug] = _find_place(request.user, slug) if isinstance(request.user, User) else None
    return known[slug]


def _find_place(user: User, slug: str) -> Membership | None:
    """With how far the journal had come: asked before anything that the page shows, so that what comes after is news."""
    places = Membership.objects.current().filter(project__slug=slug, user=user)
    places = places.annotate(heard=end_of("project_id"), heard_of_people=end_of_our_own())
    return places.select_related("project", "user", "party__organisation").first()
