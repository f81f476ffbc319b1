"""Names of persons, by the company they keep: a first name and a last one, a title before, a "hedder".

Many names are ordinary words too (Bo, Helle, Jul); those need more than a capital letter. Danish writes capitals only
where a sentence begins and in names, so a capital inside a sentence says much. What is found is a suggestion.
"""

import re
from collections.abc import Iterator

from samskab.ground.identifying.hits import Hit
from samskab.ground.identifying.lists import danish_firsts, danish_lasts, lasts, other_firsts, towns
from samskab.ground.identifying.words import ALSO_WORDS, NEVER

_LETTERS = "A-Za-zÀ-ÖØ-öø-žŞşĞğİıƏəơưạ-ỹ"
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŹŻŽƏ]"
_GAP = r"[ \u00a0]"
_PART = rf"{_CAPITAL}[{_LETTERS}]{{0,40}}(?:['’]{_CAPITAL}[{_LETTERS}]{{1,40}})?[a-zà-öø-ÿžšćčđłńśşğıə]"
_NAME = rf"{_PART}(?:[-‑]{_PART}){{0,3}}(?:['’]s?(?!\w))?"
_TOKEN = re.compile(rf"(?<![\w@./\-])(?<!\w['’])(?:{_NAME})(?![\w@]|-\w|\.\w)")
_INITIALS = rf"(?:{_CAPITAL}\.[ \u00a0]?){{1,4}}"
_BETWEEN = rf"(?:(?:de|da|van|von|der|den|af|el|al|bin|ibn|di|du|la|ten|ter|zu)(?={_GAP}))"
_REST = re.compile(
    rf"(?:{_GAP}(?:{_CAPITAL}\.(?:{_CAPITAL}\.){{0,3}}(?={_GAP}{_CAPITAL})|{_BETWEEN}|[Aa]l-{_NAME}|{_NAME}(?![\w@]|-\w))){{1,6}}"
)
_WORDS = re.compile(r"[^ \u00a0]+")
_BY_INITIALS = re.compile(rf"(?<![\w.]){_INITIALS}(?:{_GAP}?{_NAME})(?!\w)")
_SHOUTED = re.compile(r"(?<!\w)[A-ZÆØÅÉÜ]{3,}(?:-[A-ZÆØÅÉÜ]{2,})?(?:[ \u00a0][A-ZÆØÅÉÜ.\-]{2,}){1,3}(?!\w)")
_SMALL = re.compile(r"(?<![\w@.\-])([a-zæøåéü]{2,30})[ \u00a0](?=([a-zæøåéü]{3,30})(?![\w@\-]))")

_RELATIVES = (
    "mand kone mor far søn datter søster bror svigermor svigerfar svigersøn svigerdatter mormor morfar farmor farfar moster "
    "faster onkel tante kæreste nabo veninde ven læge chef kollega kusine fætter barnebarn niece nevø eksmand ekskone hustru "
    "ægtefælle samlever storesøster storebror lillesøster lillebror sønnen datteren"
).replace(" ", "|")
_SMALL_CALLED = re.compile(
    rf"\b(?i:hedder|kaldes|mvh|hilsen|navn[ \u00a0]er|(?:min|hans|hendes|vores)[ \u00a0](?:{_RELATIVES}))[ \u00a0,:]{{1,3}}"
    r"(?P<name>[a-zæøåéü]{2,30})(?![\w@\-])"
)
_TITLES = re.compile(
    r"(?:\b(?:hr\.?|fru|frk\.?|frøken|dr\.?|doktor|professor|overlæge|prof\.)[ \u00a0]+)$",
    re.IGNORECASE,
)
_POSTS = re.compile(
    r"(?:\b(?:læge[n]?|sygeplejerske[n]?|hjemmesygeplejerske[n]?|hjemmehjælper(?:en)?|assistent(?:en)?|sosu\S*|pædagog(?:en)?|"
    r"lærer(?:en)?|præst(?:en)?|sagsbehandler(?:en)?|socialrådgiver(?:en)?|borgmester(?:en)?|formand(?:en)?|frisør(?:en)?|"
    r"nabo(?:en)?|veninde(?:n)?|ven(?:nen)?|kollega(?:en)?|leder(?:en)?|afdelingsleder|tovholder(?:en)?|frivillige|patienten|borgeren|"
    r"fysioterapeut(?:en)?|psykolog(?:en)?|jordemoder(?:en)?|tandlæge(?:n)?|direktør(?:en)?|konsulent(?:en)?|"
    rf"(?:min|hans|hendes|vores|deres|sin|din|jeres|en|et)[ \u00a0](?:\w+[ \u00a0])?(?:{_RELATIVES})|{_RELATIVES})[ \u00a0,]+)$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:\b(?:(?:jeg|han|hun|de|som|der|manden|kvinden|konen|moren|faren|datteren|sønnen|mor|far|lægen)[ \u00a0](?:hedder|hed|kaldes)|"
    r"(?:for)?navn(?:et)?(?:[ \u00a0]er|:)|ved[ \u00a0]navn|mvh\.?|(?:venlig|bedste|mange|kærlig)[ \u00a0]hilsne?r?|hilsen|underskrevet)[ \u00a0,:\r\n]+)$",
    re.IGNORECASE,
)
_MAYBE_CALLED = re.compile(
    r"(?:\b(?:hedder|hed|kaldt|kaldes|jeg[ \u00a0]er|det[ \u00a0]er|hos|til|med|af|og|for|fra|sagde|siger|fortalte|spurgte|svarede)[ \u00a0,:\r\n]+)$",
    re.IGNORECASE,
)
_LIKE_LAST = re.compile(r"(?:\w{2}(?:sen|gaard|lund|qvist|kvist|ström|sson|ović|owski|wska|oğlu|enko|dóttir|ssen))$")
_LIKE_LAST_IN_COMPANY = re.compile(
    r"\w{2}(?:gård|holm|berg|bjerg|strup|skov|dal|toft|bæk|feldt?|mann|rup|trup|by|sø|kjær|kær|nes|vig|ing)$"
)
# Nouns with a capital that name a house, a body or a thing, not a person.
_THING = re.compile(
    r"(?:e[nt]s?|ernes?|nes?|hed|else|elsen|tion|ing|skab|dom|råd|udvalg|center|hus|gruppe|team|post|plan|lov|klub|værk|jekt|land|dag|kort|"
    r"net|bog|portal|system|sk|ske|ede|mødet?|fond|institut|selskab|bank|avis|fest|skole|gade|vej|torv|sø|å|kommune|hjem|gård|stift)$"
)
_BEGINS = re.compile(r"(?:^|[.!?:;»«”\"“(\n\r\t|•–—*>\-›_#=\[<]|\d[.)]?[ \u00a0]|\d[.)])[ \u00a0\t»«”\"“'‘(>\-–—]*$")


def find_names(text: str) -> Iterator[Hit]:
    """Names of persons with how sure it is that they are: 0.9 and up in the company of a title or a last name."""
    at = 0
    while match := _TOKEN.search(text, at):
        hit = _name_at(text, match)
        if hit is not None:
            yield hit
        at = hit.end if hit is not None else match.end()
    for match in _BY_INITIALS.finditer(text):
        if _is_last(match[0].split(".")[-1].strip()):
            yield _hit(text, match.start(), match.end(), 0.85)
    yield from _without_capitals(text)


def _name_at(text: str, match: re.Match[str]) -> Hit | None:
    """The name that begins with this word, if one does."""
    first, before = match[0], text[max(0, match.start() - 48) : match.start()]
    if _TITLES.match(f"{first} ") or _POSTS.match(f"{first} "):
        return None
    rest = _words_after(text, match.end()) if first[-1] not in "'’" else []
    hit = _with_company(text, match, rest, before) if rest else None
    if hit is not None:
        return hit
    sure = _alone(first, before)
    return _hit(text, match.start(), match.end(), sure) if sure else None


def _words_after(text: str, at: int) -> list[re.Match[str]]:
    """The further words of a name: capitals, initials, and such as "von" between them."""
    rest = _REST.match(text, at)
    words = list(_WORDS.finditer(text, at, rest.end())) if rest else []
    stop = next((n for n, word in enumerate(words) if without_genitive(word[0]) in NEVER), len(words))
    while stop and words[stop - 1][0][0].islower():
        stop -= 1
    return words[:stop]


def _with_company(text: str, match: re.Match[str], words: list[re.Match[str]], before: str) -> Hit | None:
    """The name in several words that begins here."""
    first, rest, end = match[0], [word[0] for word in words], words[-1].end()
    if first in NEVER or (without_genitive(first) in towns() and without_genitive(first) not in danish_firsts()):
        return None
    begins = bool(_BEGINS.search(before))
    sure = _company(first, rest, begins)
    if _TITLES.search(before) or _CALLED.search(before):
        sure = max(sure, 0.9)
    elif _POSTS.search(before):
        sure = max(sure, 0.7)
    return _hit(text, match.start(), end, sure) if sure else None


def _company(first: str, rest: list[str], begins: bool) -> float:
    """How sure several words with capitals are one name, from the words themselves."""
    last = rest[-1]
    known, doubtful = _is_first(first), begins and without_genitive(first) in ALSO_WORDS
    if known and any(_is_last(word) for word in rest):
        return 0.85 if doubtful and last in ALSO_WORDS else 0.97
    if known:
        return 0.6 if doubtful or without_genitive(last) in towns() else 0.85
    if _LIKE_LAST.search(without_genitive(last)) or (_is_last(last) and last not in ALSO_WORDS):
        return 0.6 if begins else 0.8
    if without_genitive(last) in towns() or without_genitive(first) in ALSO_WORDS:
        return 0.0
    if not begins:
        return 0.4
    return 0.0 if any(_THING.search(word) for word in (first, last)) else 0.35


def _alone(word: str, before: str) -> float:
    """How sure a single word is a name, from what stands before it; 0 when there is nothing to go by."""
    base, begins = without_genitive(word), bool(_BEGINS.search(before))
    if _TITLES.search(before) or (_CALLED.search(before) and base not in NEVER):
        return 0.9
    if base in NEVER or word in NEVER:
        return 0.0
    known, also = _is_first(word), base in ALSO_WORDS or word in ALSO_WORDS
    if known and (_POSTS.search(before) or _MAYBE_CALLED.search(before)):
        return 0.75 if also else 0.9
    if also:
        return 0.6 if known and not begins else 0.0
    if base in danish_firsts() or all(part in danish_firsts() for part in base.split("-")):
        return 0.65 if begins else 0.85
    if known:
        return 0.4 if begins else 0.65
    if begins or base in towns():
        return 0.0
    if _POSTS.search(before):
        return 0.6
    if _is_last_alone(base):
        return 0.6
    return 0.3 if 2 < len(base) < 15 and not _THING.search(base) else 0.0


def _without_capitals(text: str) -> Iterator[Hit]:
    """METTE HANSEN, and mette hansen: both words must be known, for nothing else tells."""
    for match in _SHOUTED.finditer(text):
        words = [word.capitalize() for word in match[0].split()]
        if _is_first(words[0]) and _is_last(words[-1]):
            yield _hit(text, match.start(), match.end(), 0.85)
    for match in _SMALL.finditer(text):
        first, last = match[1].capitalize(), match[2].capitalize()
        if first in danish_firsts() and first not in ALSO_WORDS and _LIKE_LAST.search(last) and last in lasts():
            yield _hit(text, match.start(), match.end(2), 0.6)
    for match in _SMALL_CALLED.finditer(text):
        first = match["name"].capitalize()
        if first in danish_firsts() and first not in ALSO_WORDS:
            yield _hit(text, match.start("name"), match.end(), 0.7)


def _is_first(word: str) -> bool:
    firsts = (danish_firsts(), other_firsts())
    return any(part in known for part in (word, without_genitive(word), re.split("[-‑]", word)[0]) for known in firsts)


def _is_last_alone(base: str) -> bool:
    """A last name that nothing stands beside; "Styrelsen" and "Klassen" end as Nielsen and Clausen do."""
    return base in danish_lasts() or bool(_LIKE_LAST.search(base) and not re.search("(?:el|a|i|u|j|s)sen$", base))


def _is_last(word: str) -> bool:
    base = without_genitive(word.strip("."))
    return base in lasts() or bool(_LIKE_LAST.search(base) or _LIKE_LAST_IN_COMPANY.search(base))


def without_genitive(word: str) -> str:
    """Mettes → Mette, Jens' → Jens, Hansens → Hansen."""
    bare = word.rstrip("'’") if word[-1] in "'’" else word.removesuffix("'s").removesuffix("’s")
    shorter = bare.removesuffix("s")
    if shorter == bare or bare in danish_firsts():
        return bare
    return shorter if shorter in danish_firsts() or shorter in lasts() or shorter in other_firsts() else bare


def _hit(text: str, start: int, end: int, confidence: float) -> Hit:
    return Hit("name", start, end, text[start:end], confidence)
