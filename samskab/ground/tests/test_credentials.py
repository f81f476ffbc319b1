"""A secret that is handed over as a file is a setting like any other."""

import os

import pytest

from samskab.ground.credentials import take_up


@pytest.fixture
def handed(tmp_path, monkeypatch):
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    for name in ("DATABASE_URL", "SAMSKAB_EMAIL_PASSWORD"):
        monkeypatch.setenv(name, "x")  # so that it is put back afterwards
        monkeypatch.delenv(name)
    return tmp_path


def test_a_file_becomes_the_setting_it_is_named_after(handed):
    (handed / "samskab_DATABASE_URL").write_text("postgresql:///samskab\n")
    (handed / "samskab_SAMSKAB_EMAIL_PASSWORD").write_text(" æble \n")
    take_up()
    assert os.environ["DATABASE_URL"] == "postgresql:///samskab"
    assert os.environ["SAMSKAB_EMAIL_PASSWORD"] == "æble"


def test_what_is_set_already_wins_and_other_files_are_let_be(handed, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql:///own")
    for name in ("samskab_DATABASE_URL", "samskab_PATH", "samskab_LD_PRELOAD", "PYTHONPATH", "samskab_samskab_x"):
        (handed / name).write_text("from a file")
    before = dict(os.environ)
    take_up()
    assert dict(os.environ) == before


def test_a_secret_that_cannot_be_read_stops_the_start(monkeypatch, tmp_path):
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "gone"))
    with pytest.raises(OSError):
        take_up()


def test_nothing_handed_over_is_nothing_to_do(monkeypatch):
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    before = dict(os.environ)
    take_up()
    assert dict(os.environ) == before
