"""Carl's own small project, so that a stranger to the story has somewhere to be."""

from functools import partial

from samskab.frontdoor.story.book import Happening, Happenings, Page
from samskab.frontdoor.story.known import Known
from samskab.frontdoor.story.listening import agree_on, keep_voice
from samskab.frontdoor.story.planning import when_of
from samskab.projects import actions as projects
from samskab.projects.document import actions as document
from samskab.projects.permission import membership_of
from samskab.projects.plan import actions as plan
from samskab.projects.team import actions as team

OWNER = "carl"


def next_door(page: Page, known: Known) -> Happenings:
    yield Happening(page["project"]["at"], partial(_begin, known, page))
    yield Happening(page["geography"]["at"], partial(_where, known, page["geography"]))
    yield Happening(page["section"]["at"], partial(_describe, known, page))
    yield Happening(page["activity"]["at"], partial(_plan, known, page["activity"]))
    yield Happening(page["voice"]["at"], partial(_listen, known, page["voice"]))
    yield Happening(page["visit"]["at"], partial(_visit, known))


def _begin(known: Known, page: Page) -> None:
    contact = page["contact"]
    project = projects.begin_project(page["project"]["name"], coordinator=known.people[OWNER])
    known.projects["next door"] = project
    words = {key: contact[key] for key in ("name", "phone", "email", "address")}
    projects.set_contact(project, by=known.by(OWNER), is_inert=True, **words)


def _where(known: Known, told: Page) -> None:
    projects.set_geography(known.projects["next door"], told["text"], told["reason"], by=known.by(OWNER))


def _describe(known: Known, page: Page) -> None:
    project, section, principle = known.projects["next door"], page["section"], page["principle"]
    document.add_section(project, section["heading"], section["text"], section["reason"], by=known.by(OWNER))
    document.add_principle(project, principle["name"], principle["text"], by=known.by(OWNER))


def _plan(known: Known, told: Page) -> None:
    activity = plan.plan_activity(
        known.projects["next door"],
        told["title"],
        when_of(told),
        by=known.by(OWNER),
        as_written=told["as_written"],
        time_label=told["time_label"],
    )
    plan.expect_only(activity, told["expects"], by=known.by(OWNER))


def _listen(known: Known, told: Page) -> None:
    told = told | {"by": OWNER}
    agree_on(known, keep_voice(known, known.projects["next door"], told), told)


def _visit(known: Known) -> None:
    if membership := membership_of(known.people[OWNER], known.projects["next door"]):
        team.visit(membership)
