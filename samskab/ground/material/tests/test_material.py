"""What a file turns out to be: its text, who speaks and when."""

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samskab.ground.material import UnknownLetters, Unreadable, read_material, segments_of_text
from samskab.ground.material.turns import LONGEST_SEGMENT
from samskab.ground.readers.tests import making
from samskab.ground.readers.tests.picturing import picture
from samskab.ground.readers.tests.sounding import m4a, mp3, opus, wav, webm

VTT = """WEBVTT Samtale ved køkkenbordet
Language: da

NOTE
Amina: skrev det ned

STYLE
::cue { color: red }

intro
00:01.000 --> 00:04.500 align:start position:0%
<v.loud Amina>Hej 🙂 &amp; velkommen&lrm;</v>

2
00:00:05.000 --> 01:00:09.000
<v Borger 01>Jeg <i>ventede</i> i
to <c.red>timer</c>&nbsp;<b>👩🏽‍⚕️</b><v Amina>ja

01:00:09.000 --> 01:00:10.000
<00:05.000>ingen <lang en>says</lang> &lt;det&gt;
"""


def check(material):
    """Every place points at its own words, in order, and the text is clean."""
    assert unicodedata.is_normalized("NFC", material.text)
    assert not {"\r", "\0", "\ufeff"} & set(material.text)
    last = 0
    for segment in material.segments:
        assert last <= segment.start < segment.end <= len(material.text)
        words = material.text[segment.start : segment.end]
        assert words == words.strip() and len(words) <= LONGEST_SEGMENT
        last = segment.end
    told = json.loads("".join(material.as_json(with_text=True)))
    assert [told["text"][one["start"] : one["end"]] for one in told["segments"]] == [
        one["text"] for one in told["segments"]
    ]


def told(data, name="a.vtt", encoding=""):
    """(who, from, to, words) of each segment."""
    material = read_material(data if isinstance(data, bytes) else data.encode(), name, encoding)
    check(material)
    return [(one.speaker, one.from_ms, one.to_ms, material.text[one.start : one.end]) for one in material.segments]


def said(text, name="a.txt"):
    return [(who, words) for who, _, _, words in told(text, name)]


def test_a_transcript_tells_who_said_what_and_when():
    assert told(VTT) == [
        ("Amina", 1000, 4500, "Hej 🙂 & velkommen\u200e"),
        ("Borger 01", 5000, 3609000, "Jeg ventede i\nto timer\u00a0👩🏽‍⚕️"),
        ("Amina", 5000, 3609000, "ja"),
        ("", 3609000, 3610000, "ingen says <det>"),
    ]


@pytest.mark.parametrize("before", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_it_is_the_same_however_lines_end(before, line_end):
    assert told(before + VTT.replace("\n", line_end)) == told(VTT)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_mark_tells_the_letters(encoding):
    data = VTT.encode(encoding)
    assert told(data) == told(VTT)
    assert read_material(data, "a.vtt").decoding == encoding.removesuffix("-sig")


def test_a_danish_transcript_with_emoji_is_never_taken_for_another_language():
    cues = "".join(
        f"\n00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60:02}.900\nÆrø, blåbær 🙂 og øl\n"
        for n in range(1500)
    )
    found = read_material(f"WEBVTT\n{cues}".encode(), "a.vtt")
    assert found.decoding == "utf-8" and found.text.count("Ærø, blåbær 🙂 og øl") == 1500


SRT = """1
00:00:01,000 --> 00:00:02,5
Amina: Hej

00:00:03.000 --> 00:00:04,000 X1:1 X2:2
{\\an8}<font color="red">og velkommen</font>
3
00:00:04,000 --> 00:00:06,000
Bo: Goddag
Amina: kl. 10:30?

4
00:00:06,000 --> 00:00:07,000
[musik]

5
00:00:07,000 --> 00:00:08,000
17

18
"""


def test_subtitles_are_read_with_and_without_numbers():
    assert told(SRT, "a.srt") == [
        ("Amina", 1000, 2500, "Hej"),
        ("Amina", 3000, 4000, "og velkommen"),
        ("Bo", 4000, 6000, "Goddag"),
        ("Amina", 4000, 6000, "kl. 10:30?"),
        ("", 6000, 7000, "[musik]"),
        ("Amina", 7000, 8000, "17"),
    ]


def test_words_after_a_blank_line_in_a_cue_are_not_lost():
    assert told("WEBVTT\n\n00:01.000 --> 00:02.000\nførst\n\nså\n\n00:02.000 --> 00:03.000\nsidst") == [
        ("", 1000, 2000, "først\nså"),
        ("", 2000, 3000, "sidst"),
    ]


PAGE = """<!DOCTYPE html><html><head><title>Væk</title><meta charset="utf-8"><style>p{}</style></head><body><!-- væk -->
<h1>Overskrift &aelig;</h1><p>Et <b>ord</b>
og   to<p hidden>væk <b>væk</b><p style="display: none">væk<div hidden><p>væk</div><script>alert("<p>væk")</script>
<ul><li>en<li>to <ul><li>tre</ul></ul><table><tr><td>a<td>b<p>c</p><tr><th>d</th><td>e</table>efter<br>linje
<pre>  x
 y</pre><svg><path/><path/><text>væk</text></svg><template><p>væk</template><noscript>væk</noscript>sidst &#128578;</body></html>"""


def test_a_web_page_is_what_one_sees():
    assert [words for _, words in said(PAGE, "a.html")] == [
        "Overskrift æ", "Et ord og to", "en", "to", "tre", "a\tb\nc", "d\te", "efter\nlinje", "x\ny", "sidst 🙂",
    ]  # fmt: skip


INTERVIEW = """Interview, 3. maj 2026
Sted: Fjordby

Interviewer: Hvad skete der kl. 10:30?

Borger 1: Jeg ventede.
Det var sådan: langt.

Og mere.

Interviewer (00:01:05): https://a.dk siger det: ja

[00:02:00] Borger 1: Spørgsmål: hvem ringer?
"""


def test_an_interview_is_told_apart_in_turns():
    assert told(INTERVIEW, "a.txt") == [
        ("", None, None, "Interview, 3. maj 2026\nSted: Fjordby"),
        ("Interviewer", None, None, "Hvad skete der kl. 10:30?"),
        ("Borger 1", None, None, "Jeg ventede.\nDet var sådan: langt."),
        ("Borger 1", None, None, "Og mere."),
        ("Interviewer", 65_000, None, "https://a.dk siger det: ja"),
        ("Borger 1", 120_000, None, "Spørgsmål: hvem ringer?"),
    ]


def test_the_same_in_word_and_on_a_web_page():
    def fill(document):
        document.add_heading("Interview", 1)
        for line in ("Amina: Hej", "Bo: Goddag", "Og farvel", "Amina: Tak: det var godt"):
            document.add_paragraph(line)

    expected = [("Amina", "Hej"), ("Bo", "Goddag"), ("Bo", "Og farvel"), ("Amina", "Tak: det var godt")]
    assert said(making.word(fill), "a.docx") == [("", "Interview"), *expected]
    page = "<p>Amina: Hej<p>Bo: Goddag<p>Og farvel<p>Amina: Tak: det var godt"
    assert said(page, "a.html") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dato: 3. maj\n\nSted: Fjordby\n\nDeltagere: Amina, Bo\n\nEmne: ventetid",
        "Vi mødtes kl. 10:30.\n\nSpørgsmål: hvem ringer?\n\nIngen vidste det.\n\nhttps: er en protokol",
        "Det var sådan: langt.\n\nVi spurgte: hvorfor?\n\nHun sagde: fordi.",
        "En lang tekst.\n\nNoget mere.\n\nBemærk: det er vigtigt.\n\nOg slut.\n\nEndnu et.",
    ],
)
def test_a_colon_makes_nobody_speak(text):
    assert read_material(text.encode(), "a.txt").speakers == []


def test_a_name_may_stand_on_a_line_of_its_own():
    assert said("Amina:\nHej med dig.\n\nBo:\nHej.\n\nAmina:\n") == [("Amina", "Hej med dig."), ("Bo", "Hej.")]


def test_questions_and_answers_are_turns_when_both_come_back():
    text = "Spørgsmål: Hvem?\n\nSvar: Mig.\n\nSpørgsmål: Hvor?\n\nSvar: Her."
    assert read_material(text.encode(), "a.txt").speakers == ["Spørgsmål", "Svar"]


NAME = st.sampled_from(["Amina", "Bo", "Borger 01", "Sygeplejerske 2", "Praktiserende læge", "Åse-Marie"])
WORDS = st.lists(
    st.sampled_from(["jeg", "ventede", "kl.", "10:30", "🙂", "og", "blåbær", "https://a.dk"]), min_size=1, max_size=30
)


@given(st.lists(st.tuples(NAME, WORDS), min_size=2, max_size=12))
def test_every_turn_of_a_dialogue_is_found(turns):
    text = "\n\n".join(f"{name}: {' '.join(words)}" for name, words in turns)
    assert [(one.speaker, text[one.start : one.end]) for one in segments_of_text(text)] == [
        (name, " ".join(words)) for name, words in turns
    ]


@given(st.text("ab.?! \n:ÆA", max_size=500), st.integers(1, 40))
def test_no_word_is_in_no_segment_where_nobody_is_named(text, times):
    """What is not in a segment is white space, or a name."""
    text = text.replace(":", "") * times
    outside, at = "", 0
    for segment in segments_of_text(text):
        outside += text[at : segment.start]
        at = segment.end
    assert not (outside + text[at:]).strip()


def test_what_is_not_utf_8_is_asked_about():
    old = "Blåbær og øl".encode("cp1252")
    for name in ("a.txt", "a.srt", "a.html"):
        with pytest.raises(UnknownLetters, match="cp1252") as asked:
            read_material(old, name)
        assert asked.value.offers == "cp1252"
    found = read_material(old, "a.txt", "cp1252")
    assert (found.text, found.decoding) == ("Blåbær og øl", "cp1252")
    assert read_material("Blåbær 🙂".encode(), "a.txt", "cp1252").text == "Blåbær 🙂", "it tells itself"


@pytest.mark.parametrize(
    ("data", "format", "milliseconds"),
    [(wav(2), "wav", 2000), (mp3(100), "mp3", 2612), (m4a(3), "m4a", 3000), (opus(4), "ogg", 4000),
     (webm(), "webm", 1040), (webm(5000.0), "webm", 5000), (m4a(0), "m4a", None)],
)  # fmt: skip
def test_a_recording_tells_how_long_it_lasts(data, format, milliseconds):
    found = read_material(data, f"a.{format}")
    assert (found.kind, found.format, found.duration_ms) == ("sound", format, milliseconds)


def test_a_picture_tells_its_size_upright_and_what_stands_beside_it():
    told = json.loads("".join(read_material(picture(orientation=6), "a.jpg").as_json()))
    assert [told[key] for key in ("kind", "width", "height", "exif", "gps")] == ["picture", 40, 60, True, True]


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=300))
def test_any_bytes_are_material_or_one_sentence(data):
    try:
        check(read_material(data, "a.txt"))
    except Unreadable as refused:
        assert str(refused).endswith(".")
