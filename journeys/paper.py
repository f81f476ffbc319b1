"""What is on a printed card: its text as it is laid down, what it calls itself, and what two checkers say."""

import re
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
from playwright.sync_api import Locator

SENTENCE = re.compile(r"(?<=[.!?:…])\s+")
NOT_LETTERS = re.compile(r"[\s\u00ad\ufffe\u0002\u200b]+")


def bare(words: str) -> str:
    """Without what a line break changes."""
    return NOT_LETTERS.sub("", words)


def text_of(pdf: Path) -> str:
    """The text of every page, in the order it is laid down."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(side.get_textpage().get_text_range() for side in document)
    finally:
        document.close()


def said_of_pictures(pdf: Path) -> str:
    """What a screen reader says of the pictures: their alternative texts."""
    with pikepdf.open(pdf) as document:
        things = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
        return "\n".join(str(thing.Alt) for thing in things if "/Alt" in thing)


def sentences_of(card: Locator) -> list[str]:
    """Every sentence of a card on a page."""
    blocks = card.locator("p, h1, h2, h3, h4, h5, h6, li, blockquote, figcaption, dt, dd, address")
    leaves = [block for block in blocks.all() if not block.locator("p, h3, h4, li, blockquote, figcaption").count()]
    return [sentence for leaf in leaves for sentence in SENTENCE.split(leaf.inner_text()) if sentence.strip()]


def lost(card: Locator, pdf: Path) -> list[str]:
    """Sentences that stand in the source and neither on the paper nor in what is said of its pictures."""
    printed = bare(text_of(pdf) + said_of_pictures(pdf))
    return [sentence for sentence in sentences_of(card) if bare(sentence) not in printed]


def faults_of(pdf: Path) -> list[str]:
    """What the two checks find: PDF/UA-1 for those who listen, PDF/A-2a for those who keep."""
    found = []
    for profile in ("ua1", "2a"):
        report = page_validation.validate_pdf(pdf, profile=profile)
        found += [f"{profile} {one.rule_id}: {one.message}" for one in report.failures]
        if not report.is_compliant:
            found.append(f"{profile}: ikke i orden")
    return found


def language_and_title(pdf: Path) -> tuple[str, str]:
    with pikepdf.open(pdf) as document:
        return str(document.Root.Lang), str(document.docinfo.Title)
