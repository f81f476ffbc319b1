"""Which pages are written about Samskab, where they lie, and the address each one has.

In a clone they are read where they are written; a wheel carries them in a folder of its own.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

PACKAGE = Path(__file__).resolve().parents[2]
CARRIED = PACKAGE / "handbook"
TREE = CARRIED if CARRIED.is_dir() else PACKAGE.parent

HOUSE = ("README.md", "ARCHITECTURE.md", "GLOSSARY.md", "CONTRIBUTING.md", "CHANGELOG.md", "NOTICES.md")
PICTURES = {".png": "image/png", ".svg": "image/svg+xml"}
LANGUAGE = re.compile(r"\A<!-- lang: (\w\w) -->\n")
HEADING = re.compile(r"^# (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Written:
    """One page. `place` is where the tree has it (docs/how-to/x.md), `key` the end of its address (how-to/x)."""

    place: str
    key: str
    path: Path

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def language(self) -> str:
        """English, unless its first line says another."""
        told = LANGUAGE.match(self.text)
        return told[1] if told else "en"

    @property
    def title(self) -> str:
        found = HEADING.search(self.text)
        return found[1].replace("`", "") if found else self.key

    @property
    def kind(self) -> str:
        """tutorials | how-to | reference | explanation | decisions | house."""
        parts = PurePosixPath(self.place).parts
        return parts[1] if parts[0] == "docs" else "house"


@cache
def pages() -> Mapping[str, Written]:
    """Every page by its key, in the order of the shelf. Read once: a new page is there after a new start."""
    return {page.key: page for page in _pages()}


def _pages() -> Iterator[Written]:
    for path in sorted((TREE / "docs").rglob("*.md")):
        place = path.relative_to(TREE).as_posix()
        yield Written(place, key_of(place.removeprefix("docs/")), path)
    for name in HOUSE:
        yield Written(name, "house" if name == "README.md" else name.removesuffix(".md").lower(), TREE / name)
    for path in sorted(set(PACKAGE.glob("*/README.md")) - {CARRIED / "README.md"}):
        yield Written(f"samskab/{path.parent.name}/README.md", f"stages/{path.parent.name}", path)


def key_of(place: str) -> str:
    """how-to/x.md → how-to/x; decisions/README.md → decisions; README.md → ""."""
    path = PurePosixPath(place)
    folder = "" if str(path.parent) == "." else str(path.parent)
    return folder if path.stem == "README" else str(path.with_suffix(""))


@cache
def pictures() -> Mapping[str, Path]:
    """Every picture the pages may show, by its name."""
    return {path.name: path for path in sorted((TREE / "docs/pictures").glob("*")) if path.suffix in PICTURES}


@cache
def licences() -> Mapping[str, Path]:
    """The licences we pass on, whole, by name."""
    return {path.name: path for path in [TREE / "LICENSE", *sorted((TREE / "LICENSES").glob("*.txt"))]}


@cache
def by_place() -> Mapping[str, Written]:
    return {page.place: page for page in pages().values()}
