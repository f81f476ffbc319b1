"""The holder of a receipt sees their own words, what came of them, and who looked; answers, and takes back."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samskab.journal.models import Entry, Reading
from samskab.meaning.themes.actions import tie
from samskab.publishing.receipts.queries import ASKED
from samskab.voices.consent import receipt_code, session
from samskab.voices.consent.actions import Agreement, record
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.consent.participation import write_agreement
from samskab.voices.consent.queries import answer_to
from samskab.voices.consent.receipts import give, put_on, with_code
from samskab.voices.intake.models import Voice
from samskab.voices.pseudonyms.actions import point_out, say_instead
from samskab.voices.pseudonyms.in_voices import replace_names_in_voice
from samskab.voices.pseudonyms.looking import look_in_voice
from samskab.voices.pseudonyms.models import NameSearch

SECRET = "Min mor faldt tre gange i januar."


def words(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.fixture
def told(say):
    return say(SECRET)


@pytest.fixture
def code(told, by_amina):
    return give(told, by=by_amina).code


@pytest.fixture
def opened(code):
    browser = Client()
    assert browser.post("/k/", {"kode": receipt_code.in_groups(code).lower()}).status_code == 302
    return browser


# --- Getting in -----------------------------------------------------------------------------------------------------


def test_the_code_opens_one_s_own_words_without_an_account(opened):
    assert SECRET in words(opened.get("/k/"))


def test_without_the_code_there_is_one_field_and_a_telephone(code, settings):
    settings.CONTACT_PHONE = "70 00 00 00"
    page = words(Client().get("/k/"))
    assert "Din kode" in page and "70 00 00 00" in page and SECRET not in page


def test_a_slip_is_told_from_a_code_nobody_holds(code):
    slip = code[:5] + ("A" if code[5] != "A" else "B") + code[6:]
    assert "slåfejl" in words(Client().post("/k/", {"kode": slip}))
    assert "Den kode kender vi ikke" in words(Client().post("/k/", {"kode": receipt_code.make()}))
    assert "Skriv koden" in words(Client().post("/k/", {"kode": " "}))


def test_a_wrong_code_is_answered_with_as_many_questions_as_a_right_one(code):
    asked = []
    for typed in (code, receipt_code.make()):
        with CaptureQueriesContext(connection) as queries:
            with_code(typed)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_code_is_in_no_address_no_cookie_and_no_row(code, opened):
    answer = opened.get("/k/")
    assert code not in answer.content.decode()
    assert code not in opened.cookies.output() and code.lower() not in opened.cookies.output()
    assert code not in str(list(Entry.objects.values()))


def test_whoever_tries_again_and_again_is_told_to_wait(code):
    answers = {Client().post("/k/", {"kode": receipt_code.make()}).status_code for _try in range(31)}
    assert answers == {200, 429}
    other = Client(REMOTE_ADDR="198.51.100.7")
    assert other.post("/k/", {"kode": code}).status_code == 302, "the village next door is not kept out"


def test_the_cookie_is_the_browser_s_alone_and_lasts_half_an_hour(code, settings):
    settings.BEHIND_HTTPS = True
    answer = Client().post("/k/", {"kode": code}, secure=True)
    cookie = answer.cookies["__Host-receipt"]
    assert cookie["httponly"] and cookie["secure"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"
    assert cookie["max-age"] == timedelta(minutes=30).total_seconds() and not cookie["domain"]


def test_a_cookie_we_have_not_signed_opens_nothing(opened, told):
    for made in ("", "[1,1]", "x:y:z", opened.cookies[session.name()].value[:-1]):
        browser = Client()
        browser.cookies[session.name()] = made
        assert SECRET not in words(browser.get("/k/"))


def test_a_receipt_given_anew_shuts_what_stood_open(opened, told, by_amina):
    give(told, by=by_amina)
    assert SECRET not in words(opened.get("/k/"))


def test_whoever_shuts_the_page_has_shut_it(opened):
    opened.post("/k/luk/")
    assert SECRET not in words(opened.get("/k/"))


def test_no_page_is_kept_by_the_browser(opened):
    for page in ("/k/", "/k/tag-tilbage/"):
        assert "no-store" in opened.get(page).headers["Cache-Control"]


@pytest.mark.parametrize("page", ["/k/tag-tilbage/", "/k/slettet/", "/k/U-1/tag-tilbage/"])
def test_without_a_receipt_every_other_page_leads_to_the_field(told, page):
    assert Client().get(page).headers["Location"] == "/k/"


@pytest.mark.parametrize("page", ["/k/tag-tilbage/", "/k/U-1/tag-tilbage/", "/k/U-1/svar/"])
def test_without_a_receipt_nothing_happens(told, page):
    Client().post(page, {"purpose": "web", "answer": "no"})
    assert Voice.objects.get().is_kept and answer_to(Voice.objects.get(), "web") is True


# --- What I see -----------------------------------------------------------------------------------------------------


def test_others_words_stand_nowhere_on_it(opened, say, understood, by_amina, told):
    other = say("Jeg har aldrig ventet.")
    for voice in (told, other):
        tie(understood["insights"][0], voice, "supports", by=by_amina)
    assert "Jeg har aldrig ventet." not in words(opened.get("/k/"))


def test_what_came_of_it_is_told_in_our_words_only_where_they_are_public(
    opened, told, understood, by_amina, make_card, publish, say
):
    from samskab.trials.tracks.actions import lay_track

    insight = understood["insights"][0]
    tie(insight, told, "supports", by=by_amina)
    track = lay_track(told.project, "proposal", "Én linje at ringe til", insights=[insight], by=by_amina)
    before = words(opened.get("/k/"))
    assert "Vi forstod noget nyt." in before and "Det blev til et forslag." in before
    assert insight.sentence not in before and track.title not in before
    publish(make_card(told, insights=[insight], tracks=[track]))
    page = opened.get("/k/").content.decode()
    assert insight.sentence in page and track.title in page and "Dine ord kom på et postkort." in page
    links = re.findall(r'href="(/[op]/[^"]+)"', page.split("<main", 1)[1])
    assert links and all(link.startswith("/o/") and Client().get(link).status_code == 200 for link in links)


def test_who_looked_is_told_as_when_and_why_and_not_who(opened, told, as_amina, project):
    as_amina.get(f"/p/{project.slug}/stemmer/{told.code}/")
    page = words(opened.get("/k/"))
    assert "for at læse, hvad der er sagt" in page and "Amina" not in page.split("Vil du hellere ringe?")[0]
    assert Reading.objects.filter(actor_kind="receipt", subject_id=told.pk, purpose="own").count() == 1


def test_the_agreement_stands_as_it_was_shown(opened, told, by_amina, story_day, project):
    shown = write_agreement(project, "Du kan altid ringe.", "public_task", by=by_amina)
    record(told, {"take_part": True}, Agreement("public_task", "oral", story_day, shown=shown), by=by_amina)
    write_agreement(project, "Noget helt nyt.", "public_task", by=by_amina)
    page = words(opened.get("/k/"))
    assert "Du kan altid ringe." in page and "Noget helt nyt." not in page


def test_every_use_has_its_line():
    assert list(ASKED) == list(ConsentRecord.Purpose)


# --- What I do ------------------------------------------------------------------------------------------------------


def test_a_no_counts_at_once_and_on_the_web_page_too(opened, told, say, make_card, publish, project):
    card = publish(make_card(told, say("Et andet citat.")))
    public = reverse("public-postcard", args=[project.slug, card.number])
    assert SECRET in words(Client().get(public))
    answer = opened.post(f"/k/{told.code}/svar/", {"purpose": "web", "answer": "no"}, follow=True)
    assert "Gemt." in words(answer) and SECRET not in words(Client().get(public))
    kept = ConsentRecord.objects.latest("pk")
    assert (kept.purpose, kept.answer, kept.channel, kept.basis, kept.taken_by_id) == (
        "web", False, "digital", "consent", None,
    )  # fmt: skip
    assert Entry.objects.filter(verb="consent_recorded", actor_kind="receipt").count() == 1


@pytest.mark.parametrize("sent", [{}, {"purpose": "television", "answer": "yes"}, {"purpose": "web", "answer": "x"}])
def test_what_is_no_answer_changes_nothing(opened, told, sent):
    before = ConsentRecord.objects.count()
    opened.post(f"/k/{told.code}/svar/", sent)
    assert ConsentRecord.objects.count() == before


def test_somebody_else_s_number_is_not_there(opened, say):
    other = say("Jeg har aldrig ventet.")
    assert opened.get(f"/k/{other.code}/tag-tilbage/").status_code == 404
    assert opened.post(f"/k/{other.code}/tag-tilbage/").status_code == 404
    assert opened.post(f"/k/{other.code}/svar/", {"purpose": "web", "answer": "no"}).status_code == 404
    assert Voice.objects.get(pk=other.pk).is_kept


def test_the_preview_says_what_goes_what_cannot_and_what_stays(opened, told, say, make_card, publish):
    card = publish(make_card(told, say("Et andet citat.")))
    page = words(opened.get("/k/tag-tilbage/"))
    assert SECRET in page and f"»{card.title}«, hvis nogen har det på papir" in page
    assert f"Nummeret {told.code}, uden ord" in page and Voice.objects.get(pk=told.pk).is_kept


def test_before_anything_is_printed_the_preview_says_so(opened):
    assert "Dine ord er ikke trykt på noget." in words(opened.get("/k/tag-tilbage/"))


def test_taken_back_they_are_gone_everywhere_and_the_receipt_says_so(opened, told, say, make_card, publish, project):
    card = publish(make_card(told, say("Et andet citat.")))
    done = opened.post("/k/tag-tilbage/", follow=True)
    assert "Dine ord er slettet" in words(done) and f"»{card.title}«, hvis nogen har det på papir" in words(done)
    for page in ("/k/", "/k/slettet/", reverse("public-postcard", args=[project.slug, card.number])):
        assert SECRET not in words(opened.get(page))
    assert not ConsentRecord.objects.filter(voice=told).exists()
    assert Entry.objects.get(verb="voice_withdrawn").actor_kind == "receipt"
    assert opened.get("/k/tag-tilbage/").headers["Location"] == "/k/"


def test_one_of_several_can_be_taken_back(opened, code, told, say, by_amina):
    other = say("Og sådan er det stadig.")
    put_on(other, code, by=by_amina)
    opened.post(f"/k/{told.code}/tag-tilbage/")
    page = words(opened.get("/k/"))
    assert SECRET not in page and "Og sådan er det stadig." in page and "Ordene er slettet." in page


def test_answering_about_words_that_went_in_the_meantime_says_so(opened, told, by_amina, monkeypatch):
    from samskab.publishing.receipts import queries
    from samskab.voices.consent.actions import withdraw

    seen = queries.find(session.receipt_in(opened.get("/k/").wsgi_request), told.number)
    withdraw(told, by=by_amina)
    monkeypatch.setattr(queries, "find", lambda receipt, number: seen)
    answer = opened.post(f"/k/{told.code}/svar/", {"purpose": "web", "answer": "no"}, follow=True)
    assert "Ordene er taget tilbage i mellemtiden" in words(answer)


# --- Plain words ----------------------------------------------------------------------------------------------------


def test_a_citizen_can_read_every_page(opened, told, say, make_card, publish, code):
    from tests.plain_words import lix

    publish(make_card(told, say("Et andet citat.")))
    pages = [Client().get("/k/"), opened.get("/k/"), opened.get("/k/tag-tilbage/")]
    pages.append(opened.post("/k/tag-tilbage/", follow=True))
    for page in pages:
        assert lix(*sentences(page)) < 35


def sentences(page):
    """Each piece of text on the page's own part, as one hears it read."""
    main = page.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    pieces = re.findall(r"<(?:p|li|h1|h2|h3|label|summary|button|span)[^>]*>([^<]+)<", main)
    return [" ".join(unescape(piece).split()) for piece in pieces if re.search(r"[^\W\d_]", unescape(piece))]


def test_a_yes_that_ran_out_leaves_the_web_at_night_and_the_receipt_says_so(
    opened, told, say, make_card, publish, project, by_amina, story_day, settings
):
    from samskab.people.actors import SYSTEM
    from samskab.voices.consent.expiring import end_what_has_run_out

    record(told, {"print": True, "web": True}, Agreement("consent", "oral", story_day, story_day), by=by_amina)
    card = publish(make_card(told, say("Et andet citat.")))
    public = reverse("public-postcard", args=[project.slug, card.number])
    settings.STORY_DAY = story_day + timedelta(days=1)
    assert SECRET in words(Client().get(public)), "until the night"
    assert end_what_has_run_out(by=SYSTEM) == 1
    assert SECRET not in words(Client().get(public))
    assert "Dit ja løb ud 19. marts 2026." in words(opened.get("/k/"))


def test_that_an_answer_is_kept_stands_beside_its_line(opened, told):
    sent = opened.post(reverse("receipt-answer", args=[told.number]), {"purpose": "web", "answer": "no"})
    line = f"{told.code}-web"
    assert sent.headers["Location"] == f"/k/?gemt={line}#{line}"
    page = opened.get(sent.headers["Location"]).content.decode()
    assert page.count("Gemt. Svaret gælder fra nu af.") == 1
    assert page.index(f'id="{line}"') < page.index("Gemt. Svaret gælder") < page.index('value="web"')


def test_a_receipts_code_typed_where_voices_are_looked_up_opens_it_and_stands_in_no_address(code):
    for typed in (code, receipt_code.in_groups(code).lower()):
        sent = Client(enforce_csrf_checks=True)
        form = {"kode": typed, "csrfmiddlewaretoken": sent.get("/t/").context["csrf_token"]}
        opened = sent.post("/t/", form, follow=True)
        assert SECRET in words(opened)
        assert [address for address, _status in opened.redirect_chain] == ["/k/", "/k/"]
    assert "slåfejl" in words(Client().post("/t/", {"kode": code[:-1]}, follow=True))


def test_a_receipts_code_in_an_address_is_led_out_of_it_and_opens_nothing(client, code):
    typed = client.get("/t/", {"kode": code})
    assert typed.status_code == 302 and typed.headers["Location"] == "/k/"
    assert SECRET not in words(client.get("/k/"))


def test_no_form_of_ours_puts_a_receipts_code_in_an_address(as_amina, opened, told):
    """Wherever a code is asked for, it is sent, and in what is sent alone."""
    asked = []
    for page in (
        "/t/",
        "/t/U-999/",
        "/k/",
        "/billeder/",
        reverse("voice-receipt", args=[told.project.slug, told.number]),
    ):
        for browser in (Client(), as_amina, opened):
            html = browser.get(page).content.decode()
            asked += [
                form for form in re.findall(r"<form.*?</form>", html, re.S) if re.search(r'name="(kode|code)"', form)
            ]
    assert len(asked) >= 12
    assert not [form for form in asked if 'method="post"' not in form]


def test_words_with_other_names_stand_as_they_are_now_and_the_person_is_told(told, code, opened, by_amina):
    before = words(opened.get("/k/"))
    point_out(look_in_voice(told, by=by_amina), "januar", by=by_amina)
    one = NameSearch.objects.get(voice=told).spots.select_related("search__voice__project").get()
    say_instead(one, "en måned", by=by_amina, everywhere=True)
    replace_names_in_voice(told, by=by_amina, seen=1)
    after = words(opened.get("/k/"))
    assert SECRET in before and "klammer" not in before
    assert "[en måned]" in after and SECRET not in after and "Det i [klammer] er opdigtet" in after
