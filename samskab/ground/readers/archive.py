"""The zip file inside every .docx and .odt, opened with suspicion: nothing is unpacked to disk, ever."""

import io
import zipfile
import zlib
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.limits import LIMIT_PARTS, LIMIT_XML_BYTES, LIMIT_XML_DEPTH, LIMIT_XML_ELEMENTS
from samskab.ground.readers.pieces import TOO_LONG

BROKEN = "Filen er beskadiget og kan ikke læses. Gem den igen, og prøv så igen."
UNSAFE = "Filen er bygget på en måde, der kan gøre skade, og bliver derfor ikke læst."
BOMB = "Filen fylder alt for meget, når den pakkes ud, og bliver derfor ikke læst."

_ENTRY = b"PK\x01\x02"


class Archive:
    """The parts of a zip file, by name. Raises Unreadable for whatever is wrong with it."""

    def __init__(self, data: bytes) -> None:
        if data.count(_ENTRY) > LIMIT_PARTS:
            raise Unreadable(UNSAFE)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise Unreadable(BROKEN) from None
        self.names = frozenset(self._zip.namelist())
        if any(_leads_out(name) for name in self.names):
            raise Unreadable(UNSAFE)

    def read(self, name: str, limit: int = LIMIT_XML_BYTES) -> bytes:
        """The unpacked part: at most `limit` bytes, whatever size the archive claims."""
        try:
            if self._zip.getinfo(name).file_size > limit:
                raise Unreadable(BOMB)
            with self._zip.open(name) as part:
                data = part.read(limit + 1)
        except (KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError):
            raise Unreadable(BROKEN) from None
        if len(data) > limit:
            raise Unreadable(BOMB)
        return data

    def tree(self, name: str) -> Element:
        """The root of an XML part, with no entities, no document type and no more depth than documents have."""
        return parse(self.read(name))


def parse(data: bytes) -> Element:
    """The root of an XML text. Raises Unreadable where it is broken, explosive or reaches outside itself."""
    parser = DefusedXMLParser(target=_Cautious(), forbid_dtd=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException:
        raise Unreadable(UNSAFE) from None
    except (ParseError, ValueError, LookupError, AssertionError):
        raise Unreadable(BROKEN) from None
    return root


class _Cautious(TreeBuilder):
    """Builds a tree, and stops when it grows deeper or larger than any document."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.elements = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self.depth += 1
        self.elements += 1
        if self.depth > LIMIT_XML_DEPTH:
            raise Unreadable(UNSAFE)
        if self.elements > LIMIT_XML_ELEMENTS:
            raise Unreadable(TOO_LONG)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0] if path.parts else False
