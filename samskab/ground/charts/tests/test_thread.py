from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from samskab.ground.charts.perspectives import IN_ORDER
from samskab.ground.charts.thread import ORDER, Edge, Node, draw_thread, thin_out, thread_steps
from samskab.ground.charts.thread_layout import lay_out

LETTER = dict(zip(ORDER, "UTISPLAX", strict=True))


@st.composite
def threads(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    """Any nodes, and edges that only run forward."""
    kinds = draw(st.lists(st.sampled_from(ORDER), min_size=1, max_size=24))
    nodes = [
        Node(
            f"{LETTER[kind]}-{at}",
            kind,
            draw(st.sampled_from(["", "Linjen mellem hjemmepleje og sygehus", "Hvem går med?"])),
            state=draw(st.sampled_from(["", "here", "ahead", "withdrawn"])),
            perspective=draw(st.sampled_from([one.key for one in IN_ORDER])) if kind == "voice" else "",
            note=draw(st.sampled_from(["", "fra maj", "stoppet, lærte os mest"])),
        )
        for at, kind in enumerate(kinds)
    ]
    pairs = [(a.id, b.id) for a in nodes for b in nodes if ORDER.index(a.kind) < ORDER.index(b.kind)]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=30, unique=True)) if pairs else []
    bonds = st.sampled_from(["supports", "against", "ahead", "withdrawn"])
    return nodes, [Edge(source, target, draw(bonds)) for source, target in chosen]


@given(threads(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_two_labels_of_a_thread_touch(thread, backwards):
    nodes, edges = thread
    order = [*reversed(ORDER)] if backwards else ORDER
    placed = [*lay_out(nodes, edges, order, 1168, words_beside=backwards).placed.values()]
    for at, one in enumerate(placed):
        for other in placed[at + 1 :]:
            beside = one.token_end <= other.token_x or other.token_end <= one.token_x
            over = one.y + one.below <= other.y - other.above or other.y + other.below <= one.y - one.above
            assert beside or over


@given(threads(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_every_code_is_drawn_and_every_edge_has_both_ends(thread, backwards):
    nodes, edges = thread
    drawn = draw_thread(nodes, edges, title="Tråden", sentence="Sådan hænger det sammen.", backwards=backwards)
    kept, bonds = thin_out(nodes, edges)
    said = ["".join(text.itertext()) for text in ElementTree.fromstring(drawn).iter() if text.tag.endswith("text")]
    assert all(node.code in said for node in kept)
    assert drawn.count('stroke-dasharray="7 4"') == sum(edge.kind == "against" for edge in bonds) == said.count("imod")
    assert "style=" not in drawn


@given(threads())
def test_the_list_says_every_node_once_in_the_order_of_the_thread(thread):
    nodes, edges = thread
    steps = thread_steps(nodes, edges)
    assert sorted(node.id for step in steps for node in step.nodes) == sorted(node.id for node in nodes)
    assert [step.kind for step in steps] == [kind for kind in ORDER if kind in {node.kind for node in nodes}]


def voices(count: int, perspective: str, start: int = 1) -> list[Node]:
    return [Node(f"U-{at}", "voice", perspective=perspective) for at in range(start, start + count)]


def test_many_voices_become_one_from_each_perspective_and_more():
    nodes = [*voices(12, "municipal"), *voices(2, "citizen", 20), Node("I-1", "insight")]
    kept, edges = thin_out(nodes, [Edge(node.code, "I-1") for node in nodes[:-1]])
    assert [node.code for node in kept] == ["U-1", "U-20", "I-1", "og flere"]
    assert {edge.source for edge in edges} == {"U-1", "U-20", "more of I-1"}


def test_a_voice_against_is_never_left_out():
    nodes = [*voices(9, "citizen"), Node("I-1", "insight")]
    edges = [Edge(node.code, "I-1", "against" if node.code == "U-7" else "supports") for node in nodes[:-1]]
    kept, _ = thin_out(nodes, edges)
    assert "U-7" in {node.code for node in kept}


def test_six_voices_are_all_shown():
    nodes = [*voices(6, "citizen"), Node("I-1", "insight")]
    edges = [Edge(node.code, "I-1") for node in nodes[:-1]]
    assert thin_out(nodes, edges) == (nodes, edges)


def test_a_question_ends_in_a_knot_that_is_meant():
    nodes = [Node("I-6", "insight"), Node("S-1", "track", "Hvem går med?", loose="Vi går rundt om det.")]
    drawn = draw_thread(nodes, [Edge("I-6", "S-1")], title="T", sentence="S")
    assert "Tråden er løs her – det er meningen." in drawn
    assert "Vi går rundt om det." in drawn


def test_a_withdrawn_voice_keeps_its_place_and_not_its_words():
    step = thread_steps([Node("U-20", "voice", state="withdrawn")])[0]
    assert [node.code for node in step.nodes] == ["U-20"]
    assert not step.is_short


def test_the_way_back_is_drawn_only_where_there_is_an_answer_and_a_voice():
    answer = [Node("U-1", "voice"), Node("Svar", "answer", state="ahead")]
    assert "Svaret går tilbage" in draw_thread(answer, [], title="T", sentence="S")
    assert "Svaret går tilbage" not in draw_thread(answer[:1], [], title="T", sentence="S")
    assert "Svaret går tilbage" not in draw_thread(answer, [], title="T", sentence="S", backwards=True)


def test_an_empty_thread_can_be_drawn():
    ElementTree.fromstring(draw_thread([], [], title="T", sentence="S"))
