"""What was taken back after a copy was made does not come back with it."""

import re
import shutil

import pytest

from tests.keepers import READ, TAKE_BACK, TELL, WORDS, Place, holds


def test_what_was_taken_back_after_the_copy_does_not_come_back(copied, told, another):
    assert WORDS in another.acts(READ, told.voice)
    another.acts(TAKE_BACK, told.voice)
    said = another.does("restore", copied, "--replace", "--yes")
    assert "taget tilbage" in said
    assert another.acts(READ, told.voice) == "withdrawn"
    another.does("journal", "verify")
    for put_by in another.folder.glob("erstattet-*"):
        shutil.rmtree(put_by)
    assert not holds(another.folder, WORDS)
    assert WORDS not in str(another.rows())


def test_the_list_can_be_taken_along_to_another_machine(copied, told, another, elsewhere, tmp_path):
    another.acts(TAKE_BACK, told.voice)
    elsewhere.does("restore", copied, "--erasures", another.folder / "erased.log")
    assert elsewhere.acts(READ, told.voice) == "withdrawn"
    assert not holds(elsewhere.folder, WORDS)
    later = Place(tmp_path / "later")
    later.does("restore", copied, "--erasures", elsewhere.backup(tmp_path / "copies") / "erased.log")
    assert later.acts(READ, told.voice) == "withdrawn", "every later copy holds the list"


def test_a_document_is_forgotten_when_what_was_taken_out_of_it_is_not_known_here(copied, told, another):
    """Read in before the copy; a voice was found in it afterwards, and taken back."""
    asked = "print(next(one.pk for one in Source.objects.all() if WORDS in one.text))"
    source = another.acts(TELL + asked)
    other = another.acts(
        TELL
        + f"print(capture(project, Told('En anden sagde noget', source=Source.objects.get(pk={source})), by=by).pk)"
    )
    another.acts(TAKE_BACK, other)
    another.does("restore", copied, "--replace", "--yes")
    for put_by in another.folder.glob("erstattet-*"):
        shutil.rmtree(put_by)
    assert (
        another.acts(TELL + f"one = Source.objects.get(pk={source}); print(one.text, one.sha256)")
        == "[trukket tilbage]"
    )
    before, after = told.documents(), another.documents()
    assert any(WORDS.encode() in data for data in before[0].values()) and any(WORDS in text for text in before[1])
    assert not any(WORDS.encode() in data for data in after[0].values()) and not any(WORDS in text for text in after[1])
    assert WORDS in another.acts(READ, told.voice), "the other voice was never taken back"


def test_the_list_holds_no_words_and_a_number_given_again_is_somebody_elses(copied, told, another):
    another.acts(TAKE_BACK, told.voice)
    path = another.folder / "erased.log"
    assert not holds(path.parent, WORDS) and path.read_text().splitlines()[-1].split()[1:3] == ["voice", told.voice]
    # The list tells moments in UTC: in the first hour of the day they are of the day before.
    path.write_text(re.sub("2026-03-1[89]", "2026-03-17", path.read_text()))
    another.does("restore", copied, "--replace", "--yes")
    assert WORDS in another.acts(READ, told.voice)


def test_a_list_that_is_not_there_is_refused(copied, elsewhere, tmp_path):
    assert "ingen liste" in elsewhere.refuses("restore", copied, "--erasures", tmp_path / "none")


def test_nothing_is_taken_back_that_cannot_be_noted(another, told):
    """The list comes first: without it an older copy could bring the words back."""
    (another.folder / "erased.log").unlink()
    (another.folder / "erased.log").mkdir()
    with pytest.raises(AssertionError, match="IsADirectoryError"):
        another.acts(TAKE_BACK, told.voice)
    assert WORDS in another.acts(READ, told.voice)
    (another.folder / "erased.log").rmdir()
