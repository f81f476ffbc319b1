"""Reading documents people have: Word, PDF, OpenDocument, text, Markdown and tab-separated text.

`read_file` and `read_bytes` give a `Document` or raise `Unreadable`, whose text is one Danish sentence for a
person; nothing else comes out. Nothing is written. What is hard to read safely is read by another process.
"""

from samskab.ground.readers.document import Block, Cell, Document, Kind, Link, Unreadable, page_of
from samskab.ground.readers.limits import LIMIT_BYTES, LIMIT_CHARACTERS, LIMIT_PAGES, LIMIT_SECONDS
from samskab.ground.readers.reading import read_bytes, read_file

__all__ = [
    "LIMIT_BYTES",
    "LIMIT_CHARACTERS",
    "LIMIT_PAGES",
    "LIMIT_SECONDS",
    "Block",
    "Cell",
    "Document",
    "Kind",
    "Link",
    "Unreadable",
    "page_of",
    "read_bytes",
    "read_file",
]
