"""What an operator has set wrongly is one sentence, whatever was asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import made_once

WORDS = {
    "prepare": ["prepare"],
    "worker": ["worker", "--list"],
    "journal": ["journal", "verify"],
    "people": ["people", "reset-link", "amina@example.org"],
    "doctor": ["doctor"],
}


def run(folder, *words, **told):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAMSKAB_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    command = [str(Path(sys.executable).with_name("samskab")), *words]
    here = kept | told | {"SAMSKAB_DATA": str(folder)}
    return subprocess.run(command, env=here, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    made_once.empty(folder := tmp_path_factory.mktemp("here") / "data", cluster="")
    return folder


def is_one_sentence(done, holding):
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr and holding in done.stderr, done.stderr
    return True


@pytest.mark.parametrize("asked", WORDS)
def test_a_setting_that_cannot_be_used_is_one_sentence(asked, there):
    assert is_one_sentence(run(there, *WORDS[asked], SAMSKAB_SESSION_HOURS="mange"), "SAMSKAB_SESSION_HOURS")


@pytest.mark.parametrize(
    "told",
    [
        {"SAMSKAB_EMAIL_PORT": "x"},
        {"SAMSKAB_URL": "https://[x"},
        {"SAMSKAB_URL": "https://"},
        {"SAMSKAB_URL": "ftp://x"},
        {"SAMSKAB_URL": "samskab.example.org"},
        {"SAMSKAB_SIGN_IN": "/etc"},
        {"DATABASE_URL": "postgresql://[::1/samskab"},
        {"DATABASE_URL": "mysql://x/y"},
    ],
)
def test_so_is_each_of_them(told, there):
    assert is_one_sentence(run(there, "worker", "--list", **told), "Indstillingerne kan ikke bruges")


@pytest.mark.parametrize("asked", ["prepare", "worker", "doctor"])
@pytest.mark.parametrize("key", [b"", b"\n", b"\xff\xfe\x00"])
def test_a_key_that_is_none_is_one_sentence_and_stays_as_it_is(key, asked, there):
    path = there / "secret.key"
    before = path.read_bytes()
    try:
        path.write_bytes(key)
        assert is_one_sentence(run(there, *WORDS[asked]), "secret.key er ødelagt")
        assert path.read_bytes() == key
    finally:
        path.write_bytes(before)


def test_letters_that_are_none_are_one_sentence(there):
    assert is_one_sentence(run(there, "people", "reset-link", os.fsdecode(b"a\xff")), "kan ikke læses")
    assert is_one_sentence(run(there, "journal", "verify", "--seal", os.fsdecode(b"1 2 \xff")), "Skriv seglet")
    assert is_one_sentence(run(there, "port", "--to", os.fsdecode(b"postgresql://\xff/x")), "DATABASE_URL")
