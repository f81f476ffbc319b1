"""`sign-in.toml`: what an operator may write, and one sentence for everything else."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from samskab.people.providers import for_the_library, read

OIDC = {
    "kind": "oidc", "key": "fjordby", "name": "Fjordby Kommune", "issuer": "https://login.fjordby.example/",
    "client_id": "samskab", "client_secret": "hemmeligt", "email_domains": ["Fjordby.example"],
}  # fmt: skip
SAML = {
    "kind": "saml", "key": "sund", "name": "Region Sund", "metadata": "https://idp.region.example/metadata",
    "entity_id": "https://idp.region.example", "email_domains": ["region.example"],
}  # fmt: skip


@pytest.fixture
def file(tmp_path):
    def write(*tables):
        text = "".join(
            "[[provider]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in one.items()) for one in tables
        )
        path = tmp_path / "sign-in.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def toml(value):
    return repr(value).replace("'", '"').replace("True", "true")


def test_without_a_file_everybody_signs_in_with_an_address(tmp_path):
    assert read(tmp_path / "sign-in.toml") == []


def test_two_at_once(file):
    fjordby, sund = read(file(OIDC, SAML))
    assert (fjordby.kind, fjordby.key, fjordby.name) == ("oidc", "fjordby", "Fjordby Kommune")
    assert fjordby.app["settings"] == {
        "server_url": "https://login.fjordby.example",
        "email_domains": ["fjordby.example"],
    }
    assert sund.app["client_id"] == "sund" and sund.app["settings"]["advanced"]["want_assertion_signed"] is True
    told = for_the_library([fjordby, sund])
    assert [len(told[kind]["APPS"]) for kind in ("openid_connect", "saml")] == [1, 1]


WRONG = [
    (OIDC | {"kind": "ldap"}, 'kind skal være "oidc" eller "saml"'),
    ({key: value for key, value in OIDC.items() if key != "issuer"}, "mangler issuer"),
    ({key: value for key, value in OIDC.items() if key != "email_domains"}, "mangler email_domains"),
    ({key: value for key, value in SAML.items() if key != "metadata"}, "mangler metadata"),
    (OIDC | {"metadata": "x"}, "kender ikke metadata"),
    (OIDC | {"client_sceret": "x"}, "kender ikke client_sceret"),
    (OIDC | {"client_id": 7}, "client_id skal være tekst"),
    (OIDC | {"name": "  "}, "name skal være tekst"),
    (OIDC | {"key": "Fjordby Kommune"}, "key skal være små bogstaver"),
    (OIDC | {"issuer": "http://login.fjordby.example"}, "issuer skal begynde med https://"),
    (OIDC | {"email_domains": []}, "email_domains skal være en liste"),
    (OIDC | {"email_domains": "fjordby.dk"}, "email_domains skal være en liste"),
    (OIDC | {"email_domains": ["@fjordby.dk"]}, "er ikke et domæne"),
    (OIDC | {"email_domains": ["dk"]}, "er ikke et domæne"),
    (SAML | {"metadata": "http://idp.region.example/"}, "metadata skal begynde med https://"),
    ({key: value for key, value in SAML.items() if key != "entity_id"}, "skriv også entity_id"),
    (SAML | {"metadata": "findes-ikke.xml"}, "findes-ikke.xml kan ikke læses"),
    (SAML | {"metadata": "sign-in.toml"}, "er ikke metadata fra en SAML-udbyder"),
    (SAML | {"certificate": "sp.crt"}, "certificate og private_key følges ad"),
    (SAML | {"certificate": "sp.crt", "private_key": "sp.key"}, "sp.crt kan ikke læses"),
]


@pytest.mark.parametrize("table,sentence", WRONG, ids=[sentence for _table, sentence in WRONG])
def test_what_is_wrong_is_said_in_one_sentence_with_where(table, sentence, file):
    with pytest.raises(ImproperlyConfigured) as wrong:
        read(file(table))
    assert sentence in str(wrong.value) and str(wrong.value).startswith("sign-in.toml")
    assert "hemmeligt" not in str(wrong.value)


def test_two_of_the_same_key_are_refused(file):
    with pytest.raises(ImproperlyConfigured, match="samme key"):
        read(file(OIDC, SAML | {"key": "fjordby"}))


@pytest.mark.parametrize(
    "text", ["[provider]\n", "provider = 1", "x = 1", "[[provider]]\n[x]", "= =", "\x00", "[[provider]]"]
)
def test_what_is_no_such_file_is_one_sentence(text, tmp_path):
    path = tmp_path / "sign-in.toml"
    path.write_text(text)
    with pytest.raises(ImproperlyConfigured, match=r"^sign-in\.toml"):
        read(path)


@given(st.binary(max_size=300))
def test_whatever_stands_in_the_file_it_is_read_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "sign-in.toml"
    path.write_bytes(data)
    try:
        assert read(path) == []
    except ImproperlyConfigured as wrong:
        assert str(wrong).startswith("sign-in.toml")


VALUES = st.one_of(st.text(max_size=20), st.integers(), st.booleans(), st.lists(st.text(max_size=9), max_size=2))


@given(st.dictionaries(st.sampled_from([*OIDC, *SAML, "x"]), VALUES), st.sampled_from([OIDC, SAML]))
def test_whatever_is_written_for_a_known_word_it_is_read_or_refused(tmp_path_factory, changed, base):
    import json

    path = tmp_path_factory.getbasetemp() / "sign-in.toml"
    lines = [f"{key} = {json.dumps(value)}" for key, value in (base | changed).items()]
    path.write_text("[[provider]]\n" + "\n".join(lines), encoding="utf-8", errors="surrogatepass")
    try:
        [one] = read(path)
        assert one.name and one.key and one.app["settings"]["email_domains"]
    except ImproperlyConfigured as wrong:
        assert str(wrong).startswith("sign-in.toml")
