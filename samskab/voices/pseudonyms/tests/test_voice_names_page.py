"""The page of names for a voice: the same as a source's, with the keyboard alone. Elsewhere the new words stand."""

import re

import pytest

from samskab.ground.sounds import CleanSound
from samskab.journal.models import Reading
from samskab.projects.access import Role
from samskab.projects.team.actions import add_member
from samskab.voices.exports.actions import take_out
from samskab.voices.intake.actions import Told, capture
from samskab.voices.pseudonyms.models import Pseudonym, SaidBefore, Spot
from samskab.voices.recordings.actions import keep as keep_sound
from samskab.voices.sources.actions import Upload, keep

WORDS = "I går ringede Karen til vagten.\n\nVi ventede længe, og så kom Karens datter."


@pytest.fixture
def voice(project, by_amina):
    return capture(project, Told(WORDS, thought="Karen er ked af det."), by=by_amina)


@pytest.fixture
def there(project):
    return f"/p/{project.slug}/stemmer/U-1/navne/"


@pytest.fixture
def send(as_amina, voice, there):
    """Send an act about what is asked, as the page has it; the page that comes then."""

    def sent(act, **fields):
        page = as_amina.get(there).content.decode()
        item = re.search(r'name="item" value="(\d+)"', page)
        seen = re.search(r'name="seen" value="(\d+)"', page)
        known = {"item": item[1] if item else "", "seen": seen[1] if seen else ""}
        return as_amina.post(there, {"act": act, **known, **fields}, follow=True).content.decode()

    return sent


@pytest.fixture
def as_carl_facilitating(project, carl, as_carl, by_amina):
    add_member(project, carl, Role.FACILITATOR, by=by_amina)
    return as_carl


def test_a_voice_is_reviewed_from_its_own_page_to_the_new_words(as_amina, voice, there, send):
    page = as_amina.get(there.removesuffix("navne/")).content.decode()
    assert page.count(there) == 2 and "Der står måske et navn" in page, "in the hint, and among the acts"
    page = send("look")
    assert re.search(r'name="written" value="\w+"[^>]*autofocus', page) and "to steder mere" in page
    page = send("everywhere", written="Lone")
    assert "Nu kan ordene få de opdigtede navne" in page and not SaidBefore.objects.exists()
    page = send("lay")
    voice.refresh_from_db()
    assert voice.words == WORDS.replace("Karen", "[Lone]") and voice.thought == "[Lone] er ked af det."
    assert "Kun få kan åbne dem" in page and "Læs ordene" in page and "I går ringede Karen" in page
    page = as_amina.get(there.removesuffix("navne/")).content.decode()
    assert "Der står måske et navn" not in page and "Karen" not in page and "Opdigtede navne står i [klammer]" in page


def test_slips_are_told_and_what_was_written_stands(as_amina, there, send):
    send("look")
    page = send("everywhere", written="Karen")
    assert "form-error-message" in page and not Pseudonym.objects.exists()
    assert "står ikke i teksten" in send("point_out", words="Muffe")
    send("everywhere", written="Lone"), send("lay")
    for act in ({"act": "lay", "seen": 1}, {"act": "lay", "seen": "x"}, {"act": "here", "item": "9" * 30}):
        assert "i mellemtiden" in as_amina.post(there, act, follow=True).content.decode()
    for nonsense in ({}, {"act": "x"}, {"act": "again"}, {"act": "take"}):
        assert as_amina.post(there, nonsense, follow=True).status_code == 200
    assert SaidBefore.objects.count() == 1


def test_the_page_is_for_few_and_each_opening_is_noted(as_bo, as_carl, as_carl_facilitating, as_amina, voice, there):
    for anybody in (as_bo, as_carl, as_carl_facilitating):
        assert anybody.get(there).status_code == anybody.post(there, {"act": "look"}).status_code == 404
        assert there not in anybody.get(there.removesuffix("navne/")).content.decode()
    assert not Spot.objects.exists() and not Reading.objects.filter(purpose="names").exists()
    as_amina.get(there)
    assert Reading.objects.get(purpose="names").subject_id == voice.pk


@pytest.mark.parametrize("path", ["", "U-1/", "?ord=vagten"])
def test_others_read_the_new_words_on_every_page(as_carl_facilitating, project, send, path):
    address = f"/p/{project.slug}/stemmer/{path}"
    assert "Karen" in as_carl_facilitating.get(address).content.decode(), "else the page has nothing to hide"
    send("look"), send("everywhere", written="Lone"), send("lay")
    after = as_carl_facilitating.get(address).content.decode()
    assert "Karen" not in after and "[Lone]" in after


def test_sound_and_files_from_before_are_told_of(as_amina, as_carl_facilitating, project, voice, there, send, by_amina):
    sound = keep_sound(voice, CleanSound(b"RIFF", "wav", 1_000), by=by_amina)
    assert "Karen" in take_out(project, "all", "json", by=by_amina)[1]
    address = f"/p/{project.slug}/stemmer/U-1/"
    assert as_carl_facilitating.get(f"{address}lyd/{sound.pk}/").status_code == 200
    send("look"), send("everywhere", written="Lone")
    page = send("lay")
    assert "taget ud i én fil" in page and "Karen" not in take_out(project, "all", "json", by=by_amina)[1]
    assert as_carl_facilitating.get(f"{address}lyd/{sound.pk}/").status_code == 404
    assert "<audio" not in as_carl_facilitating.get(address).content.decode()
    assert as_amina.get(f"{address}lyd/{sound.pk}/").status_code == 200
    assert "<audio" in as_amina.get(address).content.decode()


def test_a_voice_from_a_source_has_its_names_replaced_there(as_amina, project, by_amina):
    source = keep(project, Upload("a.txt", "txt", b"x", WORDS), by=by_amina)
    capture(project, Told("I går ringede Karen til vagten.", source=source), by=by_amina)
    page = as_amina.get(f"/p/{project.slug}/stemmer/U-1/").content.decode()
    assert f"/p/{project.slug}/kilder/1/navne/" in page and "stemmer/U-1/navne/" not in page
    sent = as_amina.post(f"/p/{project.slug}/stemmer/U-1/navne/", {"act": "look"}).content.decode()
    assert f"/p/{project.slug}/kilder/1/navne/" in sent and "Ordene er taget fra en kilde" in sent
    assert not Spot.objects.exists()
