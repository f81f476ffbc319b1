"""Draw the house from its own imports: docs/pictures/architecture.svg and the table in ARCHITECTURE.md.

    .venv/bin/python tools/architecture.py

An arrow goes from a stage to one it knows, and only where it cannot be inferred from other arrows; what a stage
imports by itself stands in its box. The order from top to bottom is that of the contract in .importlinter.
"""

import ast
import configparser
import re
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs/pictures/architecture.svg"
PAGE = ROOT / "ARCHITECTURE.md"
BEGIN, END = "<!-- drawn by tools/architecture.py -->\n", "<!-- drawn -->"
NOT_ROOMS = {"migrations", "templatetags"}
ANSWERING = {"reacts_to", "answers"}

WIDTH, BOX, GAP, LANE, TOP = 860, 66, 20, 11, 56


@dataclass(frozen=True)
class Stage:
    """One stage: its rooms, the stages it imports itself, and the events and questions it answers."""

    name: str
    rooms: tuple[str, ...]
    knows: tuple[str, ...]
    answers: tuple[str, ...]


def order() -> list[str]:
    """The stages that exist, from the highest layer to the lowest, as the contract names them."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", encoding="utf-8")
    layers = contract["importlinter:contract:layers"]["layers"]
    return [name for name in re.findall(r"\w+", layers) if (ROOT / "samskab" / name).is_dir()]


def stages() -> list[Stage]:
    graph = grimp.build_graph("samskab", exclude_type_checking_imports=True, cache_dir=None)
    names = order()
    return [
        Stage(
            name,
            rooms=tuple(_rooms(graph, name)),
            knows=tuple(other for other in names if other != name and _knows(graph, name, other)),
            answers=tuple(_answers(name)),
        )
        for name in names
    ]


def _rooms(graph: grimp.ImportGraph, stage: str) -> list[str]:
    found = [
        child.rpartition(".")[2] for child in graph.find_children(f"samskab.{stage}") if graph.find_children(child)
    ]
    return sorted(set(found) - NOT_ROOMS)


def _knows(graph: grimp.ImportGraph, stage: str, other: str) -> bool:
    return graph.direct_import_exists(importer=f"samskab.{stage}", imported=f"samskab.{other}", as_packages=True)


def _answers(stage: str) -> list[str]:
    """What a stage registers in its rooms' reactions.py: the one way something runs against the arrows."""
    files = (ROOT / "samskab" / stage).rglob("reactions.py")
    return sorted({name for path in files for name in _registered(ast.parse(path.read_text(encoding="utf-8")))})


def _registered(tree: ast.Module) -> list[str]:
    calls = [
        mark
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        for mark in node.decorator_list
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id in ANSWERING
    ]
    return [str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)]


def arrows(house: list[Stage]) -> list[tuple[int, int]]:
    """(from, to) as places in the list, without those that follow from two others."""
    place = {stage.name: at for at, stage in enumerate(house)}
    reach: dict[int, set[int]] = {}
    kept = []
    for at in range(len(house) - 1, -1, -1):
        direct = sorted(place[name] for name in house[at].knows)
        inferred = {far for near in direct for far in reach[near]}
        kept += [(at, near) for near in direct if near not in inferred]
        reach[at] = set(direct) | inferred
    return sorted(kept)


def svg(house: list[Stage]) -> str:
    lanes = _lanes(arrows(house))
    left = 24 + LANE * (1 + max(lanes.values(), default=0))
    height = TOP + len(house) * (BOX + GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d" '
        'font-family="IBM Plex Sans, Segoe UI, Helvetica, Arial, sans-serif" font-size="14">',
        '<title id="t">The stages of Samskab and what each knows</title>',
        f'<desc id="d">{escape(" ".join(_sentence(stage) for stage in house))}</desc>',
        '<defs><marker id="point" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#454545"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="#FFFFFF"/>',
        f'<text x="{left}" y="30" fill="#1A1A1A">A voice flows one way, and each stage knows only what came before it.'
        "</text>",
    ]
    for at, stage in enumerate(house):
        parts += _box(stage, left, TOP + at * (BOX + GAP))
    for (start, end), lane in lanes.items():
        parts.append(_arrow(start, end, left, left - 24 - LANE * lane))
    return "\n".join([*parts, "</svg>", ""])


def _sentence(stage: Stage) -> str:
    knows = ", ".join(stage.knows) or "nothing"
    rooms = f" ({', '.join(stage.rooms)})" if stage.rooms else ""
    return f"{stage.name}{rooms} knows {knows}."


def _lanes(drawn: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """A lane for each arrow, short ones nearest the boxes, so that no two run on top of each other."""
    taken: dict[tuple[int, int], int] = {}
    for start, end in sorted(drawn, key=lambda one: (one[1] - one[0], one)):
        crossed = {lane for (other, far), lane in taken.items() if start < far and other < end}
        taken[start, end] = next(lane for lane in range(len(drawn)) if lane not in crossed)
    return taken


def _box(stage: Stage, left: int, top: int) -> list[str]:
    wide = WIDTH - left - 16
    lines = [
        ("#1A1A1A", " · ".join(stage.rooms)),
        ("#454545", f"knows {' · '.join(stage.knows)}" if stage.knows else "knows nothing of the others"),
        ("#A3213B", f"answers {' · '.join(stage.answers)}" if stage.answers else ""),
    ]
    said = [(ink, words) for ink, words in lines if words]
    return [
        f'<rect x="{left}" y="{top}" width="{wide}" height="{BOX}" rx="4" fill="#F8F5EF" stroke="#454545"/>',
        f'<text x="{left + 14}" y="{top + 20}" font-weight="600" fill="#1A1A1A">{escape(stage.name)}</text>',
        *(
            f'<text x="{left + 150}" y="{top + 20 + 19 * place}" fill="{ink}">{escape(words)}</text>'
            for place, (ink, words) in enumerate(said)
        ),
    ]


def _arrow(start: int, end: int, left: int, lane: int) -> str:
    """From the lower part of one box, out to its lane, down, and in at the upper part of another."""
    begins, ends = TOP + start * (BOX + GAP) + 48, TOP + end * (BOX + GAP) + 16
    return (
        f'<path d="M{left} {begins}H{lane + 6}Q{lane} {begins} {lane} {begins + 6}V{ends - 6}Q{lane} {ends} {lane + 6} '
        f'{ends}H{left}" fill="none" stroke="#454545" marker-end="url(#point)"/>'
    )


def table(house: list[Stage]) -> str:
    """The picture's text twin."""
    rows = [
        f"| [`{stage.name}`](samskab/{stage.name}/README.md) | {' · '.join(stage.rooms) or '–'} | "
        f"{' · '.join(stage.knows) or '–'} | {' · '.join(f'`{name}`' for name in stage.answers) or '–'} |"
        for stage in house
    ]
    return "\n".join(["| Stage | Rooms | Knows | Answers |", "|---|---|---|---|", *rows, ""])


def made() -> dict[Path, str]:
    """Every file this tool writes, with what it should hold now."""
    house = stages()
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _old, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"{PAGE.name} has no place for the table: {BEGIN.strip()} … {END}")
    return {PICTURE: svg(house), PAGE: f"{before}{BEGIN}{table(house)}{END}{after}"}


if __name__ == "__main__":
    for path, words in made().items():
        path.write_text(words, encoding="utf-8")
