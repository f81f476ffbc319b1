"""Whatever is typed, sent or asked for: an answer, never a fault of ours; and no CPR number is ever kept."""

from urllib.parse import quote

import pytest
from django.apps import apps
from django.test import Client

from tests.conftest import addresses
from tests.forms_on_pages import forms_behind

TOO_BIG = "9" * 20
FAR_TOO_LONG = "9" * 5000
IN_THE_ADDRESS = [
    "abc",
    "-1",
    TOO_BIG,
    FAR_TOO_LONG,
    "٣",
    "²",
    "\x00",
    "//evil.example",
    "x\r\nX-Evil: 1",
    "<script>",
    "U-1",
]
AFTER_IT = ["-1", FAR_TOO_LONG, "٣²", "\x00abc"]
PARAMETERS = ["siden", "side", "vis", "fra", "til", "ord", "kode", "aktivitet", "plads", "aftale", "tilbage", "next"]
SLOW = {"postcard", "postcard-edit", "postcard-pdf", "public-postcard-pdf", "log_out"}  # sets a card, or ends the visit

MARKED = "a" + "\u0301" * 40
WORDS = {
    "control": "a\x01b\x08c",
    "unseen": "\u200b\u00ad",
    "marks": MARKED,
    "right-to-left": "\u202e<b>dne\u202c",
    "typst": '#panic("x") ]) } $ @ref <lab> \\u{41}',
    "html": '"><script>alert(1)</script><svg onload=alert(1)>',
    "long": "ordudenmellemrum" * 400,
    "emoji": "İğı 👩‍👩‍👧 ☎️",
    "lines": "BEGIN:VEVENT\r\nSUMMARY:x\r\nBcc: y@example.org",
}
CPR = "010190-1234"
IN_PARTS = b'--x\r\nContent-Disposition: form-data; name="wording"\r\n\r\nab\xffc\r\n--x--\r\n'


@pytest.fixture
def asking(as_amina):
    """Amina's browser, which tells of a fault as a person would see it."""
    as_amina.raise_request_exception = False
    return as_amina


def faults(browser, asked):
    """The addresses that answer with a fault of ours."""
    return [address for address, sent in asked if browser.get(address, sent).status_code >= 500]


def test_no_page_fails_for_what_stands_after_the_question_mark(there, asking):
    pages = [one.fill(**there(one)) for one in addresses() if one.name not in SLOW]
    assert not faults(asking, [(page, dict.fromkeys(PARAMETERS, words)) for page in pages for words in AFTER_IT])


def test_a_number_or_code_that_is_none_is_not_found(there, asking):
    for one in addresses():
        for asked in ("number", "pk", "code", "token"):
            words = IN_THE_ADDRESS if asked in {"code", "token"} else [TOO_BIG, FAR_TOO_LONG, "0", str(2**63)]
            for word in words if one.asks_for(asked) and one.name not in SLOW else ():
                answer = asking.get(one.fill(**there(one) | {asked: quote(word, safe="")}))
                there_to = answer.headers.get("Location", "")
                again = "/konto/igen/" in there_to
                again = again or there_to in {"/k/", "/billeder/"}  # none is open: to where its code is typed
                known = again or word in {"U-1", "0"} or (asked == "code" and word == "٣")
                assert answer.status_code in ({200, 302, 404, 405, 410} if known else {404, 405, 410}), (one.name, word)


@pytest.fixture
def forms(there, asking):
    pages = [one.fill(**there(one)) for one in addresses() if one.name != "log_out" and "pdf" not in one.name]
    found = forms_behind(asking, pages)
    return [
        *found,
        *forms_behind(Client(), [one.fill(**there(one)) for one in addresses() if one.name == "invitation"]),
    ]


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_no_form_fails_for_what_is_written_in_it(words, forms, asking):
    for form in forms:
        written = dict.fromkeys(form.written_in, words)
        assert asking.post(form.action, form.filled() | written).status_code < 500, form.action
        assert asking.post(form.action, form.filled(words)).status_code < 500, form.action


@pytest.mark.parametrize("words", [WORDS["html"], WORDS["typst"], WORDS["lines"]], ids=["html", "typst", "lines"])
def test_what_is_written_is_shown_as_words_and_never_obeyed(words, forms, asking, there):
    for form in forms:
        asking.post(form.action, form.filled(words))
    for one in addresses():
        if one.name in SLOW:
            continue
        answer = asking.get(one.fill(**there(one)))
        assert answer.status_code < 500
        told = b"".join(answer).decode(errors="replace")
        if "html" in answer.headers["Content-Type"]:
            assert "<script>alert" not in told and "<svg onload" not in told, one.name
        if one.name == "plan-calendar":
            assert "\nBcc:" not in told and "\nSUMMARY:x\r" not in told


def test_no_field_of_any_form_keeps_a_cpr_number(forms, asking, there):
    for form in forms:
        browser = Client() if "/invitation/" in form.action else asking
        for name in set(form.written_in) - {"password"}:
            browser.post(form.action, form.filled() | {name: with_cpr(name, form), "sure": with_cpr(name, form)})
    kept = [
        (model.__name__, row.pk)
        for model in apps.get_models()
        for row in model.objects.all()
        for column in model._meta.concrete_fields
        if CPR in str(getattr(row, column.attname))
    ]
    assert not kept


def with_cpr(name, form):
    """A CPR number as it would have to look to be let into that field."""
    shapes = {"email": f"a{CPR}@example.org", "contact_email": f"a{CPR}@example.org"}
    shapes |= {"url": f"https://example.org/{CPR}", "dates": f"7. maj 2026, evt. {CPR}"}
    return shapes.get(name, f"Ring til {CPR}")


@pytest.mark.parametrize(
    "back", ["abc", "//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "home"]
)
def test_the_way_back_never_leads_away(back, there, asking, furnished):
    answers = {"answer_print": "yes", "basis": "consent", "channel": "oral", "given_on": "1. marts 2026"}
    agreed = asking.post(f"/p/{furnished.slug}/stemmer/U-1/aftale/?tilbage={quote(back)}", answers)
    done = asking.post(f"/p/{furnished.slug}/plan/aftaler/{furnished.owed_actions.get().pk}/", {"tilbage": back})
    said = asking.post("/sprog/", {"language": "en", "next": back})
    assert [answer.status_code for answer in (agreed, done, said)] == [302, 302, 302]
    assert agreed.headers["Location"] == f"/p/{furnished.slug}/stemmer/U-1/"
    assert done.headers["Location"] == f"/p/{furnished.slug}/plan/"
    assert "evil" not in said.headers["Location"]


def test_a_request_that_is_no_request_is_answered(asking, furnished):
    page = f"/p/{furnished.slug}/runden/ny/"
    form = "application/x-www-form-urlencoded"
    sent = {
        "bytes": asking.post(page, b"wording=%ED%A0%80%FF&surprise=\xff", content_type=form),
        "charset": asking.post(page, b"wording=x", content_type=f"{form}; charset=utf-7"),
        "hex": asking.generic("POST", page, IN_PARTS, "multipart/form-data; boundary=x; charset=hex"),
        "idna": asking.generic("POST", page, IN_PARTS, "multipart/form-data; boundary=x; charset=idna"),
        "parts": asking.post(page, b"garbage", content_type="multipart/form-data; boundary=x"),
        "no parts": asking.post(page, b"garbage", content_type="multipart/form-data"),
        "json": asking.post(page, b"{", content_type="application/json"),
        "many": asking.post(page, {f"f{number}": "x" for number in range(20_100)}),
        "large": asking.post(page, {"wording": "x" * (41 * 1024 * 1024)}),
        "host": asking.get(page, headers={"host": "evil.example"}),
    }
    assert not {name: answer.status_code for name, answer in sent.items() if answer.status_code >= 500}
    assert {sent[name].status_code for name in ("charset", "hex", "idna", "no parts", "host")} == {400}
    assert {sent[name].status_code for name in ("many", "large")} == {413}


@pytest.mark.parametrize("method", ["head", "options", "put", "patch", "delete", "trace"])
def test_another_way_of_asking_changes_nothing(method, asking, furnished):
    from samskab.meaning.framing.models import Framing

    for page in ("runden/ny/", "stemmer/U-1/tag-tilbage/", "plan/1/drop/", "postkort/1/udgiv/"):
        answer = getattr(asking, method)(f"/p/{furnished.slug}/{page}")
        assert answer.status_code in {200, 405}
    assert Framing.objects.count() == 1


def test_a_form_from_another_site_is_refused(amina, furnished):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(amina)
    answer = browser.post(f"/p/{furnished.slug}/stemmer/U-1/tag-tilbage/")
    assert answer.status_code == 403 and "Intet er gemt" in answer.content.decode()
