import io

import pikepdf
import pytest

from samskab.ground.readers import Unreadable, read_bytes
from samskab.ground.readers.pdf.rules import ruled, table_in
from samskab.ground.readers.pdf.shapes import Line, Word
from samskab.ground.readers.pieces import Piece, PieceCell, piece_from_plain
from samskab.ground.readers.tests import making
from samskab.ground.readers.tests.test_law import check, table_texts

TAGGED = pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])


def read(source, tagged=False):
    document = read_bytes(making.pdf(source, tagged), "a.pdf")
    check(document)
    return document


def words(document):
    return document.text.split()


@TAGGED
def test_headings_are_told_by_their_size_and_lists_by_their_mark(tagged):
    document = read(
        "= Sammen om det nære\n== Formål\nVi går rundt i problemet sammen, og det tager den tid, det tager.\n\n"
        "- Et punkt\n- Et punkt, der er så langt, at det må gå videre på den næste linje, for der er meget at sige om det\n"
        "== Bærende principper\n+ Først\n+ Så\n",
        tagged,
    )
    assert [(block.kind, block.level) for block in document.blocks if block.kind == "heading"] == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 2),
    ]
    assert [block.kind for block in document.blocks].count("list_item") == 4


@TAGGED
def test_a_paragraph_is_put_together_again_with_its_ligatures(tagged):
    text = "Den effektive fiskehandler fik et fyldigt affaldssorteringsfif " * 6
    document = read(f"#set text(size: 11pt)\n{text}", tagged)
    [block] = document.blocks
    assert block.text.split() == text.split()


def test_a_word_cut_at_the_end_of_its_line_is_whole_again():
    document = read(
        "#set page(width: 6cm)\n#set text(hyphenate: true)\n" + "sundhedsprofessionelle samarbejdspartnere " * 6
    )
    assert set(words(document)) == {"sundhedsprofessionelle", "samarbejdspartnere"}


@TAGGED
def test_two_columns_are_read_one_after_the_other(tagged):
    document = read(
        '#set page(paper: "a5", flipped: true, columns: 2)\n#set text(size: 9pt)\n'
        "= Venstre\n"
        + " ".join(f"a{n}" for n in range(120))
        + "\n#colbreak()\n= Højre\n"
        + " ".join(f"b{n}" for n in range(150)),
        tagged,
    )
    assert words(document) == ["Venstre", *(f"a{n}" for n in range(120)), "Højre", *(f"b{n}" for n in range(150))]


@TAGGED
def test_a_postcard_of_three_columns_is_read_column_by_column(tagged):
    def column(letter, count):
        return " ".join(f"{letter}{n}" for n in range(count))

    document = read(
        '#set page(paper: "a5", flipped: true, margin: 1cm)\n#set text(size: 8pt)\n'
        "#align(center)[= En overskrift hen over alle spalterne på kortet]\n"
        f"#grid(columns: (1fr, 1fr, 1fr), gutter: 12pt, [== Viden\n{column('a', 60)}\n\n{column('b', 30)}],"
        f"[== Udsagn\n“{column('c', 20)}”\n\n“{column('d', 45)}”], [== Spor\n{column('e', 70)}])\n"
        f"{column('slut', 40)}",
        tagged,
    )
    headings = [block.text for block in document.blocks if block.kind == "heading"]
    assert headings == ["En overskrift hen over alle spalterne på kortet", "Viden", "Udsagn", "Spor"]
    order = [word[0] for word in words(document) if word.strip("“”")[-1].isdigit()]
    assert "".join(dict.fromkeys(letter for letter in order if letter != "“")) == "abcdes"
    assert not any(block.kind == "table" for block in document.blocks)


@TAGGED
def test_frames_side_by_side_are_read_one_by_one(tagged):
    frames = ", ".join(f"rect(width: 100%)[{' '.join(f'{letter}{n}' for n in range(40))}]" for letter in "abc")
    document = read(f"#set page(flipped: true)\n#grid(columns: 3, gutter: 6pt, {frames})", tagged)
    assert words(document) == [f"{letter}{n}" for letter in "abc" for n in range(40)]


@TAGGED
def test_a_link_keeps_its_address(tagged):
    document = read('Læs #link("https://eksempel.dk/rapport")[rapporten om de pårørende] nu.', tagged)
    [link] = document.blocks[0].links
    assert (link.text, link.url) == ("rapporten om de pårørende", "https://eksempel.dk/rapport")


@TAGGED
def test_a_merged_cell_has_its_text_once(tagged):
    document = read(
        "#table(columns: (3cm, 6cm, 4cm), [Tid], [Handling], [Dato], table.cell(rowspan: 2)[Marts], [Salon], [4. marts],"
        "[Møde], [18. marts], table.cell(colspan: 2)[Løbende], [Dato følger])",
        tagged,
    )
    [table] = document.blocks
    assert [[(cell.text, cell.continues) for cell in row] for row in table.rows] == [
        [("Tid", False), ("Handling", False), ("Dato", False)],
        [("Marts", False), ("Salon", False), ("4. marts", False)],
        [("", True), ("Møde", False), ("18. marts", False)],
        [("Løbende", False), ("", True), ("Dato følger", False)],
    ]


def test_a_tight_list_of_dates_without_lines_is_a_table():
    rows = [["Dato", "Aktivitet", "Sted"], *([f"{n}. maj", f"Møde nummer {n} i gruppen", "Salen"] for n in range(1, 9))]
    cells = ", ".join(f"[{text}]" for row in rows for text in row)
    document = read(f"#grid(columns: (3cm, 7cm, 3cm), row-gutter: 0.65em, {cells})")
    assert table_texts(document) == [rows]


def test_pages_are_counted_and_parted():
    document = read("Side ét.\n#pagebreak()\nSide to.")
    assert [(block.kind, block.page) for block in document.blocks] == [
        ("paragraph", 1),
        ("page_break", 1),
        ("paragraph", 2),
    ]
    assert document.pages == 2


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_reads_alike(turn):
    made = pikepdf.open(io.BytesIO(making.pdf_plan(tagged=False)))
    straight = read_bytes(making.saved(made), "a.pdf")
    turned = pikepdf.open(
        io.BytesIO(
            making.pdf(
                f"#set page(width: 29.7cm, height: 29.7cm)\n#rotate({-turn}deg, origin: center, box(width: 24cm, height: 24cm)[{'= Procesplan'}\n#table(columns: 3, [Tid], [Handling], [Dato], [Januar], [Opstart], [21. januar])])",
                tagged=False,
            )
        )
    )
    turned.pages[0].Rotate = turn
    document = read_bytes(making.saved(turned), "a.pdf")
    check(document)
    assert straight.pages == document.pages == 1
    assert table_texts(document) == [[["Tid", "Handling", "Dato"], ["Januar", "Opstart", "21. januar"]]]


def test_words_written_on_the_side_are_not_lost():
    document = read("Almindelig tekst over flere ord.\n\n#rotate(90deg, reflow: true)[Skrevet på siden]")
    assert "Skrevet på siden" in document.text
    assert document.blocks[0].text == "Almindelig tekst over flere ord."


def test_pictures_without_words_are_refused_and_say_so():
    made = pikepdf.new()
    made.add_blank_page()
    picture = pikepdf.Stream(
        made,
        b"\x80" * 100,
        Width=10,
        Height=10,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
    )
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=made.make_indirect(picture)))
    made.pages[0].Contents = made.make_stream(b"q 600 0 0 800 0 0 cm /P Do Q")
    with pytest.raises(Unreadable, match="Siderne er billeder uden tekst"):
        read_bytes(making.saved(made), "scan.pdf")


def test_a_pdf_that_only_its_owner_may_change_can_be_read():
    made = pikepdf.open(io.BytesIO(making.pdf("Hej med dig")))
    stream = io.BytesIO()
    made.save(stream, encryption=pikepdf.Encryption(user="", owner="hemmelig"))
    assert read_bytes(stream.getvalue(), "a.pdf").text == "Hej med dig"


def test_a_month_cut_at_its_slash_in_a_narrow_cell_is_whole_again():
    document = read("#table(columns: (1.6cm, 4cm), [Marts/april], [Møde], [Maj], [Fest])")
    assert table_texts(document) == [[["Marts/april", "Møde"], ["Maj", "Fest"]]]


def test_a_row_that_the_end_of_the_page_leaves_open_is_a_row_too():
    """Browsers draw no level line where a page cuts a row: its uprights only run to the edge."""
    level = [Line(0, y, 300, y) for y in (40, 80)]
    upright = [Line(x, 0, x, 80) for x in (0, 100, 200, 300)]
    (group,) = ruled([*level, *upright])
    assert group.rows == [0, 40, 80]
    words = [Word("rest", 110, 10, 140, 20, 10, False), Word("Maj", 10, 50, 30, 60, 10, False)]
    table = table_in(group, words)
    assert [[[word.text for word in cell] for cell in row] for row in table.cells] == [
        [[], ["rest"], []],
        [["Maj"], [], []],
    ]


def test_how_a_tables_rows_were_told_apart_is_kept_on_the_way_from_the_other_process():
    piece = Piece("table", rows=[[PieceCell()]], told_by="guess")
    assert piece_from_plain(piece.as_plain()).told_by == "guess"
    with pytest.raises(ValueError):
        piece_from_plain({**piece.as_plain(), "told_by": "magic"})


def test_a_table_says_whether_its_rows_are_told_by_lines_by_space_or_by_a_guess():
    def told(**looks):
        return next(
            block.told_by for block in read_bytes(making.pdf_plan(**looks), "plan.pdf").blocks if block.kind == "table"
        )

    assert told() == ""
    assert told(stroke="none") == "space"
    assert told(stroke="none, inset: (x: 4pt, y: 2pt)") == "guess"
