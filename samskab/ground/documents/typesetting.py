"""The tree as an accessible PDF, set by typst: the same tree and the same day give the same bytes."""

import json
import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.utils.translation import gettext as _

import samskab
from samskab.ground.documents.tree import Document

STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]
ROOT = Path(samskab.__file__).parent
FONTS = ROOT / "ground/fonts"
_one_at_a_time = Lock()


class CannotBeSet(ValueError):
    """The words cannot be printed as they stand. The message is one sentence that says what to change."""


def to_typst_json(document: Document) -> str:
    """The document as JSON for a template: every block an object whose `is` names it. Strings are never markup."""
    return json.dumps(_plain(document), ensure_ascii=False)


def typeset(template: str, document: Document, **options: Any) -> bytes:
    """`document` set by `template`, a path from the package's root, as PDF/UA-1 and PDF/A-2a in one file.

    The template is a file with a function `sheet(doc, options)`; both reach it as JSON. Raises CannotBeSet for a letter the font lacks; a `panic` in the template
    comes as typst.TypstError with its words.
    """
    noon = datetime.combine(document.date, time(12), UTC)
    try:
        with _one_at_a_time:
            made = _compiler().compile(
                input=_main(template, to_typst_json(document), json.dumps(options, ensure_ascii=False)),
                format="pdf",
                pdf_standards=STANDARDS,
                timestamp=noon,
            )
    except typst.TypstError as error:
        raise _said_plainly(error) from error
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single PDF")
    return made


def _main(template: str, *data: str) -> bytes:
    """A source that hands JSON to the template's `sheet`. A string literal of JSON is one of typst's, too: both know
    only the backslash and the quotation mark, as every other control character is escaped inside the JSON already.
    What varies stands here and not in sys.inputs, so that typst keeps all it has worked out about the template."""
    literals = ", ".join(f"json(bytes({json.dumps(one, ensure_ascii=False)}))" for one in data)
    return f'#import "/{template}": sheet\n#sheet({literals})\n'.encode()


@cache
def _compiler() -> typst.Compiler:
    """One compiler with one set of fonts for the whole process: reading the fonts is most of a first card's time."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    if "IBM Plex Sans" not in fonts.families():
        raise FileNotFoundError(f"IBM Plex Sans is missing in {FONTS}: run make setup")
    return typst.Compiler(root=str(ROOT), font_paths=fonts, ignore_system_fonts=True)


def _said_plainly(error: typst.TypstError) -> Exception:
    unknown = re.search(r'the text `"(.+?)"` could not be displayed', error.message)
    if unknown is None:
        return error
    letter = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: f"U+{found[1].upper():0>4}", unknown[1])
    return CannotBeSet(
        _("Tegnet »%(letter)s« kan ikke trykkes. Skriv det med ord, eller tag det ud.") % {"letter": letter}
    )


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {"is": type(value).__name__} | {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, str) or value is None or isinstance(value, (int, float)):
        return value
    return value.isoformat()
