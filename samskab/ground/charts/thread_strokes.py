"""The strokes of the thread: labels with a hole, soft curves from hole to hole, the knot, and the way back."""

from collections.abc import Mapping

from samskab.ground.charts.ink import (
    EDGE,
    GREY,
    HAIR,
    INK,
    LEADING,
    PAPER,
    TEXT,
    THREAD,
    WHITE,
    box,
    line,
    number,
    ring,
    words,
)
from samskab.ground.charts.perspectives import BY_KEY
from samskab.ground.charts.thread_layout import BEFORE_CODE, DISC, HOLE, TOKEN_HEIGHT, WORDS_ROOM, Drawing, Placed
from samskab.ground.charts.thread_shapes import Edge, Kind
from samskab.ground.charts.wrapping import width as em
from samskab.ground.charts.wrapping import wrap

AHEAD, AGAINST, WITHDRAWN = "2 6", "7 4", "2 5"


def draw_heads(drawing: Drawing, names: "Mapping[Kind, str]") -> list[str]:
    """The name of each column and the hairline under them."""
    heads = [words(x, 16, names[kind], weight=500, fill=GREY) for kind, x in drawing.columns.items()]
    return [*heads, line(f"M0 30H{number(drawing.width)}", stroke=HAIR, width=1)]


NEAR = 0.2


def draw_edge(edge: "Edge", left: Placed, right: Placed, *, against: str) -> str:
    """From the end of one label, straight past its column's words, in one curve to the hole of the next: no gap."""
    x1, x2 = left.exit_x, right.x if has_disc_first(right) else right.token_x + HOLE - 3
    straight = min(max(left.edge_x, x1), x2 - 12)
    bend = (x2 - straight) / 2
    path = (
        f"M{number(x1)} {number(left.y)}H{number(straight)}"
        f"C{number(straight + bend)} {number(left.y)} {number(x2 - bend)} {number(right.y)} {number(x2)} {number(right.y)}"
    )
    if edge.kind == "against":
        # Near the voice, where the curve is still flat: two voices against, side by side, keep their words apart.
        x, y = straight + (x2 - straight) * NEAR, left.y + (right.y - left.y) * 3 * NEAR**2
        word = words(x, y + 5, against, weight=600, anchor="middle", halo=PAPER)
        return line(path, stroke=INK, dash=AGAINST) + word
    if edge.kind == "withdrawn" or "withdrawn" in (left.node.state, right.node.state):
        return line(path, stroke=EDGE, width=1.5, dash=WITHDRAWN)
    return line(path, dash=AHEAD if edge.kind == "ahead" else None)


def has_disc_first(place: Placed) -> bool:
    return place.has_disc and not place.words_beside


def draw_node(place: Placed, *, loose: str) -> str:
    node = place.node
    if node.state == "more":
        return words(place.token_x, place.y + 5, node.code, fill=GREY, halo=PAPER)
    parts = [draw_token(place)]
    if place.has_disc:
        parts.append(draw_disc(place))
    if place.words_beside and node.kind == "voice":
        parts.append(draw_own_words(place))
    if place.has_note_beside:
        parts.append(words(place.token_end + 8, place.y + 5, node.note, fill=GREY))
    parts += draw_words_under(place)
    if node.loose:
        parts.append(draw_loose_end(place, loose))
    return "".join(parts)


def draw_token(place: Placed) -> str:
    """The sewn label: white, its thread through a small hole; filled where the page stands; dashed when not there."""
    node, x, y = place.node, place.token_x, place.y
    faint = node.state in {"ahead", "withdrawn"}
    here = node.state == "here"
    paint = WHITE if here else EDGE if faint else INK
    label = box(
        x + 0.75, y - TOKEN_HEIGHT / 2 + 0.75, place.token_width - 1.5, TOKEN_HEIGHT - 1.5,
        fill=INK if here else WHITE, stroke=EDGE if faint else INK, stroke_dasharray="3 2.5" if faint else None,
    )  # fmt: skip
    hole = ring(x + HOLE + 1, y, 3, fill="none", stroke=paint, stroke_width=1.2)
    through = "" if faint else line(f"M{number(x)} {number(y)}h{number(HOLE)}", stroke=WHITE if here else THREAD)
    code = words(
        x + BEFORE_CODE, y + 5, node.code, weight=500 if node.state == "ahead" else 600,
        fill=WHITE if here else GREY if faint else INK,
    )  # fmt: skip
    return label + hole + through + code


def draw_disc(place: Placed) -> str:
    one = BY_KEY.get(place.node.perspective)
    if one is None:
        return ""
    x = place.token_end + 8 + DISC / 2 if place.words_beside else place.x + DISC / 2
    reach = "" if place.words_beside else line(f"M{number(x + DISC / 2)} {number(place.y)}H{number(place.token_x)}")
    disc = ring(x, place.y, DISC / 2 - 1, fill=one.colour, stroke=one.colour)
    return reach + disc + words(x, place.y + 4.3, one.letters, weight=600, fill=WHITE, anchor="middle", size=12)


def draw_own_words(place: Placed) -> str:
    """A voice's words on one line; what does not fit ends in "…"."""
    faint = place.node.state == "withdrawn"
    text = place.node.label if faint else f"»{shortened(place.node.label, WORDS_ROOM)}«"
    return words(place.words_x, place.y + 5, text, fill=GREY if faint else INK)


def shortened(text: str, room: float) -> str:
    text = " ".join(text.split())
    if (em(text) + 1.2) * TEXT <= room:
        return text
    lines = wrap(text, room / TEXT - 2.4)
    return f"{lines[0].rstrip(' ,.;:–-')} …" if lines else ""


def draw_words_under(place: Placed) -> list[str]:
    first = place.y + TOKEN_HEIGHT / 2 + LEADING - 1
    both = [(text, 600, INK) for text in place.lines] + [(text, 400, GREY) for text in place.notes]
    return [
        words(place.token_x, first + row * LEADING, text, weight=weight, fill=fill, halo=PAPER)
        for row, (text, weight, fill) in enumerate(both)
    ]


def draw_loose_end(place: Placed, loose: str) -> str:
    """A question's thread wanders a little, ends in a knot, and says that it is meant to."""
    x, y, end = place.token_end, place.y, place.edge_x + 70
    step = (end - x) / 3
    path = (
        f"M{number(x)} {number(y)}C{number(x + step)} {number(y)} {number(x + step)} {number(y - 10)} {number(x + 2 * step)} "
        f"{number(y - 10)}S{number(end - 16)} {number(y + 14)} {number(end)} {number(y)}"
    )
    knot = ring(end, y, 3.2, fill=THREAD)
    bold = words(end + 16, y - 3, loose, weight=600)
    return line(path) + knot + bold + words(end + 16, y - 3 + LEADING, place.node.loose, fill=GREY)


def draw_return(drawing: Drawing, sentence: str) -> tuple[list[str], float]:
    """The way back from the answer to the voices, and how much room it takes under the rest."""
    answers = [place for place in drawing.placed.values() if place.node.kind == "answer"]
    voices = [place for place in drawing.placed.values() if place.node.kind == "voice"]
    if not answers or not voices:
        return [], 0.0
    answer, lowest = answers[0], max(voices, key=lambda place: place.y)
    x, up, floor = answer.token_x + answer.token_width / 2, DISC / 2, drawing.height + 12
    bend = min(70.0, max(floor - answer.y - TOKEN_HEIGHT, 10.0))
    path = (
        f"M{number(x)} {number(answer.y + TOKEN_HEIGHT / 2 + 2)}V{number(floor - bend)}"
        f"C{number(x)} {number(floor - 8)} {number(x - 20)} {number(floor)} {number(x - 90)} {number(floor)}"
        f"H{number(up + 20)}C{number(up + 6)} {number(floor)} {number(up)} {number(floor - 6)} {number(up)} {number(floor - 20)}"
        f"V{number(lowest.y + DISC / 2 + 12)}"
    )
    head = f"M{number(up - 6)} {number(lowest.y + DISC / 2 + 18)}l6 -9 6 9"
    middle = words(drawing.width / 2, floor + 5, sentence, weight=500, anchor="middle", halo=PAPER)
    return [line(path, dash="2 5", width=1.6), line(head, width=1.6), middle], 26.0
