"""Material people bring: documents, web pages, transcripts, sound and pictures, as one working text in segments.

`read_material` gives a `Material` or raises `Unreadable`, whose text is one Danish sentence for a person; nothing else
comes out. `UnknownLetters` is the one that can be answered: the file does not say which letters it is written in.
"""

from samskab.ground.material.material import Material, Segment
from samskab.ground.material.reading import read_material, read_material_file, segments_of_document
from samskab.ground.material.turns import segments_of_text
from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.letters import UnknownLetters

__all__ = [
    "Material",
    "Segment",
    "UnknownLetters",
    "Unreadable",
    "read_material",
    "read_material_file",
    "segments_of_document",
    "segments_of_text",
]
