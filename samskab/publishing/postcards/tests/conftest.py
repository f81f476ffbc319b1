"""What a postcard is made of."""

import pytest

from tests.checked import look_through

AGREED = {"basis": "consent", "channel": "oral"}


@pytest.fixture
def say(project, by_amina, story_day):
    """Somebody says something; `print_it` and `web` are their answers, None where nobody has asked."""
    from samskab.voices.consent.actions import Agreement, record
    from samskab.voices.intake.actions import Told, capture

    def said(words="Jeg ved aldrig, hvem jeg skal ringe til.", *, print_it=True, web=True, **told):
        voice = capture(project, Told(words=words, standing="citizen", sector="civil", **told), by=by_amina)
        answers = {key: answer for key, answer in {"print": print_it, "web": web}.items() if answer is not None}
        if answers:
            record(voice, answers, Agreement(given_on=story_day, **AGREED), by=by_amina)
        return voice

    return said


@pytest.fixture
def answer(by_amina, story_day):
    """A later answer about a voice: answer(voice, web=False)."""
    from samskab.voices.consent.actions import Agreement, record

    def answered(voice, **answers):
        record(voice, answers, Agreement(given_on=story_day, **AGREED), by=by_amina)

    return answered


@pytest.fixture
def partners(project, bo, by_amina):
    """Two partners; Bo works for the second."""
    from samskab.projects.access import Role
    from samskab.projects.actions import add_party
    from samskab.projects.team.actions import add_member

    first = add_party(project, "Mågsund Kommune", by=by_amina)
    second = add_party(project, "Region Sundmark", by=by_amina)
    add_member(project, bo, Role.INTERPRETER, by=by_amina, party=second)
    return first, second


@pytest.fixture
def make_card(project, by_amina):
    """A card with these voices; the first stands on the front."""
    from samskab.publishing.postcards import actions

    def made(*voices, title="Tryg hjemme", **choice):
        card = actions.make_postcard(project, title, by=by_amina, intro="Det har vi hørt i vinter.")
        front = voices[0] if voices else None
        actions.choose(card, actions.Choice(voices=voices, front=front, **choice), by=by_amina)
        card.refresh_from_db()
        look_through(card, by_amina)
        return card

    return made


@pytest.fixture
def publish(by_amina):
    """Everybody says yes, and the card is out, on an open page."""
    from samskab.publishing.postcards import actions

    def published(card):
        look_through(card, by_amina)
        if parties := actions.asked(card):
            actions.ask_partners(card, by=by_amina)
        for party in parties:
            actions.approve(card, party, by=by_amina)
        actions.publish(card, by=by_amina, open_page=True)
        card.refresh_from_db()
        return card

    return published


@pytest.fixture
def understood(project, by_amina):
    """An insight, a question, and something known from outside."""
    from samskab.meaning.themes.actions import write_insight
    from samskab.trials.tracks.actions import lay_track
    from samskab.voices.knowledge.actions import Finding, add_knowledge

    return {
        "insights": [write_insight(project, "Tvivlen er størst om aftenen.", by=by_amina)],
        "tracks": [lay_track(project, "question", "Hvem går med første gang?", by=by_amina)],
        "knowledge": [add_knowledge(project, Finding(text="Mange venter.", title="En rapport"), by=by_amina)],
    }
