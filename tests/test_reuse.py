"""Who may do what with it: every file says so, and so does everything we pass on."""

import json
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from tools import notices

ROOT = Path(__file__).resolve().parent.parent
WORDS = (ROOT / "NOTICES.md").read_text(encoding="utf-8")
FREE = re.compile(r"MIT|MIT-0|MIT-CMU|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|PSF-2\.0|Zlib|LGPL-3\.0-only")


def test_every_file_says_who_may_do_what_with_it():
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    lint = subprocess.run([Path(sys.executable).with_name("reuse"), "lint"], cwd=ROOT, capture_output=True, text=True)
    assert lint.returncode == 0, lint.stdout


def test_the_terms_of_every_package_we_need_have_been_read():
    assert set(notices.TERMS) == set(notices.locked()), "read the licence, write it in tools/notices.py, run it"
    assert set(notices.INSIDE) <= set(notices.TERMS)


def test_we_may_pass_on_every_package_we_need():
    parts = {name: re.split(r" AND | OR ", terms) for name, terms in notices.TERMS.items()}
    assert [name for name, terms in parts.items() if not all(map(FREE.fullmatch, terms))] == []


def test_the_terms_are_those_the_packages_state():
    stated = {name: metadata.metadata(name).get("License-Expression") for name in notices.locked()}
    told = {name: terms for name, terms in stated.items() if terms}  # the rest says so in its licence file alone
    assert len(told) > 15
    assert told == {name: notices.TERMS[name] for name in told}


def test_the_list_in_the_notices_is_that_of_the_lock():
    assert notices.with_table(WORDS) == WORDS, "run: python tools/notices.py"


def test_what_the_wheel_carries_from_elsewhere_is_named_with_its_version():
    front = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert [name for name, version in front.items() if f"`{name}` {version}" not in WORDS] == []
    assert f"django-htmx {metadata.version('django-htmx')}" in WORDS


def test_a_package_nobody_has_read_the_terms_of_stops_the_list(monkeypatch):
    monkeypatch.setattr(notices, "locked", lambda: ["a-package-of-tomorrow"])
    with pytest.raises(KeyError):
        notices.table()


def test_the_licence_of_the_whole_is_the_one_in_the_folder():
    assert (ROOT / "LICENSE").read_bytes() == (ROOT / "LICENSES/MPL-2.0.txt").read_bytes()


def test_the_texts_of_what_is_installed_are_gathered(tmp_path):
    made = tmp_path / "thing-1.0.dist-info"
    (made / "licenses").mkdir(parents=True)
    (made / "METADATA").write_text("Metadata-Version: 2.4\nName: thing\nVersion: 1.0\nLicense-Expression: MIT\n")
    (made / "licenses/LICENSE").write_text("You may.\n")
    (made / "RECORD").write_text("thing-1.0.dist-info/METADATA,,\nthing-1.0.dist-info/licenses/LICENSE,,\n")
    assert list(notices.licence_texts(tmp_path)) == ["thing 1.0\nLicence: MIT\n\nYou may."]
    shutil.rmtree(made)
    assert list(notices.licence_texts(tmp_path)) == []
