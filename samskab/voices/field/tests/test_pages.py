"""What the telephone is given, what it sends, and what a person is asked."""

import json
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samskab.voices.consent.actions import withdraw
from samskab.voices.field.actions import place_of
from samskab.voices.field.models import SetAside
from samskab.voices.field.outbox_file import MARK, NotAnOutbox, messages
from samskab.voices.intake.models import Voice
from samskab.voices.pictures.models import Picture
from tests.phone import envelope, jpeg

WORDS = "Der brænder lys i alle vinduer."


@pytest.fixture
def at(project):
    return lambda path: f"/p/{project.slug}/{path}"


@pytest.fixture
def send(as_bo, at):
    return lambda sent: as_bo.post(at("felt/modtag/"), sent, content_type="application/octet-stream")


def in_a_file(*sent):
    data = MARK + b"".join(len(one).to_bytes(4, "big") + one for one in sent)
    return SimpleUploadedFile("samskab-udbakke-2026-03-19.bin", data)


def test_the_page_says_whom_to_seal_for_and_holds_nobodys_name(as_bo, at, project, salon):
    page = as_bo.get(at("felt/")).content.decode()
    assert re.search(r'data-public="04[0-9a-f]{128}"', page) and f'data-about="project {project.pk}"' in page
    assert "Bo Lind" not in page and "csrfmiddlewaretoken" not in page
    assert f"{salon.pk}&quot;: &quot;volunteered_only" in page


def test_the_worker_knows_every_file_the_page_is_drawn_with(as_bo, at):
    """A stylesheet or a script that is not kept is missed where there is no network."""
    page, script = (as_bo.get(at(path)).content.decode() for path in ("felt/", "felt/arbejder.js"))
    facts = json.loads(re.match(r"self\.FACTS = (.*);\n", script)[1])
    drawn = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page))
    assert drawn and drawn <= set(facts["files"]), drawn - set(facts["files"])
    assert facts["shell"] == at("felt/") and facts["version"]


def test_the_manifest_opens_the_page(as_bo, at):
    told = json.loads(as_bo.get(at("felt/app.webmanifest")).content)
    assert told["start_url"] == told["scope"] == at("felt/") and told["icons"]


def test_who_is_not_signed_in_is_asked_to_be_and_nothing_is_stored(client, at, project, by_bo):
    assert client.get(at("felt/nu/")).status_code == 302
    sent = client.post(at("felt/modtag/"), envelope(project, WORDS), content_type="application/octet-stream")
    assert sent.status_code == 403 and not Voice.objects.exists()


def test_a_message_is_answered_with_its_code(send, project):
    sent = envelope(project, "Ring til 010203-1234.", pictures=[(jpeg(), "", ""), (b"x", "", "")])
    for status in (201, 200):
        answer = send(sent)
        assert answer.status_code == status
        receipt = f"/p/{project.slug}/stemmer/U-1/kvittering/"
        assert answer.json() == {"code": "U-1", "receipt": receipt, "masked": True, "left_out": 1}


def test_the_contract_as_the_telephone_meets_it(send, project, by_amina):
    key = uuid.uuid4()
    first, other = (envelope(project, words, key=key) for words in (WORDS, "Noget andet."))
    assert [send(one).status_code for one in (first, first, other, other)] == [201, 200, 409, 409]
    withdraw(Voice.objects.get(), by=by_amina)
    assert [send(one).status_code for one in (first, other)] == [410, 410]
    assert send(b"noget helt andet").status_code == 422


def test_an_outbox_handed_in_as_a_file_counts_what_is_new(as_bo, at, send, project):
    one, two = (envelope(project, words) for words in (WORDS, "To."))
    send(one)
    page = as_bo.post(at("felt/fil/"), {"outbox": in_a_file(one, two, two[:-1])}, follow=True).content.decode()
    for said in ("Modtaget. Ordene er i sikkerhed.", "Én stemme var her allerede.", "Én kan vi ikke åbne."):
        assert said in page
    assert Voice.objects.count() == 2


@pytest.mark.parametrize("data", [b"", MARK, MARK + b"\x00\x00\x00\x09kort", b"PK\x03\x04", MARK + b"\x00\x00\x00\x00"])
def test_another_file_is_refused_in_words(as_bo, at, data):
    with pytest.raises(NotAnOutbox):
        messages(data)
    sent = {"outbox": SimpleUploadedFile("x.bin", data or b" ")}
    assert "ikke en udbakke" in as_bo.post(at("felt/fil/"), sent).content.decode()


def test_the_coordinator_reads_both_and_chooses(as_amina, as_bo, at, send, project):
    key = uuid.uuid4()
    for words in (WORDS, "Noget <b>andet</b>."):
        send(envelope(project, words, key=key, pictures=[(jpeg(), "", "")]))
    page = as_amina.get(at("stemmer/lagt-til-side/")).content.decode()
    assert WORDS in page and "Noget &lt;b&gt;andet&lt;/b&gt;." in page and "med billede" in page
    assert as_bo.get(at("stemmer/lagt-til-side/")).status_code == 404
    item = SetAside.objects.get().pk
    page = as_amina.post(at("stemmer/lagt-til-side/"), {"item": item, "keep": "ja"}, follow=True).content.decode()
    assert "Gemt som U-2." in page and "Intet venter" in page and Voice.objects.count() == Picture.objects.count() == 2
    assert as_amina.post(at("stemmer/lagt-til-side/"), {"item": item, "keep": "nej"}).status_code == 404


def test_what_can_no_longer_be_opened_is_said_and_can_be_laid_away(as_amina, at, send, project):
    key = uuid.uuid4()
    for words in (WORDS, "Noget andet."):
        send(envelope(project, words, key=key))
    aside = SetAside.objects.get()
    place_of(aside.name).unlink()
    assert "Den kan ikke åbnes mere" in as_amina.get(at("stemmer/lagt-til-side/")).content.decode()
    for keep, said in (("ja", "Intet er ændret"), ("nej", "Lagt væk")):
        sent = as_amina.post(at("stemmer/lagt-til-side/"), {"item": aside.pk, "keep": keep}, follow=True)
        assert said in sent.content.decode()


def test_a_picture_is_shown_to_who_may_see_the_voice_alone(as_amina, as_carl, at, send, project, by_amina):
    send(envelope(project, WORDS, pictures=[(jpeg(), "Min dør", "En dør")]))
    picture = Picture.objects.get()
    here = at(f"stemmer/U-1/billeder/{picture.pk}/")
    answer = as_amina.get(here)
    assert answer.headers["Content-Type"] == "image/jpeg" and answer.content.startswith(b"\xff\xd8")
    page = as_amina.get(at("stemmer/U-1/")).content.decode()
    assert here in page and "Min dør" in page and 'alt="En dør"' in page
    assert as_carl.get(here).status_code == 404
    assert as_amina.get(at(f"stemmer/U-2/billeder/{picture.pk}/")).status_code == 404
    withdraw(Voice.objects.get(), by=by_amina)
    assert as_amina.get(here).status_code == 404
