"""Signing in by SAML: an identity provider with a key of its own, and everything an answer of it must not be."""

import base64
import zlib
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.contrib.sessions.models import Session
from django.test import Client
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Saml
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Xml

from samskab.people import providers
from samskab.people.actions import welcome
from samskab.people.models import User
from samskab.people.tests.conftest import PASSWORD, is_in

SITE = "http://localhost:8000"
IDP, SSO, SLO = "https://idp.region.example", "https://idp.region.example/sso", "https://idp.region.example/slo"
ME = f"{SITE}/log-ind/saml/sund/metadata/"
ACS = f"{SITE}/log-ind/saml/sund/svar/"
OIO = "https://data.gov.dk/model/core/eid/"
RITA = {OIO + "email": "rita@region.example", OIO + "fullName": "Rita Ravn", OIO + "cprNumber": "0101700009"}


def keys():
    """(private key, certificate) as PEM text."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=9))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    certificate = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    return private.decode(), certificate.decode()


@pytest.fixture(scope="module")
def idp():
    return keys()


@pytest.fixture(scope="module")
def somebody_else():
    return keys()


def metadata(certificate):
    plain = "".join(line for line in certificate.splitlines() if "CERTIFICATE" not in line)
    binding = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
    return f"""<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"
 xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="{IDP}"><md:IDPSSODescriptor
 protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing"><ds:KeyInfo>
 <ds:X509Data><ds:X509Certificate>{plain}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
 <md:SingleLogoutService Binding="{binding}" Location="{SLO}"/>
 <md:SingleSignOnService Binding="{binding}" Location="{SSO}"/></md:IDPSSODescriptor></md:EntityDescriptor>"""


@pytest.fixture
def told(idp, tmp_path, settings, db):
    (tmp_path / "region.xml").write_text(metadata(idp[1]))
    file = tmp_path / "sign-in.toml"
    file.write_text(
        '[[provider]]\nkind = "saml"\nkey = "sund"\nname = "Region Sund"\nmetadata = "region.xml"\n'
        'email_domains = ["region.example"]\n'
    )
    settings.SIGN_IN_PROVIDERS = providers.read(file)
    settings.SOCIALACCOUNT_PROVIDERS = providers.for_the_library(settings.SIGN_IN_PROVIDERS)
    welcome("foerst@example.org", "Den Første", PASSWORD)


def when(**length):
    return (datetime.now(UTC) + timedelta(**length)).strftime("%Y-%m-%dT%H:%M:%SZ")


def assertion(asked, attributes=RITA, *, until=None, audience=ME, recipient=ACS, name="rita-1", issuer=IDP):
    until = until or when(minutes=5)
    answer_to = f' InResponseTo="{asked}"' if asked else ""
    told = "".join(
        f'<saml:Attribute Name="{key}"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>'
        for key, value in attributes.items()
    )
    return f"""<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1" Version="2.0"
 IssueInstant="{when()}"><saml:Issuer>{issuer}</saml:Issuer><saml:Subject>
 <saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{name}</saml:NameID>
 <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
 NotOnOrAfter="{until}" Recipient="{recipient}"{answer_to}/></saml:SubjectConfirmation></saml:Subject>
 <saml:Conditions NotBefore="{when(minutes=-10)}" NotOnOrAfter="{until}"><saml:AudienceRestriction>
 <saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
 <saml:AuthnStatement AuthnInstant="{when()}" SessionIndex="s1"><saml:AuthnContext><saml:AuthnContextClassRef>
 urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
 <saml:AttributeStatement>{told}</saml:AttributeStatement></saml:Assertion>"""


def signed(text, by, algorithm=Saml.RSA_SHA256, digest=Saml.SHA256):
    return Xml.add_sign(text, by[0], by[1], sign_algorithm=algorithm, digest_algorithm=digest).decode()


def response(asked, *assertions, destination=ACS):
    answer_to = f' InResponseTo="{asked}"' if asked else ""
    return f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r1" Version="2.0"
 IssueInstant="{when()}" Destination="{destination}"{answer_to}><saml:Issuer
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">{IDP}</saml:Issuer><samlp:Status>
 <samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{"".join(assertions)}
</samlp:Response>"""


def leave(way=""):
    """(a browser, the id of the question it was sent away with)"""
    client = Client(HTTP_HOST="localhost:8000")
    there = client.get(f"/log-ind/saml/sund/{way}").headers["Location"]
    assert there.startswith(SSO)
    question = zlib.decompress(base64.b64decode(parse_qs(urlsplit(there).query)["SAMLRequest"][0]), -15)
    return client, etree.fromstring(question).get("ID")


def send(client, text):
    """The browser carries the answer to us, and follows on."""
    packed = base64.b64encode(text.encode() if isinstance(text, str) else text).decode()
    answer = client.post("/log-ind/saml/sund/svar/", {"SAMLResponse": packed})
    return client.get(answer.headers["Location"]) if answer.status_code == 302 else answer


def refused(client, answer):
    assert not is_in(client) and not SocialAccount.objects.exists() and User.objects.count() == 1
    assert answer.status_code == 403 and "Vi fik ikke et svar fra Region Sund" in answer.content.decode()
    return True


def test_a_signed_answer_opens_an_account_without_any_project(told, idp):
    client, asked = leave()
    answer = send(client, response(asked, signed(assertion(asked), idp)))
    assert answer.headers["Location"] == "/" and is_in(client)
    rita = User.objects.get(email="rita@region.example")
    assert rita.name == "Rita Ravn" and SocialAccount.objects.get(user=rita).uid == "rita-1"
    kept = repr(list(SocialAccount.objects.values())) + repr(list(User.objects.values()))
    assert "0101700009" not in kept


def test_what_was_on_its_way_is_not_left_behind(told, idp):
    """The answer itself, which may hold a CPR number, waits in a session of its own and goes when it is read."""
    client, asked = leave()
    send(client, response(asked, signed(assertion(asked), idp)))
    assert not [one for one in Session.objects.all() if "0101700009" in repr(one.get_decoded())]


def test_the_cookie_it_waits_under_is_kept_from_scripts(told, idp):
    client, asked = leave()
    packed = base64.b64encode(response(asked, signed(assertion(asked), idp)).encode()).decode()
    cookie = client.post("/log-ind/saml/sund/svar/", {"SAMLResponse": packed}).cookies["saml-acs-session"]
    assert cookie["httponly"] and cookie["path"] == "/log-ind/saml/sund/modtaget/" and not cookie["max-age"]


def test_the_second_time_is_the_same_person(told, idp):
    for _ in range(2):
        client, asked = leave()
        send(client, response(asked, signed(assertion(asked), idp)))
        assert is_in(client)
    assert User.objects.count() == 2


def test_an_account_with_the_same_address_is_the_same_person(told, idp):
    rita = welcome("rita@region.example", "Rita", PASSWORD)
    client, asked = leave()
    send(client, response(asked, signed(assertion(asked), idp)))
    assert client.session["_auth_user_id"] == str(rita.pk)


def test_the_way_on_is_remembered(told, idp):
    client, asked = leave("?next=/konto/")
    assert send(client, response(asked, signed(assertion(asked), idp))).headers["Location"] == "/konto/"


def test_a_name_that_is_another_every_time_names_nobody(told, idp):
    for number in range(2):
        client, asked = leave()
        text = assertion(asked, name=f"gone-{number}").replace("nameid-format:persistent", "nameid-format:transient")
        send(client, response(asked, signed(text, idp)))
        assert is_in(client)
    assert SocialAccount.objects.get().uid == "rita@region.example"


# --- What an answer must not be -------------------------------------------------------------------------------------


def test_signed_by_somebody_else(told, somebody_else):
    client, asked = leave()
    assert refused(client, send(client, response(asked, signed(assertion(asked), somebody_else))))


def test_not_signed_at_all(told):
    client, asked = leave()
    assert refused(client, send(client, response(asked, assertion(asked))))


def test_only_the_envelope_signed(told, idp):
    client, asked = leave()
    assert refused(client, send(client, signed(response(asked, assertion(asked)), idp)))


def test_changed_after_it_was_signed(told, idp):
    client, asked = leave()
    text = signed(assertion(asked), idp).replace("rita@region.example", "chef@region.example")
    assert refused(client, send(client, response(asked, text)))


def test_signed_in_a_way_that_can_be_forged(told, idp):
    client, asked = leave()
    text = signed(assertion(asked), idp, Saml.RSA_SHA1, Saml.SHA1)
    assert refused(client, send(client, response(asked, text)))


@pytest.mark.parametrize("first", ["forged", "genuine"])
def test_a_forged_one_beside_the_signed_one(first, told, idp):
    client, asked = leave()
    forged = assertion(asked, RITA | {OIO + "email": "chef@region.example"}, name="chef").replace("_a1", "_a2")
    both = [forged, signed(assertion(asked), idp)]
    assert refused(client, send(client, response(asked, *(both if first == "forged" else both[::-1]))))


def test_the_signed_one_wrapped_inside_a_forged_one(told, idp):
    client, asked = leave()
    genuine = signed(assertion(asked), idp)
    forged = assertion(asked, RITA | {OIO + "email": "chef@region.example"}, name="chef").replace("_a1", "_a2")
    wrapped = forged.replace("</saml:Subject>", f"</saml:Subject><saml:Advice>{genuine}</saml:Advice>", 1)
    assert refused(client, send(client, response(asked, wrapped)))


def test_too_old(told, idp):
    client, asked = leave()
    text = signed(assertion(asked, until=when(minutes=-20)), idp)
    assert refused(client, send(client, response(asked, text)))


def test_used_before(told, idp):
    client, asked = leave()
    text = response(asked, signed(assertion(asked), idp))
    send(client, text)
    assert is_in(client)
    client.post("/log-ud/")
    again = send(client, text)
    assert again.status_code == 403 and not is_in(client)


def test_in_another_browser_than_the_one_that_asked(told, idp):
    _client, asked = leave()
    text = response(asked, signed(assertion(asked), idp))
    stranger, _asked = leave()
    assert refused(stranger, send(stranger, text))


def test_nobody_asked(told, idp):
    client = Client(HTTP_HOST="localhost:8000")
    assert refused(client, send(client, response("", signed(assertion(""), idp))))


@pytest.mark.parametrize(
    "wrong", [{"audience": "https://nabo.example"}, {"recipient": "https://nabo.example/svar/"}, {"issuer": "https://x.example"}]
)  # fmt: skip
def test_meant_for_somebody_else_or_from_somebody_else(wrong, told, idp):
    client, asked = leave()
    assert refused(client, send(client, response(asked, signed(assertion(asked, **wrong), idp))))


def test_sent_to_another_address(told, idp):
    client, asked = leave()
    text = response(asked, signed(assertion(asked), idp), destination="https://nabo.example/")
    assert refused(client, send(client, text))


def test_about_an_address_that_is_not_theirs(told, idp):
    client, asked = leave()
    text = signed(assertion(asked, RITA | {OIO + "email": "ditte@fjordby.example"}), idp)
    answer = send(client, response(asked, text))
    assert answer.status_code == 403 and "kender dig, men fortæller os ikke en e-mail" in answer.content.decode()
    assert not is_in(client) and User.objects.count() == 1


def test_with_a_comment_that_hides_the_end_of_an_address(told, idp):
    client, asked = leave()
    hidden = {OIO + "email": "chef@region.example<!-- -->.evil.example", OIO + "fullName": "X"}
    answer = send(client, response(asked, signed(assertion(asked, hidden), idp)))
    assert not User.objects.filter(email="chef@region.example").exists() and answer.status_code in {302, 403}


BOMB = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><r>&b;</r>'
OUTSIDE = '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]><r>&f;</r>'


@pytest.mark.parametrize("text", ["", "x", "<", "<r/>", "<r>" * 500, BOMB, OUTSIDE, "\x00", "æøå", b"\xff\xfe\x00"])
def test_what_is_no_answer(text, told):
    client, _asked = leave()
    answer = send(client, text)
    assert answer.status_code in {403, 404} and not is_in(client)


def test_what_is_not_even_packed(told):
    client, _asked = leave()
    for packed in ("%%%", "a", "æ" * 10, "A" * 300_001):
        answer = client.post("/log-ind/saml/sund/svar/", {"SAMLResponse": packed})
        last = client.get(answer.headers["Location"]) if answer.status_code == 302 else answer
        assert last.status_code in {403, 404} and not is_in(client)


def test_the_same_page_without_anything_sent_before(told):
    client, _asked = leave()
    assert refused(client, client.get("/log-ind/saml/sund/modtaget/"))
    assert client.get("/log-ind/saml/sund/svar/").status_code == 405


# --- What we tell of ourselves, and being signed out from there -------------------------------------------------------


def test_what_the_provider_must_know_about_us(told):
    answer = Client(HTTP_HOST="localhost:8000").get("/log-ind/saml/sund/metadata/")
    assert answer.headers["Content-Type"] == "text/xml"
    about = etree.fromstring(answer.content)
    assert about.get("entityID") == ME and ACS in answer.content.decode()
    assert 'WantAssertionsSigned="true"' in answer.content.decode()


def test_nobody_is_signed_out_by_what_the_provider_has_not_signed(told, idp):
    client, asked = leave()
    send(client, response(asked, signed(assertion(asked), idp)))
    request = (
        f'<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_l1" Version="2.0" '
        f'IssueInstant="{when()}" Destination="{SITE}/log-ind/saml/sund/logget-af/"><saml:Issuer '
        f'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">{IDP}</saml:Issuer><saml:NameID '
        'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">rita-1</saml:NameID></samlp:LogoutRequest>'
    )
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = base64.b64encode(squeezed.compress(request.encode()) + squeezed.flush()).decode()
    address = "/log-ind/saml/sund/logget-af/"
    assert client.get(address, {"SAMLRequest": packed}).status_code == 404
    forged = {"SAMLRequest": packed, "SigAlg": Saml.RSA_SHA256, "Signature": base64.b64encode(b"x" * 256).decode()}
    assert client.get(address, forged).status_code == 400
    assert is_in(client)
    honest = {"SAMLRequest": packed, "SigAlg": Saml.RSA_SHA256}
    honest["Signature"] = _signature_of(honest, idp[0])
    answer = client.get(address, honest)
    assert answer.headers["Location"].startswith(SLO) and not is_in(client)


def _signature_of(query, key):
    from urllib.parse import quote_plus

    text = "&".join(f"{name}={quote_plus(value)}" for name, value in query.items())
    return base64.b64encode(Xml.sign_binary(text.encode(), key, algorithm=_rsa_sha256())).decode()


def _rsa_sha256():
    import xmlsec

    return xmlsec.Transform.RSA_SHA256
