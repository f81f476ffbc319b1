"""The parts beside the text of a Word document: what its names, relations and styles mean."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from posixpath import basename, dirname
from xml.etree.ElementTree import Element

from samskab.ground.readers.archive import Archive

# Word writes either the older or the stricter namespace; both mean the same.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
}
_HEADING = re.compile(r"(?:heading|overskrift)\s*([1-9])", re.IGNORECASE)
_LISTED = re.compile(r"(?:list (?:bullet|number)|opstilling)", re.IGNORECASE)
_TITLES = {"title": 1, "titel": 1, "subtitle": 2, "undertitel": 2}


def local(element: Element) -> str:
    """The name with its usual prefix, such as `w:p`; a name from elsewhere comes without one."""
    return _with_prefix(str(element.tag))


@lru_cache(maxsize=1000)
def _with_prefix(tag: str) -> str:
    namespace, _, name = tag[1:].rpartition("}")
    prefix = _PREFIXES.get(namespace)
    return f"{prefix}:{name}" if prefix else name or tag


def get(element: Element, name: str) -> str:
    """An attribute by its plain name, whichever namespace it is in; empty where there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def number(text: str, otherwise: int) -> int:
    """The whole number the attribute holds; of an absurdly long one, the first digits will do."""
    return int(text[:12]) if re.fullmatch("[0-9]+", text) else otherwise


@dataclass(frozen=True, slots=True)
class Relation:
    """Where an id points: another part, or an address outside the file."""

    kind: str
    target: str
    external: bool


Relations = dict[str, Relation]


def relations_of(archive: Archive, part: str) -> Relations:
    """The relations of a part by id; of the whole file where `part` is empty."""
    name = f"{dirname(part)}/_rels/{basename(part)}.rels".lstrip("/")
    if name not in archive.names:
        return {}
    return {
        get(node, "Id"): Relation(
            get(node, "Type").rpartition("/")[2], get(node, "Target"), get(node, "TargetMode") == "External"
        )
        for node in archive.tree(name)
    }


class Styles:
    """What a paragraph is, from its style and the styles that style builds on."""

    def __init__(self, archive: Archive, name: str) -> None:
        nodes: Iterable[Element] = archive.tree(name) if name in archive.names else ()
        self._styles = {get(node, "styleId"): node for node in nodes if local(node) == "w:style"}

    def kind_of(self, properties: Element | None) -> tuple[str, int]:
        """(kind, level): a heading's level is 1-6, a list item's how deep it lies."""
        chain = self._chain(properties)
        level = self._heading_level(chain)
        if level:
            return "heading", min(level, 6)
        for node in chain:
            found = node.find("./{*}numPr" if local(node) == "w:pPr" else "./{*}pPr/{*}numPr")
            if found is not None:
                return _list_level(found)
        if any(_LISTED.match(_name(node)) for node in chain):
            return "list_item", 0
        return "paragraph", 0

    def _chain(self, properties: Element | None) -> list[Element]:
        """The paragraph's own properties first, then its style and what that builds on."""
        if properties is None:
            return []
        chain = [properties]
        style = properties.find("./{*}pStyle")
        while style is not None and len(chain) < 12:
            node = self._styles.get(get(style, "val"))
            if node is None:
                break
            chain.append(node)
            style = node.find("./{*}basedOn")
        return chain

    def _heading_level(self, chain: list[Element]) -> int:
        for node in chain:
            outline = node.find("./{*}outlineLvl" if local(node) == "w:pPr" else "./{*}pPr/{*}outlineLvl")
            if outline is not None:
                level = number(get(outline, "val"), 9) + 1
                return level if level <= 9 else 0
            name = _name(node)
            told = _HEADING.match(name)
            if told:
                return int(told[1])
            if name.lower() in _TITLES:
                return _TITLES[name.lower()]
        return 0


def _name(style: Element) -> str:
    node = style.find("./{*}name")
    return get(node, "val") if node is not None else ""


def _list_level(properties: Element) -> tuple[str, int]:
    """Number 0 means that the paragraph was taken out of the list its style lays it in."""
    id, level = properties.find("./{*}numId"), properties.find("./{*}ilvl")
    if id is not None and get(id, "val") == "0":
        return "paragraph", 0
    return "list_item", min(8, number(get(level, "val"), 0)) if level is not None else 0


# Elements whose content nobody sees, or sees somewhere else.
_UNSEEN = frozenset(
    "w:del w:moveFrom w:instrText w:delText w:delInstrText w:pPr w:rPr w:tblPr w:tblGrid w:trPr w:tcPr w:sdtPr "  # noqa: SIM905
    "w:sdtEndPr w:sectPr w:rt mc:Fallback w:fldData w:binData".split()
)


def seen(element: Element) -> Iterator[Element]:
    """The children a person sees; of a run, not when it is hidden. Instructions are passed on to be understood."""
    if local(element) == "w:r" and element.find("./{*}rPr/{*}vanish") is not None:
        return
    for child in element:
        tag = local(child)
        if tag not in _UNSEEN or tag == "w:instrText":
            yield child
