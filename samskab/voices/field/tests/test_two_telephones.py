"""Two telephones, a bad line, and people who take their words back: whatever happens, in whatever order, the contract holds.

Short here; `HISTORIES=10000` in the proof.
"""

import hashlib
import os
import shutil
import sys
import uuid
from collections import Counter
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from samskab.people.actors import staff
from samskab.voices.consent.actions import withdraw
from samskab.voices.field.actions import place_of, settle
from samskab.voices.field.message import about
from samskab.voices.field.models import SetAside, Submission
from samskab.voices.intake.models import Voice
from tests.phone import plain, seal

HISTORIES = int(os.environ.get("HISTORIES", "12"))
WORDS = ("Der er lys.", "Der er mørkt.", "Ring til 010203-1234.", "Hun kørte igen.")
AS_KEPT = {words: words.replace("010203-1234", "xxxxxx-xxxx") for words in WORDS}


@dataclass
class Known:
    """What must be true of one key."""

    first: bytes
    is_erased: bool = False
    aside: dict[bytes, str] = field(default_factory=dict)

    def answer(self, content):
        if content in self.aside and self.aside[content] != "erased":
            return 409 if self.aside[content] == "waiting" else 200
        if content == self.first and not self.is_erased:
            return 200
        if self.is_erased or "erased" in self.aside.values():
            return 410
        self.aside[content] = "waiting"
        return 409

    def erase_first(self):
        self.is_erased = True
        self.aside = {content: "kept" if state == "kept" else "erased" for content, state in self.aside.items()}


@dataclass(frozen=True)
class Item:
    key: uuid.UUID
    content: bytes
    words: str


class TwoTelephones(RuleBasedStateMachine):
    """`project`, `browser` (signed in) and `by` are given by the test."""

    told = 0  # histories

    def __init__(self):
        super().__init__()
        self.outboxes, self.sent, self.known = ([], []), [], {}
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def teardown(self):
        TwoTelephones.told += 1
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)
        shutil.rmtree(place_of("00").parent.parent, ignore_errors=True)

    def keep(self, which, item):
        self.outboxes[which].append(item)
        self.sent.append(item)

    def one(self, number, of):
        return of[number % len(of)]

    @rule(which=st.integers(0, 1), words=st.sampled_from(WORDS))
    def write_down(self, which, words):
        self.keep(which, Item(uuid.uuid4(), plain(words), words))

    @precondition(lambda self: self.sent)
    @rule(which=st.integers(0, 1), number=st.integers(0, 99), words=st.sampled_from(WORDS))
    def say_something_else_under_a_key(self, which, number, words):
        self.keep(which, Item(self.one(number, self.sent).key, plain(words), words))

    @precondition(lambda self: self.sent)
    @rule(which=st.integers(0, 1), number=st.integers(0, 99))
    def bring_back_from_a_file(self, which, number):
        """An outbox that was taken out, or a telephone that was put back as it was: also what was sent long ago."""
        self.outboxes[which].append(self.one(number, self.sent))

    @precondition(lambda self: any(self.outboxes))
    @rule(which=st.integers(0, 1), number=st.integers(0, 99), fate=st.sampled_from(["comes", "lost", "answer lost"]))
    def send(self, which, number, fate):
        """In any order; what is answered is let go of, what is not is kept."""
        outbox = self.outboxes[which] or self.outboxes[1 - which]
        item = self.one(number, outbox)
        if fate == "lost":
            return
        address = f"/p/{self.project.slug}/felt/modtag/"
        sealed = seal(item.content, item.key, about(self.project.pk))
        answer = self.browser.post(address, sealed, content_type="application/octet-stream")
        if item.key in self.known:
            assert answer.status_code == self.known[item.key].answer(item.content)
        else:
            assert answer.status_code == 201
            self.known[item.key] = Known(item.content)
        if fate == "comes" and answer.status_code != 409:
            outbox.remove(item)

    @precondition(lambda self: Voice.objects.filter(state="kept").exists())
    @rule(number=st.integers(0, 99))
    def take_words_back(self, number):
        voice = self.one(number, list(Voice.objects.filter(state="kept").order_by("id")))
        submission = Submission.objects.filter(voice=voice).first()
        if submission is not None:
            self.known[submission.key].erase_first()
        else:
            aside = SetAside.objects.select_related("submission").get(voice=voice)
            self.known[aside.submission.key].aside[self.content_of(aside)] = "erased"
        withdraw(voice, by=self.by)

    @precondition(lambda self: SetAside.objects.filter(state="waiting").exists())
    @rule(number=st.integers(0, 99), is_kept=st.booleans())
    def settle_one(self, number, is_kept):
        aside = self.one(number, list(SetAside.objects.filter(state="waiting").order_by("id")))
        self.known[aside.submission.key].aside[self.content_of(aside)] = "kept" if is_kept else "dropped"
        settle(aside, by=self.by, keep=is_kept)

    def content_of(self, aside):
        return next(one.content for one in self.sent if hashlib.sha256(one.content).hexdigest() == aside.sha256)

    @invariant()
    def every_voice_is_there_once_and_no_other(self):
        said = {item.content: AS_KEPT[item.words] for item in self.sent}
        wanted = Counter(said[one.first] for one in self.known.values() if not one.is_erased)
        for one in self.known.values():
            wanted.update(said[content] for content, state in one.aside.items() if state == "kept")
        assert Counter(voice.words for voice in Voice.objects.filter(state="kept")) == wanted

    @invariant()
    def nothing_is_kept_of_what_was_taken_back(self):
        assert not Submission.objects.filter(erased_at__isnull=False).exclude(sha256="").exists()
        assert not SetAside.objects.filter(state="erased").exclude(sha256="", name="").exists()


@pytest.mark.django_db
def test_two_telephones_and_a_bad_line(project, as_bo, amina):
    run_state_machine_as_test(
        type("Here", (TwoTelephones,), {"project": project, "browser": as_bo, "by": staff(amina)}),
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
    assert TwoTelephones.told >= HISTORIES
    sys.stdout.write(f"\n{TwoTelephones.told} histories\n")
