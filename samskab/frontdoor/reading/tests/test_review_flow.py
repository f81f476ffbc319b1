"""From a file to the project: what is shown, what is stored, and that nothing is stored before a person says yes."""

import re
import tempfile
from datetime import date, time

import pytest
from django.contrib.messages import get_messages

from samskab.frontdoor.reading.tests.browsing import (
    Form,
    address,
    files_under,
    keep,
    open_file,
    read_in,
    rows_of_everything,
)
from samskab.frontdoor.reading.tests.conftest import DESCRIPTION
from samskab.journal.models import Entry
from samskab.projects.models import FormerName, Party, Principle, ProjectMethod, Section
from samskab.trials.tracks.models import Track
from samskab.voices.consent.actions import withdraw
from samskab.voices.consent.queries import is_unknown, may_be_printed
from samskab.voices.intake.models import Voice
from samskab.voices.knowledge.models import Knowledge
from samskab.voices.sources.models import Source
from samskab.voices.sources.originals import opened, place_of


def latest(project, heading):
    return Section.objects.get(project=project, heading=heading).versions.last()


# Nothing before a yes


def test_looking_at_a_document_stores_nothing(as_amina, project, description, files, tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    before = rows_of_everything()
    page = open_file(as_amina, project, description)
    assert page.status_code == 200
    assert "Intet er gemt endnu" in page.content.decode()
    assert rows_of_everything() == before
    assert files_under(files) == []
    assert files_under(folder) == []
    assert all(key.startswith("_auth") for key in list(as_amina.session.keys()))


def test_a_page_with_something_to_mend_stores_nothing(as_amina, project, description, files):
    before = rows_of_everything()
    page = read_in(as_amina, project, description, activity_1_when="31. november 2026")
    assert page.status_code == 422
    assert rows_of_everything() == before
    assert files_under(files) == []


def test_a_certain_document_takes_three_taps(as_amina, project, postcard):
    """Choose the file, look, keep: nothing has to be filled in between."""
    answer = keep(as_amina, project, open_file(as_amina, project, postcard, "postkort.txt"))
    assert answer.status_code == 302
    assert answer["Location"] == f"/p/{project.slug}/"


# What is stored


def test_everything_taken_is_stored_where_it_belongs(as_amina, project, description, files):
    assert read_in(as_amina, project, description, activity_2_answer_0="1").status_code == 302
    assert latest(project, "Formål").text.startswith("Vi vil forstå")
    assert latest(project, "Formål").reason == "Læst ind fra beskrivelse.docx"
    assert [one.name for one in Principle.objects.filter(project=project)] == ["Åbenhed", "Små skridt"]
    assert [(one.name, one.key) for one in ProjectMethod.objects.all()] == [("Feltarbejde", "fieldwork")]
    assert {str(party) for party in Party.objects.filter(project=project)} == {"Mågsund Kommune", "Region Sundmark"}
    met = project.activities.get(title="Indledende møde")
    assert (met.starts_on, met.start_time, met.date_as_written) == (
        date(2026, 3, 24),
        time(9),
        "24. marts 2026 kl. 9-12",
    )
    guide = project.activities.get(title="Spørgeguide gøres bedre")
    assert (guide.starts_on, guide.date_certain) == (date(2026, 4, 16), True)
    assert project.activities.get(title="Designsprint").starts_on == date(2026, 4, 1)
    source = Source.objects.get(project=project)
    assert opened(source) == description
    assert files_under(files) == [str(place_of(source.original.name).relative_to(files))]


def test_an_open_doubt_is_stored_without_date(as_amina, project, description):
    read_in(as_amina, project, description)
    sprint = project.activities.get(title="Designsprint")
    assert (sprint.starts_on, sprint.date_certain, sprint.date_as_written) == (None, False, "16. april 2026")


def test_no_choice_is_made_beforehand(as_amina, project, description):
    form = Form(open_file(as_amina, project, description).content.decode())
    assert form.choices["activity-2-answer-0"] == ["0", "1", "2"]
    assert "activity-2-answer-0" not in form.fields
    assert "our-guesses" not in form.fields


def test_a_quote_read_in_has_no_agreement_and_cannot_be_printed(as_amina, project, postcard):
    read_in(as_amina, project, postcard, "postkort.txt")
    voices = list(Voice.objects.filter(project=project).order_by("number"))
    assert [voice.words for voice in voices] == [
        "Vi mangler en, der banker på.",
        "Jeg ved ikke, hvem jeg skal ringe til.",
    ]
    for voice in voices:
        assert voice.said_at == "Udsagn fra samtalesalon"
        assert voice.capture_method == Voice.Capture.READ_IN
        assert voice.source == Source.objects.get()
        assert is_unknown(voice)
        assert not may_be_printed(voice)


def test_knowledge_is_never_a_voice(as_amina, project, postcard):
    read_in(as_amina, project, postcard, "postkort.txt")
    known = Knowledge.objects.get(project=project)
    assert (known.title, known.url) == ("Hjem igen, en undersøgelse, marts 2025", "https://example.org/hjem-igen")
    assert not [voice for voice in Voice.objects.all() if "Hver tredje" in voice.words]


def test_the_journal_tells_what_happened_and_holds_no_words(as_amina, project, postcard):
    read_in(as_amina, project, postcard, "postkort.txt")
    verbs = set(Entry.objects.filter(project_id=project.pk).values_list("verb", flat=True))
    assert {"document_read_in", "voice_captured", "knowledge_added", "track_laid"} <= verbs
    assert not [entry for entry in Entry.objects.all() if "banker" in str(entry.facts)]


# Taken, changed, left out


def test_what_is_left_out_is_not_stored(as_amina, project, postcard):
    read_in(as_amina, project, postcard, "postkort.txt", voice_1_take="no", track_1_take="no", knowledge_1_take="no")
    assert [voice.words for voice in Voice.objects.all()] == ["Jeg ved ikke, hvem jeg skal ringe til."]
    assert not Track.objects.exists()
    assert not Knowledge.objects.exists()


def test_what_is_changed_is_stored_as_it_was_changed(as_amina, project, postcard):
    read_in(
        as_amina,
        project,
        postcard,
        "postkort.txt",
        voice_1_text="Vi mangler en, der banker på.\r\nHver dag.",
        track_1_kind="question",
        track_1_title="Lys i entréen?",
    )
    assert Voice.objects.get(number=1).words == "Vi mangler en, der banker på.\nHver dag."
    track = Track.objects.get()
    assert (track.kind, track.title) == ("question", "Lys i entréen?")


def test_a_kind_of_track_that_does_not_exist_is_not_believed(as_amina, project, postcard):
    read_in(as_amina, project, postcard, "postkort.txt", track_1_kind="<b>")
    assert Track.objects.get().kind == "proposal"


def test_a_long_name_is_shortened_and_stands_whole_in_the_text(as_amina, project, postcard):
    long = "Lys i entréen " * 30
    read_in(as_amina, project, postcard, "postkort.txt", track_1_title=long)
    track = Track.objects.get()
    assert len(track.title) <= 200
    assert track.title.endswith("…")
    assert track.text.startswith(long.strip())


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("activity_1_when", "31. november 2026", "Datoen findes ikke: 31. november 2026."),
        ("activity_1_title", " ", "Her mangler ord."),
        ("principle_1_text", "Hun er 010203-1234", "Her står et CPR-nummer."),
        ("party_1_name", "010203 1234", "Her står et CPR-nummer."),
        ("title_1_title", "Sagen 0102031234", "Her står et CPR-nummer."),
    ],
)
def test_what_cannot_be_kept_is_said_in_words_and_everything_typed_is_still_there(
    as_amina, project, description, files, field, words, sentence
):
    before = rows_of_everything()
    typed = {"section_2_text": "Mine egne ord <om> formålet", "activity_2_answer_0": "1", "title_1_take": "yes"}
    page = read_in(as_amina, project, description, **typed, **{field: words})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    fields = Form(page.content.decode()).fields
    assert fields[field.replace("_", "-")].strip() == words.strip()
    for name, value in typed.items():
        assert fields[name.replace("_", "-")] == value
    assert rows_of_everything() == before
    assert files_under(files) == []


def test_what_is_mended_is_stored_the_second_time(as_amina, project, description):
    page = read_in(as_amina, project, description, activity_1_when="31. november 2026", principle_1_name="Ærlighed")
    assert keep(as_amina, project, page, activity_1_when="30. november 2026").status_code == 302
    assert project.activities.get(title="Indledende møde").starts_on == date(2026, 11, 30)
    assert Principle.objects.filter(name="Ærlighed").exists()


def test_what_is_left_out_need_not_be_mended(as_amina, project, description):
    answer = read_in(as_amina, project, description, activity_1_when="31. november 2026", activity_1_take="no")
    assert answer.status_code == 302


def test_a_link_that_is_none_is_refused(as_amina, project, postcard):
    page = read_in(as_amina, project, postcard, "postkort.txt", knowledge_1_url="javascript:alert(1)")
    assert page.status_code == 422
    assert "Et link begynder med https://" in page.content.decode()


def test_a_link_without_its_beginning_gets_one(as_amina, project, postcard):
    read_in(as_amina, project, postcard, "postkort.txt", knowledge_1_url="www.example.org/hjem-igen?side=2")
    assert Knowledge.objects.get().url == "https://www.example.org/hjem-igen?side=2"


# The second document


def test_the_same_file_twice_is_refused_with_the_way_to_the_first(as_amina, project, description):
    page = open_file(as_amina, project, description)
    keep(as_amina, project, page)
    before = rows_of_everything()
    for again in (open_file(as_amina, project, description, "kopi.docx"), keep(as_amina, project, page)):
        assert again.status_code == 302
        assert again["Location"] == f"/p/{project.slug}/kilder/1/"
    assert rows_of_everything() == before


def test_the_same_file_may_be_read_into_another_project(as_amina, amina, project, description):
    from samskab.projects.actions import begin_project

    other = begin_project("Et andet", coordinator=amina)
    read_in(as_amina, project, description)
    assert read_in(as_amina, other, description).status_code == 302
    assert Source.objects.count() == 2


def test_a_section_that_exists_gets_a_new_version_with_the_reason(as_amina, project, description, docx):
    read_in(as_amina, project, description)
    newer = docx([("h", 1, "Tryg hjemme"), ("h", 2, "FORMÅL"), ("p", "Nu vil vi også handle.")])
    page = open_file(as_amina, project, newer, "nyere.docx")
    assert "Afsnittet findes. Det her bliver en ny udgave" in page.content.decode()
    keep(as_amina, project, page)
    section = Section.objects.get(project=project, heading__in=["Formål", "FORMÅL"])
    assert [(one.number, one.text) for one in section.versions.all()] == [
        (1, "Vi vil forstå, hvordan det er at komme hjem fra hospitalet."),
        (2, "Nu vil vi også handle."),
    ]
    assert section.versions.last().reason == "Læst ind fra nyere.docx"


def test_what_stands_there_already_is_left_unless_somebody_wants_it(as_amina, project, postcard):
    read_in(as_amina, project, postcard, "postkort.txt")
    before = rows_of_everything()
    page = open_file(as_amina, project, postcard + b"\nEn linje mere.\n", "postkort 2.txt")
    fields = Form(page.content.decode()).fields
    assert page.content.decode().count("Står der allerede.") >= 4
    assert {fields[f"{key}-take"] for key in ("voice-1", "voice-2", "knowledge-1", "track-1")} == {"no"}
    keep(as_amina, project, page)
    after = rows_of_everything()
    for table in ("voices.Voice", "voices.Knowledge", "trials.Track"):
        assert after[table] == before[table]
    assert after["voices.Source"] == before["voices.Source"] + 1


def test_a_document_with_another_name_never_renames_by_itself(as_amina, project, description, postcard):
    read_in(as_amina, project, description)
    page = open_file(as_amina, project, postcard, "postkort.txt")
    assert "Nyt navn?" in page.content.decode()
    assert "Projektet hedder »Tryg hjemme«." in page.content.decode()
    assert Form(page.content.decode()).fields["title-1-take"] == "no"
    keep(as_amina, project, page)
    project.refresh_from_db()
    assert project.name == "Tryg hjemme"


def test_a_new_name_is_taken_when_somebody_says_so_and_the_old_one_stays_findable(
    as_amina, project, description, postcard
):
    read_in(as_amina, project, description)
    read_in(as_amina, project, postcard, "postkort.txt", title_1_take="yes")
    project.refresh_from_db()
    assert project.name == "Tryg hele vejen hjem"
    former = FormerName.objects.get(project=project)
    assert (former.name, former.reason) == ("Tryg hjemme", "Læst ind fra postkort.txt")


def test_a_project_that_has_just_begun_takes_the_name_of_its_description(as_amina, project, docx):
    first = docx([("h", 1, "Lys om natten"), *DESCRIPTION[1:]])
    read_in(as_amina, project, first)
    project.refresh_from_db()
    assert project.name == "Lys om natten"


def test_two_parts_under_one_heading_both_stand(as_amina, project, docx):
    twice = [("h", 1, "Lys"), ("h", 2, "Mål"), ("p", "Første."), ("h", 2, "Mål"), ("p", "Andet.")]
    read_in(as_amina, project, docx(twice))
    assert [latest(project, heading).text for heading in ("Mål", "Mål (2)")] == ["Første.", "Andet."]


def test_words_that_were_taken_back_do_not_come_back_by_themselves(as_amina, project, postcard, by_amina):
    read_in(as_amina, project, postcard, "postkort.txt")
    withdraw(Voice.objects.get(number=1), by=by_amina)
    page = open_file(as_amina, project, postcard, "andet navn.txt")
    fields = Form(page.content.decode()).fields
    assert page.content.decode().count("De ord er taget tilbage.") == 1
    assert fields["voice-1-take"] == "no"
    keep(as_amina, project, page)
    assert not [voice for voice in Voice.objects.all() if "banker på" in voice.words]


def test_another_document_is_not_taken_for_one_whose_words_were_taken_back(as_amina, project, postcard, by_amina):
    read_in(as_amina, project, postcard, "postkort.txt")
    withdraw(Voice.objects.get(number=1), by=by_amina)
    other = postcard.replace(b"En lampe", b"To lamper")
    page = open_file(as_amina, project, other, "nyt.txt")
    assert Form(page.content.decode()).fields["voice-1-take"] == "yes"


# After it


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_what_is_left_to_do_is_said_with_the_way_there(as_amina, project, postcard, description):
    words = said(read_in(as_amina, project, postcard, "post <b>kort</b>.txt"))
    assert words[0].startswith("Gemt. ")
    assert words[1] == f'To citater mangler en aftale. <a href="/p/{project.slug}/stemmer/">Se stemmerne</a>'
    words = said(read_in(as_amina, project, description))
    assert words[1] == f'To datoer er åbne endnu. <a href="/p/{project.slug}/plan/">Se planen</a>'


def test_the_overview_shows_it(as_amina, project, postcard):
    answer = read_in(as_amina, project, postcard, "post <b>kort.txt")
    page = as_amina.get(answer["Location"]).content.decode()
    assert "post &lt;b&gt;kort.txt er læst ind." in page
    assert f'<a href="/p/{project.slug}/stemmer/">Se stemmerne</a>' in page


def test_throwing_away_leads_back_to_choosing(as_amina, project, description):
    page = open_file(as_amina, project, description).content.decode()
    assert f'<a class="button button-secondary" href="{address(project)}">Smid væk</a>' in page
    assert "Vælg fil" in as_amina.get(address(project)).content.decode()


# Real documents, and long ones


def test_the_first_documents_go_all_the_way(as_amina, project, seed):
    page = open_file(as_amina, project, seed.read_bytes(), seed.name)
    assert page.status_code == 200
    assert keep(as_amina, project, page, our_guesses="1").status_code == 302
    assert Source.objects.get().text
    assert Section.objects.exists()


def test_every_action_of_the_first_plan_is_stored_whether_or_not_anybody_answers(as_amina, amina, project, seed):
    from samskab.projects.actions import begin_project

    other = begin_project("Et andet", coordinator=amina)
    read_in(as_amina, project, seed.read_bytes(), seed.name)
    read_in(as_amina, other, seed.read_bytes(), seed.name, our_guesses="1")
    titles = [set(one.activities.values_list("title", flat=True)) for one in (project, other)]
    assert titles[0] == titles[1]
    assert not project.activities.filter(date_certain=False, starts_on__isnull=False).exists()
    assert not other.activities.filter(date_certain=False).exists()


def test_a_text_of_two_million_characters_goes_all_the_way(as_amina, project):
    text = "# Lys\n\n## Formål\n\n" + "Vi vil forstå hjemkomsten bedre, dag for dag.\n\n" * 40_000
    data = text.encode()[:1_990_000]
    page = open_file(as_amina, project, data, "lang.md")
    assert page.status_code == 200
    assert keep(as_amina, project, page).status_code == 302
    assert len(latest(project, "Formål").text) > 1_800_000


def test_a_long_plan_is_shown_whole_and_stored_whole(as_amina, project, docx):
    rows = [
        ["Tid", "Handling", "Dato"],
        *([f"Uge {n}", f"Møde nummer {n}", f"{1 + n % 28}. maj 2026"] for n in range(400)),
    ]
    page = open_file(as_amina, project, docx([("h", 1, "Plan"), ("t", rows)]))
    assert page.content.decode().count('id="activity-') > 400
    assert keep(as_amina, project, page).status_code == 302
    assert project.activities.count() == 400


# The page itself


def test_the_form_goes_to_the_page_itself_and_to_no_place_on_it(as_amina, project, description):
    page = open_file(as_amina, project, description).content.decode()
    assert f'<form method="post" action="{address(project)}" enctype="multipart/form-data" class="reading">' in page


def test_every_number_leads_to_its_partner_and_back(as_amina, project, description):
    page = open_file(as_amina, project, description).content.decode()
    places = set(re.findall(r' id="([^"]+)"', page))
    links = set(re.findall(r'class="pair[^"]*"[^>]* href="#([^"]+)"', page))
    assert len(links) > 20
    assert links <= places


def test_no_place_on_the_page_has_the_name_of_another(as_amina, project, description, postcard):
    for data, name in ((description, "a.docx"), (postcard, "b.txt")):
        names = re.findall(r' id="([^"]+)"', open_file(as_amina, project, data, name).content.decode())
        assert len(names) == len(set(names))


def test_what_was_not_read_is_shown(as_amina, project, description):
    page = open_file(as_amina, project, description).content.decode()
    assert "Ikke læst" in page
    assert "Tid Handling Dato" in page.split('id="unread"')[1]


def test_the_text_in_the_middle_of_a_long_document_is_not_shown_nine_times(as_amina, project):
    words = "Ord uden mening for planen. " * 2_000
    text = f"# Lys\n\n## Metoder\n\n**Feltarbejde:** Vi kører med.\n\n{words}\n\n**Etnoraid:** Vi går ud."
    page = open_file(as_amina, project, text.encode(), "lang.md").content.decode()
    assert len(page) < 12 * len(words)


def test_the_page_a_finding_stands_on_is_said(as_amina, project, seed):
    text = seed.read_text(encoding="utf-8")
    page = open_file(as_amina, project, text.encode(), seed.name).content.decode()
    assert (" af " in page.split("uændret tekst")[0].rsplit("reading__where", 1)[1]) == ("\f" in text)


# Who said it


def test_who_said_a_quote_is_stored_with_it_and_nobody_is_guessed(as_amina, project, postcard):
    page = open_file(as_amina, project, postcard, "postkort.txt")
    assert "voice-1-perspective" not in Form(page.content.decode()).fields, "nobody is chosen before a person does"
    keep(as_amina, project, page, voice_2_perspective="regional")
    assert [voice.perspective for voice in Voice.objects.order_by("number")] == ["", "regional"]


def test_a_perspective_we_do_not_know_is_nobodys(as_amina, project, postcard):
    read_in(as_amina, project, postcard, "postkort.txt", voice_1_perspective="mayor")
    assert {voice.standing for voice in Voice.objects.all()} == {""}


def test_who_said_it_is_still_chosen_when_something_else_must_be_mended(as_amina, project, postcard):
    page = read_in(as_amina, project, postcard, "postkort.txt", voice_1_perspective="relative", voice_2_text=" ")
    assert page.status_code == 422
    assert Form(page.content.decode()).fields["voice-1-perspective"] == "relative"
