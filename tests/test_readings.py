"""Nobody who is signed in sees what somebody said without its being noted that they did, on any page there is."""

import pypdfium2
import pytest
from django.db import connection

from samskab.journal.models import Reading
from samskab.projects.access import MAY, May, Role
from samskab.voices.intake.models import Voice
from tests.conftest import WORDS, addresses

SAID = WORDS[:24]  # a thread shows how the words begin
LEAVING = {"log_out", "account_logout"}
LISTED = {"overview", "overview-one-page", "thread", "round", "plan"}


def forget():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_reading")


def told_by(answer):
    """The words of a page or a file."""
    if answer.streaming:
        return b"".join(answer.streaming_content).decode(errors="replace")
    if answer.headers.get("Content-Type", "").startswith("application/pdf"):
        pages = pypdfium2.PdfDocument(answer.content)
        return " ".join(page.get_textpage().get_text_bounded() for page in pages).replace("\r\n", " ")
    return answer.content.decode(errors="replace")


@pytest.fixture
def inside(there):
    """(name, address) of everything one can ask for, also as a list where there is one."""
    pages = [(one.name, one.fill(**there(one))) for one in addresses() if one.name not in LEAVING]
    return pages + [(f"{name} as a list", f"{page}?vis=liste") for name, page in pages if name in LISTED]


def showing(browser, inside):
    """The names of the pages that show this browser what somebody said, and whether it was noted."""
    found, the_voice = {}, next(voice.pk for voice in Voice.objects.all() if voice.words == WORDS)
    for name, page in inside:
        forget()
        if SAID in told_by(browser.get(page)):
            found[name] = Reading.objects.filter(subject="voice", subject_id=the_voice, actor_kind="staff").exists()
    return found


def test_every_page_that_shows_a_voice_notes_who_reads_it(inside, as_amina):
    found = showing(as_amina, inside)
    assert [name for name, is_noted in found.items() if not is_noted] == []
    known = {"voices", "voice", "voice-who", "voice-consent", "source", "insight", "insight-voices", "thread"}
    assert known | {"overview as a list", "postcard", "postcard-edit", "postcard-pdf"} <= found.keys()


@pytest.mark.parametrize("role", [role for role in Role if May.SEE_VOICES in MAY[role] and role != Role.COORDINATOR])
def test_so_it_is_for_every_role_that_sees_voices(role, inside, signed_in_as):
    found = showing(signed_in_as(role), [page for page in inside if "postcard" not in page[0]])
    assert found and all(found.values()), found


@pytest.mark.parametrize("role", [role for role in Role if May.SEE_VOICES not in MAY[role]])
def test_who_sees_no_voices_is_not_noted_as_having_read_them(role, inside, signed_in_as):
    forget()
    browser = signed_in_as(role)
    for _name, page in inside:
        browser.get(page)
    assert not Reading.objects.filter(subject__in=["voice", "source"]).exists()


def test_a_document_is_noted_beside_its_voices(there, furnished, as_amina):
    forget()
    as_amina.get(f"/p/{furnished.slug}/kilder/1/")
    assert set(Reading.objects.values_list("subject", "purpose")) == {("source", "listen"), ("voice", "listen")}


def test_a_page_seen_again_the_same_day_writes_nothing(inside, as_amina):
    for _name, page in inside:
        as_amina.get(page)
    assert Reading.objects.exists()
    with connection.execute_wrapper(no_new_reading):
        for _name, page in inside:
            as_amina.get(page)


def no_new_reading(execute, sql, params, many, context):
    assert not sql.startswith('INSERT INTO "journal_reading"')
    return execute(sql, params, many, context)
