"""The only door to what is written: the list, one page as it is shown, one picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import urldefrag

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samskab.frontdoor.handbook.setting import Heading, Set, set_page
from samskab.frontdoor.handbook.shelf import PICTURES, Written, by_place, licences, pages, pictures

WHY, BUILDING = {"architecture", "decisions"}, {"how-to/release"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as a template needs it."""

    kind: str
    title: str
    language: str
    audience: str
    body: SafeString
    headings: Sequence[Heading]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Pages that belong together, under one heading."""

    name: str
    pages: Sequence[Written]


@dataclass(frozen=True, slots=True)
class Carried:
    """A file shown as it is."""

    path: Path
    content_type: str


def shelves() -> list[Shelf]:
    """What the index shows, in the order docs/README.md lists it. Everything else is reached from one of these."""
    listed = sorted((page for page in pages().values() if page.key), key=place_in_list)
    building = [page for page in listed if (page.kind == "house" and "/" not in page.key) or page.key in BUILDING]
    guides = [page for page in listed if page.kind in {"tutorials", "how-to"} and page not in building]
    why = [page for page in listed if page.kind == "explanation" or page.key in WHY]
    return [
        Shelf(_("Til dig, der arbejder med Samskab"), [page for page in guides if page.language == "da"]),
        Shelf(_("Til den, der driver Samskab"), [page for page in guides if page.language != "da"]),
        Shelf(_("Til at slå op i"), [page for page in listed if page.kind == "reference"]),
        Shelf(_("Til at forstå det med"), why),
        Shelf(_("Til den, der bygger med"), [page for page in building if page not in why]),
    ]


def place_in_list(page: Written) -> int:
    """Where docs/README.md names the page; last, when it does not."""
    at = pages()[""].text.find(f"({page.place.removeprefix('docs/')})")
    return at if at != -1 else 1_000_000


def page_called(key: str) -> Shown | None:
    """The page with that key, or None. The index itself is not a page."""
    found = pages().get(key) if key else None
    if found is None:
        return None
    ready = _set(found.place, found.path.stat().st_mtime_ns)
    body = mark_safe(ready.body)  # made by `setting`, which lets no HTML through
    return Shown(kind_words(found.kind), ready.title, found.language, audience(found), body, ready.headings)


def picture_called(name: str) -> Carried | None:
    path = pictures().get(name)
    return Carried(path, PICTURES[path.suffix]) if path else None


def licence_called(name: str) -> Carried | None:
    path = licences().get(name)
    return Carried(path, "text/plain; charset=utf-8") if path else None


@lru_cache(maxsize=256)
def _set(place: str, _written: int) -> Set:
    """Set once for each time it is written."""
    page = by_place()[place]
    return set_page(
        page.text, lambda link: address_of(place, link), table="Tabel" if page.language == "da" else "Table"
    )


def address_of(place: str, link: str) -> str:
    """Where a link leads that stands on the page at `place`; "" when it leads out of what is served."""
    target, fragment = urldefrag(link)
    there = _normal(PurePosixPath(place).parent / target)
    end = f"#{fragment}" if fragment else ""
    if there in by_place():
        return address(by_place()[there]) + end
    name = PurePosixPath(there).name
    if there == f"docs/pictures/{name}" and name in pictures():
        return reverse("handbook-picture", args=[name])
    if there in {"LICENSE", f"LICENSES/{name}"} and name in licences():
        return reverse("handbook-licence", args=[name])
    return ""


def address(page: Written) -> str:
    return reverse("handbook", args=[page.key]) if page.key else reverse("contact")


def _normal(path: PurePosixPath) -> str:
    """a/b/../c → a/c, as text; what climbs out of the tree is nowhere."""
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def kind_words(kind: str) -> str:
    return {
        "tutorials": _("Lær det"),
        "how-to": _("Sådan gør du"),
        "reference": _("Slå op"),
        "explanation": _("Forstå det"),
        "decisions": _("Beslutninger"),
        "house": _("Huset"),
    }.get(kind, "")


def audience(page: Written) -> str:
    """Who the page is for, and which language it is in: the one sentence under its heading."""
    if page.language == "da":
        return _("En vejledning til dig, der arbejder med Samskab. Den er på dansk.")
    if page.kind == "how-to":
        return _("En vejledning til den, der driver Samskab. Den er på engelsk.")
    return _("Til den, der driver Samskab eller bygger med. Siden er på engelsk.")
