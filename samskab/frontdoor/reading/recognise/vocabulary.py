"""The words by which Danish project documents call their parts: headings, columns, ways of saying who spoke."""

import re
from functools import lru_cache
from typing import Literal

Meaning = Literal[
    "title", "parties", "principles", "methods", "plan", "voices", "knowledge", "tracks", "description", "other"
]
Column = Literal["tid", "dato", "handling", "navn", "tekst", "andet"]

_OUR = (
    r"(?:de |vores |projektets |fælles |bærende |grundlæggende |udvalgte |anvendte |overordnede |centrale |vigtigste )*"
)

_HEADINGS: tuple[tuple[Meaning, str], ...] = (
    ("title", r"(?:projekt)?titel|projektets (?:titel|navn)|projektnavn|navn på projektet|projekt"),
    (
        "parties",
        _OUR + r"(?:(?:samarbejds|projekt)?parter(?:ne)?|(?:samarbejds)?partnere|partnerkreds|hvem er med|aktører"
        r"|deltagende (?:parter|organisationer)|(?:deltagende )?organisationer|hvem står bag|bag projektet)",
    ),
    (
        "principles",
        _OUR
        + r"(?:grund|arbejds|kerne|projekt)?(?:principper(?:ne)?|værdier|værdigrundlag(?:et)?|pejlemærker|leveregler|spilleregler)"
        r"(?: (?:for|i|og) .{1,40})?|det(?:te)? står vi på|det tror vi på",
    ),
    (
        "methods",
        _OUR + r"(?:metode(?:r|rne|beskrivelser?|valg|katalog|afsnit)?|arbejdsformer|arbejdsmetoder|fremgangsmåder?)"
        r"(?: (?:for|i|og) .{1,40})?|beskrivelse af (?:de )?(?:udvalgte )?metoder(?:ne)?|sådan arbejder vi"
        r"|sådan gør vi",
    ),
    (
        "plan",
        _OUR + r"(?:(?:proces|tids|handle|handlings|aktivitets|projekt|møde|forløbs|års)?plan(?:en)?|kalender|milepæle"
        r"|aktiviteter(?:ne)?|nedslagspunkter|program|årshjul|forløb(?:et)?|tids- og \w*plan|proces- og \w*plan"
        r"|procesbeskrivelse|hvad sker der hvornår|det skal ske|det sker der)"
        r"(?: (?:for|i|og|over) .{1,40}| \d{4}(?:\s*[-–/]\s*\d{2,4})?)?",
    ),
    (
        "voices",
        r"(?:udsagn|citater|stemmer|udtalelser|ord)|(?:det|hvad) (?:har vi hørt|hørte vi|siger de|blev der sagt|vi har hørt)",
    ),
    (
        "knowledge",
        r"(?:ekstern )?viden(?: udefra| fra forskning(?:en)?| fra andre)?|fakta|fra forskningen|forskning|tal og fakta"
        r"|research|(?:hvad|det) siger (?:forskningen|undersøgelserne?|rapporterne?|tallene|andre)|hvad ved vi(?: fra forskningen)?|kilder|det ved vi|rapporter",
    ),
    (
        "tracks",
        _OUR
        + r"(?:\w+ )?spor(?:ene)?(?: vi .{1,40}| i projektet)?|det går vi videre med|(?:det|her) arbejder vi videre"
        r"(?: med)?(?: (?:to|tre|fire|disse) spor)?|vi arbejder videre med(?: .{1,40})?|(?:vores |samskabte )*løsningsforslag(?:et|ene)?"
        r"|forslag til løsning(?:er)?|(?:vores )?undersøgelsesspørgsmål(?:et|ene)?|(?:det|her|dette) (?:vil|skal) vi undersøge"
        r"(?: nærmere)?|løsningsforslag og (?:undersøgelses)?spørgsmål",
    ),
    (
        "description",
        _OUR
        + r"(?:formål(?:et)?|mål(?:et|sætning(?:er)?)?|projektbeskrivelse|baggrund(?:en)?|målgruppe(?:n)?|vision(?:en)?"
        r"|indledning|resumé|resume|organisering|organisation|økonomi|budget|forankring|evaluering|opfølgning"
        r"|geografi(?:sk(?: afgrænsning| område))?|afgrænsning|beskrivelse|om projektet|problemstilling(?:en)?|udfordring(?:en)?"
        r"|forventede? (?:resultat(?:er)?|effekt(?:er)?|udbytte)|resultater|roller(?: og ansvar)?|tovholder|kontakt"
        r"|kommunikation|ledelse|projektledelse|succeskriterier|risici|læring|status|det videre arbejde|næste skridt"
        r"|hvad ved vi nu|hvad er (?:det nye, )?vi (?:skal være |stadig )?nysgerrige på|hvad (?:sker|gør) (?:der|vi) nu"
        r"|hvorfor|idé(?:en)?|anledning(?:en)?)(?: (?:og|med|for|af) .{1,40})?",
    ),
)
_MEANINGS = tuple((meaning, re.compile(f"(?:{pattern})")) for meaning, pattern in _HEADINGS)

# A label that may stand on the same line as the text it belongs to, as in the flattened left column of a table.
_LABEL = re.compile(
    r"(?P<label>(?:Projekt)?[Tt]itel|Navn på projektet|Projektets (?:titel|navn)|Projektnavn|Formål(?:et)?(?: og mål)?|Mål|Baggrund|Målgruppe|Vision|Organisering|Økonomi"
    r"|Geografi|Evaluering|Forankring|Tovholder|Parter(?:ne)?|Samarbejdspart(?:ner|er)e?|Partnere"
    r"|(?:Bærende |Fælles |Vores )?[Pp]rincipper|(?:Bærende |Fælles |Vores )?[Vv]ærdier|Pejlemærker"
    r"|Projektbeskrivelse|Metode(?:r|beskrivelse)|Problemstilling|Succeskriterier)(?P<colon>:?)\s+(?=[A-ZÀ-ÖØ-Þ’‘'\"”“»])"
)

_COLUMNS: tuple[tuple[Column, str], ...] = (
    ("tid", r"tid|tidspunkt|tidsrum|periode|måned|tidsramme|uger?|uge ?(?:nr|nummer)\.?|fase|kvartal|tidsplan|år"),
    (
        "dato",
        r"dato(?:er)?|datoer?/tid(?:spunkt)?|dag|hvornår|dato og (?:tid|klokkeslæt)|tid og dato|mødedato|deadline|frist",
    ),
    (
        "handling",
        r"handling(?:er)?|aktivitet(?:er)?|hvad|indsats(?:er)?|opgave(?:r)?|møde(?:r)?|emne|indhold|begivenhed|trin|skridt"
        r"|milepæl(?:e)?|hvad sker der|hvad skal ske|nedslagspunkt(?:er)?|delaktivitet(?:er)?|arrangement",
    ),
    ("navn", r"princip(?:per)?|metode(?:r)?|navn|værdi(?:er)?|pejlemærke"),
    ("tekst", r"beskrivelse|forklaring|betydning|hvad betyder det|det betyder|sådan"),
    (
        "andet",
        r"ansvarlig(?:e)?|hvem|deltager(?:e|kreds)?|sted|hvor|lokation|bemærkning(?:er)?|note(?:r)?|kommentar(?:er)?"
        r"|status|metode(?:r)?|tovholder|formål|hvordan|hvorfor|målgruppe|involverede|aktør(?:er)?|klokken|kl\.?|nr\.?"
        r"|udbytte|resultat|leverance|varighed|tid brugt|perspektiv(?:er)?",
    ),
)
_COLUMN_PATTERNS = tuple((column, re.compile(pattern)) for column, pattern in _COLUMNS)

_SPEAKERS = (
    r"borger|pårørende|sygeplejerske|fagperson|politiker|læge|frivillig|hjemmepleje|hjemmehjælper|medarbejder|leder|deltager"
    r"|terapeut|assistent|hjælper|datter|søn|ægtefælle|nabo|beboer|patient|ung|ældre|kvinde|mand|mor|far|bedste"
    r"|udvalgsmedlem|formand|byråds|regionsråds|visitator|kollega|bruger|gæst|vært"
)
_OCCASIONS = (
    r"samtale|salon|interview|udsagn|citat|stemme|sagt|fortalt|køkkenbord|workshop|fyraftens|feltarbejde|etnoraid|dialogmøde"
    r"|borgermøde|møde|besøg|høring|telefon|kaffe|postkort"
)
SPOKEN_BY = re.compile(rf"\b(?:{_SPEAKERS})|(?:{_OCCASIONS})", re.IGNORECASE)
GROUP_OF_VOICES = re.compile(
    r"(?:udsagn|citater|stemmer|udtalelser|ord|sagt|hørt|fortalt|replikker|røster)\b.{0,15}?"
    r"\b(?:fra|af|på|ved|under|til|i|hos|mellem|om)\b.+|(?:fra|ved|på|under) \w*(?:samtale|interview|salon|workshop|møde|etnoraid"
    r"|feltarbejde|besøg)\w*.*|(?:det )?(?:siger|sagde|fortæller|fortalte) .+|.{2,60}\b(?:siger|sagde|fortæller|fortalte)",
    re.IGNORECASE,
)

CONDITION = re.compile(
    r"afhæng|forvent|forbehold|hvis\b|såfremt|forudsat|betinge|\bevt\b|eventuel|tentativ|foreløbig|endelig|aftales|følger"
    r"|ikke (?:fast|bekræft|afklar)|kan (?:ændre|flytte)|muligvis|måske|bekræft|\btb[acd]\b|alternativ|medmindre"
    r"|med mindre|præcis|når\b|skal godkendes|under planlægning|udkast|afklares",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"\b(?:ring til|skriv til|kontakt (?:os|tovholder\w*)|tlf|læs mere|se mere)\b|^kontakt:|\S@\S", re.IGNORECASE
)
ONLY_PERHAPS = re.compile(r"(?:evt|eventuelt|forventet|forventes|måske|muligvis|cirka|ca|foreløbigt?)", re.IGNORECASE)
SAID_BEFORE = re.compile(r"(?P<who>[A-ZÀ-ÖØ-Þ][^:\"”“»«]{2,90}):\s*(?=[\"”“„»«’‘])")
TRACK_LABEL = re.compile(
    r"(?P<label>(?:spor|forslag|løsningsforslag|samskabt løsning(?:sforslag)?|spørgsmål|problemstilling|undersøgelsesspor|idé)"
    r"(?:\s+(?:\d+|[a-d]|et|to|tre|nr\. ?\d+))?(?:\s*\((?P<note>[^)]*)\))?)\s*[:–—-]\s*(?=\S)",
    re.IGNORECASE,
)


def plain_heading(text: str) -> str:
    """The heading's words in lower case, without numbers before it, marks round it and hyphens from a broken line."""
    words = re.sub(r"(\w)-\s+(?!og\b|eller\b)", r"\1", text.strip())
    words = re.sub(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[#*_]+)\s*", "", words)
    return " ".join(words.strip(" :*_.#?").lower().split())


@lru_cache(maxsize=4096)
def meaning_of(heading: str) -> Meaning | None:
    """What the heading calls; None where it is not one of the headings that project documents use."""
    words = plain_heading(heading)
    if not words or len(words) > 90:
        return None
    wordings = (words, words.replace("-", ""))
    return next((meaning for meaning, pattern in _MEANINGS if any(map(pattern.fullmatch, wordings))), None)


def label_of(line: str) -> tuple[str, int] | None:
    """A label at the beginning of a line of running text, and where the text after it begins."""
    match = _LABEL.match(line)
    return (match["label"], match.end()) if match else None


def is_of_weeks(heading: str) -> bool:
    """Whether the numbers under this heading of a column are weeks."""
    return bool(re.fullmatch(r"uger?|uge ?(?:nr|nummer)\.?", plain_heading(heading)))


@lru_cache(maxsize=4096)
def column_of(heading: str) -> Column | None:
    """What a column holds, by its heading."""
    words = plain_heading(heading)
    return next((column for column, pattern in _COLUMN_PATTERNS if pattern.fullmatch(words)), None)


def columns_in(line: str) -> tuple[Column, ...]:
    """The columns that a line names one after the other; empty where any word in it is something else."""
    columns: list[Column] = []
    words = line.replace("|", " ").split()
    while words:
        taken = next((n for n in (3, 2, 1) if n <= len(words) and column_of(" ".join(words[:n]))), 0)
        column = column_of(" ".join(words[:taken])) if taken else None
        if column is None:
            return ()
        columns.append(column)
        words = words[taken:]
    return tuple(columns)
