"""`samskab date`, as a person at a terminal meets it."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from samskab.cli.main import main


def run(*arguments: str):
    return CliRunner().invoke(main, ["date", *arguments])


def test_dates_come_as_json() -> None:
    result = run("21. januar 2025 (før kl. 14.00) (afhænger af borgerne)", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == [
        {
            "start": "2025-01-21",
            "end": "2025-01-21",
            "start_time": None,
            "end_time": "14:00",
            "precision": "time",
            "tentative": True,
            "condition": "afhænger af borgerne",
            "year_inferred": False,
            "date_certain": True,
            "source_text": "21. januar 2025 (før kl. 14.00)",
        }
    ]


def test_a_missing_year_is_taken_from_after() -> None:
    [entry] = json.loads(run("5. september kl. 11.00-13.00", "--after", "2025-05-17", "--json").stdout)
    assert (entry["start"], entry["start_time"], entry["end_time"]) == ("2025-09-05", "11:00", "13:00")
    assert entry["year_inferred"] is True


@pytest.mark.parametrize(
    ("text", "precision"), [("Vi ses", "undated"), ("", "undated"), ("løbende", "ongoing"), ("dato følger", "undated")]
)
def test_a_text_without_a_date_still_gives_one_entry(text: str, precision: str) -> None:
    [entry] = json.loads(run(text, "--json").stdout)
    assert entry["precision"] == precision
    assert entry["start"] is None


def test_dates_come_as_readable_lines() -> None:
    result = run("3. og 10. marts 2025 kl. 9-12")
    assert result.stdout.splitlines() == ["3. marts 2025, kl. 9-12", "10. marts 2025, kl. 9-12"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["31. november"], "Datoen findes ikke: 31. november."),
        (["31. november", "--json"], "Datoen findes ikke: 31. november."),
        (["3., 10. og 31. november 2025"], "Datoen findes ikke: 31. november 2025."),
        (["31. og 3. februar 2025"], "Datoen findes ikke: 31. februar."),
        (["17.-16. januar 2025"], "Perioden slutter, før den begynder: 17.-16. januar 2025."),
        (["17. maj 2025 og 30/2 2025", "--json"], "Datoen findes ikke: 30/2 2025."),
        (["17. maj", "--after", "2025-02-30", "--json"], "--after skal være en dato"),
        (["17. maj", "--after", "i går"], "--after skal være en dato"),
        (["1 " * 50_001, "--json"], "Teksten er for lang"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(arguments: list[str], sentence: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_django_is_not_opened() -> None:
    code = "import sys; from samskab.cli.main import main; main(['date', '17. maj 2025'], standalone_mode=False); assert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
