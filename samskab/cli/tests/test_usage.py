"""What was typed and cannot be understood is one Danish sentence, whatever it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TYPED = {
    ("nonsense",): "Der er ingen kommando, der hedder nonsense. Se samskab --help.",
    ("--nonsense",): "Der er intet, der hedder --nonsense. Se samskab --help.",
    ("journal", "nonsense"): "Der er ingen kommando, der hedder nonsense. Se samskab journal --help.",
    ("serve", "--port", "x"): "--port skal være et helt tal fra 1 til 65535. Se samskab serve --help.",
    ("serve", "--port"): "--port er ikke skrevet, som den skal. Se samskab --help.",
    ("serve", "--only", "x"): "--only skal være pages eller live. Se samskab serve --help.",
    ("serve", "too", "much"): "Der står for meget efter kommandoen. Se samskab serve --help.",
    ("backup",): "DIR mangler. Se samskab backup --help.",
    ("port",): "--to mangler. Se samskab port --help.",
    ("worker", "--again", "x"): "--again skal være et helt tal. Se samskab worker --help.",
    ("--data", __file__, "doctor"): "--data skal være en mappe. Se samskab --help.",
}


def run(*words, **told):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAMSKAB_", "DJANGO_"))}
    command = [str(Path(sys.executable).with_name("samskab")), *words]
    return subprocess.run(
        command, env=kept | told, capture_output=True, text=True, check=False, timeout=60, stdin=subprocess.DEVNULL
    )


@pytest.mark.parametrize("words", TYPED, ids=lambda words: " ".join(words[:2]).replace(__file__, "FILE"))
def test_it_says_what_was_wrong_and_where_help_is(words):
    done = run(*words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", TYPED[words] + "\n")


def test_help_is_no_fault():
    assert run("--help").returncode == 0
    assert "Usage: samskab journal" in run("journal").stderr


def test_secrets_that_are_not_there_are_one_sentence():
    done = run("date", "i dag", CREDENTIALS_DIRECTORY="/nowhere")
    assert (done.returncode, done.stdout) == (2, "") and done.stderr.count("\n") == 1
    assert "CREDENTIALS_DIRECTORY kan ikke læses (/nowhere): mappen findes ikke." in done.stderr
