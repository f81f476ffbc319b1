"""A voice, and what is agreed about it."""

import pytest


@pytest.fixture
def voice(project, by_amina):
    from samskab.voices.intake.actions import Told, capture

    told = Told("Jeg ringer og venter.", standing="citizen", sector="civil", position="nabo", said_at="ved bordet")
    return capture(project, told, by=by_amina)


@pytest.fixture
def agree(by_amina, story_day):
    """agree(voice, print=True): the answers of one conversation."""
    from samskab.voices.consent.actions import Agreement, record

    def agreed(voice, *, by=by_amina, on=story_day, **answers):
        return record(voice, answers, Agreement("consent", "oral", on), by=by)

    return agreed
