"""What says which version this is says the same everywhere, and what describes Samskab to others can be read by them."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from samskab import __version__
from tests.plain_yaml import read
from tools import release

ROOT = Path(__file__).resolve().parent.parent
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
RELEASED = re.findall(r"^## (\d+\.\d+\.\d+) – (\d{4}-\d{2}-\d{2})$", CHANGES, re.MULTILINE)
PUBLIC = read((ROOT / "publiccode.yml").read_text(encoding="utf-8"))

# From the standard, core 0.4.
MUST = {
    "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal",
    "maintenance", "localisation",
}  # fmt: skip
MAY = {"softwareVersion", "releaseDate", "categories", "intendedAudience", "dependsOn", "roadmap", "landingURL", "logo"}
STATES = {"concept", "development", "beta", "stable", "obsolete"}
CATEGORIES = {"collaboration", "project-collaboration", "document-management", "digital-citizenship"}  # those we use
SCOPES = {"healthcare", "local-authorities", "welfare"}


def test_the_newest_release_is_written_in_both_places():
    assert RELEASED and (PUBLIC["softwareVersion"], PUBLIC["releaseDate"]) == RELEASED[0]
    assert sorted(RELEASED, key=lambda one: [int(part) for part in one[0].split(".")], reverse=True) == RELEASED


def test_what_is_on_the_way_is_newer_than_what_is_released():
    on_the_way = __version__.removesuffix(".dev0")
    newest = RELEASED[0][0]
    if on_the_way == __version__:  # the release itself
        assert __version__ == newest
    else:
        assert [int(part) for part in on_the_way.split(".")] > [int(part) for part in newest.split(".")]
        assert CHANGES.index("## Unreleased") < CHANGES.index(f"## {newest}")


def test_the_file_for_catalogues_has_every_key_the_standard_demands_and_none_it_does_not_know():
    assert PUBLIC["publiccodeYmlVersion"] == "0.4"
    assert MUST <= set(PUBLIC) <= MUST | MAY
    assert urlsplit(PUBLIC["url"]).scheme == "https"
    assert PUBLIC["platforms"] and PUBLIC["developmentStatus"] in STATES and PUBLIC["softwareType"] == "standalone/web"
    assert set(PUBLIC["categories"]) <= CATEGORIES and set(PUBLIC["intendedAudience"]["scope"]) <= SCOPES
    assert PUBLIC["legal"] == {"license": "MPL-2.0"}
    assert PUBLIC["maintenance"]["type"] == "community" and PUBLIC["maintenance"]["contacts"][0]["name"]
    assert PUBLIC["localisation"] == {"localisationReady": True, "availableLanguages": ["da", "en"]}


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_description_is_as_long_as_the_standard_demands(language):
    words = PUBLIC["description"][language]
    assert len(words["genericName"]) <= 35 and len(words["shortDescription"]) <= 150
    assert 500 <= len(words["longDescription"]) <= 10_000
    assert words["features"]


def test_no_migration_of_a_release_is_changed():
    if not (ROOT / ".git").exists() or not release.releases():
        pytest.skip("not a clone with its tags")
    assert release.changed_migrations() == []


def test_a_tree_that_is_on_the_way_is_told_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(release, "ROOT", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n## 0.1.0 – 2026-11-22\n")
    (tmp_path / "publiccode.yml").write_text('softwareVersion: 0.1.0\nreleaseDate: "2026-11-22"\n')
    monkeypatch.setattr(release, "git", lambda *words: {"tag": ["v0.1.0", "v0.9.0"]}.get(words[0], [" M x"]))
    said = "\n".join(release.faults("0.9.0"))
    for words in (
        "Unreleased",
        "not 0.9.0",
        "tagged already",
        "tests/releases/0.9.0",
        "not committed",
        "add a migration",
    ):
        assert words in said
    assert "without .dev0" in "\n".join(release.faults("0.9.0.dev0"))


def test_a_tree_that_is_ready_is_told_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(release, "ROOT", tmp_path)
    monkeypatch.setattr(release, "git", lambda *words: ["v0.1.0"] if words[0] == "tag" else [])
    (tmp_path / "tests/releases/0.1.0").mkdir(parents=True)
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 0.2.0 – 2026-12-01\n\n## 0.1.0 – 2026-11-22\n")
    (tmp_path / "publiccode.yml").write_text('softwareVersion: 0.2.0\nreleaseDate: "2026-12-01"\n')
    assert list(release.faults("0.2.0")) == []


@pytest.mark.parametrize("wrong", ["a: {b: c}", "a: b\na: c", "a:\n  - b\n c: d", "a: *b", "a: b # c", "just words"])
def test_a_file_another_reader_might_take_differently_is_refused(wrong):
    with pytest.raises((AssertionError, AttributeError)):
        read(wrong)
