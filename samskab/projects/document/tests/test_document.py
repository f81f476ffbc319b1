from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samskab.journal.models import Entry
from samskab.projects.actions import rename_project, set_geography
from samskab.projects.document import actions, queries
from samskab.projects.document.models import PrincipleAct, SectionVersion
from samskab.projects.permission import NotAllowed
from samskab.projects.team.models import Membership
from samskab.projects.words import ContainsCpr, ReasonMissing

CPR = "010180-1234"


@pytest.fixture
def place(project, amina):
    return Membership.objects.get(project=project, user=amina)


@pytest.fixture
def purpose(project, by_amina):
    return actions.add_section(project, "Formål", "Trygt hjem.", "Sådan begyndte vi.", by=by_amina)


@pytest.fixture
def url(project):
    return lambda name, *args: reverse(name, args=[project.slug, *args])


def page(answer):
    return answer.content.decode()


def test_a_rewritten_section_keeps_every_earlier_wording_and_its_reason(place, purpose, by_amina):
    actions.rewrite(purpose, "Trygt at være hjemme.", "Vejen hjem er den mindste del.", by=by_amina)
    written = [(one.number, one.text, one.reason) for one in queries.versions(purpose)]
    assert written == [
        (2, "Trygt at være hjemme.", "Vejen hjem er den mindste del."),
        (1, "Trygt hjem.", "Sådan begyndte vi."),
    ]
    assert queries.sections(place)[0].latest.text == "Trygt at være hjemme."


def test_writing_the_same_again_is_no_version(purpose, by_amina):
    actions.rewrite(purpose, "  Trygt hjem.\n", "Jeg trykkede bare gem.", by=by_amina)
    assert purpose.versions.count() == 1


def test_a_change_without_its_reason_is_refused(purpose, by_amina):
    with pytest.raises(ReasonMissing):
        actions.rewrite(purpose, "Noget andet.", " ", by=by_amina)
    assert purpose.versions.count() == 1


def test_of_two_who_write_at_once_the_second_hears_and_nothing_is_lost(purpose, by_amina):
    actions.rewrite(purpose, "Aminas ord.", "Aminas grund.", by=by_amina, based_on=1)
    with pytest.raises(actions.ChangedMeanwhile) as heard:
        actions.rewrite(purpose, "De andre ord.", "En anden grund.", by=by_amina, based_on=1)
    assert heard.value.latest.text == "Aminas ord."
    assert purpose.versions.count() == 2


def test_a_new_heading_keeps_the_old_one_in_sight(place, purpose, by_amina):
    actions.rewrite(purpose, "Trygt hjem.", "Det er ikke et formål, men et håb.", by=by_amina, heading="Håb")
    purpose.refresh_from_db()
    assert (purpose.heading, purpose.former_heading) == ("Håb", "Formål")
    assert queries.section_named(place, "formål") == purpose


def test_reading_the_same_section_in_twice_makes_one(project, purpose, by_amina):
    assert actions.add_section(project, "Formål", "Trygt hjem.", "Læst ind.", by=by_amina) == purpose


def test_the_latest_change_is_one_that_replaced_another(project, place, purpose, by_amina):
    actions.add_section(project, "Målgruppe", "Alle.", "Sådan begyndte vi.", by=by_amina)
    assert queries.latest_change(queries.sections(place)) is None
    changed = actions.rewrite(purpose, "Andet.", "Fordi.", by=by_amina)
    assert queries.latest_change(queries.sections(place)) == changed


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_differences_read_as_before_and_as_after(before, after):
    found = queries.differences(before, after)
    assert "".join(one.text for one in found if one.kind != "added") == before
    assert "".join(one.text for one in found if one.kind != "removed") == after
    assert all(one.text for one in found)


@given(st.text(max_size=200))
def test_a_text_does_not_differ_from_itself(text):
    assert {one.kind for one in queries.differences(text, text)} <= {"kept"}


def test_a_changed_word_is_one_word_out_and_one_in():
    kinds = [(one.kind, one.text) for one in queries.differences("trygt at komme hjem", "trygt at være hjem")]
    assert kinds == [("kept", "trygt at "), ("removed", "komme"), ("added", "være"), ("kept", " hjem")]


def test_a_principle_nobody_has_acted_on_is_named(project, place, by_amina):
    acted = actions.add_principle(project, "Samskabelse", "Sammen.", by=by_amina)
    actions.add_principle(project, "Nysgerrighed", "", by=by_amina)
    actions.act_on(acted, "Borgere tolkede selv.", date(2026, 3, 13), by=by_amina)
    assert [one.name for one in queries.principles_without_acts(place)] == ["Nysgerrighed"]


def test_the_same_act_is_written_once(project, by_amina):
    principle = actions.add_principle(project, "Samskabelse", "", by=by_amina)
    for _ in range(2):
        actions.act_on(principle, "Borgere tolkede selv.", date(2026, 3, 13), by=by_amina)
    assert PrincipleAct.objects.count() == 1
    assert Entry.objects.filter(verb="principle_acted_on").count() == 1


def test_a_principle_read_in_again_keeps_its_acts_and_takes_the_new_words(project, by_amina):
    principle = actions.add_principle(project, "Samskabelse", "Sammen.", by=by_amina)
    actions.act_on(principle, "Borgere tolkede selv.", date(2026, 3, 13), by=by_amina)
    again = actions.add_principle(project, "Samskabelse", "Sammen fra første dag.", by=by_amina)
    assert (again.pk, again.text, again.acts.count()) == (principle.pk, "Sammen fra første dag.", 1)
    assert actions.add_principle(project, "Samskabelse", "", by=by_amina).text == "Sammen fra første dag."


def test_only_those_who_keep_the_document_may_write_in_it(project, purpose, by_bo, by_carl):
    for actor in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            actions.rewrite(purpose, "Andet.", "Fordi.", by=actor)
        with pytest.raises(NotAllowed):
            actions.add_principle(project, "Samskabelse", "", by=actor)


def test_no_text_of_the_document_takes_a_cpr_number(project, purpose, by_amina):
    for act in (
        lambda: actions.rewrite(purpose, f"Se {CPR}", "Fordi.", by=by_amina),
        lambda: actions.rewrite(purpose, "Se sagen.", f"Fordi {CPR}", by=by_amina),
        lambda: actions.add_principle(project, CPR, "", by=by_amina),
    ):
        with pytest.raises(ContainsCpr):
            act()
    assert SectionVersion.objects.count() == 1


def test_the_page_says_what_changed_last_and_why(as_bo, url, purpose, by_amina):
    actions.rewrite(purpose, "Trygt at være hjemme.", "Vejen hjem er den mindste del.", by=by_amina)
    html = page(as_bo.get(url("document")))
    assert "Sidst ændret 19. marts 2026: <strong>Formål</strong>." in html
    assert "Vejen hjem er den mindste del." in html
    assert f'href="{reverse("document-edit", args=[purpose.project.slug, purpose.pk])}"' not in html


def test_earlier_names_and_places_stand_with_their_reasons(as_amina, url, project, by_amina):
    rename_project(project, "Trygt hjemme i Nørreby", "Det handler om dem, der bor der.", by=by_amina)
    set_geography(project, "Nørreby", "", by=by_amina, on=date(2025, 9, 1))
    set_geography(project, "Nørreby og Engtoft", "Engtoft bad om det.", by=by_amina)
    html = page(as_amina.get(url("document")))
    assert all(
        part in html
        for part in ("<del>Tryg hjemme</del>", "Det handler om dem", "<del>Nørreby</del>", "Engtoft bad om det.")
    )


def test_a_principle_without_acts_says_so_on_the_page(as_amina, url, project, by_amina):
    actions.add_principle(project, "Samskabelse", "", by=by_amina)
    assert "Ingen har handlet på det her endnu." in page(as_amina.get(url("document")))


def test_an_act_on_a_principle_is_written_from_its_page(as_amina, url, project, by_amina):
    principle = actions.add_principle(project, "Samskabelse", "", by=by_amina)
    as_amina.post(url("principle-act", principle.pk), {"what": "Borgere tolkede selv.", "on": "13. marts 2026"})
    html = page(as_amina.get(url("document")))
    assert "13. marts: Borgere tolkede selv." in html
    assert "Ingen har handlet på det her endnu." not in html


def test_an_activity_tells_which_principle_it_was_an_act_on(as_amina, url, project, by_amina):
    from samskab.ground.dates import read_one
    from samskab.projects.plan.actions import plan_activity

    raid = plan_activity(project, "Etnoraid", read_one("10. marts 2026"), by=by_amina)
    principle = actions.add_principle(project, "Samskabelse", "", by=by_amina)
    actions.act_on(principle, "Borgere var med på raidet.", date(2026, 3, 10), by=by_amina, activity=raid)
    html = page(as_amina.get(url("activity", raid.number)))
    assert "Samskabelse" in html
    assert "Borgere var med på raidet." in html


def test_the_second_writer_is_shown_the_first_ones_words_and_keeps_their_own(as_amina, url, purpose, by_amina):
    actions.rewrite(purpose, "Aminas ord.", "Aminas grund.", by=by_amina)
    words = {"heading": "Formål", "text": "De andre ord.", "reason": "En anden grund.", "based_on": "1"}
    html = page(as_amina.post(url("document-edit", purpose.pk), words))
    assert all(
        part in html for part in ("En anden har rettet imens", "Aminas ord.", "De andre ord.", "En anden grund.")
    )
    assert 'name="based_on" value="2"' in html


def test_having_read_the_other_version_one_may_save(as_amina, url, purpose, by_amina):
    actions.rewrite(purpose, "Aminas ord.", "Aminas grund.", by=by_amina)
    words = {"heading": "Formål", "text": "Begges ord.", "reason": "Flettet.", "based_on": "2"}
    assert as_amina.post(url("document-edit", purpose.pk), words).status_code == 302
    assert purpose.versions.last().text == "Begges ord."


def test_versions_are_compared_word_by_word(as_bo, url, purpose, by_amina):
    actions.rewrite(purpose, "Trygt at være hjemme.", "Derfor.", by=by_amina)
    html = page(as_bo.get(url("document-compare", purpose.pk)))
    assert "<del>hjem.</del><ins>at være hjemme.</ins>" in html


@pytest.mark.parametrize("query", ["?fra=1&til=9", "?fra=x", "?fra=1234567890"])
def test_a_version_that_is_not_there_is_not_found(as_bo, url, purpose, query):
    assert as_bo.get(url("document-compare", purpose.pk) + query).status_code == 404


@pytest.mark.parametrize("name", ["document", "document-new-section", "principle-new"])
def test_a_stranger_finds_nothing_of_the_document(as_carl, client, url, purpose, name):
    assert as_carl.get(url(name)).status_code == 404
    assert client.get(url(name)).status_code == 302


def test_a_section_of_another_project_cannot_be_opened_from_ones_own(as_carl, purpose, carl):
    from samskab.projects.actions import begin_project

    own = begin_project("En anden", coordinator=carl)
    for name in ("document-edit", "document-compare"):
        assert as_carl.get(reverse(name, args=[own.slug, purpose.pk])).status_code == 404


@pytest.mark.parametrize(
    "before,after",
    [
        ("a b " * 10_000, "b c a " * 6_000),
        ("a\n" * 20_000, "b\na\n" * 10_000),
        ("ord " * 9_000, "ord " * 9_000 + "nyt"),
    ],
    ids=["words", "lines", "longer"],
)
def test_long_sections_of_few_words_are_compared_without_looking_at_every_pair(before, after, monkeypatch):
    looked_at = []

    class Watched(queries.SequenceMatcher):
        def __init__(self, isjunk, a, b):
            looked_at.append(len(a) * len(b))
            super().__init__(isjunk, a, b)

    monkeypatch.setattr(queries, "SequenceMatcher", Watched)
    found = queries.differences(before, after)
    assert "".join(one.text for one in found if one.kind != "added") == before
    assert "".join(one.text for one in found if one.kind != "removed") == after
    assert all(pairs <= queries._MOST for pairs in looked_at)
