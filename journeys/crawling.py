"""Every page a person can reach by links, and which of them are worth a look."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit
from uuid import UUID

from django.urls import get_resolver, resolve, reverse
from django.urls.converters import UUIDConverter
from playwright.sync_api import APIRequestContext

LINK = re.compile(r'<a\b[^>]*?\shref="([^"#][^"]*)"')
TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
CLASSES = re.compile(r'\sclass="([^"]*)"')
MOST_PAGES = 1500


@dataclass(frozen=True)
class Found:
    """A page behind a link: where, what its address is called, and what stands there."""

    url: str
    name: str
    html: str

    @property
    def parts(self) -> frozenset[str]:
        """The names of everything the page is made of."""
        return frozenset(name for names in CLASSES.findall(self.html) for name in names.split())

    @property
    def words(self) -> str:
        """What a person reads, on one line."""
        return " ".join(unescape(TAG.sub(" ", self.html)).split())


def crawl(request: APIRequestContext, site: str, starts: Iterable[str]) -> tuple[list[Found], list[str]]:
    """Follow every link within the site from the starts. Also the links that led nowhere, with the page they stand on."""
    waiting = [(urljoin(site, start), "") for start in starts]
    known = {url for url, _here in waiting}
    found, broken = [], []
    while waiting and len(known) < MOST_PAGES:
        url, here = waiting.pop(0)
        answer = request.get(url)
        if answer.status != 200:
            broken.append(f"{answer.status}: {url} (fra {here or 'begyndelsen'})")
        elif answer.headers["content-type"].startswith("text/html"):
            html = answer.text()
            found.append(Found(url, resolve(urlsplit(url).path).url_name or url, html))
            fresh = [there for there in links(html, answer.url, site) if there not in known]
            known.update(fresh)
            waiting += [(there, url) for there in dict.fromkeys(fresh)]
    return found, broken


def links(html: str, here: str, site: str) -> Iterator[str]:
    """Addresses on this page, within the site."""
    for href in LINK.findall(html):
        there = urldefrag(urljoin(here, unescape(href)))[0]
        if urlsplit(there)[:2] == urlsplit(site)[:2]:
            yield there


def worth_a_look(found: Iterable[Found]) -> Iterator[Found]:
    """The first page of each address, and each later one that shows a part none of the earlier ones did."""
    seen: dict[str, set[str]] = {}
    for page in found:
        if page.name not in seen or page.parts - seen[page.name]:
            seen.setdefault(page.name, set()).update(page.parts)
            yield page


EXAMPLES = {
    "number": 1,
    "pk": 1,
    "person": 1,
    "index": 0,
    "code": "U-1",
    "key": "koekkenbordssamtale",
    "token": "en-der-ikke-findes",
}

A_KEY = UUID("5eed0000-0000-4000-8000-000000000000")


def doors_of(project: str) -> dict[str, str]:
    """Every address inside a project by its name, whether anybody links to it or not."""
    inside = (
        pattern
        for part in get_resolver().url_patterns
        if hasattr(part, "url_patterns")
        for pattern in part.url_patterns
    )
    doors = {}
    for pattern in inside:
        if str(pattern.pattern).startswith("p/<slug:slug>"):
            asked = pattern.pattern.converters.items()
            wanted = {
                name: A_KEY if isinstance(kind, UUIDConverter) else EXAMPLES.get(name, project) for name, kind in asked
            }
            doors[pattern.name] = reverse(pattern.name, kwargs=wanted)
    return doors
