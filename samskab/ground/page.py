"""What every page needs to know about where it stands: the header, the menu and the footer.

The context processor gives templates one thing, `page` (a `Page`). A view inside a project calls
`stand_in(request, …)` once (the door to the project does it), and the header and menu follow:

    stand_in(request, Place(name=project.name, home=url, authorities="Fjordby Kommune og Region Sund",
                            role="tovholder", menu=[Door("Overblik", url, active=True), Door("Plan", …)],
                            search=url_of_search))

Only doors this person may open belong in `menu`. A view may also pass `project` (with `.name`, `.authorities`)
and `menu` (Doors or (label, url, active)) in its own context; they win over the place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language


def own_page(address: str) -> str:
    """The address, when it is a page of this site; "" for anything else, so that nobody is led astray."""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours else ""


class Door(NamedTuple):
    """One word in the main menu."""

    label: str
    url: str
    active: bool = False


@dataclass(frozen=True)
class Place:
    """The project a page stands in. `authorities` in words; `role` as it is written after a name; `live` where a page hears of
    what has happened since it was made."""

    name: str
    home: str
    authorities: str = ""
    role: str = ""
    menu: Sequence[Door] = field(default_factory=tuple)
    search: str = ""
    live: str = ""


# Names of addresses the frame links to, and where they stand until someone has named them; "" is not linked.
ADDRESSES: Mapping[str, str] = {
    "log_in": "/log-ind/",
    "log_out": "/log-ud/",
    "set_language": "/sprog/",
    "contact": "/hjaelp",
    "accessibility": "/was",
    "privacy": "/oplysninger",
    "receipt": "",
    "account": "/konto/",
    "still_here": "",
}


def address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ADDRESSES[name]


@dataclass(frozen=True)
class Page:
    """Facts of the site and of this request. Made for each page; asks the database nothing of its own."""

    phone: str
    email: str
    demo: bool
    story_day: date | None
    person: str
    place: Place | None
    path: str
    addresses: Mapping[str, str]

    @property
    def other_language(self) -> tuple[str, str]:
        """(code, its own name) of the language this page is not in."""
        return ("da", "Dansk") if (get_language() or "da").startswith("en") else ("en", "English")

    @property
    def phone_link(self) -> str:
        """`tel:` and the digits; empty in the demo, where nothing rings."""
        digits = "".join(sign for sign in self.phone if sign in "+0123456789")
        return "" if self.demo or not digits else f"tel:{digits}"


def stand_in(request: HttpRequest, place: Place) -> None:
    """Let this request's page be a page of that project."""
    request.place = place  # type: ignore[attr-defined]


def page(request: HttpRequest) -> dict[str, Page]:
    """The context processor."""
    return {"page": page_of(request)}


def page_of(request: HttpRequest) -> Page:
    user: Any = getattr(request, "user", None)
    return Page(
        phone=settings.CONTACT_PHONE,
        email=settings.CONTACT_EMAIL,
        demo=settings.DEMO,
        story_day=settings.STORY_DAY,
        person=str(user) if user is not None and user.is_authenticated else "",
        place=getattr(request, "place", None),
        path=request.get_full_path(),
        addresses={name: address(name) for name in ADDRESSES},
    )
