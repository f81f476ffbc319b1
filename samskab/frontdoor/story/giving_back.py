"""The postcards: one that every partner has said yes to, one that is begun."""

from functools import partial

from samskab.frontdoor.story.book import Happening, Happenings, Page
from samskab.frontdoor.story.known import Known
from samskab.publishing.postcards import actions as postcards
from samskab.publishing.postcards.checking import Decisions, check
from samskab.publishing.postcards.contents import card_data
from samskab.publishing.postcards.signs import signs_on


def cards(page: Page, known: Known) -> Happenings:
    for told in page["postcard"]:
        yield Happening(told["at"], partial(_make, known, told))
        if checked := told.get("checked"):
            yield Happening(checked["at"], partial(_check, known, told["key"], checked))
        if asked := told.get("asked"):
            yield Happening(asked, partial(_ask, known, told))
        for approved in told.get("approved", []):
            yield Happening(approved["at"], partial(_approve, known, told["key"], approved))
        if published := told.get("published"):
            yield Happening(published["at"], partial(_publish, known, told["key"], published["by"]))


def _make(known: Known, told: Page) -> None:
    by = known.by(told["by"])
    words = {"title": told["title"], "intro": told["intro"], "edition_label": told["edition_label"]}
    card = postcards.make_postcard(known.project, by=by, **words)
    postcards.write_on(card, by=by, disagreements=told["disagreements"], **words)
    postcards.choose(card, _choice(known, told), by=by)
    known.postcards[told["key"]] = card


def _choice(known: Known, told: Page) -> postcards.Choice:
    return postcards.Choice(
        voices=[known.voices[key] for key in told["voices"]],
        insights=[known.insights[key] for key in told["insights"]],
        knowledge=[known.knowledge[key] for key in told["knowledge"]],
        tracks=[known.tracks[key] for key in told["tracks"]],
        front=known.voices[told["front"]],
        excerpts={known.voices[key].pk: words for key, words in told.get("excerpts", {}).items()},
    )


def _check(known: Known, card: str, told: Page) -> None:
    """A reason for each voice that stands as it was told; the rest are told of more coarsely. Signs by their words."""
    found = signs_on(known.postcards[card], card_data(known.postcards[card]))
    reasons = {known.voices[key].code: why for key, why in told.get("reasons", {}).items()}
    signs = {sign.key: told["signs"][sign.text] for sign in found if sign.text in told.get("signs", {})}
    check(known.postcards[card], Decisions(reasons, signs), by=known.by(told["by"]))


def _ask(known: Known, told: Page) -> None:
    postcards.ask_partners(known.postcards[told["key"]], by=known.by(told["by"]))


def _approve(known: Known, card: str, told: Page) -> None:
    postcards.approve(known.postcards[card], known.parties[told["party"]], by=known.by(told["by"]))


def _publish(known: Known, card: str, who: str) -> None:
    postcards.publish(known.postcards[card], by=known.by(who))
