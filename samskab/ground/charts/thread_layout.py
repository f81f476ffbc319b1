"""Where each knot of the thread stands: columns by kind, rows by what hangs together. All lengths in px."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from samskab.ground.charts.ink import LEADING, TEXT
from samskab.ground.charts.thread_shapes import Edge, Kind, Node
from samskab.ground.charts.wrapping import width as em
from samskab.ground.charts.wrapping import wrap

TOKEN_HEIGHT, HOLE, BEFORE_CODE, AFTER_CODE = 26.0, 9.0, 19.0, 9.0
DISC, DISC_STEP = 26.0, 34.0
HEAD_ROOM, FOOT_ROOM = 56.0, 14.0
PITCH, APART, TRACKS_APART = 10.0, 16.0, 32.0
LABEL_ROOM, WORDS_ROOM, LOOSE_ROOM = 180.0, 384.0, 440.0
LEAST_GAP = 28.0


@dataclass
class Placed:
    """A node with its place. `x`, `y`: left side and middle of its label; `edge_x`: where its column ends."""

    node: "Node"
    words_beside: bool
    x: float = 0
    y: float = 0
    edge_x: float = 0
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def has_disc(self) -> bool:
        return bool(self.node.perspective) and self.node.state not in {"withdrawn", "more"}

    @property
    def token_x(self) -> float:
        return self.x + (DISC_STEP if self.node.kind == "voice" and not self.words_beside else 0)

    @property
    def token_width(self) -> float:
        return BEFORE_CODE + em(self.node.code) * TEXT + AFTER_CODE

    @property
    def token_end(self) -> float:
        return self.token_x + self.token_width

    @property
    def words_x(self) -> float:
        """Where a voice's own words begin, beside its disc."""
        return self.x + self.token_width + DISC + 22

    @property
    def has_note_beside(self) -> bool:
        return self.node.state == "ahead" and bool(self.node.note) and not self.words_beside

    @property
    def exit_x(self) -> float:
        return self.token_end + (em(self.node.note) * TEXT + 16 if self.has_note_beside else 0)

    @property
    def above(self) -> float:
        return TOKEN_HEIGHT / 2

    @property
    def below(self) -> float:
        text = len(self.lines) + len(self.notes)
        return TOKEN_HEIGHT / 2 + (text * LEADING + 4 if text else 0)


@dataclass
class Drawing:
    placed: Mapping[str, Placed]
    columns: "Mapping[Kind, float]"
    width: float
    height: float


@dataclass
class Web:
    """The edges from each end: what a node carries, and whatever it hangs together with. `rank` is the order of targets."""

    targets: dict[str, set[str]]
    near: dict[str, list[str]]
    rank: dict[str, int]

    @classmethod
    def of(cls, edges: "Sequence[Edge]") -> "Web":
        targets: dict[str, set[str]] = defaultdict(set)
        near: dict[str, list[str]] = defaultdict(list)
        for edge in edges:
            targets[edge.source].add(edge.target)
            near[edge.source].append(edge.target)
            near[edge.target].append(edge.source)
        order = dict.fromkeys(edge.target for edge in edges)
        return cls(targets, near, {target: rank for rank, target in enumerate(order)})


def lay_out(
    nodes: "Sequence[Node]", edges: "Sequence[Edge]", order: "Sequence[Kind]", width: float, *, words_beside: bool
) -> Drawing:
    """Every node gets a place; no two labels touch, whatever hangs on what."""
    placed = {node.id: Placed(node, words_beside) for node in nodes}
    for place in placed.values():
        break_lines(place)
    columns = place_columns(placed, order, width)
    carried_first = sorted(order, key=lambda kind: kind_rank(kind, order, words_beside))
    top, web = HEAD_ROOM, Web.of(edges)
    for group in groups(placed, edges):
        top = place_rows(group, web, carried_first, top) + TRACKS_APART
    return Drawing(placed, columns, width, max(top - TRACKS_APART, HEAD_ROOM) + FOOT_ROOM)


def kind_rank(kind: "Kind", order: "Sequence[Kind]", words_beside: bool) -> int:
    """Voices are given their rows first, whichever side they stand on."""
    place = list(order).index(kind)
    return -place if words_beside else place


def break_lines(place: Placed) -> None:
    node = place.node
    if node.kind == "track" and not place.words_beside:
        place.lines = wrap(node.label, LABEL_ROOM / TEXT)
        place.notes = wrap(node.note, LABEL_ROOM / TEXT) if node.state != "ahead" else []
    elif node.kind == "voice" and place.words_beside:
        place.notes = []
    elif not place.has_note_beside and node.note:
        place.notes = wrap(node.note, LABEL_ROOM * 0.7 / TEXT)


def own_width(place: Placed) -> float:
    """How much of its column a node needs, the way out of it included."""
    if place.node.kind == "voice" and place.words_beside:
        return place.words_x - place.x + WORDS_ROOM
    texts = max((em(text) * TEXT for text in [*place.lines, *place.notes]), default=0.0)
    return max(place.exit_x - place.x, place.token_x - place.x + texts)


def place_columns(placed: Mapping[str, Placed], order: "Sequence[Kind]", width: float) -> "dict[Kind, float]":
    """Columns with the same gap between them, out to both sides; the last one may be as wide as it needs."""
    present = [kind for kind in order if any(place.node.kind == kind for place in placed.values())]
    widths = {kind: max(own_width(place) for place in placed.values() if place.node.kind == kind) for kind in present}
    loose = any(place.node.loose for place in placed.values()) and present[-1:] == ["track"]
    spare = width - sum(widths.values()) - (LOOSE_ROOM if loose else 0)
    gap = max(LEAST_GAP, spare / max(len(present) - 1, 1))
    x, columns = 0.0, {}
    for kind in present:
        columns[kind] = x
        for place in placed.values():
            if place.node.kind == kind:
                place.x, place.edge_x = x, x + widths[kind]
        x += widths[kind] + gap
    return columns


def groups(placed: Mapping[str, Placed], edges: "Sequence[Edge]") -> Iterator[list[Placed]]:
    """Nodes that hang together, one group at a time, in the order they were given."""
    near: dict[str, set[str]] = {key: set() for key in placed}
    for edge in edges:
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
    left = dict.fromkeys(placed)
    while left:
        found, waiting = set(), [next(iter(left))]
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting.extend(near[key])
        yield [placed[key] for key in placed if key in found]
        left = dict.fromkeys(key for key in left if key not in found)


def place_rows(group: list[Placed], web: Web, kinds: "Sequence[Kind]", top: float) -> float:
    """Give a group its heights from `top` down, each node beside the middle of what it hangs on; returns its bottom."""
    done: dict[str, Placed] = {}
    for kind in kinds:
        column = in_family_order([place for place in group if place.node.kind == kind], web, done)
        wishes = [wish(place, web, done) for place in column]
        place_column(column, wishes, web)
        done |= {place.node.id: place for place in column}
    lift = top - min(place.y - place.above for place in group)
    for place in group:
        place.y += lift
    return max(place.y + place.below for place in group)


def wish(place: Placed, web: Web, done: Mapping[str, Placed]) -> float | None:
    heights = [done[end].y for end in web.near.get(place.node.id, ()) if end in done]
    return (min(heights) + max(heights)) / 2 if heights else None


def in_family_order(column: list[Placed], web: Web, done: Mapping[str, Placed]) -> list[Placed]:
    """The first column by what its nodes carry, so that siblings stand together; the others by where they wish to be."""
    if not done:
        return sorted(column, key=lambda place: first_target(place, web))
    middle = sum(place.y for place in done.values()) / len(done)
    wishes = {place.node.id: wish(place, web, done) for place in column}
    return sorted(column, key=lambda place: (wishes[place.node.id] is None, wishes[place.node.id] or middle))


def first_target(place: Placed, web: Web) -> int:
    return min((web.rank[target] for target in web.targets.get(place.node.id, ())), default=len(web.rank))


def place_column(column: list[Placed], wishes: Sequence[float | None], web: Web) -> None:
    """Each as near its wish as the ones above let it; then the whole column moves back by what it was pushed."""
    bottom: float | None = None
    pushed: list[float] = []
    for index, (place, wished) in enumerate(zip(column, wishes, strict=True)):
        apart = PITCH + (APART if index and not are_siblings(column[index - 1], place, web) else 0)
        lowest: float | None = None if bottom is None else bottom + apart + place.above
        place.y = max(
            value
            for value in (wished, lowest, place.above if lowest is None and wished is None else None)
            if value is not None
        )
        pushed += [place.y - wished] if wished is not None else []
        bottom = place.y + place.below
    back = (min(pushed) + max(pushed)) / 2 if pushed else 0.0
    for place in column:
        place.y -= back


def are_siblings(one: Placed, other: Placed, web: Web) -> bool:
    first, second = (web.targets.get(place.node.id, set()) for place in (one, other))
    return bool(first & second) or not (first and second)
