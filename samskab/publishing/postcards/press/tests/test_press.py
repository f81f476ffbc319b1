import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from itertools import takewhile

import page
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samskab.ground.documents.tests.test_typesetting import tags_of
from samskab.ground.documents.tree import Figure, NotAccessible, blocks_of, lines_of
from samskab.ground.documents.typesetting import CannotBeSet
from samskab.publishing.postcards.press.card import Knowledge, Point, Said, TrackLine
from samskab.publishing.postcards.press.page import card_body_html, card_html
from samskab.publishing.postcards.press.press import TooMuch, print_card
from samskab.publishing.postcards.press.proofreading import misplaced
from samskab.publishing.postcards.press.sheet import card_tree
from samskab.publishing.postcards.press.tests.cards import a_card

MM = 72 / 25.4


def pages_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [one.get_textpage().get_text_range() for one in document]
    finally:
        document.close()


def letters(text):
    """Text without spaces and hyphens, so that line breaks do not matter: readers report the hyphens there anyhow."""
    return re.sub(r"[\s\u00ad\u0002\ufffe-]", "", text)


def letters_of_source(card):
    """All the sheet should show, in order: each block's words, and for a picture a tuple of what is drawn in it."""
    for block in blocks_of(card_tree(card).blocks):
        if isinstance(block, Figure):
            yield tuple(unescape(one) for one in re.findall(r"<text[^>]*>([^<]*)</text>", block.svg))
            yield letters(block.caption)
        else:
            yield from (letters(line) for line in lines_of(block))


def rest_when_read(pdf, card):
    """What stands in the PDF besides the card's own words; AssertionError for words that are lost or out of order."""
    read, place, rest, drawn = letters("".join(pages_of(pdf))), 0, "", ""
    for wanted in filter(None, letters_of_source(card)):
        if isinstance(wanted, tuple):
            drawn += letters("".join(wanted))
            continue
        found = read.find(wanted, place)
        assert found >= 0, f"{wanted!r} is lost, or out of order, after {read[max(0, place - 30) : place]!r}"
        between, place = read[place:found], found + len(wanted)
        if drawn:
            assert sorted(between) == sorted(drawn), "the round has lost words"
            between, drawn = "", ""
        rest += between
    return rest + read[place:]


@pytest.fixture(scope="module")
def printed():
    return print_card(a_card())


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_card_is_for_everybody_and_for_the_archive(printed, profile):
    report = page.validate_pdf_bytes(printed, profile=profile)
    assert report.is_compliant, str(report)


def test_the_text_on_paper_is_the_text_of_its_source_and_nothing_else(printed):
    # The dash is the mark of the one point in its list.
    assert rest_when_read(printed, a_card()) == "side1af2" + "–" + "side2af2"


def test_the_card_is_two_a5_sides_with_three_millimetres_of_bleed(printed):
    with pikepdf.open(BytesIO(printed)) as opened:
        assert len(opened.pages) == 2
        for one in opened.pages:
            trim, media = [float(number) for number in one.trimbox], [float(number) for number in one.mediabox]
            assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx((210 * MM, 148 * MM), abs=0.01)
            assert [trim[0] - media[0], media[2] - trim[2], trim[1] - media[1]] == pytest.approx([3 * MM] * 3, abs=0.01)


def test_the_thread_runs_out_into_the_bleed_on_both_sides(printed):
    document = pypdfium2.PdfDocument(printed)
    for one in document:
        picture = one.render(scale=1).to_pil().convert("RGB")
        foot = range(int(picture.height * 0.85), picture.height)
        for edge in (0, picture.width - 1):
            assert any(red > green + 60 for red, green, _blue in (picture.getpixel((edge, y)) for y in foot))
    document.close()


def test_the_file_says_its_language_and_title(printed):
    with pikepdf.open(BytesIO(printed)) as opened:
        assert str(opened.Root.Lang) == "da-DK"
        assert str(opened.docinfo["/Title"]) == "Tryg i eget hjem"


def test_the_same_card_gives_the_same_bytes(printed):
    assert print_card(a_card()) == printed
    assert print_card(a_card(number=2)) != printed


def test_codes_address_and_telephone_stand_on_the_paper(printed):
    front, back = pages_of(printed)
    assert "U-7" in front and "samskab.example/t" in front and "side 1 af 2" in front
    for words in ("U-3", "U-9", "U-14", "I-2", "S-1", "S-2", "12 34 56 78", "samskab.example/t", "side 2 af 2"):
        assert words in back
    assert "samskab.example/o/tryg" in letters(back)


def test_the_qr_code_and_the_round_are_pictures_with_a_sentence(printed):
    alts = [alt for tag, alt in tags_of(printed) if tag == "/Figure"]
    assert len(alts) == 2
    assert "Ledelse og administration: ikke hørt endnu." in alts[0]
    assert alts[1] == "QR-kode, der fører til samskab.example/o/tryg"


def test_an_invented_number_says_so_and_cannot_be_called():
    inert = card_html(a_card())
    assert "tel:" not in inert and "Det ringer ingen steder." in inert
    real = a_card(answer=a_card().answer._replace(phone_is_inert=False))
    assert 'href="tel:12345678"' in card_html(real) and "ringer ingen steder" not in card_html(real)
    assert page.is_pdf_compliant_bytes(print_card(real), profile="ua1")


def test_no_hyphen_that_search_and_speech_would_stumble_on():
    long = "Hjemmesygeplejerskekoordinationen gik i stå midt i en udskrivningssamtale om aftenen."
    card = a_card(quotes=(Said(long, "U-3", "Sygeplejerske"),))
    pdf = print_card(card)
    assert "\u2010" not in "".join(pages_of(pdf))
    rest_when_read(pdf, card)


def test_a_draft_says_so_on_both_paper_and_page():
    draft = a_card(draft=True)
    assert "Kladde" in pages_of(print_card(draft))[0] and "Kladde" in card_html(draft)
    assert "Kladde" not in card_html(a_card())


def test_what_is_not_there_leaves_no_empty_heading():
    bare = a_card(
        intro=(),
        seats=(),
        front_quote=None,
        quotes=(),
        points=(),
        tracks=(),
        disagreements=(),
        knowledge=(),
        edition="",
    )
    pdf = print_card(bare)
    rest_when_read(pdf, bare)
    for label in ("Det har vi hørt", "Her er vi uenige", "Viden udefra"):
        assert label not in "".join(pages_of(pdf)) and label not in card_html(bare)


SENTENCE = "Der er så meget at sige om det her, og vi vil gerne have det hele med på kortet. "


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"intro": (SENTENCE * 20,)}, "Forsidens indledning"),
        ({"title": SENTENCE * 4}, "Overskriften"),
        ({"front_quote": Said(SENTENCE * 10, "U-1", "Borger")}, "Forsidens citat"),
        ({"quotes": tuple(Said(SENTENCE, f"U-{n}", "Borger") for n in range(12))}, "Det har vi hørt"),
        ({"tracks": tuple(TrackLine(f"S-{n}", "Et forslag", "Et spor", SENTENCE) for n in range(12))}, "spor"),
        ({"knowledge": tuple(Knowledge((SENTENCE,), "Kilde", "") for _n in range(14))}, "viden udefra"),
        ({"footer_note": SENTENCE * 45}, "nederst"),
        ({"title": "w" * 60}, "for langt"),
        ({"quotes": (Said("w" * 90, "U-1", "Borger"),)}, "for langt"),
        ({"quotes": (Said("medarbejder" + "w" * 60, "U-1", "Borger"),)}, "for langt"),
        ({"points": (Point("I-1", "w" * 90),)}, "for langt"),
    ],
)
def test_too_much_says_in_one_sentence_what_to_take_out(changes, words):
    with pytest.raises(TooMuch, match=words):
        print_card(a_card(**changes))


TITLE_OF_12 = "Når kommune, hospital og naboer skal finde vej sammen efter en udskrivelse"
INTRO_OF_60 = (
    "Hele vinteren har vi lyttet ved køkkenborde, i busser og på afdelingen. Her er noget af det, vi hørte om at komme"
    " hjem efter en indlæggelse.",
    "Ikke alt peger samme vej. Det er med vilje, at begge dele står her. Læs kortet, vis det til naboen, og skriv til"
    " os, hvis du har set noget, som ingen af os har lagt mærke til.",
)
QUOTE_OF_45 = (
    "Om dagen går det. Det er, når lyset bliver slukket ovre hos naboen, at jeg begynder at tænke på, hvem jeg egentlig"
    " kan ringe til, hvis jeg falder igen, for min datter bor langt væk, og jeg vil ikke vække nogen her på vejen uden"
    " grund."
)


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("seats", ["as ever", "none"])
def test_twelve_words_of_title_sixty_of_intro_and_a_quote_of_fortyfive_fit_the_front(draft, seats):
    words = [len(" ".join(text).split()) for text in ((TITLE_OF_12,), INTRO_OF_60, (QUOTE_OF_45,))]
    assert words >= [12, 60, 45]
    full = a_card(title=TITLE_OF_12, intro=INTRO_OF_60, front_quote=Said(QUOTE_OF_45, "U-7", "Borger"), draft=draft)
    assert_whole(full if seats == "as ever" else replace(full, seats=()))


def smallest_running_letters(pdf):
    """The size of the smallest letters in the front's introduction, in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page_text = document[0].get_textpage()
        place = page_text.get_text_range().index("Hele vinteren")
        return pdfium_c.FPDFText_GetFontSize(page_text.raw, place)
    finally:
        document.close()


def test_the_fullest_front_is_still_set_in_letters_of_ten_points():
    title = TITLE_OF_12 + " og en lang nat"
    quote = Said(QUOTE_OF_45, "U-7", "Borger")
    cards = (a_card(title=title, intro=(*INTRO_OF_60, *more), front_quote=quote) for more in growing())
    printed = list(takewhile(bool, map(pdf_or_none, cards)))
    assert len(printed) > 1
    assert 10 <= smallest_running_letters(printed[-1]) < smallest_running_letters(print_card(a_card()))


def growing():
    return ([" ".join(["Ord"] * number)] if number else [] for number in range(0, 400, 4))


def pdf_or_none(card):
    try:
        return print_card(card)
    except TooMuch:
        return None


def test_the_part_that_is_named_is_the_one_to_shorten():
    long, short = Said(SENTENCE * 10, "U-1", "Borger"), Said("Kort.", "U-1", "Borger")
    with pytest.raises(TooMuch, match="Forsidens citat er for langt til pladsen"):
        print_card(a_card(intro=INTRO_OF_60, front_quote=long))
    assert_whole(a_card(intro=INTRO_OF_60, front_quote=short))
    with pytest.raises(TooMuch, match="indledning"):
        print_card(a_card(intro=(SENTENCE * 20,), front_quote=short))


def test_knowledge_in_paragraphs_stays_in_paragraphs():
    card = a_card(knowledge=(Knowledge(("Nattens tal", "Hver tredje sover dårligt."), "Søvnrapporten", ""),))
    pdf = print_card(card)
    rest_when_read(pdf, card)
    assert re.search(r"Nattens tal\s*[\r\n]+\s*Hver tredje", pages_of(pdf)[1])
    assert ">Nattens tal</p><p" in card_html(card)


def test_a_fuller_card_is_set_smaller_before_it_is_refused():
    six = tuple(
        Said("Der er stille om aftenen, og så tænker jeg på, hvem jeg kan ringe til.", f"U-{n}", "Borger")
        for n in range(6)
    )
    full = a_card(quotes=six, points=())
    rest_when_read(print_card(full), full)


def test_a_letter_the_font_lacks_is_named_also_inside_the_round():
    for changes in ({"title": "Hej 😀"}, {"wording": "Hej 😀"}, {"edition": "😀"}):
        with pytest.raises(CannotBeSet, match="»😀«"):
            print_card(a_card(**changes))


def test_a_card_without_a_title_is_refused():
    with pytest.raises(NotAccessible, match="titel"):
        print_card(a_card(title=" "))


def test_a_sheet_of_one_side_is_never_let_through(printed):
    with pikepdf.open(BytesIO(printed)) as opened:
        del opened.pages[1]
        out = BytesIO()
        opened.save(out)
    with pytest.raises(ValueError, match="two sides"):
        misplaced(out.getvalue())


LINE = st.text("abdefgijklmnoprstuvyæøåÆØÅTSH ,.–-!?'\"#*_[]$@\\/»«", min_size=0, max_size=90)
WORD = st.text("abdefgæøåSW-", min_size=1, max_size=40)
TEXT = st.one_of(LINE, LINE, WORD, st.lists(WORD, max_size=8).map(" ".join))
CODE = st.integers(1, 999).map(lambda number: f"U-{number}")
SAID = st.builds(Said, TEXT, CODE, TEXT, st.just(""))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    title=TEXT,
    intro=st.lists(TEXT, max_size=4).map(tuple),
    front_quote=st.none() | SAID,
    quotes=st.lists(SAID, max_size=7).map(tuple),
    points=st.lists(st.builds(Point, CODE, TEXT), max_size=3).map(tuple),
    tracks=st.lists(st.builds(TrackLine, CODE, TEXT, TEXT.map(lambda one: f"x{one}"), TEXT), max_size=3).map(tuple),
    disagreements=st.lists(TEXT, max_size=2).map(tuple),
    knowledge=st.lists(st.builds(Knowledge, st.lists(TEXT, max_size=2).map(tuple), TEXT, st.just("")), max_size=2).map(
        tuple
    ),
    wording=TEXT,
)
def test_any_card_is_two_whole_sides_or_is_refused_in_words(**contents):
    assert_whole_or_refused(a_card(**contents))


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_any_letter_at_all_is_printed_or_named(text):
    assert_whole_or_refused(a_card(intro=(text,), disagreements=(text,)))


def assert_whole_or_refused(card):
    try:
        pdf = print_card(card)
    except (TooMuch, CannotBeSet, NotAccessible) as refused:
        assert str(refused).endswith(".") and "\n" not in str(refused)
        return
    assert_whole(card, pdf)


def assert_whole(card, pdf=None):
    pdf = print_card(card) if pdf is None else pdf
    assert len(pages_of(pdf)) == 2
    assert page.is_pdf_compliant_bytes(pdf, profile="ua1")
    assert misplaced(pdf) is None
    rest_when_read(pdf, card)


def test_the_page_opens_from_disk_without_fetching_or_running_anything():
    html = card_html(a_card())
    assert html.count("<style>") == 1 and "<script" not in html and " style=" not in html
    assert not re.findall(r'(?:src|href)="(?!https://|tel:)', html) and "url(http" not in html


def test_page_and_paper_say_the_same():
    html = letters(
        re.sub(r"<(?:title|desc|style)\b.*?</(?:title|desc|style)>|<[^>]+>", "", card_html(a_card()), flags=re.S)
    )
    for wanted in filter(None, letters_of_source(a_card())):
        assert all(letters(one) in html for one in ([wanted] if isinstance(wanted, str) else wanted))


def test_the_body_for_the_site_brings_no_page_of_its_own():
    body = card_body_html(a_card())
    assert body.startswith('<article class="document" lang="da">') and "<html" not in body and "<style" not in body
    assert 'href="https://samskab.example/t/U-7"' in body
