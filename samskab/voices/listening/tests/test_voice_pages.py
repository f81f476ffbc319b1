"""Writing a voice down takes one hand; reading them takes the same time however many there are."""

from datetime import date

import pytest

from samskab.ground.dates import When, read
from samskab.projects.access import Role
from samskab.projects.actions import add_place
from samskab.projects.guides.actions import use_at, write_guide
from samskab.projects.methods import shelf
from samskab.projects.plan.actions import plan_activity
from samskab.projects.team.actions import add_member
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.models import Voice

CANARY = "Kanariefuglen synger om natten."


@pytest.fixture
def new(project):
    return f"/p/{project.slug}/stemmer/ny/"


def sent(page, **typed):
    """What a browser sends: the values the page came with, and what was typed."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, "", [])} | typed


def test_open_type_save_is_enough(new, as_bo, bo):
    answer = as_bo.post(new, sent(as_bo.get(new), words=CANARY), follow=True)
    assert "Modtaget. Ordene er i sikkerhed." in answer.content.decode()
    voice = Voice.objects.get()
    assert (voice.words, voice.kind, voice.capture_method, voice.captured_by) == (CANARY, "quote", "noted", bo)
    assert not ConsentRecord.objects.exists(), "what nobody ticked, nobody has asked about"


def test_what_was_agreed_on_the_spot_is_kept_with_the_words(new, as_bo, story_day):
    ticks = {"agreed": ["read_back", "print", "internal"], "channel": "paper", "perspective": "municipal"}
    as_bo.post(new, sent(as_bo.get(new), words=CANARY, **ticks))
    voice = Voice.objects.get()
    assert voice.read_back and voice.perspective == "municipal"
    kept = {(one.purpose, one.answer, one.channel, one.given_on) for one in ConsentRecord.objects.all()}
    assert kept == {("print", True, "paper", story_day), ("internal", True, "paper", story_day)}


def test_what_is_asked_stands_where_one_writes_down(new, as_bo, project, by_amina):
    """On the ordinary page, and on the one a telephone keeps: all of them, each with the activities it belongs to."""
    [visit, other] = (
        plan_activity(project, title, When(None, None), by=by_amina, method_key=method)
        for title, method in (("Besøg", "kitchen_table"), ("Raid", "ethno_raid"))
    )
    use_at(write_guide(project, "Vores guide", "Hvad gjorde du?", by=by_amina), [visit], by=by_amina)
    for page in (new, f"/p/{project.slug}/felt/"):
        html = as_bo.get(page).content.decode()
        assert f'data-asked-at="{visit.pk}"' in html and f'data-asked-at="{other.pk}"' in html
        assert "Hvad gjorde du?" in html and shelf.method("ethno_raid").text("da").questions[0] in html
    here = as_bo.get(new, {"aktivitet": visit.number}).content.decode()
    assert here.count(" open>") == 1 and f'data-asked-at="{visit.pk}" open>' in here


def test_reading_aloud_is_no_agreement(new, as_bo):
    as_bo.post(new, sent(as_bo.get(new), words=CANARY, agreed=["read_back"]))
    assert Voice.objects.get().read_back and not ConsentRecord.objects.exists()


def test_when_the_agreement_cannot_be_kept_the_words_are_not_half_kept(new, as_bo, monkeypatch):
    def breaks(*_args, **_kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("samskab.voices.listening.actions.record", breaks)
    with pytest.raises(RuntimeError):
        as_bo.post(new, sent(as_bo.get(new), words=CANARY, agreed=["print"]))
    assert not Voice.objects.exists()


def test_nothing_is_ticked_before_a_person_does(new, as_bo):
    form = as_bo.get(new).context["form"]
    assert not form["agreed"].value() and not form["perspective"].value()


@pytest.mark.parametrize("where", ["words", "thought", "position"])
def test_a_cpr_number_is_refused_kindly_and_nothing_typed_is_lost(where, new, as_bo):
    typed = {"words": CANARY, "thought": "Længe.", "position": "nabo"} | {where: "hun er 010203-1234"}
    page = as_bo.post(new, sent(as_bo.get(new), **typed))
    words = page.content.decode()
    assert "Her står et CPR-nummer. Fjern det, så kan vi gemme. Intet er gemt endnu." in words
    assert all(page.context["form"][name].value() == value for name, value in typed.items())
    assert not Voice.objects.exists()
    if where == "position":
        assert "<details" in words and " open" in words, "what is wrong is never folded away"


@pytest.mark.parametrize("words", ["", "   ", "\n\n"])
def test_a_voice_has_words(words, new, as_bo):
    page = as_bo.post(new, sent(as_bo.get(new), words=words))
    assert page.status_code == 200 and "words" in page.context["form"].errors


def test_in_a_salon_the_card_is_chosen_and_noting_is_refused(project, new, as_bo, by_amina):
    salon = plan_activity(project, "Salon", When(None, None), by=by_amina, method_key="conversation_salon")
    page = as_bo.get(f"{new}?aktivitet={salon.number}")
    assert page.context["form"]["capture_method"].value() == "card"
    refused = as_bo.post(new, sent(page, words=CANARY, activity=salon.pk, capture_method="noted"))
    assert "Skriv kun det ned, som nogen selv har afleveret" in refused.content.decode() and not Voice.objects.exists()
    as_bo.post(new, sent(page, words=CANARY, activity=salon.pk))
    assert Voice.objects.get().capture_method == "card"


@pytest.mark.parametrize(
    "forged",
    [{"place": "999"}, {"activity": "999"}, {"kind": "rumour"}, {"capture_method": "read_in"}, {"agreed": "all"}],
)
def test_what_the_page_did_not_offer_is_not_kept(forged, new, as_bo):
    assert as_bo.post(new, sent(as_bo.get(new), words=CANARY) | forged).status_code == 200
    assert not Voice.objects.exists()


def test_a_place_of_another_project_is_not_offered(new, carl, by_carl, as_bo):
    from samskab.projects.actions import begin_project

    theirs = add_place(begin_project("Et andet", coordinator=carl), "Nabobyen", by=by_carl)
    assert as_bo.post(new, sent(as_bo.get(new), words=CANARY, place=theirs.pk)).status_code == 200
    assert not Voice.objects.exists()


@pytest.mark.parametrize("asked", ["", "0", "-1", "x", "99999999999999999999", "1.5"])
def test_an_odd_address_is_only_an_empty_form(asked, new, as_bo):
    assert as_bo.get(f"{new}?aktivitet={asked}").status_code == 200


# --- The list ---------------------------------------------------------------------------------------------------


def say(project, by, count=1, words=CANARY, **told):
    return [capture(project, Told(words, **told), by=by) for _ in range(count)]


def test_fifty_a_page_and_a_link_to_the_rest(project, as_bo, by_amina):
    say(project, by_amina, 60, standing="citizen", sector="civil")
    address = f"/p/{project.slug}/stemmer/"
    first = as_bo.get(f"{address}?fra=citizen").content.decode()
    assert "fra=citizen&amp;side=2" in first and "U-60" in first and "U-10<" not in first
    assert len(as_bo.get(f"{address}?side=2").context["voices"]) == 10
    for odd in ("0", "-1", "999", "x"):
        assert as_bo.get(f"{address}?side={odd}").status_code == 200


def test_one_perspective_at_a_time(project, as_bo, by_amina):
    say(project, by_amina, words="Fra en borger.", standing="citizen", sector="civil")
    say(project, by_amina, words="Fra en sygeplejerske.", standing="professional", sector="region")
    words = as_bo.get(f"/p/{project.slug}/stemmer/?fra=regional").content.decode()
    assert "Fra en sygeplejerske." in words and "Fra en borger." not in words
    assert "Fra en borger." in as_bo.get(f"/p/{project.slug}/stemmer/?fra=opdigtet").content.decode()


def test_only_those_without_an_agreement(project, as_amina, by_amina, story_day):
    from samskab.voices.consent.actions import Agreement, record

    [agreed] = say(project, by_amina, words="Det er aftalt.")
    say(project, by_amina, words="Ingen har spurgt.")
    record(agreed, {"print": False}, Agreement("consent", "oral", story_day), by=by_amina)
    words = as_amina.get(f"/p/{project.slug}/stemmer/?aftale=mangler").content.decode()
    assert "Ingen har spurgt." in words and "Det er aftalt." not in words


def test_an_empty_list_says_what_comes_and_how_to_begin(project, as_amina, as_bo):
    page = as_amina.get(f"/p/{project.slug}/stemmer/").content.decode()
    assert "Ingen har sagt noget her endnu." in page and "laes-ind" in page
    assert "laes-ind" not in as_bo.get(f"/p/{project.slug}/stemmer/").content.decode(), "no door Bo may not open"


@pytest.mark.parametrize("role", [Role.READER, Role.DPO])
def test_who_may_not_see_voices_meets_none_anywhere(role, project, carl, as_carl, by_amina):
    from samskab.meaning.themes.actions import tie, write_insight
    from samskab.trials.tracks.actions import lay_track

    add_member(project, carl, role, by=by_amina)
    [voice] = say(project, by_amina, standing="citizen", sector="civil", position="fuglekender")
    insight = write_insight(project, "Der er noget om natten.", by=by_amina)
    tie(insight, voice, "supports", by=by_amina)
    lay_track(project, "proposal", "Et vindue på klem", insights=[insight], by=by_amina)
    open_pages = [
        "",
        "nyt/",
        "indsigter/",
        "indsigter/I-1/",
        "runden/",
        "spor/",
        "spor/S-1/",
        "t/U-1/",
        "t/I-1/",
        "t/S-1/",
        "viden/",
        "udgivelser/",
    ]
    for page in open_pages:
        answer = as_carl.get(f"/p/{project.slug}/{page}?vis=liste")
        assert answer.status_code == 200, page
        assert "Kanariefuglen" not in answer.content.decode() and "uglekender" not in answer.content.decode(), page
    for page in (
        "stemmer/",
        "stemmer/ny/",
        "stemmer/U-1/",
        "stemmer/U-1/aftale/",
        "stemmer/U-1/tag-tilbage/",
        "indsigter/I-1/stemmer/",
    ):
        assert as_carl.get(f"/p/{project.slug}/{page}").status_code == 404, page
        assert as_carl.post(f"/p/{project.slug}/{page}", {"words": "x"}).status_code in {404, 405}, page
    assert Voice.objects.get().is_kept


def test_a_member_of_another_project_meets_nothing(project, carl, as_carl, by_amina):
    from samskab.projects.actions import begin_project

    begin_project("Carls eget", coordinator=carl)
    say(project, by_amina)
    for page in ("", "stemmer/", "stemmer/U-1/", "t/U-1/", "indsigter/", "viden/", "deltagere/", "om/"):
        assert as_carl.get(f"/p/{project.slug}/{page}").status_code == 404, page
    assert as_carl.get("/p/carls-eget/stemmer/U-1/").status_code == 404


def test_words_are_found_and_shown_where_they_were_said(as_amina, project, by_amina):
    capture(project, Told("Før. " * 100 + "Ventetiderne er lange. " + "Efter. " * 100), by=by_amina)
    capture(project, Told("Bussen kører ikke."), by=by_amina)
    html = as_amina.get("/p/tryg-hjemme/stemmer/?ord=ventetid").content.decode()
    assert "<mark>Ventetiderne</mark>" in html and "Én stemme passer." in html
    assert "Bussen" not in html and html.count("Efter.") < 30
    nothing = as_amina.get("/p/tryg-hjemme/stemmer/?ord=cykel&aktivitet=99999999").content.decode()
    assert "Ingen har sagt det sådan." in nothing and "Find ord i stemmer og kilder" in nothing


def test_what_was_said_at_one_activity(as_amina, project, by_amina):
    here = plan_activity(project, "Møde", read("7. april 2026 kl. 9-12")[0].when, by=by_amina)
    capture(project, Told("Sagt ved mødet.", activity=here), by=by_amina)
    capture(project, Told("Sagt et andet sted."), by=by_amina)
    html = as_amina.get(f"/p/tryg-hjemme/stemmer/?aktivitet={here.number}").content.decode()
    assert "Sagt ved mødet." in html and "Sagt et andet sted." not in html
    assert f'<option value="{here.number}" selected>Møde</option>' in html


def test_a_name_is_pointed_at_before_the_words_are_kept_and_stops_nobody(new, as_bo):
    told = sent(as_bo.get(new), words="Karen Madsen hjælper mig hver dag.")
    page = as_bo.post(new, told).content.decode()
    assert "Der står måske et navn her: Karen Madsen." in page and "Intet er gemt endnu." in page
    assert not Voice.objects.exists() and "Karen Madsen hjælper mig" in page
    assert as_bo.post(new, told | {"alligevel": "1"}).status_code == 302
    assert Voice.objects.get().words == told["words"]


def test_a_picture_is_asked_about_only_where_there_can_be_one(new, as_bo, project):
    ordinary, field = (as_bo.get(page).content.decode() for page in (new, f"/p/{project.slug}/felt/"))
    line = 'name="agreed" value="{}"'.format
    assert line("picture") not in ordinary and ordinary.count(line("record")) == 1
    for purpose in ("picture", "record", "print"):
        assert field.count(line(purpose)) == 1
    assert field.index(line("picture")) < field.index("field-choose") < field.index(line("record"))


def test_the_agreement_in_force_is_kept_with_the_page_for_the_telephone(as_bo, project, by_amina):
    from samskab.voices.consent.participation import write_agreement

    visit = plan_activity(project, "Besøg", When(None, None), by=by_amina)
    write_agreement(project, "Du bestemmer selv.", "consent", by=by_amina)
    write_agreement(project, "Ved bordet bestemmer du selv.", "consent", by=by_amina, activity=visit)
    page = as_bo.get(f"/p/{project.slug}/felt/").content.decode()
    assert "Du bestemmer selv." in page and f'data-asked-at="{visit.pk}"><summary>Aftalen' in page
    assert 'data-asked-at=""><summary>Aftalen' in page, "where no activity is chosen, the project's own is told"


def test_each_voice_has_its_day_and_they_are_found_by_it(as_bo, project, by_amina):
    for day, words in ((1, "Den første."), (2, "Den anden."), (3, "Den tredje.")):
        capture(project, Told(words, captured_on=date(2026, 3, day)), by=by_amina)
    at = f"/p/{project.slug}/stemmer/"
    assert "2. marts 2026" in as_bo.get(at).content.decode()
    page = as_bo.get(at, {"tidligst": "2026-03-02", "senest": "2026-03-02"}).content.decode()
    assert "Den anden." in page and "Den første." not in page and "Den tredje." not in page
    assert "Den første." in as_bo.get(at, {"tidligst": "i går"}).content.decode()


def test_words_are_written_down_from_a_source_and_say_so(new, as_bo, project, by_amina):
    from samskab.voices.sources.actions import Upload, keep

    source = keep(project, Upload("samtale.txt", "txt", b"Hej", f"Hun sagde: {CANARY}"), by=by_amina)
    page = as_bo.get(f"/p/{project.slug}/kilder/{source.number}/").content.decode()
    here = f"{new}?kilde={source.number}"
    assert here in page
    as_bo.post(here, sent(as_bo.get(here), words=CANARY))
    voice = Voice.objects.get()
    assert (voice.source, voice.capture_method) == (source, "read_in")
    assert as_bo.get(f"{new}?kilde=77").status_code == 404
