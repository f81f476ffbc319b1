"""What stands in words on a card and can tell who somebody is: names and numbers, and what only few have lived."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samskab.ground.identifying import find_identifying
from samskab.ground.identifying.telling import find_telling
from samskab.ground.stamps import stamp
from samskab.publishing.postcards.contents import CardData, quotes_of
from samskab.publishing.postcards.models import Postcard

AROUND = 60
KINDS = {
    "cpr": gettext_lazy("CPR-nummer"),
    "email": gettext_lazy("e-mail"),
    "phone": gettext_lazy("telefonnummer"),
    "plate": gettext_lazy("nummerplade"),
    "address": gettext_lazy("adresse"),
    "institution": gettext_lazy("lille sted eller institution"),
    "name": gettext_lazy("navn"),
    "age": gettext_lazy("alder"),
    "date": gettext_lazy("dag"),
    "illness": gettext_lazy("sygdom"),
    "event": gettext_lazy("noget, der skete"),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """`key` is the same as long as the words around it are. `code` is the voice's, "" for the card's own words."""

    key: str
    kind: str
    before: str
    text: str
    after: str
    code: str = ""
    title: str = ""

    @property
    def kind_label(self) -> str:
        return str(KINDS[self.kind])


def signs_on(postcard: Postcard, data: CardData) -> list[Sign]:
    """Everything of the kind on the card, in the order it is read. Coarse places and days of meetings tell nobody apart
    in the card's own words; in a voice's they may."""
    places = set(postcard.project.places.values_list("name", flat=True))
    found = [one for code, title, text in _texts(data) for one in _signs(code, title, text)]
    own = [one for one in found if one.code or not (one.text in places or one.kind == "date")]
    return list({one.key: one for one in own}.values())


def _texts(data: CardData) -> Iterator[tuple[str, str, str]]:
    """(code of the voice, what it is, the text) of everything somebody wrote."""
    for quote in quotes_of(data):
        yield quote["code"], quote["code"], quote["text"]
        yield quote["code"], _("Hvem sagde det?"), quote["said_by"]
    yield "", _("Overskrift"), data["title"]
    for part in data["intro"]:
        yield "", _("Hvorfor dette kort?"), part
    for part in data["disagreements"]:
        yield "", _("Her er vi uenige"), part
    yield "", _("Rundt om problemet"), data["round"]["wording"]
    for thing in (*data["points"], *data["tracks"]):
        for part in (thing.get("title", ""), thing["text"], thing.get("next_step", "")):
            yield "", thing["code"], part


def _signs(code: str, title: str, text: str) -> Iterator[Sign]:
    hits = [(str(hit.kind), hit.start, hit.end) for hit in find_identifying(text)]
    hits += [(str(one.kind), one.start, one.end) for one in find_telling(text)]
    for kind, start, end in sorted(hits, key=lambda hit: hit[1]):
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        key = stamp(code or title, kind, before, text[start:end], after)
        yield Sign(key, kind, _cut(before, start), text[start:end], after, code, title)


def _cut(before: str, start: int) -> str:
    return f"…{before}" if start > AROUND else before
