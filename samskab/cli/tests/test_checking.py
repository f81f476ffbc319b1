import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from samskab.cli.main import main

NAMED = "Mette Hansen har 010190-1234."


def check(*words):
    return CliRunner().invoke(main, ["check-text", *map(str, words)])


@pytest.fixture
def file(tmp_path):
    def write(data, name="samtale.txt"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


def test_json_says_what_was_found_and_where_in_code_points(file):
    done = check(file(f"😀 æøå\r\n{NAMED}"), "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == [
        {"kind": "name", "start": 7, "end": 19, "text": "Mette Hansen", "confidence": 0.97},
        {"kind": "cpr", "start": 24, "end": 35, "text": "010190-1234", "confidence": 0.93},
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_mark_is_no_part_of_the_text_and_older_letters_are_read(file, encoding):
    (hit,) = json.loads(check(file("Så kører bilen, også i år: 010190-1234".encode(encoding)), "--json").stdout)
    assert (hit["start"], hit["text"]) == (27, "010190-1234")


def test_for_people_there_is_one_plain_line_for_each(file):
    done = check(file(f"\n{NAMED}\n"))
    assert done.stdout == "linje 2: navn: Mette Hansen (sikkert)\nlinje 2: CPR-nummer: 010190-1234 (sikkert)\n"


@pytest.mark.parametrize("data", ["", "Her er ingenting."])
def test_nothing_is_an_empty_list(file, data):
    assert check(file(data), "--json").stdout == "[]\n"
    assert check(file(data)).stdout.startswith("Samskab fandt ikke noget")


def test_a_number_in_the_files_own_name_is_mentioned_beside_the_list(file):
    done = check(file("Her er ingenting.", "notat_0101901234.txt"), "--json")
    assert (done.exit_code, done.stdout) == (0, "[]\n")
    assert "navn" in done.stderr and "0101901234" not in done.stderr


def test_a_document_is_read_by_its_reader(tmp_path):
    from docx import Document

    document = Document()
    document.add_paragraph("Ring til Mette Hansen.")
    document.save(tmp_path / "samtale.docx")
    (hit,) = json.loads(check(tmp_path / "samtale.docx", "--json").stdout)
    assert (hit["text"], hit["start"], hit["end"]) == ("Mette Hansen", 9, 21)


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0", b"\x81\x8d\x8f", b"PK\x03\x04nothing", b"a\0b"])
def test_what_cannot_be_read_is_one_sentence(file, data):
    done = check(file(data), "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    done = check(tmp_path / "intet.txt")
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", "Filen findes ikke.\n")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_any_bytes_are_hits_or_the_one_refusal(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "x"
    path.write_bytes(data)
    done = check(path, "--json")
    if done.exit_code == 0:
        text = data.decode("utf-8-sig", "replace")
        assert (
            all(text[hit["start"] : hit["end"]] == hit["text"] for hit in json.loads(done.stdout)) or not text.isascii()
        )
    else:
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
