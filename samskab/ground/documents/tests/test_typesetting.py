from datetime import date
from io import BytesIO

import page
import pdfplumber
import pikepdf
import pytest

from samskab.ground.documents.tests.test_tree import EVERYTHING, SQUARE
from samskab.ground.documents.tree import Document, Figure, Framed, Heading, Paragraph, Quote, Table
from samskab.ground.documents.typesetting import CannotBeSet, typeset

PAPER = "ground/documents/paper.typ"


def paper(*blocks, lang="da", title="Papiret"):
    return Document(title, lang, "Samskab", date(2025, 3, 20), (Heading(1, title), *blocks))


def printed(document):
    return typeset(PAPER, document, page="side {page} af {pages}")


def words_of(pdf):
    """All words of a PDF, page for page; a hyphen that typst put at the end of a line is taken out again."""
    with pdfplumber.open(BytesIO(pdf)) as opened:
        text = "\n".join(one.extract_text() or "" for one in opened.pages)
    return text.replace("\u00ad\n", "").replace("\u00ad", "").split()


def tags_of(pdf):
    found = []

    def walk(element):
        if isinstance(element, pikepdf.Array):
            for one in element:
                walk(one)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.append((str(element.S), str(element.get("/Alt", ""))))
            if "/K" in element:
                walk(element.K)

    with pikepdf.open(BytesIO(pdf)) as opened:
        walk(opened.Root.StructTreeRoot.K)
    return found


def test_every_kind_of_block_can_be_printed_for_everybody():
    pdf = printed(EVERYTHING)
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert report.is_compliant, str(report)


def test_the_same_document_gives_the_same_bytes():
    assert printed(EVERYTHING) == printed(EVERYTHING)


def test_a_page_number_is_words_and_not_letters():
    words = " ".join(words_of(printed(paper(*(Paragraph((f"Linje {number}",)) for number in range(120))))))
    assert "side 1 af 3" in words and "side 3 af 3" in words


def test_a_table_over_several_pages_loses_no_row():
    rows = tuple((f"By{number}", f"tal{number}") for number in range(150))
    pdf = printed(paper(Table(("By", "Antal"), rows, "Svar")))
    words = words_of(pdf)
    assert {cell for row in rows for cell in row} <= set(words)
    with pdfplumber.open(BytesIO(pdf)) as opened:
        lows = [word["bottom"] for one in opened.pages for word in one.extract_words()]
        assert len(opened.pages) > 2 and max(lows) < opened.pages[0].height


def test_the_heads_of_a_table_are_heads_to_a_screen_reader():
    tags = [tag for tag, _alt in tags_of(printed(paper(Table(("By", "Antal"), (("Bakkeby", "9"),), "Svar"))))]
    assert tags.count("/TH") == 2 and tags.count("/TD") == 2 and "/Caption" in tags


def test_a_picture_carries_its_sentence_and_its_description():
    alts = [alt for tag, alt in tags_of(printed(paper(Figure(SQUARE, "En firkant", "Den er lille."))))]
    assert "En firkant Den er lille." in alts


def test_quotes_are_tagged_as_quotes_and_a_frame_has_a_heading():
    tags = [tag for tag, _alt in tags_of(printed(paper(Quote("Det går.", "U-3", "Borger"), Framed("Ramme", ()))))]
    assert "/BlockQuote" in tags and "/H2" in tags


@pytest.mark.parametrize(("lang", "written"), [("da", "da-DK"), ("en", "en-GB")])
def test_the_language_and_title_stand_in_the_file(lang, written):
    with pikepdf.open(BytesIO(printed(paper(lang=lang, title="Et papir")))) as opened:
        assert str(opened.Root.Lang) == written
        assert str(opened.docinfo["/Title"]) == "Et papir"
        assert "2025" in str(opened.docinfo["/CreationDate"])


def test_signs_that_mean_something_to_typst_are_only_signs():
    words = "#panic(1) *fed* _kursiv_ $x$ `kode` @navn <mærke> \\ \" ' ~ -- ... // /* [ ] { } = - + \\u{41}"
    assert words in " ".join(words_of(printed(paper(Paragraph((words,))))))


def test_quotation_marks_stay_as_they_were_written():
    assert '"hej"' in words_of(printed(paper(Paragraph(('Hun sagde "hej" og »farvel«.',)))))


def test_a_long_word_is_divided_and_can_still_be_found():
    word = "sundhedsområdeudviklingsplanlægningskonferencedeltagerliste"
    assert word in words_of(printed(paper(Heading(2, f"{word} {word} {word}"), Paragraph((f"{word} " * 9,)))))


@pytest.mark.parametrize(("letter", "name"), [("😀", "😀"), ("م", "م"), ("\ue000", "U+E000")])
def test_a_letter_the_font_lacks_is_named(letter, name):
    with pytest.raises(CannotBeSet, match="kan ikke trykkes") as refused:
        printed(paper(Paragraph((f"Hej {letter}",))))
    assert f"»{name}«" in str(refused.value) and "\n" not in str(refused.value)
