"""Who the story is about, and what they agreed on when they began."""

from functools import partial

from samskab.frontdoor.story.book import Happening, Happenings, Page
from samskab.frontdoor.story.documents import first_description
from samskab.frontdoor.story.known import Known
from samskab.ground.material import segments_of_document
from samskab.ground.readers import read_bytes
from samskab.people.models import User
from samskab.projects import actions as projects
from samskab.projects.bodies import actions as bodies
from samskab.projects.permission import membership_of
from samskab.projects.team import actions as team
from samskab.voices.sources import actions as sources

COORDINATOR = "amina"


def introduce(page: Page) -> dict[str, User]:
    """The people, with accounts nobody can open by password."""
    return {
        person["key"]: User.objects.create_user(
            f"{person['key']}@example.org",
            person["name"],
            None,
            title=person["title"],
            demo_key=person.get("demo_key", ""),
        )
        for person in page["person"]
    }


def beginnings(page: Page, known: Known) -> Happenings:
    """The project, its parties, bodies and people; what it was called, and where it works."""
    yield Happening(page["project"]["at"], partial(_begin, known, page))
    for told in page["renamed"]:
        yield Happening(told["at"], partial(_rename, known, told))
    for told in page["geography"]:
        yield Happening(told["at"], partial(_move, known, told))
    for told in page["place"]:
        yield Happening(told["at"], partial(_place, known, told))
    for told in page["party"]:
        yield Happening(told["at"], partial(_party, known, told))
    yield Happening(page["source"]["at"], partial(_keep_source, known, page["source"]))
    yield from _of_bodies(page, known)
    yield from _of_people(page, known)
    yield Happening(page["public"]["at"], partial(_open, known, page["public"]))


def _begin(known: Known, page: Page) -> None:
    contact = page["contact"]
    project = projects.begin_project(page["project"]["began_as"], coordinator=known.people[page["project"]["by"]])
    known.projects["story"] = project
    projects.set_contact(
        project,
        by=known.by(contact["by"]),
        name=contact["name"],
        phone=contact["phone"],
        email=contact["email"],
        address=contact["address"],
        is_inert=True,
    )


def _rename(known: Known, told: Page) -> None:
    projects.rename_project(known.project, told["name"], told["reason"], by=known.by(told["by"]))


def _move(known: Known, told: Page) -> None:
    projects.set_geography(known.project, told["text"], told["reason"], by=known.by(told["by"]))


def _place(known: Known, told: Page) -> None:
    known.places[told["name"]] = projects.add_place(known.project, told["name"], by=known.by(COORDINATOR))


def _party(known: Known, told: Page) -> None:
    known.parties[told["key"]] = projects.add_party(
        known.project, told["name"], by=known.by(COORDINATOR), kind=told["kind"], part=told["part"]
    )


def _keep_source(known: Known, told: Page) -> None:
    name, data = first_description()
    document = read_bytes(data, name)
    upload = sources.Upload(name, "docx", data, document.text, told["kind"], segments_of_document(document))
    sources.keep(known.project, upload, by=known.by(told["by"]))


def _open(known: Known, told: Page) -> None:
    projects.open_to_public(known.project, True, by=known.by(told["by"]))


def _of_bodies(page: Page, known: Known) -> Happenings:
    for told in page["body"]:
        yield Happening(told["at"], partial(_body, known, told))
    for told in page["body"]:
        if follower := told.get("followed_by"):
            at = max(other["at"] for other in page["body"] if other["key"] in {follower, told["key"]})
            yield Happening(at, partial(_follow, known, told))


def _body(known: Known, told: Page) -> None:
    known.bodies[told["key"]] = bodies.add_body(
        known.project,
        told["name"],
        by=known.by(COORDINATOR),
        kind=told["kind"],
        organisation=known.parties[told["organisation"]].organisation,
        valid_from=told["from"],
        valid_to=told.get("to"),
        about=told["about"],
    )


def _follow(known: Known, told: Page) -> None:
    body, follower = known.bodies[told["key"]], known.bodies[told["followed_by"]]
    bodies.end_body(body, told["to"], by=known.by(COORDINATOR), followed_by=follower)


def _of_people(page: Page, known: Known) -> Happenings:
    for told in page["person"]:
        if "role" in told:
            yield Happening(told["at"], partial(_join, known, told))
    for told in page["invitation"]:
        yield Happening(told["at"], partial(_invite, known, told))
    for told in page["visit"]:
        yield Happening(told["at"], partial(_visit, known, told["who"]))


def _join(known: Known, told: Page) -> None:
    party = known.parties.get(told.get("party", ""))
    user = known.people[told["key"]]
    team.add_member(known.project, user, told["role"], by=known.by(COORDINATOR), party=party)


def _invite(known: Known, told: Page) -> None:
    team.invite(known.project, by=known.by(told["by"]), role=told["role"], name=told["name"], email=told["email"])


def _visit(known: Known, who: str) -> None:
    if membership := membership_of(known.people[who], known.project):
        team.visit(membership)
