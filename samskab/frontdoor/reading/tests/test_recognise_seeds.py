"""The two documents Samskab began with. Skipped where they are not at hand."""

from datetime import date, time
from pathlib import Path

import pytest

from samskab.frontdoor.reading.tests.made import WRITERS, plan_of, reading_of, when_of

SEEDS = Path(__file__).resolve().parents[4] / ".." / "shared" / "seeds"
DESCRIPTION = SEEDS / "000_948ac680dd00c4a4.txt"
POSTCARD = SEEDS / "003_3ed82a98a3d890a8.txt"

pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the two first documents are not here")


@pytest.fixture(scope="module")
def description():
    return reading_of(DESCRIPTION)


@pytest.fixture(scope="module")
def postcard():
    return reading_of(POSTCARD)


def test_the_project_is_known_by_its_title_and_its_parties(description):
    assert description.kind == "project_description"
    assert description.title.text == "Sammen mod ulighed i sundhed"
    assert [party.name for party in description.parties] == [
        "Region Midtjyllands udvalg for lighed i sundhed",
        "Voksen- og Plejeudvalget i Norddjurs Kommune",
    ]


def test_all_four_principles_and_six_methods_are_found_by_name(description):
    assert [each.name for each in description.principles] == [
        "Samskabelse",
        "Partnerskaber på tværs",
        "Perspektivskabelse",
        "Nysgerrigheden styrer",
    ]
    assert [each.name for each in description.methods] == [
        "Gå rundt i problemet",
        "Køkkenbordssamtaler/samtaler med få",
        "Etnoraid",
        "Tubodesignsprint",
        "Feltarbejde",
        "Fotoelicitering",
    ]
    assert description.methods[0].text.startswith("På tværs af system") and "reframes" in description.methods[0].text
    assert all(each.text.endswith(".") for each in (*description.principles, *description.methods))


def test_the_sections_are_whole_and_hold_nothing_of_the_page(description):
    assert [section.heading for section in description.sections] == [
        "",
        "Formål",
        "Bærende principper",
        "Projektbeskrivelse",
        "Metodebeskrivelse",
    ]
    purpose = description.sections[1].text
    assert purpose.startswith("Projektet har til formål") and purpose.endswith("de kommende sundhedsråd.")


def test_running_headers_and_page_numbers_are_in_no_finding(description):
    left = " ".join(piece.text for piece in description.unread)
    assert "et samarbejde mellem Norddjurs Kommune og Region Midtjylland 4" in " ".join(left.split())
    assert not any("et samarbejde mellem" in activity.source_text for activity in description.activities)


def test_every_date_of_the_plan_has_its_day_time_and_precision(description):
    dated = [activity for activity in description.activities if activity.written and activity.precision != "month"]
    assert [(when_of(each), each.precision.value) for each in dated] == [
        ("2024-10-11", "day"),
        ("2024-12-10", "day"),
        ("2024-12-16", "day"),
        ("2025-01-16/2025-01-17", "day"),
        ("2025-01-20", "day"),
        ("2025-01-21 -14:00", "time"),
        ("2025-02-17 12:00-", "time"),
        ("2025-02-21 12:00-", "time"),
        ("2025-03-13 15:00-17:30", "time"),
        ("2025-04-07 16:00-17:00", "time"),
        ("2025-05-17", "day"),
        ("2025-09-05 11:00-13:00", "time"),
    ]


def test_what_has_no_date_takes_the_month_it_stands_under(description):
    months = {each.title.split()[0]: when_of(each) for each in description.activities if each.precision == "month"}
    assert months["Indledende"] == "2024-11-01/2024-11-30"
    assert months["Fotoelicitering"] == "2025-03-01/2025-04-30"
    assert months["Etnoraid/interview"] == "2025-05-01/2025-06-30"
    assert months["Læringsopsamling"] == "2025-09-01/2025-09-30"


def test_the_missing_year_is_found_and_said_to_be_found(description):
    last = next(each for each in description.activities if each.start == date(2025, 9, 5))
    assert last.year_inferred and last.date_certain
    assert [doubt.kind for doubt in last.doubts] == ["year"]


def test_what_depends_on_the_citizens_is_tentative_and_nothing_else_is(description):
    tentative = [each for each in description.activities if each.tentative]
    on_condition = [each for each in tentative if each.condition]
    assert {each.condition for each in on_condition} == {"Præcist tidspunkt afhænger af borgerne, der skal deltage"}
    days = (date(2025, 1, 20), date(2025, 1, 21), date(2025, 2, 17), date(2025, 2, 21))
    assert [each.start for each in on_condition] == list(days)
    assert ["eventuel prøvehandling" in each.title for each in tentative if not each.condition] == [True]


def test_the_flat_table_is_no_silent_guess(description):
    """Only February's one action, and September's date that stands before the next page, leave nothing open."""
    certain = {each.start for each in description.activities if each.date_certain}
    assert certain == {date(2025, 2, 17), date(2025, 2, 21), date(2025, 9, 5), date(2025, 9, 1)}
    january = next(each for each in description.activities if each.start == date(2025, 1, 20))
    assert january.doubts[0].question == "Tabellen er flad. Hvilken handling hører datoen til?"
    assert len(january.doubts[0].choices) == 5 and january.doubts[0].choices[-1].title == ""


def test_the_blank_lines_suggest_the_right_action_all_the_same(description):
    suggested = {each.start: each.title.split()[0] for each in description.activities if each.precision != "month"}
    assert suggested[date(2024, 10, 11)] == "Turbodesignsprint"
    assert suggested[date(2024, 12, 16)] == "Fyraftensmøde"
    assert suggested[date(2025, 1, 16)] == "Designsprint"
    assert suggested[date(2025, 4, 7)] == "Fyraftensmøde"


def test_both_tracks_of_the_postcard_are_of_the_right_kind(postcard):
    assert postcard.kind == "postcard"
    assert [(track.title.split(" ")[0], track.kind) for track in postcard.tracks] == [
        ("Hotline", "proposal"),
        ("Lokalsamfund", "question"),
    ]
    assert postcard.tracks[0].text.startswith("Telefonlinje mellem hjemmeplejen")
    assert postcard.tracks[1].text.startswith("Hvordan kan lokalsamfundet")
    assert postcard.tracks[1].text.endswith("i en lokal kontekst")


def test_every_quote_says_where_it_was_said(postcard):
    assert [(each.text.split()[0], each.attribution) for each in postcard.voices] == [
        ("Der", "Udsagn fra samtalesalon"),
        ("…", "Udsagn fra samtalesalon"),
        ("Dem,", "Udsagn fra samtalesalon"),
        ("Balancen", "Udsagn fra samtaler mellem borgere, fagpersoner og politikere"),
        ("Hvis", "Udsagn fra samtaler mellem borgere, fagpersoner og politikere"),
    ]


def test_the_report_is_knowledge_with_its_link_and_no_quote_is(postcard):
    (report,) = postcard.knowledge
    assert report.source == "Hvem er de pårørende i Danmark, vigtige indsigter, marts 2025"
    assert report.url == "https://danskepatienter.dk/publikationer/hvem-er-de-paaroerende-i-danmark"
    assert "Pårørende ønsker ikke at blive betragtet" in report.text and report.text.endswith("ikke at udføre.")
    assert not any(voice.text in report.text or report.text in voice.text for voice in postcard.voices)


def test_the_postcard_has_its_title_and_leaves_nothing_unread(postcard):
    assert postcard.title.text == "Sammen om Ulighed i Sundhed"
    assert postcard.unread == ()


def real_rows(description) -> list[list[str]]:
    """The plan as a real table: one row for each action, with the dates the flat text suggests for it."""
    source = {each.row: each.source_text.split("\n")[0] for each in description.activities}
    rows, before = [["Tid", "Handling", "Dato"]], ""
    titles = list(dict.fromkeys((each.row, each.title) for each in description.activities))
    for row, title in titles:
        mine = [each for each in description.activities if (each.row, each.title) == (row, title)]
        dates = [each.written for each in mine if each.written != source[row]]
        dates += list(dict.fromkeys(f"({each.condition})" for each in mine if each.condition))
        rows.append([source[row] if source[row] != before else "", title, "\n".join(dates)])
        before = source[row]
    return rows


@pytest.mark.parametrize("format", WRITERS)
def test_the_same_plan_in_a_real_table_is_certain_throughout(description, format, tmp_path):
    blocks = [("h", 1, description.title.text), ("h", 2, "Procesplan"), ("t", real_rows(description))]
    reading = reading_of(WRITERS[format](tmp_path / f"plan.{format}", blocks))
    assert plan_of(reading) == plan_of(description)
    assert all(each.date_certain for each in reading.activities)
    assert [each.condition for each in reading.activities] == [each.condition for each in description.activities]
    assert reading.activities[-2].start_time == time(11)
