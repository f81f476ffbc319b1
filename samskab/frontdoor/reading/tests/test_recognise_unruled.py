"""Plans on paper without lines round their cells: every date is right, or it is asked about."""

import pikepdf
import pytest
import typst

from samskab.frontdoor.reading.recognise import recognise
from samskab.frontdoor.reading.tests.made import plan_of, when_of
from samskab.ground.readers import read_file

PLAN = [
    ("August", "Opstart", "", "2026-08-01/2026-08-31"),
    ("", "Designsprint med fagpersoner, frivillige og politikere fra hele havnen", "20. august 2026", "2026-08-20"),
    ("September", "Spørgeguiden laves færdig sammen med borgerne", "", "2026-09-01/2026-09-30"),
    ("", "Etnoraid på torvet med politikere, borgere og fagpersoner", "8. september 2026", "2026-09-08"),
    ("", "Feltarbejde i kvarteret ved havnen", "", "2026-09-01/2026-09-30"),
    ("Oktober", "Samtaler med få", "15. oktober 2026", "2026-10-15"),
    ("", "Fyraftensmøde om det, som vi har hørt indtil nu", "29. oktober 2026 kl. 16-17", "2026-10-29 16:00-17:00"),
    ("Oktober/november", "Fotoelicitering", "", "2026-10-01/2026-11-30"),
    ("", "Fælles tolkning med alle, der har været med", "5. november 2026 kl. 15.00-17.30", "2026-11-05 15:00-17:30"),
    ("December", "Opsamling i kommune og region", "3. december 2026", "2026-12-03"),
]
EXPECTED = [(title, when) for _, title, _, when in PLAN]
LOOKS = {
    "no lines": "stroke: none",
    "lines between the rows": "stroke: (x: none, y: 0.5pt)",
    "a line under the headings": "stroke: (x, y) => if y == 0 { (bottom: 1pt) } else { none }",
    "narrow gutters": "stroke: none, inset: (x: 4pt, y: 4.5pt)",
    "bars behind every other row": "stroke: none, fill: (_, y) => if calc.odd(y) { luma(230) } else { white }",
    "lines round every cell": "stroke: 0.5pt",
}


def made(tmp_path, look, rows=PLAN, page="", below="", header=True, before=""):
    head = "table.header([Tid], [Handling], [Dato])," if header else "[Tid], [Handling], [Dato],"
    cells = ", ".join(f"[{text}]" for row in rows for text in row[:3])
    source = (
        f'#set text(lang: "da", size: 11pt)\n{page}\n= Procesplan for Nordhavn\n{before}\n'
        f"#table(columns: (3.2cm, 6cm, 5cm), {look}, {head} {cells})\n{below}"
    )
    path = tmp_path / "plan.pdf"
    typst.compile(source.encode(), output=str(path), format="pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for key in {"/StructTreeRoot", "/MarkInfo"} & set(document.Root.keys()):
            del document.Root[key]
        document.save(path)
    return recognise(read_file(path))


def silent_guesses(reading, expected=EXPECTED):
    """The activities said to be certain that the plan does not have."""
    return [
        (each.title, when_of(each))
        for each in reading.activities
        if each.date_certain and (each.title, when_of(each)) not in expected
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_a_plan_on_one_page_leaves_nothing_open(look, tmp_path):
    reading = made(tmp_path, LOOKS[look])
    assert plan_of(reading) == EXPECTED
    assert all(each.date_certain for each in reading.activities)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("header", [True, False], ids=["headings repeated", "headings once"])
@pytest.mark.parametrize("height", [7, 8, 9, 10, 11])
def test_a_plan_over_several_pages_is_right_or_asked_about(look, header, height, tmp_path):
    page = f"#set page(width: 18cm, height: {height}cm, margin: 1.5cm)\n#set table.cell(breakable: false)"
    reading = made(tmp_path, LOOKS[look], page=page, header=header)
    assert silent_guesses(reading) == []
    assert [title for title, _ in plan_of(reading)] == [title for title, _ in EXPECTED]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("height", [6, 7, 8])
def test_rows_cut_by_the_end_of_a_page_are_right_or_asked_about(look, height, tmp_path):
    page = f'#set page(width: 18cm, height: {height}cm, margin: 1.5cm, numbering: "1")'
    assert silent_guesses(made(tmp_path, LOOKS[look], page=page)) == []


@pytest.mark.parametrize(
    "look",
    [
        "stroke: none, inset: (x: 4pt, y: 0pt), row-gutter: 0.65em",
        "stroke: none, inset: (x: 4pt, y: 2pt)",
        "stroke: none, align: center",
        "stroke: none, align: horizon",
        "stroke: none, align: (left, left, right)",
        "stroke: none, align: bottom",
    ],
)
def test_a_plan_whose_rows_cannot_be_told_apart_is_never_guessed_silently(look, tmp_path):
    reading = made(tmp_path, look)
    assert silent_guesses(reading) == []
    told = " ".join([*(each.source_text for each in reading.activities), *(each.text for each in reading.unread)])
    for _, _, date, _ in PLAN:
        assert all(word in told for word in date.split()[1:])


def test_a_table_that_fills_the_page_is_read_by_its_lines(tmp_path):
    page = "#set page(width: 14.4cm, height: 24cm, margin: 1mm)\n#set table(align: left)"
    reading = made(tmp_path, "stroke: 0.5pt, rows: (auto, 1fr)", page=page)
    assert plan_of(reading) == EXPECTED
    assert all(each.date_certain for each in reading.activities)


def test_a_row_of_dates_cut_by_the_end_of_a_page_goes_on_under_the_repeated_headings(tmp_path):
    dates = "15. oktober 2026 \\ 16. oktober 2026 \\ 19. oktober 2026 \\ 20. oktober 2026 \\ 21. oktober 2026"
    rows = [("September", "Opstart", "8. september 2026"), ("Oktober", "Samtaler med få", dates)]
    page = "#set page(width: 18cm, height: 6cm, margin: 1cm)"
    reading = made(tmp_path, "stroke: none", rows=rows, page=page)
    assert plan_of(reading) == [
        ("Opstart", "2026-09-08"),
        *(("Samtaler med få", f"2026-10-{day}") for day in (15, 16, 19, 20, 21)),
    ]


def test_a_date_that_is_left_under_such_a_plan_is_shown_as_unread(tmp_path):
    reading = made(
        tmp_path, "stroke: none", below="Alle mødes igen til kaffe og en snak om det hele den 17. december 2026."
    )
    assert not any("17. december" in section.text for section in reading.sections)
    assert any("17. december" in piece.text for piece in reading.unread)
    assert not any(each.date_certain for each in reading.activities)


def test_a_date_in_the_text_above_such_a_plan_stays_where_it_is(tmp_path):
    reading = made(
        tmp_path, "stroke: none", before="Planen blev aftalt på et møde den 17. juni 2026 mellem alle parter."
    )
    assert any("17. juni" in section.text for section in reading.sections)
    assert all(each.date_certain for each in reading.activities)


def test_what_is_not_certain_is_asked_about(tmp_path):
    reading = made(tmp_path, "stroke: none, inset: (x: 4pt, y: 0pt), row-gutter: 0.65em")
    open_dates = [each for each in reading.activities if not each.date_certain]
    assert open_dates
    assert all(each.doubts for each in open_dates)
    assert any(doubt.choices for each in open_dates for doubt in each.doubts)
