"""What is known from elsewhere, with its publication and address."""

import re
from collections.abc import Mapping, Sequence

from samskab.frontdoor.reading.recognise.findings import Knowledge
from samskab.frontdoor.reading.recognise.paragraphs import Paragraph
from samskab.frontdoor.reading.recognise.passage import EMPTY, Passage, covers, joined
from samskab.frontdoor.reading.recognise.vocabulary import CONTACT, TRACK_LABEL
from samskab.frontdoor.reading.recognise.voices import PUBLISHED, YEAR, Claims, is_group, quoted_at

_URL = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\"”»|]+[^\s<>()\[\]\"”»|.,;:!?]")
_MARKDOWN_LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<url>[^()\s]+)\)")
_SOURCE = re.compile(r"(?:kilder?|læs mere|se mere|reference|fra)\s*:\s*", re.IGNORECASE)
_SOURCE_AT_END = re.compile(
    r"\((?:kilde:?\s*)?(?P<source>[^()]*(?:(?:19|20)\d\d|https?://)[^()]*)\)[.\s]*$|\bkilder?:\s*(?P<told>.+)$|(?P<link>\[[^\[\]]+\]\([^()\s]+\).{0,60})$",
    re.IGNORECASE,
)


def urls_of(links: Mapping[int, str], words: Passage) -> str:
    """The address in the words, or of a link that lies in them."""
    match = _MARKDOWN_LINK.search(words.text)
    if match:
        return match["url"]
    written = _URL.search(words.text)
    if written:
        return written.group()
    return next((links[at] for at in sorted(links) if any(start <= at < to for start, to in words.spans)), "")


def knowledge_in(found: Sequence[Paragraph], claims: Claims, links: Mapping[int, str]) -> list[Knowledge]:
    """Texts with a source under them or at their end, and everything under a heading for knowledge."""
    pieces: list[tuple[int, Knowledge]] = []
    number = 0
    while number < len(found):
        stop = _sources_end(found, number, claims)
        if stop > number:
            start = _text_begins(found, number, claims)
            pieces.append((start, _told(found, start, number, stop, links)))
            claims.taken |= set(range(start, stop))
        number = max(stop, number + 1)
    pieces += _with_source_inside(found, claims, links)
    return [each for _, each in sorted(pieces, key=lambda piece: piece[0])]


def _sources_end(found: Sequence[Paragraph], number: int, claims: Claims) -> int:
    """Where the source lines that begin here end; `number` itself where none do."""
    stop = number
    while (
        stop < len(found)
        and claims.free(stop)
        and (_is_source(found[stop]) or _is_named_source(found, stop))
        and (stop == number or _goes_on(found, stop))
    ):
        stop += 1
    return stop if stop > number and number > 0 and _text_begins(found, number, claims) < number else number


def _is_named_source(found: Sequence[Paragraph], number: int) -> bool:
    """Whether a line without any sign of it names a publication: its address stands right under it."""
    paragraph, under = found[number], found[number + 1] if number + 1 < len(found) else None
    published = PUBLISHED.search(paragraph.text) or YEAR.search(paragraph.text)
    short = len(paragraph.text) < 140 and not paragraph.level and not paragraph.text.endswith((".", "?", "!"))
    return under is not None and bool(_URL.match(under.text)) and short and bool(published)


def _goes_on(found: Sequence[Paragraph], stop: int) -> bool:
    """A source is a title, an address, or both; two titles are two sources."""
    return bool(_URL.match(found[stop].text)) and not _URL.search(found[stop - 1].text)


def _is_source(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if paragraph.level or len(text) > 300 or TRACK_LABEL.match(text):
        return False
    if _URL.match(text) or _SOURCE.match(text) or (_MARKDOWN_LINK.fullmatch(text.strip(" .-–—"))):
        return True
    address = _URL.search(text)
    if address and address.end() == len(text) and _is_named(text[: address.start()]):
        return True
    return (
        paragraph.dashed
        and len(text) < 200
        and bool(PUBLISHED.search(text) or YEAR.search(text))
        and not text.endswith("?")
    )


def _is_named(text: str) -> bool:
    """Whether words before an address name a publication, and tell nothing themselves."""
    return bool(PUBLISHED.search(text) or YEAR.search(text)) and not re.search(r"[.!?][\"”“»«]?(?:\s|$)", text.strip())


def _text_begins(found: Sequence[Paragraph], stop: int, claims: Claims) -> int:
    """Where the text above a source begins: one paragraph, its quotation whole, and a heading over it."""
    start = stop - 1
    if start < 0 or not _may_be_text(found, start, claims):
        return stop
    for back in range(max(0, stop - 3), stop):
        quoted = quoted_at(found, back)
        if quoted and quoted.last == stop and claims.free(back):
            start = back
            break
    over = start - 1
    is_headed = over >= 0 and claims.free(over) and _may_be_over(found[over]) and not found[start].looks_like_heading()
    return over if is_headed else start


def _may_be_over(paragraph: Paragraph) -> bool:
    """Whether the paragraph may be the heading of the one text under it."""
    return paragraph.looks_like_heading() and not is_group(paragraph) and not _names_a_part(paragraph)


def _names_a_part(paragraph: Paragraph) -> bool:
    return paragraph.level > 0 and paragraph.meaning not in (None, "other")


def _may_be_text(found: Sequence[Paragraph], number: int, claims: Claims) -> bool:
    paragraph = found[number]
    if TRACK_LABEL.match(paragraph.text):
        return False
    return claims.free(number) and not paragraph.level and not _is_source(paragraph) and len(paragraph.text.split()) > 3


def _told(found: Sequence[Paragraph], start: int, stop: int, end: int, links: Mapping[int, str]) -> Knowledge:
    text = joined((paragraph.words for paragraph in found[start:stop]), "\n\n")
    quoted = quoted_at(found, stop - 1)
    if quoted and start == stop - 1:
        text = joined([quoted.words, quoted.who])
    sources = [_without_label(paragraph.words) for paragraph in found[stop:end]]
    url = next((url for words in sources if (url := urls_of(links, words))), "")
    named = [words for words in sources if words.text.strip("<>") != url]
    return Knowledge(text.text, source_of(joined(named), url), url, covers([text, *sources]))


def _without_label(words: Passage) -> Passage:
    match = _SOURCE.match(words.text)
    return words.slice(match.end()) if match else words


def source_of(words: Passage, url: str) -> str:
    """The source without its address."""
    text = _MARKDOWN_LINK.sub(lambda match: match["words"], words.text)
    text = text.replace(url, "") if url else text
    return _without_odd_brackets(" ".join(text.split()).strip(" -–—<>,;:."))


def _without_odd_brackets(text: str) -> str:
    while text[-1:] == ")" and text.count(")") > text.count("("):
        text = text[:-1].rstrip(" ,;:.")
    while text[:1] == "(" and text.count("(") > text.count(")"):
        text = text[1:].lstrip()
    return text[1:-1] if re.fullmatch(r"\([^()]*\)", text) else text


def _with_source_inside(
    found: Sequence[Paragraph], claims: Claims, links: Mapping[int, str]
) -> list[tuple[int, Knowledge]]:
    pieces = []
    for number, paragraph in enumerate(found):
        if not claims.free(number) or paragraph.level:
            continue
        known = _inside(paragraph, links, found, number)
        if known:
            claims.taken.add(number)
            pieces.append((number, known))
    return pieces


def _inside(
    paragraph: Paragraph, links: Mapping[int, str], found: Sequence[Paragraph], number: int
) -> Knowledge | None:
    """A paragraph that names its source at its end, or that stands under a heading for knowledge."""
    words = paragraph.words
    match = _SOURCE_AT_END.search(words.text)
    quoted = quoted_at(found, number)
    if match and match.start() > 20:
        source = words.slice(*match.span(match.lastgroup or 0))
        text = words.slice(0, match.start())
    elif quoted and quoted.last == number + 1 and quoted.who.text and PUBLISHED.search(quoted.who.text):
        text, source = quoted.words, quoted.who
    elif paragraph.meaning == "knowledge" and len(words.text.split()) > 3 and not CONTACT.search(words.text):
        text, source = words, EMPTY
    else:
        return None
    url = urls_of(links, source if source.text else words)
    return Knowledge(text.text, source_of(source, url), url, covers([text, source]))
