"""What the law asks an authority to say: the list of what is kept is whole, and both pages are honest."""

import csv
import io

import pytest
from django.apps import apps
from django.test import Client, override_settings

from samskab.frontdoor.duties.kept import EVERYTHING, NOBODY
from samskab.frontdoor.duties.queries import as_csv, as_table, lines, roles_who
from samskab.ground.declared import Declared
from samskab.projects.access import May

OURS = [model for model in apps.get_models() if issubclass(model, Declared)]
OTHERS = [model for model in apps.get_models() if not issubclass(model, Declared)]
TOLD = {one.table: set(one.columns) for one in EVERYTHING}


@pytest.fixture
def reader(db):
    return Client()


@pytest.mark.parametrize("model", [model for model in OURS if model.personal], ids=lambda model: model.__name__)
def test_every_personal_column_has_its_phrase(model):
    assert model.personal - TOLD.get(model._meta.label, set()) == set()


@pytest.mark.parametrize("model", OTHERS, ids=lambda model: model._meta.label)
def test_tables_others_made_are_told_of_or_hold_nobody(model):
    assert (model._meta.label in TOLD) is not (model._meta.label in NOBODY)


def test_no_line_is_about_a_column_that_is_not_there():
    models = {model._meta.label: {field.name for field in model._meta.concrete_fields} for model in apps.get_models()}
    gone = {table: columns - models[table] for table, columns in TOLD.items() if table in models}
    assert not any(gone.values()), gone
    assert {label for label in TOLD if label.split(".")[0] in {model._meta.app_label for model in OURS}} <= set(models)


def test_every_line_says_who_what_why_how_long_and_who_sees_it():
    for line in lines():
        assert all([line.name, line.whom, line.columns, line.why, line.how_long, line.seen_by]), line.table


def test_who_sees_voices_is_asked_of_the_table_of_roles():
    assert (
        roles_who(May.SEE_VOICES) == "I projektet: tovholder, stedfortræder for tovholderen, facilitator, medfortolker."
    )


def test_the_page_tells_everything_in_words_and_no_column_by_its_name(reader):
    html = reader.get("/oplysninger/").content.decode()
    assert "Ordene, som de blev sagt" in html and "Datatilsynet" in html
    assert "said_at" not in html and "voices_voice" not in html


def test_the_list_opens_in_a_spreadsheet_with_a_row_for_each_column(reader):
    answer = reader.get("/oplysninger/fortegnelse.csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    heading, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert [heading, *rows] == list(as_table())
    assert {(row[1], row[2]) for row in rows} >= {("voices_voice", "words"), ("people_user", "email")}
    assert all(len(row) == len(heading) for row in rows)


def test_no_cell_of_the_list_is_taken_for_a_sum():
    with override_settings(AUTHORITY='=HYPERLINK("x")'):
        cells = [cell for row in csv.reader(io.StringIO(as_csv()[1:]), delimiter=";") for cell in row]
    assert [cell for cell in cells if cell[:1] in "=+-@" and cell] == []


def test_the_list_is_a_page_as_well(reader):
    html = reader.get("/oplysninger/fortegnelse/").content.decode()
    assert html.count('<th scope="row">') == sum(len(line.columns) for line in lines())


@pytest.mark.parametrize("address", ["/was/", "/oplysninger/"])
def test_what_is_not_written_is_said_to_be_missing(address, reader):
    assert "endnu" in reader.get(address).content.decode()


@override_settings(
    AUTHORITY="Fjordby Kommune", DPO="dpo@example.org", WAS_URL="https://was.example.org/x",
    CONTACT_PHONE="12 34 56 78", CONTACT_EMAIL="hjælp@example.org",
)  # fmt: skip
def test_what_is_written_stands_there(reader):
    statement = reader.get("/was/").content.decode()
    for words in (
        "Fjordby Kommune",
        "https://was.example.org/x",
        "tel:12345678",
        "hjælp@example.org",
        "Digitaliseringsstyrelsen",
    ):
        assert words in statement
    assert "har ikke skrevet" not in statement
    privacy = reader.get("/oplysninger/").content.decode()
    assert "Fjordby Kommune" in privacy and "dpo@example.org" in privacy
    assert "Fjordby Kommune" in as_csv()
