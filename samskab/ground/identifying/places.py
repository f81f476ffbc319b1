"""Addresses: a street with its number, floor and town, or the part of it that is written."""

import re
from collections.abc import Iterator

from samskab.ground.identifying.hits import Hit
from samskab.ground.identifying.lists import towns
from samskab.ground.identifying.words import words

_GAP = r"[ \u00a0]"
# Words with a capital that stand before a street where a sentence or a line begins.
_LEAD = re.compile(
    r"(?:(?:Bor|Boede|Adresse|Adressen|Adr|Vi|Jeg|Han|Hun|De|Du|Man|På|Ved|I|Fra|Til|Min|Mit|Hendes|Deres|Vores|Hos|Mød|Besøg|Kom|"
    r"Den|Det|Der|Her|Find|Se|Send|Gå|Kør|Naboen|Bopæl|Hjemme|Og|Men|Så|Da|Når|Både|Mellem|Nær|Ad|Langs)[.:]?[ \u00a0])+"
)
_UPPER = "[A-ZÆØÅÉÜÖÄ]"
_WORD = rf"{_UPPER}[\wæøåéüöä'’\-]{{0,40}}"  # every run has an end, so that no text takes longer than its length
# What a street is called after. The second line is ordinary words too, and needs more around it.
_SURE_END = (
    r"(?:vej|vejen|gade|gaden|allé|alle|alléen|alleen|stræde|strædet|vænge|vænget|boulevard|boulevarden|plads|pladsen|torv|torvet|"
    r"toften|strædet|gyden|svinget|strandvej|parkvej|stien|esplanaden|promenaden|passagen|ringvej)"
)
_LIKELY_END = (
    r"(?:park|parken|have|haven|toft|bakke|bakken|mark|marken|skov|skoven|sti|kaj|kajen|brink|brinken|ager|ageren|lund|lunden|høj|"
    r"højen|høje|krog|krogen|eng|engen|vang|vangen|sving|gyde|gård|gården|gaard|dal|dalen|løkke|løkken|skrænt|skrænten|holm|"
    r"holmen|leddet|kær|kæret|ås|åsen|bro|broen|passage|række|rækken|drag|draget|ringen|buen|siden|klit|klitten|banke|banken|"
    r"eje|lykke|minde|strand|stranden|odde|klint|klinten|kollegiet|byen|havn|havnen|vig|slugten|kilen|kæmpen|volden|vold)"
)
_BEFORE = rf"(?:{_UPPER}[\wæøåéü'’.\-]{{0,25}}{_GAP}){{0,3}}"
_NUMBER = rf"{_GAP}{{1,3}}\d{{1,3}}(?:{_GAP}?[A-ZÆØÅa-hk-z]\b)?(?:-\d{{1,3}}[A-Z]?)?(?![\w%]|[.,:]\d|{_GAP}?%)"
_SOME = rf"{_GAP}{{0,3}}"
_DOOR = rf"(?:(?:tv|th|mf)\b\.?|(?:dør|lejl?\.?|lejlighed|værelse|opgang){_SOME}(?:\d{{1,4}}|[A-Z])\b)"
_FLOOR = (
    rf"(?:,?{_SOME}(?:\b(?:st|kl|kld|mezz|\d{{1,2}})\.?{_SOME}(?:sal\b\.?)?{_SOME},?{_SOME}{_DOOR}"
    rf"|\b(?:st|kld|\d{{1,2}}\.?{_SOME}sal)\b\.?|{_DOOR}))?"
)
_POSTCODE = rf"(?:DK-?{_GAP}?)?[1-9]\d{{3}}"
_TOWN = rf"(?:{_POSTCODE}{_GAP}{{1,3}}{_WORD}(?:{_GAP}(?:(?:[A-ZÆØÅ]|Sj|[NSØV]{{2}})\b\.?(?!\w)|{_WORD}))?)"
_TAIL = rf"(?P<floor>{_FLOOR})(?P<town>(?:,?[ \u00a0]{{0,3}}[\r\n]{{0,2}}[ \u00a0]{{0,8}}{_TOWN})?)"
_ADDRESS = re.compile(
    rf"(?<![\w\-'’])(?:(?P<sure>{_BEFORE}(?={_UPPER})[\wæøåéü'’\-]{{0,40}}(?i:{_SURE_END}))|(?P<likely>{_BEFORE}(?={_UPPER})[\wæøåéü'’\-]{{2,40}}{_LIKELY_END})"
    rf"|(?P<lower>(?<![\wæøå])[a-zæøå]{{3,40}}(?:vej|gade|allé|alle|stræde|vænge|vænget|vejen|gaden)))(?P<number>{_NUMBER}){_TAIL}"
)
_BARE_STREET = re.compile(
    rf"(?<![\w\-'’]){_BEFORE}(?={_UPPER})[\wæøåéü'’\-]{{2,40}}(?:vej|gade|allé|stræde|vænge|vænget|vejen|gaden|alléen|strædet)s?\b(?!-)"
)
_ONLY_TOWN = re.compile(rf"(?<![\w.,/:+\-])(?<!\d{_GAP})(?<!\bkl\.{_GAP})(?<!\bkl{_GAP}){_TOWN}")
_LIKE_TOWN = re.compile(
    r"\w{2}(?:by|rup|strup|sted|lev|løse|holm|borg|bjerg|inge|ing|um|ager|rød|slev|have|lund|havn|skov|sund|up|bro)$"
)
_UNIT = re.compile(
    rf"{_GAP}{{0,3}}(?:år\b|års|årige|timer?|minutter|min\b|dage?|uger?|måneder|kr\b|kroner|km\b|m2|meter|stk|gange|procent|borgere|"
    r"personer|mennesker|deltagere|børn|elever|pladser|beboere|møder|ud af|af de)",
)
_NO_STREETS = re.compile(
    r"(?:gen|ud|om|motor|lande|hoved|af|ind|under|bi|over|arbejds|karriere|livs|lærings|uddannelses|kommunens|frem|blind|mellem|"
    r"snare|ved|til|på|åre|luft|mave|skole|cykel|gang|vand)(?:vej|veje|vejen|vejs|gade|gaden|alle|alléen|plads|pladsen)s?",
    re.IGNORECASE,
)
_NOT_TOWNS = words(
    """
    Januar Februar Marts April Maj Juni Juli August September Oktober November December Mandag Tirsdag Onsdag Torsdag Fredag
    Lørdag Søndag Kr DKK Mio Danskere Danske Borgere Mennesker Kommune Regionen Region Kommunen Og I Det Den De Der Vi Jeg Han Hun
    Som Projektet Folketinget Men Så Hvis Når På Ved Med Til Fra For Om En Et Efter Her Da Siden Først Senere Covid
    EUR USD KW MW GB MB CVR EAN CPR Tlf Sag
    """
)


def find_addresses(text: str) -> Iterator[Hit]:
    """Streets with a number, postcodes with a town, and streets that are named."""
    for match in _ADDRESS.finditer(text):
        confidence = _confidence(text, match)
        if confidence:
            yield _hit(match, confidence)
    for match in _ONLY_TOWN.finditer(text):
        confidence = _town(match[0])
        if confidence:
            yield _hit(match, confidence)
    for match in _BARE_STREET.finditer(text):
        if not _NO_STREETS.fullmatch(match[0]):
            yield _hit(match, 0.6)


def _confidence(text: str, match: re.Match[str]) -> float:
    more = bool(match["floor"] or match["town"])
    if not more and _UNIT.match(text, match.end()):
        return 0.0
    if match["lower"]:
        return 0.0 if _NO_STREETS.fullmatch(match["lower"]) else 0.9 if more else 0.7
    if match["likely"]:
        return 0.95 if more else 0.6
    return 0.0 if _NO_STREETS.fullmatch(match["sure"]) else 0.95


def _town(words: str) -> float:
    """How sure a postcode with a name after it is a town; years stand before capital letters as well."""
    code, _, name = words.partition(" ")
    name = name.strip()
    first = name.split()[0] if name.split() else ""
    if not first or first in _NOT_TOWNS:
        return 0.0
    a_year = code[:2] in {"19", "20"}
    if name in towns() or first in towns():
        return 0.75 if a_year else 0.9
    return 0.5 if _LIKE_TOWN.search(first) and not a_year else 0.0


def _hit(match: re.Match[str], confidence: float) -> Hit:
    """Without the words before the street that are no part of its name."""
    lead = _LEAD.match(match[0])
    skipped = lead.end() if lead else 0
    return Hit("address", match.start() + skipped, match.end(), match[0][skipped:], confidence)
