"""Institutions so small that their name says who: a care home, a surgery, a school, a nursery."""

import re
from collections.abc import Iterator

from samskab.ground.identifying.hits import Hit
from samskab.ground.identifying.lists import towns
from samskab.ground.identifying.words import ALSO_WORDS, words

_GAP = r"[ \u00a0]"
_WORD = r"[A-ZÆØÅÉÜÖÄ][\wæøåéüöä'’\-]{0,40}"  # every run has an end, so that no text takes longer than its length


def _forms(stems: str) -> str:
    """Each word with a small letter or a capital first, one or many, alone or in the definite."""
    longest = sorted(stems.split(), key=len, reverse=True)
    return f"(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in longest)})(?:en|et|erne|er|e|t|n|ne)?"


_CARE = _forms(
    """
    plejehjem plejehjemm plejecenter plejecentr lægehus læg lægecenter lægecentr lægeklinik lægeklinikk bosted botilbud
    botilbudd børnehav vuggestu dagplej dagcenter dagcentr aktivitetscenter aktivitetscentr værested krisecenter krisecentr
    herberg forsorgshjem forsorgshjemm hospic friskol efterskol skol specialskol sygehus hospital ældrecenter ældrecentr
    områdecenter områdecentr sundhedshus sundhedscenter sundhedscentr tandklinik tandklinikk tandlæg beboerhus forsamlingshus
    apotek kirk moské frivilligcenter frivilligcentr medborgerhus klinik klinikk fysioterapi daghøjskol opholdssted
    døgninstitution børnehus børnegård fritidshjem fritidshjemm fritidsklub fritidsklubb ungdomsklub ungdomsklubb hjemmeplej
    hjemmesygeplej asylcenter asylcentr plejebolig ældrebolig bofællesskab kollegi friplejehjem friplejehjemm
    naturbørnehav skovbørnehav
    """
)
_NAMED = re.compile(rf"(?<!\w){_CARE}{_GAP}(?:ved{_GAP}|på{_GAP}|i{_GAP})?(?P<name>{_WORD}(?:{_GAP}{_WORD})?)")
_BEFORE = re.compile(rf"(?<![\w\-'’])(?P<name>{_WORD}(?:{_GAP}(?:og{_GAP})?{_WORD})?){_GAP}(?P<care>{_CARE})(?!\w)")
_COMPOUND = re.compile(
    r"(?<!\w)(?P<name>[A-ZÆØÅ][a-zæøåé]{2,})(?P<care>skolen?|hjemmet|cent(?:e)?ret|hospitalet|sygehuset|børnehaven|lægehuset|kollegiet|"
    r"plejehjem|plejecenter|lægehus|friskole|efterskole|klinikken|apotek|børnehus|bostedet)s?(?!\w)"
)
# Before "skolen" and the like these make an ordinary word, not a name.
_COMMON = re.compile(
    r"(?:Folke|Fri|Efter|Høj|Sundheds|Børne|Grund|Privat|Special|Produktions|Sygepleje|Pleje|Bo|Hus|Forsorgs|Krise|Job|Læge|Tand|"
    r"Borger|Ældre|Aktivitets|Universitets|Psykiatri|Døgn|Akut|Rehabiliterings|Gymnasie|Musik|Ungdoms|Erhvervs|Dag|Kultur|Fritids|Asyl|"
    r"Medborger|Frivillig|Natur|Sprog|Kost|Social|Kommune|Regions|Region|Land|Lands|By|Rets|Butiks|Handels|Stor|Indkøbs|Køre|Gang|Ride|Danse|"
    r"Tal|Kompetence|Data|Viden|Videns|Forsknings|Service|Genbrugs|Kontakt|Rådgivnings|Behandlings|Livsstils|Barn|Barndoms|Hospice|Alderdoms|"
    r"Sommer|Aften|Ungdom|Fælles|Medie|Kraft|Fugl|Test|Vaccinations|Ældre|Demens|Trænings|Genoptrænings|Område|Dyre|Mave|Fod|Røntgen|Privat)+",
)
_NO_NAMES = words(
    """
    Min Mit Mine Din Dit Dine Hans Hendes Deres Vores Vor Sin Den Det De En Et Der Her Nogle Alle Ingen Hver Hvert Dette Denne Disse
    Ny Nye Anden Andre Kommunens Regionens Byens Områdets På I Til Fra Ved Med Om For Efter Når Hvis Da Så Og Men Vi Jeg Han Hun Du Man
    Både Hverken Samme Egen Lokal Lokale Gamle Gammel Store Lille Små Danske Dansk Kommunale Kommunal Private Privat Flere Mange Få
    Ifølge Under Over Mellem Hos Som At Af Kun Også Selv Hele Halve Første Sidste Næste Tidligere Nuværende Danmark Folketinget Corona
    Mandag Tirsdag Onsdag Torsdag Fredag Lørdag Søndag Hvorfor Hvordan Hvilken Hvilket Hvor Hvad Hvem Tlf Januar Februar Marts April
    Maj Juni Juli August September Oktober November December EU
    """
)
# So many people that the name says little.
_BIG_TOWNS = words("København Aarhus Århus Odense Aalborg Ålborg Esbjerg Randers Kolding Horsens Vejle Roskilde")


def find_institutions(text: str) -> Iterator[Hit]:
    """Small institutions by name: Plejehjemmet Solgården · Nordby Skole · Lægerne i Nordby · Skovvangsskolen."""
    for match in _NAMED.finditer(text):
        name = match["name"].split()[0]
        if name not in _NO_NAMES:
            yield Hit("institution", match.start(), match.end(), match[0], 0.5 if name in _BIG_TOWNS else 0.85)
    for match in _BEFORE.finditer(text):
        if _is_named(text, match):
            yield Hit("institution", match.start(), match.end(), match[0], 0.8)
    for match in _COMPOUND.finditer(text):
        if not _COMMON.fullmatch(match["name"]):
            yield Hit("institution", match.start(), match.end(), match[0], 0.6)


def _is_named(text: str, match: re.Match[str]) -> bool:
    """Nordby Skole and Nordby skole; not "Hendes skole" or, where a sentence begins, "Gode skoler"."""
    first = match["name"].split()[0]
    if first in _NO_NAMES or (first in ALSO_WORDS and match["care"][0].islower()):
        return False
    before = text[max(0, match.start() - 4) : match.start()].rstrip(" \u00a0")
    begins = not before or before[-1] in ".!?:\n"
    return match["care"][0].isupper() or not begins or first.removesuffix("s") in towns()
