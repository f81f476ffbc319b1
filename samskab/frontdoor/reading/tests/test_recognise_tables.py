"""Plans in real tables: whatever the columns are called, and whichever program made them."""

import pytest

from samskab.frontdoor.reading.tests.made import WRITERS, plan_of, reading_of, reading_of_text, when_of

HARBOUR = [
    ("h", 1, "Nærhed i Nordhavn"),
    ("p", "Et samarbejde mellem Nordhavn Kommune og Region Sundø."),
    ("h", 2, "Procesplan"),
    (
        "t",
        [
            ["Tid", "Handling", "Dato"],
            ["August", "Opstart med fagpersoner og borgere fra hele havnen", "20. august 2026"],
            ["", "Spørgeguiden laves færdig", ""],
            ["September", "Etnoraid på torvet", "8. september 2026 efter kl. 12.00\n9. september (før kl. 14)"],
            ["", "Samtaler med få", "15. september 2026\n(Tidspunktet afhænger af borgerne)"],
            [
                "Oktober/november",
                "Fælles tolkning:\n• Hvad ved vi nu?\n• Hvad undrer os?",
                "5. november kl. 15.00-17.30",
            ],
            ["Januar", "Fyraftensmøde", "12.-13. januar kl. 16-17"],
            ["Marts", "Evt. opsamling", ""],
        ],
    ),
]
EXPECTED = [
    ("Opstart med fagpersoner og borgere fra hele havnen", "2026-08-20"),
    ("Spørgeguiden laves færdig", "2026-08-01/2026-08-31"),
    ("Etnoraid på torvet", "2026-09-08 12:00-"),
    ("Etnoraid på torvet", "2026-09-09 -14:00"),
    ("Samtaler med få", "2026-09-15"),
    ("Fælles tolkning: Hvad ved vi nu? Hvad undrer os?", "2026-11-05 15:00-17:30"),
    ("Fyraftensmøde", "2027-01-12/2027-01-13 16:00-17:00"),
    ("Evt. opsamling", "2027-03-01/2027-03-31"),
]


@pytest.mark.parametrize("format", WRITERS)
def test_a_real_table_leaves_nothing_open(format, tmp_path):
    reading = reading_of(WRITERS[format](tmp_path / f"plan.{format}", HARBOUR))
    assert plan_of(reading) == EXPECTED
    assert all(each.date_certain for each in reading.activities)
    assert [each.title for each in reading.activities if each.tentative] == ["Samtaler med få", "Evt. opsamling"]
    assert reading.activities[4].condition == "Tidspunktet afhænger af borgerne"
    assert [party.name for party in reading.parties] == ["Nordhavn Kommune", "Region Sundø"]


def test_when_what_and_who_is_a_plan_too(tmp_path):
    rows = [["Hvornår", "Hvad", "Hvem"], ["4.-5. marts 2026", "Designsprint", "Anna"], ["Uge 14", "Etnoraid", "Bo"]]
    reading = reading_of(WRITERS["docx"](tmp_path / "plan.docx", [("h", 1, "Plan"), ("t", rows)]))
    assert plan_of(reading) == [("Designsprint", "2026-03-04/2026-03-05"), ("Etnoraid", "2026-03-30/2026-04-05")]
    assert [each.precision.value for each in reading.activities] == ["day", "week"]
    assert "Anna" in reading.activities[0].source_text


def test_a_plan_from_a_spreadsheet_has_its_time_of_day_in_a_column_of_its_own():
    reading = reading_of_text("Dato\tTid\tAktivitet\n11. oktober 2026\t9-12\tSprint\nUge 44\t\tSalon\n", "plan.tsv")
    assert reading.kind == "plan"
    assert plan_of(reading) == [("Sprint", "2026-10-11 09:00-12:00"), ("Salon", "2026-10-26/2026-11-01")]


def test_a_table_without_headings_is_a_plan_when_one_column_is_dates():
    reading = reading_of_text("| | |\n|---|---|\n| 3. maj 2026 | Opstart |\n| 9. juni | Salon |\n", "plan.md")
    assert plan_of(reading) == [("Opstart", "2026-05-03"), ("Salon", "2026-06-09")]


def test_two_actions_beside_one_date_in_a_cell_stay_open(tmp_path):
    rows = [["Måned", "Indsats", "Dato"], ["Marts 2026", "Opstart\nInterview", "3. marts"]]
    reading = reading_of(WRITERS["docx"](tmp_path / "plan.docx", [("t", rows)]))
    assert [each.date_certain for each in reading.activities] == [False, False]
    assert [choice.title for choice in reading.activities[0].doubts[0].choices] == ["Opstart", "Interview", ""]


def test_two_actions_beside_two_dates_in_a_real_cell_belong_together_in_order(tmp_path):
    rows = [["Måned", "Indsats", "Dato"], ["Marts 2026", "Opstart\nInterview", "3. marts\n10. marts kl. 10"]]
    reading = reading_of(WRITERS["odt"](tmp_path / "plan.odt", [("t", rows)]))
    assert plan_of(reading) == [("Opstart", "2026-03-03"), ("Interview", "2026-03-10 10:00-")]
    assert all(each.date_certain for each in reading.activities)


def test_a_year_that_is_written_nowhere_can_be_given():
    from datetime import date

    table = "| Dato | Aktivitet |\n|---|---|\n| 3. maj | Opstart |\n| 9. januar | Salon |\n"
    given = reading_of_text(table, "plan.md", after=date(2026, 4, 1))
    assert [when_of(each) for each in given.activities] == ["2026-05-03", "2027-01-09"]
    unknown = reading_of_text(table, "plan.md")
    assert [(each.start, each.date_certain) for each in unknown.activities] == [(None, False), (None, False)]


def test_a_plan_that_goes_on_over_the_page_is_one_plan(tmp_path):
    rows = [["Tid", "Handling", "Dato"]]
    rows += [
        ["", f"Samtale nummer {n} med en borger om det, der fylder i hverdagen", f"{n}. maj 2026"] for n in range(1, 31)
    ]
    path = WRITERS["pdf"](tmp_path / "plan.pdf", [("h", 1, "Procesplan"), ("p", "Vi mødes tit."), ("t", rows)])
    reading = reading_of(path)
    assert [each.start.day for each in reading.activities] == list(range(1, 31))
    assert all(each.date_certain for each in reading.activities)


def test_principles_and_methods_in_tables_are_found(tmp_path):
    blocks = [
        ("h", 1, "Projekt Bro"),
        ("h", 2, "Principper"),
        ("t", [["Princip", "Beskrivelse"], ["Åbenhed", "Vi siger, hvad vi ikke ved."], ["Ro", "Vi giver tid."]]),
        ("h", 2, "Metoder"),
        ("t", [["Metode", "Beskrivelse"], ["Etnoraid", "Vi er til stede, hvor folk er."]]),
    ]
    reading = reading_of(WRITERS["docx"](tmp_path / "projekt.docx", blocks))
    assert [each.name for each in reading.principles] == ["Åbenhed", "Ro"]
    assert [each.name for each in reading.methods] == ["Etnoraid"]


def test_a_page_laid_out_with_labels_on_the_left_is_read_as_sections(tmp_path):
    rows = [
        [
            "Titel",
            "’Nærhed i Nordhavn’\nEt samarbejdsprojekt mellem Region Sundøs udvalg og Social- og Plejeudvalget i Nordhavn Kommune.",
        ],
        ["Formål", "Vi vil inddrage borgere."],
        ["Bærende principper", "Vi har to principper.\n• Mod - Vi tør prøve.\n• Ro - Vi giver tid."],
        ["Metode-beskrivelse", "Etnoraid: Vi er til stede.\nSamtalesalon: Gæster taler to og to."],
    ]
    reading = reading_of(WRITERS["docx"](tmp_path / "projekt.docx", [("t", rows)]))
    assert reading.title.text == "Nærhed i Nordhavn"
    assert [each.name for each in reading.parties] == [
        "Region Sundøs udvalg",
        "Social- og Plejeudvalget i Nordhavn Kommune",
    ]
    assert [each.name for each in reading.principles] == ["Mod", "Ro"]
    assert [each.name for each in reading.methods] == ["Etnoraid", "Samtalesalon"]


def test_columns_kept_apart_by_spaces_show_which_date_stands_beside_what():
    plan = """Tid          Handling                          Dato
Oktober      Indledende møde
             Sprint med fagpersoner            11. oktober 2026
November     Fælles tolkning med alle          3. november 2026
             relevante aktører                 kl. 9-12
December     Salon                             10. december
                                               17. december
"""
    reading = reading_of_text(plan)
    assert plan_of(reading) == [
        ("Indledende møde", "2026-10-01/2026-10-31"),
        ("Sprint med fagpersoner", "2026-10-11"),
        ("Fælles tolkning med alle relevante aktører", "2026-11-03 09:00-12:00"),
        ("Salon", "2026-12-10"),
        ("Salon", "2026-12-17"),
    ]
    assert all(each.date_certain for each in reading.activities)


def test_a_day_at_the_beginning_of_a_line_is_no_number_of_a_list():
    reading = reading_of_text("# Tidsplan\n\n3. marts 2026: Opstart\n\n4. april 2026: Salon\n", "plan.md")
    assert plan_of(reading) == [("Opstart", "2026-03-03"), ("Salon", "2026-04-04")]


def test_a_date_that_does_not_exist_is_asked_about():
    reading = reading_of_text("| Dato | Aktivitet |\n|---|---|\n| 31. november 2026 | Opstart |\n", "plan.md")
    (activity,) = reading.activities
    assert (activity.start, activity.date_certain) == (None, False)
    assert "31. november" in activity.doubts[0].question
