"""Find every sentence that is shown, and keep the English translation in step: `make messages`.

Danish is the source language: the words in the code are the words on the screen. New ones are added to the catalogue
empty; ones no longer used are taken out. Nothing is guessed.
"""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "samskab/locale/en/LC_MESSAGES/django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def found() -> Iterator[tuple[str, int, str | tuple[str, ...], str | None]]:
    """(file, line, message or (singular, plural), context) of every marked sentence in the package."""
    for path in sorted((ROOT / "samskab").rglob("*")):
        if "tests" in path.parts or "collected" in path.parts or path.suffix not in {".py", ".html", ".txt"}:
            continue
        name = path.relative_to(ROOT).as_posix()
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            if "/templates/" not in name:
                continue
            source = _as_python(source, name)
        for line, function, message, _comments in extract_python(
            io.BytesIO(source.encode()), list(KEYWORDS), [], {"encoding": "utf-8"}
        ):
            yield from _message(name, line, function, message)


def _as_python(source: str, name: str) -> str:
    from django.utils.translation.template import templatize

    return "\n".join(line.lstrip() for line in str(templatize(source, origin=name)).splitlines())


def _message(
    name: str, line: int, function: str, message: object
) -> Iterator[tuple[str, int, str | tuple[str, ...], str | None]]:
    words = message if isinstance(message, tuple) else (message,)
    spec = KEYWORDS[function]
    context = None
    if spec and isinstance(spec[0], tuple):
        context, words = words[0], words[1:]
    wanted = words[:2] if function.startswith("n") else words[:1]
    if not all(isinstance(word, str) and word for word in wanted):
        return
    yield name, line, wanted[0] if len(wanted) == 1 else tuple(wanted), context


def catalogue() -> Catalog:
    """Every marked sentence, with where it stands."""
    fresh = Catalog(project="Samskab", locale="en", fuzzy=False)
    for name, _line, message, context in found():
        fresh.add(message, locations=[(name, 0)], context=context)
    return fresh


def kept() -> Catalog:
    """The translation as it is in the tree."""
    if not CATALOGUE.exists():
        return Catalog(project="Samskab", locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def missing() -> list[str]:
    """Sentences without an English translation."""
    translated = kept()
    gaps = []
    for message in catalogue():
        if not message.id:
            continue
        first = message.id[0] if isinstance(message.id, tuple) else message.id
        known = translated.get(first, message.context)
        strings = known.string if known is not None else ""
        whole = all(strings) if isinstance(strings, (tuple, list)) else bool(strings)
        if known is None or not whole or known.fuzzy:
            gaps.append(first)
    return gaps


def save(translated: Catalog) -> None:
    """Write the catalogue in an order and a shape that change only when the words do."""
    translated.header_comment = "# English for Samskab. The Danish sentence in the code is the key."
    translated.fuzzy = False
    out = io.BytesIO()
    write_po(out, translated, width=0, no_location=True, sort_output=True)
    changing = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator', '"Report-Msgid')
    lines = [line for line in out.getvalue().decode().splitlines() if not line.startswith(changing)]
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text("\n".join(lines).strip() + "\n", encoding="utf-8")


def main() -> int:
    """Merge what is found into the catalogue, and say how many sentences wait for a translation."""
    import django

    django.setup()
    translated = kept()
    translated.update(catalogue(), no_fuzzy_matching=True)
    translated.obsolete.clear()
    save(translated)
    print(f"{len(translated)} sentences, {len(missing())} without a translation")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskab.config.settings")
    sys.exit(main())
