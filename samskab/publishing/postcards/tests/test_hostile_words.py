"""Whatever people type comes out literally: no markup of any kind in the page, none in the sheet."""

import pypdfium2
import pytest
from django.urls import reverse

from samskab.meaning.framing.actions import reframe
from samskab.meaning.themes.actions import write_insight
from samskab.projects.actions import set_contact
from samskab.publishing.postcards import actions, printing, queries
from samskab.trials.tracks.actions import lay_track
from samskab.voices.knowledge.actions import Finding, add_knowledge

HOSTILE = [
    "<script>alert(1)</script>",
    "</p><h1>Hej</h1><img src=x onerror=alert(1)>",
    "#panic() $x^2$ @ref *fed* _skrå_ `kode`",
    '#import "x": * {{ 7*7 }} {% now %} %(name)s {number}',
    "too-much:front & \"citat\" 'enkelt' \\ \\n &lt;b&gt;",
]


def words_of(pdf):
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return "".join(text.replace("\ufffe", "").replace("\xad", "").split())


@pytest.fixture(params=HOSTILE)
def hostile(request):
    return request.param


@pytest.fixture
def card(hostile, project, make_card, say, by_amina):
    voice = say(f"Ord {hostile}", position=f"P {hostile}"[:80], said_at=f"Sted {hostile}")
    set_contact(project, name=f"{hostile.split()[0]} N", phone="00 00 00 00", by=by_amina, is_inert=True)
    reframe(project, f"Hvad {hostile}"[:200], by=by_amina)
    card = make_card(
        voice,
        insights=[write_insight(project, f"Punkt {hostile}", by=by_amina)],
        tracks=[lay_track(project, "proposal", f"Titel {hostile}", text=f"Tekst {hostile}", by=by_amina)],
        knowledge=[add_knowledge(project, Finding(f"Viden {hostile}", f"Rapport {hostile}"), by=by_amina)],
    )
    actions.write_on(
        card, by=by_amina, title=f"Kort {hostile}"[:110], intro=f"Intro {hostile}", edition_label=hostile[:60],
        disagreements=f"Uenige {hostile}",
    )  # fmt: skip
    return card


def test_hostile_words_come_out_literally_on_paper(card, hostile):
    printed = words_of(printing.print_edition(queries.as_it_stands(card)))
    for before in ("Kort", "Intro", "Ord", "Punkt", "Titel", "Tekst", "Viden", "Rapport", "Uenige"):
        assert f"{before}{''.join(hostile.split())}" in printed


def test_hostile_words_come_out_literally_on_every_page(card, hostile, as_amina, client, publish):
    from django.utils.html import escape

    publish(card)
    addresses = [reverse(name, args=[card.project.slug, card.number]) for name in ("postcard", "public-postcard")]
    addresses += [reverse(name, args=[card.project.slug]) for name in ("publications", "public-project")]
    for address in addresses:
        page = as_amina.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<h1>Hej" not in page
        assert page.count("<h1") == 1
    page = client.get(addresses[1]).content.decode()
    assert str(escape(f"Ord {hostile}")) in page
    assert "<script>alert" not in printing.page_file(queries.as_it_stands(card))


def test_hostile_words_stay_words_while_choosing(card, as_amina):
    page = as_amina.get(reverse("postcard-edit", args=[card.project.slug, card.number])).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_letter_the_font_lacks_is_one_sentence(make_card, say, as_amina):
    card = make_card(say("Jeg er glad \U0001f600 i dag."))
    page = as_amina.get(reverse("postcard", args=[card.project.slug, card.number])).content.decode()
    assert "kan ikke trykkes. Skriv det med ord, eller tag det ud." in page
    asked = as_amina.get(reverse("postcard-pdf", args=[card.project.slug, card.number]))
    assert asked.status_code == 302
