"""`samskab read`: answers in JSON or in plain Danish, and refuses in one sentence."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from samskab.cli.reading import read
from samskab.frontdoor.reading.tests import test_recognise_documents as documents

KEYS = ["kind", "title", "parties", "sections", "principles", "methods", "activities", "voices", "knowledge", "tracks"]


def run(*arguments):
    return CliRunner().invoke(read, [str(each) for each in arguments])


def test_the_json_has_exactly_the_promised_keys(tmp_path):
    path = tmp_path / "projekt.md"
    path.write_text(documents.MARKDOWN, encoding="utf-8")
    answer = run(path, "--json")
    found = json.loads(answer.stdout)
    assert answer.exit_code == 0 and answer.stderr == ""
    assert list(found) == [*KEYS, "unread"]
    assert found["activities"][1] == {
        "title": "Designsprint",
        "start": "2026-09-14",
        "end": "2026-09-14",
        "start_time": "09:00",
        "end_time": "12:00",
        "precision": "time",
        "tentative": False,
        "condition": None,
        "year_inferred": False,
        "date_certain": True,
        "source_text": "Designsprint\n14.9.2026 kl. 9-12\nAlle",
    }


def test_without_json_a_person_can_read_it(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(documents.FLAT_PLAN, encoding="utf-8")
    answer = run(path)
    assert answer.exit_code == 0
    assert "18. august 2026: Opstartsmøde" in answer.stdout
    assert "Vi er i tvivl tre steder" in answer.stdout and "Intet er gemt." in answer.stdout


def test_after_gives_the_year_that_is_missing(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("Tid Handling Dato\n\nMaj Opstart 3. maj\n", encoding="utf-8")
    assert json.loads(run(path, "--json", "--after", "2026-11-21").stdout)["activities"][0]["start"] == "2027-05-03"


REFUSED = {
    "findes-ikke.txt": None,
    "tom.txt": b"",
    "billede.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
    "halv.docx": b"PK\x03\x04 kun begyndelsen",
    "halv.pdf": b"%PDF-1.7\nkun begyndelsen",
    "bogstaver.txt": b"\x00\x01\x02 ingen tekst",
    "cpr.txt": "Karen er født 010203-1234 i byen.".encode(),
    "Karen 010203-1234.txt": b"Ikke noget at se.",
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path, name, options):
    path = tmp_path / name
    if REFUSED[name] is not None:
        path.write_bytes(REFUSED[name])
    answer = run(path, *options)
    assert answer.exit_code == 2 and answer.stdout == ""
    assert answer.stderr.strip() and answer.stderr.count("\n") == 1
    assert "Traceback" not in answer.stderr and answer.stderr.strip().endswith(".")
    assert "010203" not in answer.stderr


def test_a_cpr_number_is_refused_with_its_page(tmp_path):
    path = tmp_path / "brev.txt"
    path.write_text("Kære Bente\n\fKaren er født 010203-1234.", encoding="utf-8")
    assert run(path).stderr == "Der står et CPR-nummer på side 2. Filen er ikke gemt.\n"


@pytest.mark.parametrize("day", ["2025-13-01", "i morgen", "2025-02-30", ""])
def test_a_day_that_does_not_exist_is_refused(tmp_path, day):
    path = tmp_path / "plan.txt"
    path.write_text(documents.FLAT_PLAN, encoding="utf-8")
    answer = run(path, "--json", "--after", day)
    assert answer.exit_code == 2 and answer.stdout == "" and answer.stderr.startswith("--after skal være en dato")


def test_the_command_starts_without_django(tmp_path):
    path = tmp_path / "brev.txt"
    path.write_text(documents.LETTER, encoding="utf-8")
    program = (
        "import sys; from samskab.cli.reading import read; "
        f"read([{str(path)!r}, '--json'], standalone_mode=False); sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0 and json.loads(done.stdout)["kind"] == "unknown"
