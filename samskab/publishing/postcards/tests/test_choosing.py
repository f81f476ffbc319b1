import pytest
from django.urls import reverse

from samskab.journal.models import Entry
from samskab.meaning.themes.actions import tie
from samskab.projects.permission import NotAllowed
from samskab.publishing.postcards import actions
from samskab.publishing.postcards.actions import Choice, MayNotBePrinted, NotThisNow
from samskab.publishing.postcards.layout import moved
from samskab.publishing.postcards.models import Postcard

OWN = {"title": "Tryg hjemme", "intro": "", "edition_label": "", "disagreements": ""}


def layout(card):
    return reverse("postcard-edit", args=[card.project.slug, card.number])


def codes(card):
    return [line.voice.code for line in card.lines.all() if line.voice]


def test_making_a_card_leads_straight_to_choosing(as_amina, project):
    begun = as_amina.post(reverse("postcard-new", args=[project.slug]), {"title": "Nyt fra os", "intro": "Fordi."})
    card = Postcard.objects.get()
    assert begun.url == layout(card)
    assert (card.title, card.intro, card.edition_label) == ("Nyt fra os", "Fordi.", "marts 2026")


def test_a_card_with_nothing_ticked_is_not_said_to_fit(as_amina, make_card, say):
    card, voice = make_card(), say()
    asks, fits = "Sæt kryds ved det, der skal med.", "Det hele kan stå på to sider."
    assert (asks in fit_of(as_amina.get(layout(card)))) and fits not in as_amina.get(layout(card)).content.decode()
    unticked = as_amina.post(layout(card), OWN, headers={"HX-Request": "true"}).content.decode()
    ticked = as_amina.post(layout(card), OWN | {"voices": voice.code}, headers={"HX-Request": "true"}).content.decode()
    assert (asks in unticked, fits in unticked) == (True, False)
    assert (asks in ticked, fits in ticked) == (False, True)


def fit_of(response):
    return response.content.decode().partition('id="fit"')[2].partition("</p>")[0]


def test_one_page_lays_out_the_whole_card(as_amina, make_card, say, understood):
    card, first, second = make_card(), say("Første."), say("Anden.")
    insight, track, item = understood["insights"][0], understood["tracks"][0], understood["knowledge"][0]
    chosen = {"voices": [second.code, first.code], "front": first.code, "insights": insight.code, "tracks": track.code}
    own = OWN | {"title": "Ny", "intro": "Et.\n\nTo.", "edition_label": "marts", "disagreements": "Om natten."}
    saved = as_amina.post(layout(card), own | chosen | {"knowledge": f"V-{item.number}"})
    assert saved.status_code == 302
    card.refresh_from_db()
    assert codes(card) == [second.code, first.code]
    assert card.front_line.voice == first
    assert [line.insight or line.track or line.knowledge for line in card.lines.all()][2:] == [insight, item, track]
    assert (card.title, card.disagreements) == ("Ny", "Om natten.")


@pytest.mark.parametrize("answered", [None, False])
def test_a_quote_without_consent_stands_with_its_reason_and_cannot_be_chosen(as_amina, make_card, say, answered):
    card, voice = make_card(), say("Må I det?", print_it=answered, web=None)
    page = as_amina.get(layout(card)).content.decode()
    assert f'value="{voice.code}" id="tick-{voice.code}" disabled' in page
    assert "Må ikke trykkes" in page
    assert reverse("voice-consent", args=[card.project.slug, voice.number]) in page
    assert f'id="front-{voice.code}"' not in page


@pytest.mark.parametrize("forged", [{"voices": "U-1"}, {"front": "U-1"}, {"voices": ["U-1"], "front": "U-1"}])
def test_a_forged_choice_of_a_quote_without_consent_is_refused(as_amina, make_card, say, forged):
    card = make_card()
    assert say("Nej.", print_it=False).code == "U-1"
    answer = as_amina.post(layout(card), OWN | forged)
    assert answer.status_code == 422
    assert "U-1 må ikke trykkes – spørg, om I må." in answer.content.decode()
    assert not card.lines.exists()


def test_the_action_itself_refuses_a_quote_without_consent(make_card, say, by_amina):
    card, fine, unasked = make_card(), say(), say(print_it=None, web=None)
    with pytest.raises(MayNotBePrinted, match=f"{unasked.code}: Må ikke trykkes endnu"):
        actions.choose(card, Choice(voices=[fine, unasked]), by=by_amina)
    assert not card.lines.exists()


def test_nothing_typed_is_lost_when_something_else_is_wrong(as_amina, make_card, say):
    card, voice = make_card(), say("Jeg blev så glad.")
    answer = as_amina.post(
        layout(card),
        OWN | {"title": "", "intro": "Langt og godt", "voices": voice.code, f"excerpt-{voice.code}": "så glad"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Langt og godt" in page
    assert ">så glad</textarea>" in page
    assert f'id="tick-{voice.code}" checked' in page


def test_a_quote_is_shortened_only_by_cutting(as_amina, make_card, say):
    card, voice = make_card(), say("Jeg blev så glad, da hun kom.")
    wrong = as_amina.post(layout(card), OWN | {"voices": voice.code, f"excerpt-{voice.code}": "Jeg er glad"})
    assert wrong.status_code == 422
    assert "Et citat kan kun forkortes." in wrong.content.decode()
    assert not card.lines.exists()
    as_amina.post(layout(card), OWN | {"voices": voice.code, f"excerpt-{voice.code}": "Jeg blev så glad"})
    assert card.lines.get().excerpt == "Jeg blev så glad …"


def test_the_order_changes_without_a_script(as_amina, make_card, say):
    first, second, third = say("En."), say("To."), say("Tre.")
    card = make_card(first, second, third)
    kept = OWN | {"voices": codes(card), "front": first.code}
    up = as_amina.post(layout(card), kept | {"up": f"voices:{third.code}"})
    assert up.url == layout(card) + f"#voices-{third.code}"
    assert codes(card) == [first.code, third.code, second.code]
    as_amina.post(layout(card), kept | {"voices": codes(card), "down": f"voices:{first.code}"})
    assert codes(card) == [third.code, first.code, second.code]
    card.refresh_from_db()
    assert card.front_line.voice == first


def test_moving_stops_at_the_ends():
    assert moved(["a", "b"], "a", -1) == ["a", "b"]
    assert moved(["a", "b"], "b", 1) == ["a", "b"]
    assert moved(["a", "b"], "c", 1) == ["a", "b"]


@pytest.mark.parametrize("field", ["title", "intro", "disagreements", "edition_label", "excerpt-U-1"])
def test_a_cpr_number_is_refused_and_nothing_is_saved(as_amina, make_card, say, field):
    card, voice = make_card(), say("Ring 010190-1234 nu.".replace("010190-1234", "til mig"))
    answer = as_amina.post(layout(card), OWN | {"voices": voice.code} | {field: "Hun har 010190-1234"})
    assert answer.status_code == 422
    assert "Her står et CPR-nummer" in answer.content.decode()
    card.refresh_from_db()
    assert (card.title, card.lines.count()) == ("Tryg hjemme", 0)


def test_a_full_card_says_so_before_it_is_saved(as_amina, make_card, say):
    card = make_card()
    many = [
        say(f"{number}. " + "Det er svært at vide, hvem man skal ringe til om aftenen. " * 4) for number in range(9)
    ]
    chosen = OWN | {"voices": [voice.code for voice in many]}
    live = as_amina.post(layout(card), chosen, headers={"HX-Request": "true"})
    assert "Der er for meget under »Det har vi hørt«" in live.content.decode()
    assert not card.lines.exists()
    as_amina.post(layout(card), chosen)
    assert card.lines.count() == 9
    assert "Der er for meget under" in as_amina.get(layout(card)).content.decode()
    fits = as_amina.post(layout(card), OWN | {"voices": many[0].code}, headers={"HX-Request": "true"})
    assert "Det hele kan stå på to sider." in fits.content.decode()


def test_saving_the_same_again_is_no_change(make_card, say, by_amina):
    voice = say()
    card = make_card(voice)
    before = Entry.objects.count()
    words = actions.OwnWords(card.title, card.intro, card.edition_label, card.disagreements)
    actions.lay_out(card, words, Choice(voices=[voice], front=voice), by=by_amina)
    assert Entry.objects.count() == before


def test_a_thing_from_another_project_never_stands_on_a_card(make_card, by_carl, carl):
    from samskab.projects.actions import begin_project
    from samskab.voices.intake.actions import Told, capture

    theirs = capture(begin_project("Et andet", coordinator=carl), Told("Vores."), by=by_carl)
    card = make_card()
    with pytest.raises(NotThisNow):
        actions.choose(card, Choice(voices=[theirs]), by=actions_system())


def actions_system():
    from samskab.people.actors import SYSTEM

    return SYSTEM


def test_what_is_published_is_never_changed(as_amina, make_card, say, publish, by_amina):
    voice = say()
    card = publish(make_card(voice))
    assert as_amina.get(layout(card)).status_code == 404
    with pytest.raises(NotThisNow, match="Kortet er udgivet"):
        actions.choose(card, Choice(), by=by_amina)


def test_the_journal_holds_no_words(make_card, say, publish):
    publish(make_card(say("Hemmelige ord om min mor.")))
    for entry in Entry.objects.all():
        assert "Hemmelige" not in str(entry.facts)


def test_someone_without_the_role_makes_no_card(as_bo, project, by_bo):
    assert as_bo.get(reverse("postcard-new", args=[project.slug])).status_code == 404
    with pytest.raises(NotAllowed):
        actions.make_postcard(project, "Mit kort", by=by_bo)


@pytest.mark.parametrize("name", ["publications", "postcard-new"])
def test_a_stranger_sees_nothing(as_carl, client, project, name):
    address = reverse(name, args=[project.slug])
    assert as_carl.get(address).status_code == 404
    assert client.get(address).url.startswith("/log-ind/")


@pytest.mark.parametrize("name", ["postcard", "postcard-edit", "postcard-pdf"])
def test_a_stranger_sees_no_card(as_carl, client, make_card, say, name):
    card = make_card(say())
    address = reverse(name, args=[card.project.slug, card.number])
    assert as_carl.get(address).status_code == 404
    assert client.get(address).url.startswith("/log-ind/")


def test_an_empty_shelf_says_what_will_stand_there(as_amina, project):
    page = as_amina.get(reverse("publications", args=[project.slug])).content.decode()
    assert "Her kommer postkortene til at stå" in page
    assert page.count("button-primary") == 1


@pytest.fixture
def many(project, by_amina, story_day):
    """Seventy voices that may be printed, written straight into the tables."""
    from samskab.ground import clock
    from samskab.voices.intake.models import what_is_searched
    from samskab.voices.models import ConsentRecord, Voice

    voices = Voice.objects.bulk_create(
        Voice(
            project=project,
            number=number,
            words=f"Stemme {number}.",
            **what_is_searched(f"Stemme {number}.", ""),
            captured_on=story_day,
            created_at=clock.now(),
        )
        for number in range(1, 71)
    )
    ConsentRecord.objects.bulk_create(
        ConsentRecord(voice=voice, purpose="print", answer=True, basis="consent", channel="oral", given_on=story_day,
                      recorded_at=clock.now())
        for voice in voices
    )  # fmt: skip
    return voices


def on_the_table(page):
    return [row.code for row in page.context["rows"]["voices"]]


def test_of_very_many_voices_a_part_is_on_the_table_at_a_time(as_amina, make_card, many, understood, by_amina):
    tie(understood["insights"][0], many[2], "supports", by=by_amina)
    card = make_card(many[4], insights=understood["insights"])
    first, second = as_amina.get(layout(card)), as_amina.get(layout(card) + "?side=2")
    assert on_the_table(first)[0] == "U-5" and "U-3" in on_the_table(first) and "U-1" not in on_the_table(first)
    assert len(on_the_table(first)) == 61 and "U-5" in on_the_table(second) and "U-1" in on_the_table(second)
    assert {*on_the_table(first), *on_the_table(second)} == {voice.code for voice in many}


def test_what_is_ticked_on_another_page_is_kept(as_amina, make_card, many):
    card = make_card(many[4])
    as_amina.post(layout(card), OWN | {"voices": ["U-5", "U-1", "U-70"], "front": "U-1"})
    card.refresh_from_db()
    assert codes(card) == ["U-5", "U-1", "U-70"] and card.front_line.voice.code == "U-1"


def test_a_voice_is_found_by_what_it_says(as_amina, make_card, many):
    page = as_amina.get(layout(make_card()) + "?ord=stemme 17")
    assert on_the_table(page) == ["U-17"] and 'value="stemme 17"' in page.content.decode()


def test_only_the_voices_on_the_table_are_said_to_be_read(as_amina, make_card, many):
    from samskab.journal.models import Reading

    as_amina.get(layout(make_card()))
    assert Reading.objects.filter(subject="voice").count() == 60


def test_of_few_voices_all_are_on_the_table_and_nothing_is_to_be_searched(as_amina, make_card, say):
    said = [say(f"Stemme {number}.") for number in range(3)]
    page = as_amina.get(layout(make_card()))
    assert on_the_table(page) == [voice.code for voice in said] and 'role="search"' not in page.content.decode()
