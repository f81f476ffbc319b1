"""`samskab worker` tells how it stands, and takes an operator's word for what was given up."""

import json

import pytest
from click.testing import CliRunner

from samskab.cli import working
from samskab.ground import clock
from samskab.tasks.models import State, Task


@pytest.fixture
def say(db, monkeypatch):
    monkeypatch.setattr(working, "open_tables", lambda **_: None)  # they are here
    return lambda *words: CliRunner().invoke(working.worker, words)


@pytest.fixture
def dead(db):
    now = clock.real_now()
    Task.objects.create(function="samskab.x.done", state=State.DONE, enqueued_at=now, finished_at=now)
    facts = {"function": "samskab.x.send", "attempts": 8, "reason": "smtplib.SMTPException"}
    return Task.objects.create(state=State.DEAD, enqueued_at=now, finished_at=now, **facts)


def test_the_list_counts_and_names_what_is_not_done(say, dead):
    Task.objects.create(function="samskab.x.fold", enqueued_at=clock.real_now())
    head, *rows = say("--list").stdout.splitlines()
    assert head == "1 venter · 0 i gang · 1 opgivet · 1 gjort"
    assert rows[0] == f"{dead.pk}\topgivet\t8 forsøg\tsamskab.x.send\tsmtplib.SMTPException"
    assert rows[1].endswith("\tventer\t0 forsøg\tsamskab.x.fold")


def test_the_list_as_json_holds_the_same(say, dead):
    (row,) = json.loads(say("--list", "--json").stdout)
    assert (row["id"], row["state"], row["attempts"], row["worker"]) == (dead.pk, "dead", 8, None)


def test_what_was_given_up_is_begun_afresh_or_let_be(say, dead):
    assert say("--again", dead.pk).stdout == f"Nummer {dead.pk} prøves igen.\n"
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == (State.WAITING, 0)
    Task.objects.update(state=State.DEAD, finished_at=clock.real_now())
    assert say("--let-be", dead.pk).stdout == f"Nummer {dead.pk} er lagt væk.\n"
    assert not Task.objects.filter(pk=dead.pk).exists()


@pytest.mark.parametrize("option", ["--again", "--let-be"])
def test_a_number_that_is_not_there_is_one_sentence(say, option):
    refused = say(option, "4711")
    assert (refused.exit_code, refused.stdout) == (2, "") and "nummeret 4711" in refused.stderr
