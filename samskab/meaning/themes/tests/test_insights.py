"""An insight stands on voices, and both sides are seen."""

import pytest

from samskab.journal.models import Entry
from samskab.meaning.themes.actions import ask_against, reword_insight, tie, untie, write_insight
from samskab.meaning.themes.models import Insight, InsightVoice
from samskab.meaning.themes.queries import how_many
from samskab.projects.access import Role
from samskab.projects.actions import begin_project
from samskab.projects.permission import FromAnotherProject, NotAllowed
from samskab.projects.team.actions import add_member
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.actions import Told, capture


@pytest.fixture
def voices(project, by_amina):
    return [capture(project, Told(f"Stemme {n}.", standing="citizen", sector="civil"), by=by_amina) for n in range(3)]


@pytest.fixture
def insight(project, by_amina):
    return write_insight(project, "Ventetid slider.", by=by_amina)


def address(insight, page=""):
    return f"/p/{insight.project.slug}/indsigter/{insight.code}/{page}"


def sent(page, **chosen):
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | chosen


def test_an_insight_gets_a_code_of_its_own(project, by_bo):
    assert [write_insight(project, "En indsigt.", by=by_bo).code for _ in range(2)] == ["I-1", "I-2"]


def test_a_new_stance_replaces_the_old(insight, voices, by_bo):
    tie(insight, voices[0], "supports", by=by_bo)
    tie(insight, voices[0], "contradicts", by=by_bo)
    assert [link.stance for link in InsightVoice.objects.all()] == ["contradicts"]
    untie(insight, voices[0], by=by_bo)
    untie(insight, voices[0], by=by_bo)
    assert Entry.objects.filter(verb="voice_untied").count() == 1


def test_a_voice_of_another_project_carries_nothing_here(insight, carl, by_carl, by_amina):
    stranger = capture(begin_project("Et andet", coordinator=carl), Told("Deres ord."), by=by_carl)
    with pytest.raises(FromAnotherProject):
        tie(insight, stranger, "supports", by=by_amina)
    assert not InsightVoice.objects.exists()


@pytest.mark.parametrize("act", ["write", "reword", "tie", "ask"])
def test_a_stranger_understands_nothing_for_us(act, project, insight, voices, by_carl):
    acts = {
        "write": lambda: write_insight(project, "Nej.", by=by_carl),
        "reword": lambda: reword_insight(insight, "Nej.", by=by_carl),
        "tie": lambda: tie(insight, voices[0], "supports", by=by_carl),
        "ask": lambda: ask_against(insight, True, by=by_carl),
    }
    with pytest.raises(NotAllowed):
        acts[act]()
    assert Insight.objects.get().sentence == "Ventetid slider." and not InsightVoice.objects.exists()


def test_saying_the_same_again_is_no_news(insight, by_bo):
    before = Entry.objects.count()
    reword_insight(insight, " Ventetid slider. ", asked_against=False, by=by_bo)
    assert Entry.objects.count() == before


def test_writing_one_leads_to_choosing_its_voices(project, as_bo):
    answer = as_bo.post(f"/p/{project.slug}/indsigter/ny/", {"sentence": "Ventetid slider.", "asked_against": "yes"})
    assert answer.headers["Location"].endswith("/indsigter/I-1/stemmer/")
    assert Insight.objects.get().asked_against == "yes"


def test_voices_are_chosen_for_and_against(insight, voices, as_bo):
    page = as_bo.get(address(insight, "stemmer/"))
    as_bo.post(
        address(insight, "stemmer/"),
        sent(page, **{f"voice_{voices[0].pk}": "supports", f"voice_{voices[1].pk}": "contradicts"}),
    )
    assert {link.voice_id: link.stance for link in InsightVoice.objects.all()} == {
        voices[0].pk: "supports",
        voices[1].pk: "contradicts",
    }
    assert how_many(insight) == (1, 1)


def test_what_a_colleague_did_in_the_meantime_is_left_alone(insight, voices, as_bo, by_amina):
    page = as_bo.get(address(insight, "stemmer/"))
    tie(insight, voices[2], "contradicts", by=by_amina)
    as_bo.post(address(insight, "stemmer/"), sent(page, **{f"voice_{voices[0].pk}": "supports"}))
    assert {link.voice_id for link in InsightVoice.objects.all()} == {voices[0].pk, voices[2].pk}


def test_voices_can_be_looked_for(project, insight, voices, as_bo, by_amina):
    capture(project, Told("Bussen kører for tidligt.", standing="relative", sector="civil"), by=by_amina)
    for look in ("ord=bussen tidligt", "fra=relative"):
        words = as_bo.get(f"{address(insight, 'stemmer/')}?{look}").content.decode()
        assert "Bussen kører" in words and "Stemme 0." not in words, look


def test_choosing_among_many_is_thirty_at_a_time_with_those_it_stands_on_first(
    project, insight, voices, as_bo, by_amina
):
    tie(insight, voices[0], "supports", by=by_amina)
    for number in range(40):
        capture(project, Told(f"Nummer {number}."), by=by_amina)
    page = as_bo.get(address(insight, "stemmer/")).context["part"]
    assert len(page) == 30 and page[0] == voices[0] and page.paginator.num_pages == 2


@pytest.mark.parametrize("forged", ["agrees", "0", "supports "])
def test_a_forged_stance_changes_nothing(forged, insight, voices, as_bo):
    page = as_bo.get(address(insight, "stemmer/"))
    answer = as_bo.post(address(insight, "stemmer/"), sent(page, **{f"voice_{voices[0].pk}": forged}))
    assert answer.status_code == 200 and not InsightVoice.objects.exists()


def test_a_reader_hears_how_many_and_is_told_no_untruth(project, insight, voices, carl, as_carl, by_amina):
    add_member(project, carl, Role.READER, by=by_amina)
    tie(insight, voices[0], "supports", by=by_amina)
    tie(insight, voices[1], "contradicts", by=by_amina)
    words = as_carl.get(address(insight)).content.decode()
    assert "Indsigten står på én stemme." in words and "Én stemme taler imod." in words
    assert "Stemme 0." not in words and "Ingen taler imod" not in words
    assert "Står ikke på nogen stemmer" not in as_carl.get(f"/p/{project.slug}/indsigter/").content.decode()


def test_a_withdrawn_voice_is_not_counted_and_keeps_its_place(insight, voices, as_bo, by_amina):
    tie(insight, voices[0], "supports", by=by_amina)
    tie(insight, voices[1], "supports", by=by_amina)
    withdraw(voices[0], by=by_amina)
    words = as_bo.get(address(insight)).content.decode()
    assert "Indsigten står på én stemme." in words and "U-1" in words and "Trukket tilbage" in words


def test_a_cpr_number_is_refused_in_an_insight(project, as_bo):
    answer = as_bo.post(f"/p/{project.slug}/indsigter/ny/", {"sentence": "Om 010203-1234", "asked_against": "no"})
    assert answer.status_code == 200 and not Insight.objects.exists()


def test_an_insight_that_lost_a_voice_waits_until_somebody_has_looked(project, by_amina, as_amina, as_bo):
    from django.urls import reverse

    from samskab.meaning.themes import actions
    from samskab.voices.consent.actions import withdraw
    from samskab.voices.intake.actions import Told, capture

    said = capture(project, Told("Jeg venter."), by=by_amina)
    insight = actions.write_insight(project, "Ventetiden er lang.", by=by_amina)
    actions.tie(insight, said, "supports", by=by_amina)
    overview, there = f"/p/{project.slug}/", reverse("insight", args=[project.slug, insight.number])
    withdraw(said, by=by_amina)
    assert "I-1 har mistet en stemme." in as_amina.get(overview).content.decode()
    assert "Holder indsigten stadig?" in as_amina.get(there).content.decode()
    for _again in range(2):
        as_amina.post(reverse("insight-look-again", args=[project.slug, insight.number]))
    assert "har mistet en stemme" not in as_amina.get(overview).content.decode()
    assert "Holder indsigten stadig?" not in as_amina.get(there).content.decode()
