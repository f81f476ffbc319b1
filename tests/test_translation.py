"""Danish is complete by nature; English is complete because this says so."""

import re

from tools import messages

PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}")


def test_every_sentence_that_is_shown_has_an_english_translation():
    gaps = messages.missing()
    assert not gaps, f"{len(gaps)} without: {gaps[:10]} (run make messages)"


def test_a_translation_keeps_what_is_filled_in():
    for message in messages.kept():
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        allowed = set(PLACEHOLDER.findall(ids[-1])) | set(PLACEHOLDER.findall(ids[0]))
        for said in strings:
            assert set(PLACEHOLDER.findall(said)) <= allowed, (message.id, said)
        assert set(PLACEHOLDER.findall(strings[-1])) == set(PLACEHOLDER.findall(ids[-1])), message.id


def test_no_translation_is_left_that_nothing_says():
    shown = {message.id if isinstance(message.id, str) else message.id[0] for message in messages.catalogue()}
    kept = {message.id if isinstance(message.id, str) else message.id[0] for message in messages.kept() if message.id}
    assert not kept - shown, sorted(kept - shown)[:10]


def test_english_looks_like_english():
    danish = [
        message.id
        for message in messages.kept()
        if message.id and isinstance(message.string, str) and set(message.string) & set("æøÆØ")
    ]
    assert not danish, danish[:10]
