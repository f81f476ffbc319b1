"""PDF."""

from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.pieces import Piece


def read_pdf(data: bytes) -> list[Piece]:
    raise Unreadable("PDF kan ikke læses endnu.")
