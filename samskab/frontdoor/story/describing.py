"""The living document: its sections in every version, its principles with what was done, its methods."""

from functools import partial

from samskab.frontdoor.story.book import Happening, Happenings, Page
from samskab.frontdoor.story.known import Known
from samskab.projects.document import actions as document
from samskab.projects.methods import actions as methods


def descriptions(page: Page, known: Known) -> Happenings:
    for section in page["section"]:
        for number, version in enumerate(section["version"]):
            write = _first if number == 0 else _again
            yield Happening(version["at"], partial(write, known, section, version))
    for principle in page["principle"]:
        yield Happening(principle["at"], partial(_principle, known, principle))
        for act in principle.get("act", []):
            yield Happening(act["at"], partial(_act, known, principle["key"], act))
    for method in page["method"]:
        yield Happening(method["at"], partial(_method, known, method))


def _first(known: Known, section: Page, version: Page) -> None:
    known.sections[section["key"]] = document.add_section(
        known.project, section["heading"], version["text"], version["reason"], by=known.by(version["by"])
    )


def _again(known: Known, section: Page, version: Page) -> None:
    document.rewrite(
        known.sections[section["key"]],
        version["text"],
        version["reason"],
        by=known.by(version["by"]),
        heading=version.get("heading", ""),
    )


def _principle(known: Known, told: Page) -> None:
    known.principles[told["key"]] = document.add_principle(
        known.project, told["name"], told["text"], by=known.by(told["by"])
    )


def _act(known: Known, principle: str, told: Page) -> None:
    document.act_on(
        known.principles[principle],
        told["what"],
        told["on"],
        by=known.by(told["by"]),
        activity=known.activities[told["activity"]],
    )


def _method(known: Known, told: Page) -> None:
    methods.describe_method(known.project, told["name"], told["text"], by=known.by(told["by"]))
