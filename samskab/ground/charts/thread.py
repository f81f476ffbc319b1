"""Den røde tråd as a picture and as a list.

    nodes = [Node("U-12", "voice", perspective="municipal"), Node("I-4", "insight"),
             Node("S-2", "track", label="Hotline mellem hjemmepleje og hospital", note="drøftes 7. april", state="here"),
             Node("P", "trial", key="P of S-2", note="fra maj", state="ahead")]
    edges = [Edge("U-12", "I-4"), Edge("I-4", "S-2"), Edge("S-2", "P of S-2", "ahead")]
    svg = draw_thread(nodes, edges, title=_("Den røde tråd"), sentence=…)
    steps = thread_steps(nodes, edges)            # for {% include "ground/thread_list.html" %}

A `Node` has a `code` as it is written on its label ("U-31"; "P" for one that is not there yet), a `kind`
(voice theme insight track trial learning recommendation answer), a `label` (its title; a voice's words), a `url`, a
`state` ("" it is so · here · ahead · withdrawn), a `perspective` (voices: key of ground.charts.perspectives), a `note`
(a few grey words) and a `key` for edges, its code unless something else is said. `loose` is the sentence beside the
knot where a question's thread ends.

An `Edge` runs from what carries to what is carried, by key: supports · against · ahead · withdrawn.

Order: voices left, answer right; `backwards=True` is a recommendation's view, itself left and its voices right, with
their words beside. At more than six voices an insight shows one from each perspective, those against, and "og flere".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samskab.ground.charts.ink import image
from samskab.ground.charts.thread_layout import Placed, lay_out
from samskab.ground.charts.thread_shapes import Edge, Kind, Node
from samskab.ground.charts.thread_strokes import draw_edge, draw_heads, draw_node, draw_return

__all__ = ["Edge", "Kind", "Node", "Step", "draw_thread", "more_of", "thin_out", "thread_steps"]

ORDER: tuple[Kind, ...] = ("voice", "theme", "insight", "track", "trial", "learning", "recommendation", "answer")
WIDTH = 1168.0
MOST_VOICES = 6
NAMES = {
    "voice": (gettext_lazy("Stemme"), gettext_lazy("Stemmer")),
    "theme": (gettext_lazy("Tema"), gettext_lazy("Temaer")),
    "insight": (gettext_lazy("Indsigt"), gettext_lazy("Indsigter")),
    "track": (gettext_lazy("Spor"), gettext_lazy("Spor")),
    "trial": (gettext_lazy("Prøvehandling"), gettext_lazy("Prøvehandlinger")),
    "learning": (gettext_lazy("Læring"), gettext_lazy("Læring")),
    "recommendation": (gettext_lazy("Anbefaling"), gettext_lazy("Anbefalinger")),
    "answer": (gettext_lazy("Svar"), gettext_lazy("Svar")),
}


@dataclass(frozen=True)
class Step:
    """One knot of the list: a kind's name, the nodes of that kind, and the keys of those that speak against."""

    kind: Kind
    name: str
    nodes: Sequence[Node]
    against: frozenset[str] = frozenset()
    ends_dotted: bool = False

    @property
    def state(self) -> str:
        states = {node.state for node in self.nodes}
        return "here" if "here" in states else "ahead" if states == {"ahead"} else ""

    @property
    def is_short(self) -> bool:
        """Whether codes alone say it: a step of several, none of them with words of its own."""
        return not any(node.label or node.state == "withdrawn" or node.id in self.against for node in self.nodes)

    @property
    def loose(self) -> str:
        return next((node.loose for node in self.nodes if node.loose), "")


def draw_thread(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    *,
    title: str,
    sentence: str,
    backwards: bool = False,
    width: float = WIDTH,
    prefix: str = "traad",
) -> SafeString:
    """One SVG image that says `sentence`. `prefix` keeps ids apart when a page has several."""
    nodes, edges = thin_out(nodes, edges)
    known = {node.id for node in nodes}
    edges = [edge for edge in edges if edge.source in known and edge.target in known]
    drawing = lay_out(nodes, edges, [*reversed(ORDER)] if backwards else ORDER, width, words_beside=backwards)
    placed, against, loose = drawing.placed, _("imod"), _("Tråden er løs her – det er meningen.")
    returns, height = (
        draw_return(drawing, _("Svaret går tilbage til dem, der sagde noget")) if not backwards else ([], 0)
    )
    parts = [
        *draw_heads(drawing, {kind: name_of(kind, many=True) for kind in ORDER}),
        *returns,
        *(draw_edge(edge, *left_to_right(placed, edge), against=against) for edge in edges),
        *(draw_node(place, loose=loose) for place in placed.values()),
    ]
    drawn = image(parts, width, drawing.height + height, prefix=prefix, title=title, sentence=sentence)
    return mark_safe(drawn)


def left_to_right(placed: Mapping[str, Placed], edge: Edge) -> tuple[Placed, Placed]:
    ends = placed[edge.source], placed[edge.target]
    return ends if ends[0].x <= ends[1].x else (ends[1], ends[0])


def thin_out(nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[list[Node], list[Edge]]:
    """At most one supporting voice from each perspective where an insight has more than six voices."""
    by_id = {node.id: node for node in nodes}
    extra: list[Node] = []
    gone: set[str] = set()
    added: list[Edge] = []
    carried: dict[str, list[str]] = {}
    for edge in edges:
        if edge.source in by_id and is_voice(by_id[edge.source]):
            carried.setdefault(edge.target, []).append(edge.source)
    for target, voices in carried.items():
        if len(voices) <= MOST_VOICES:
            continue
        surplus = surplus_of(voices, target, by_id, edges)
        gone |= surplus
        more = more_of(target)
        if more.id not in by_id:
            extra.append(more)
            added.append(Edge(more.id, target))
    kept = [node for node in nodes if node.id not in gone]
    return [*kept, *extra], [edge for edge in edges if edge.source not in gone] + added


def is_voice(node: Node) -> bool:
    return node.kind == "voice" and node.state != "more"


def more_of(target: str) -> Node:
    """What stands in the place of the voices there is no room for."""
    return Node(_("og flere"), "voice", key=f"more of {target}", state="more")


def surplus_of(voices: Sequence[str], target: str, by_id: Mapping[str, Node], edges: Sequence[Edge]) -> set[str]:
    """Supporting voices whose perspective has already been seen, and that carry nothing else."""
    against = {edge.source for edge in edges if edge.target == target and edge.kind != "supports"}
    seen: set[str] = set()
    surplus: set[str] = set()
    for voice in voices:
        perspective = by_id[voice].perspective
        carries_more = sum(edge.source == voice for edge in edges) > 1
        if perspective in seen and voice not in against and not carries_more:
            surplus.add(voice)
        seen |= {perspective} if voice not in against else set()
    return surplus


def name_of(kind: Kind, *, many: bool = False) -> str:
    return str(NAMES[kind][many])


def thread_steps(nodes: Sequence[Node], edges: Sequence[Edge] = (), *, backwards: bool = False) -> list[Step]:
    """The same thread as a list, a step for each kind that has something on it. Every voice is there: lists are long."""
    against = frozenset(edge.source for edge in edges if edge.kind == "against")
    kinds = [kind for kind in (reversed(ORDER) if backwards else ORDER) if any(node.kind == kind for node in nodes)]
    steps = [step_of(kind, nodes, against) for kind in kinds]
    return [
        replace(step, ends_dotted=after is not None and after.state == "ahead")
        for step, after in zip_longest(steps, steps[1:])
    ]


def step_of(kind: Kind, nodes: Sequence[Node], against: frozenset[str]) -> Step:
    of_kind = [node for node in nodes if node.kind == kind]
    return Step(kind, name_of(kind, many=len(of_kind) > 1), of_kind, against)
