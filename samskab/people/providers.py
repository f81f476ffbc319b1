"""Who else may say who somebody is: the municipality's and the region's own sign-in, told in `sign-in.toml`.

    [[provider]]
    kind = "oidc"
    key = "fjordby"
    name = "Fjordby Kommune"
    issuer = "https://login.fjordby.example"
    client_id = "samskab"
    client_secret = "…"
    email_domains = ["fjordby.example"]

A provider vouches for addresses in its own domains and for no others. Read once, when Samskab starts.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
LOCAL = {"localhost", "127.0.0.1", "::1"}
SAYS: dict[str, set[str]] = {
    "oidc": {"issuer", "client_id", "client_secret"},
    "saml": {"metadata"},
}
MAY_SAY: dict[str, set[str]] = {
    "oidc": set(),
    "saml": {"entity_id", "certificate", "private_key", "email_attribute", "name_attribute", "id_attribute"},
}
COMMON = {"kind", "key", "name", "email_domains"}

# What Danish and Nordic identity providers call these, first the ones made for it.
IDS = (
    "urn:oasis:names:tc:SAML:attribute:subject-id",
    "https://data.gov.dk/model/core/eid/professional/uuid/persistent",
    "http://schemas.microsoft.com/identity/claims/objectidentifier",
)
EMAILS = (
    "https://data.gov.dk/model/core/eid/email",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    "urn:oid:0.9.2342.19200300.100.1.3",
)
NAMES = (
    "https://data.gov.dk/model/core/eid/fullName",
    "http://schemas.microsoft.com/identity/claims/displayname",
    "urn:oid:2.16.840.1.113730.3.1.241",
    "urn:oid:2.5.4.3",
)


@dataclass(frozen=True, slots=True)
class Provider:
    """One button on the page where one signs in. `app` is what the library needs to know."""

    kind: str
    key: str
    name: str
    app: Mapping[str, Any]


def read(path: Path) -> list[Provider]:
    """Those the file tells of; none without a file. ImproperlyConfigured says in one sentence what is wrong."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ImproperlyConfigured(f"{path.name} kan ikke læses: {error}") from error
    tables = told.pop("provider", [])
    if told or not isinstance(tables, list):
        raise ImproperlyConfigured(f"{path.name} må kun indeholde [[provider]]-afsnit.")
    found = [_provider(table, path) for table in tables]
    if len({one.key for one in found}) < len(found):
        raise ImproperlyConfigured(f"{path.name}: to udbydere har den samme key.")
    return found


def for_the_library(providers: list[Provider]) -> dict[str, Any]:
    """SOCIALACCOUNT_PROVIDERS, as allauth wants it."""
    apps: dict[str, list[Mapping[str, Any]]] = {"oidc": [], "saml": []}
    for one in providers:
        apps[one.kind].append(one.app)
    return {
        "openid_connect": {"APPS": apps["oidc"], "OAUTH_PKCE_ENABLED": True},
        "saml": {"APPS": apps["saml"]},
    }


def _provider(table: Any, path: Path) -> Provider:
    table = table if isinstance(table, dict) else {}
    where = f"{path.name}, {table.get('key') or 'udbyder uden key'}"
    kind = _checked(table, where)
    build = _oidc if kind == "oidc" else _saml
    settings, extra = build(table, where, path.parent)
    domains = [domain.lower() for domain in table["email_domains"]]
    app = {
        "provider_id": table["key"],
        "name": table["name"],
        "settings": {**settings, "email_domains": domains},
        **extra,
    }
    return Provider(kind, table["key"], table["name"], app)


def _checked(table: dict[str, Any], where: str) -> str:
    """The kind, when everything that must be said is said, and nothing we do not understand."""
    kind = table.get("kind")
    if kind not in list(SAYS):
        raise ImproperlyConfigured(f'{where}: kind skal være "oidc" eller "saml".')
    missing = sorted((COMMON | SAYS[kind]) - table.keys())
    unknown = sorted(table.keys() - COMMON - SAYS[kind] - MAY_SAY[kind])
    if missing or unknown:
        words = f"mangler {', '.join(missing)}" if missing else f"kender ikke {', '.join(unknown)}"
        raise ImproperlyConfigured(f"{where}: {words}.")
    texts = {name: value for name, value in table.items() if name != "email_domains"}
    if empty := sorted(name for name, value in texts.items() if not (isinstance(value, str) and value.strip())):
        raise ImproperlyConfigured(f"{where}: {', '.join(empty)} skal være tekst i anførselstegn.")
    if not KEY.fullmatch(table["key"]):
        raise ImproperlyConfigured(f"{where}: key skal være små bogstaver, tal og bindestreg.")
    _check_domains(table["email_domains"], where)
    return str(kind)


def _check_domains(domains: Any, where: str) -> None:
    if not (isinstance(domains, list) and domains):
        raise ImproperlyConfigured(f'{where}: email_domains skal være en liste, fx ["fjordby.dk"].')
    for domain in domains:
        if not (isinstance(domain, str) and DOMAIN.fullmatch(domain.lower())):
            raise ImproperlyConfigured(f"{where}: {domain!r} er ikke et domæne som fjordby.dk.")


def _oidc(table: dict[str, Any], where: str, _folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    _check_address(table["issuer"], "issuer", where)
    settings = {"server_url": table["issuer"].rstrip("/")}
    return settings, {"client_id": table["client_id"], "secret": table["client_secret"]}


def _saml(table: dict[str, Any], where: str, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    if ("certificate" in table) != ("private_key" in table):
        raise ImproperlyConfigured(f"{where}: certificate og private_key følges ad.")
    signs = "certificate" in table
    advanced: dict[str, Any] = {
        "want_assertion_signed": True,
        "reject_idp_initiated_sso": True,
        "authn_request_signed": signs,
    }
    if signs:
        advanced |= {
            "metadata_signed": True,
            "logout_response_signed": True,
            "x509cert": _file(folder, table["certificate"], where),
            "private_key": _file(folder, table["private_key"], where),
        }
    chosen = {"uid": ("id_attribute", IDS), "email": ("email_attribute", EMAILS), "name": ("name_attribute", NAMES)}
    mapping = {ours: [table[word]] if word in table else list(known) for ours, (word, known) in chosen.items()}
    settings = {"idp": _metadata(table, where, folder), "advanced": advanced, "attribute_mapping": mapping}
    return settings, {"client_id": table["key"]}


def _metadata(table: dict[str, Any], where: str, folder: Path) -> dict[str, Any]:
    """Where the provider's own description is: an address that is asked, or a file that is read now."""
    told = table["metadata"]
    if "://" in told:
        _check_address(told, "metadata", where)
        if "entity_id" not in table:
            raise ImproperlyConfigured(f"{where}: skriv også entity_id, når metadata er en adresse.")
        return {"metadata_url": told, "entity_id": table["entity_id"]}
    from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser as Parser

    text = _file(folder, told, where)
    try:
        idp = Parser.parse(text, entity_id=table.get("entity_id")).get("idp", {})
        certificate = idp.get("x509cert") or idp["x509certMulti"]["signing"][0]
        found = {"entity_id": idp["entityId"], "sso_url": idp["singleSignOnService"]["url"], "x509cert": certificate}
    except Exception as error:  # the parser raises whatever lies behind it
        raise ImproperlyConfigured(f"{where}: {told} er ikke metadata fra en SAML-udbyder.") from error
    return found | ({"slo_url": idp["singleLogoutService"]["url"]} if "singleLogoutService" in idp else {})


def _file(folder: Path, name: str, where: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"{where}: {name} kan ikke læses.") from error


def _check_address(address: str, word: str, where: str) -> None:
    """Nothing about who somebody is comes over an open line, except on this machine."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise ImproperlyConfigured(f"{where}: {word} er ikke en adresse.") from error
    if not parts.hostname or (parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL)):
        raise ImproperlyConfigured(f"{where}: {word} skal begynde med https://.")
