"""Whoever answers the telephone sees what happened, what nobody can call back, and whether anything is left."""

import pytest
from django.urls import reverse

from samskab.ground.installation import Installation
from samskab.meaning.themes.actions import tie, write_insight
from samskab.voices.consent.actions import withdraw


@pytest.fixture
def url(voice):
    return lambda name: reverse(name, args=[voice.project.slug, voice.number])


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.INSTALLATION = Installation(tmp_path)


def test_the_page_tells_again_what_cannot_be_called_back_and_what_answered(voice, url, as_amina, as_bo, by_amina):
    insight = write_insight(voice.project, "De fleste venter.", by=by_amina)
    tie(insight, voice, "supports", by=by_amina)
    page = as_amina.post(url("voice-withdraw"), follow=True).content.decode()
    assert "Sikkerhedskopier: der ligger ordene" in page and "I-1" in page and "Pladsen står tom." in page
    assert url("voice-left") in page and url("voice-left") not in as_bo.get(url("voice")).content.decode()


def test_one_looks_and_nothing_is_left(voice, url, as_amina, as_bo, by_amina):
    assert "Ordene står her endnu." in as_amina.get(url("voice-left")).content.decode()
    withdraw(voice, by=by_amina)
    assert "Nej. Der er intet tilbage af ordene i U-1." in as_amina.get(url("voice-left")).content.decode()
    assert as_bo.get(url("voice-left")).status_code == 404


def test_what_is_left_is_said_in_plain_words(voice, url, as_amina, by_amina, settings):
    withdraw(voice, by=by_amina)
    stray = settings.INSTALLATION.files / "pictures" / "aa" / "aa00"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"x")
    settings.INSTALLATION.erased_file.unlink()
    page = as_amina.get(url("voice-left")).content.decode()
    assert "Ja. Der er noget tilbage efter U-1." in page and "En fil ligger tilbage, som ingen ejer." in page
    assert "gamle kopier" in page and "Nej. Der er intet" not in page
