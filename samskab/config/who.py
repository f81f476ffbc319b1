"""Who may open each address, and who may send to it. Every address has a line here; one without is not there.

`door.py` asks this table before a view runs, `checks.py` refuses to start while an address has no line, and the page
/hvem-maa-hvad/ shows it. `see` is for reading (GET), `send` for what changes something (POST); None is not done there.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from samskab.projects.access import Act, May, Outside

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Kind(StrEnum):
    """What somebody must be."""

    ANYBODY = "anybody"
    HOLDER = "holder"  # of a link that is a key; the view asks whether it is
    SIGNED_IN = "signed_in"
    MEMBER = "member"  # of the project in the address
    IN_A_DEMO = "in_a_demo"


@dataclass(frozen=True, slots=True)
class Who:
    """A member who may one of `acts`; `own` is enough for the person whose thing it is, which the room decides."""

    kind: Kind
    acts: tuple[Act, ...] = ()
    own: May | None = None

    @property
    def opening(self) -> tuple[Act, ...]:
        """Any of these lets a member come as far as the view."""
        return self.acts if self.own is None else (*self.acts, self.own)


@dataclass(frozen=True, slots=True)
class Rule:
    """One address. `thing` (of access.OPEN) is what must leave the act open, too; `note` is what else is asked.

    `optional` marks an address that is there only where a setting asks for it.
    """

    see: Who | None = None
    send: Who | None = None
    thing: str = ""
    note: "StrOrPromise" = ""
    optional: bool = False


ANYBODY, SIGNED_IN, IN_A_DEMO = Who(Kind.ANYBODY), Who(Kind.SIGNED_IN), Who(Kind.IN_A_DEMO)


def member(*acts: May, own: May | None = None) -> Who:
    return Who(Kind.MEMBER, acts or (May.SEE_PROJECT,), own)


def page(who: Who, thing: str = "", note: "StrOrPromise" = "") -> Rule:
    """Read only."""
    return Rule(who, None, thing, note)


def form(who: Who, thing: str = "", note: "StrOrPromise" = "") -> Rule:
    """Read and sent by the same people."""
    return Rule(who, who, thing, note)


def button(who: Who, thing: str = "", note: "StrOrPromise" = "") -> Rule:
    """Sent only."""
    return Rule(None, who, thing, note)


FOR_EVERYBODY: dict[str, Rule] = {
    "home": page(ANYBODY, note=_("viser kun ens egne projekter")),
    "first-run": form(ANYBODY, note=_("kun indtil den første har oprettet sig")),
    "log_in": form(ANYBODY),
    "account_login": form(ANYBODY),
    "log_out": button(ANYBODY),
    "account_logout": button(ANYBODY),
    "demo-sign-in": button(IN_A_DEMO),
    "account_signup": page(ANYBODY, note=_("siger, at man skal inviteres")),
    "account_inactive": page(ANYBODY, note=_("siger, at kontoen er lukket")),
    "mfa_login_webauthn": form(ANYBODY, note=_("en adgangsnøgle viser, hvem det er")),
    "mfa_authenticate": form(ANYBODY, note=_("kun lige efter adgangskoden")),
    "account_reset_password": form(ANYBODY, note=_("samme svar, uanset om der er en konto")),
    "account_reset_password_done": page(ANYBODY),
    "account_reset_password_from_key_done": page(ANYBODY),
    "openid_connect_login": page(ANYBODY, note=_("fører til kommunens eller regionens egen side")),
    "openid_connect_callback": page(ANYBODY, note=_("kun svaret på det, denne browser spurgte om")),
    "saml_login": page(ANYBODY, note=_("fører til kommunens eller regionens egen side")),
    "saml_acs": button(ANYBODY, note=_("svaret fra kommunen eller regionen; læses først på næste side")),
    "saml_finish_acs": page(ANYBODY, note=_("kun svaret på det, denne browser spurgte om")),
    "saml_sls": page(ANYBODY, note=_("kun når udbyderen har skrevet under")),
    "saml_metadata": page(ANYBODY, note=_("det, udbyderen skal vide om os")),
    "set_language": button(ANYBODY),
    "accessibility": page(ANYBODY),
    "contact": page(ANYBODY),
    "handbook": page(ANYBODY),
    "handbook-picture": page(ANYBODY),
    **dict.fromkeys(("handbook-licence", "privacy", "privacy-record", "privacy-file", "who"), page(ANYBODY)),
    "healthy": page(ANYBODY, note=_("siger kun, om siden svarer")),
    "gallery": page(IN_A_DEMO, note=_("opdigtet indhold")),
    "lookup": form(ANYBODY, note=_("finder kun det, man selv må se")),
    "code": page(ANYBODY, note=_("finder kun det, man selv må se")),
    "receipt": form(ANYBODY, note=_("viser kun noget for den, der har en kode fra en kvittering")),
    "receipt-close": button(ANYBODY),
    "photos": form(ANYBODY, note=_("viser kun noget for den, der har koden fra sit eget ark")),
    "public-project": page(Who(Kind.ANYBODY, (Outside.READ_PUBLIC,)), "project"),
    "public-postcard": page(Who(Kind.ANYBODY, (Outside.READ_PUBLIC,)), "project", _("kun et udgivet kort")),
    "public-postcard-pdf": page(Who(Kind.ANYBODY, (Outside.READ_PUBLIC,)), "project", _("kun et udgivet kort")),
    "public-thread": page(Who(Kind.ANYBODY, (Outside.READ_PUBLIC,)), "project", _("kun det, der må stå på nettet")),
}

_OWN_RECEIPT = _("kun egne ord, en halv time efter at koden er skrevet")

_OWN_TASK = _("kun egne billeder, en halv time efter at koden er skrevet")
FOR_HOLDERS: dict[str, Rule] = {
    **dict.fromkeys(("photos-send", "photos-take-away"), button(Who(Kind.HOLDER), note=_OWN_TASK)),
    "photos-shown": page(Who(Kind.HOLDER), note=_OWN_TASK),
    "receipt-answer": button(Who(Kind.HOLDER), note=_OWN_RECEIPT),
    "receipt-take-back": form(Who(Kind.HOLDER), note=_OWN_RECEIPT),
    "receipt-take-back-one": form(Who(Kind.HOLDER), note=_OWN_RECEIPT),
    "receipt-done": page(Who(Kind.HOLDER), note=_OWN_RECEIPT),
    "invitation": form(Who(Kind.HOLDER, (Outside.TAKE_A_PLACE,)), "invitation"),
    "account_reset_password_from_key": form(Who(Kind.HOLDER), note=_("et link i en time, og kun én gang")),
    "plan-calendar": page(
        Who(Kind.HOLDER, (May.SEE_PROJECT,)), "membership", _("et kalenderprogram kan ikke logge ind")
    ),
}

_OWN_ACCOUNT = _("kun ens egen konto")

FOR_SIGNED_IN: dict[str, Rule] = {
    "project-new": form(SIGNED_IN, note=_("den, der begynder, bliver tovholder")),
    "account": page(SIGNED_IN, note=_OWN_ACCOUNT),
    "mfa_index": page(SIGNED_IN, note=_OWN_ACCOUNT),
    "two-steps": page(SIGNED_IN),
    "still_here": button(SIGNED_IN),
    "usersessions_list": form(SIGNED_IN, note=_OWN_ACCOUNT),
    "account-close": form(SIGNED_IN, note=_OWN_ACCOUNT),
    "account_change_password": form(SIGNED_IN, note=_OWN_ACCOUNT),
    "account_reauthenticate": form(SIGNED_IN, note=_OWN_ACCOUNT),
    "mfa_reauthenticate": form(SIGNED_IN, note=_OWN_ACCOUNT),
    "mfa_reauthenticate_webauthn": form(SIGNED_IN, note=_OWN_ACCOUNT),
    "mfa_activate_totp": form(SIGNED_IN, note=_OWN_ACCOUNT),
    "mfa_deactivate_totp": form(SIGNED_IN, note=_OWN_ACCOUNT),
    "mfa_list_webauthn": page(SIGNED_IN, note=_OWN_ACCOUNT),
    "mfa_add_webauthn": form(SIGNED_IN, note=_OWN_ACCOUNT),
    "mfa_edit_webauthn": form(SIGNED_IN, note=_OWN_ACCOUNT),
    "mfa_remove_webauthn": form(SIGNED_IN, note=_OWN_ACCOUNT),
    "mfa_view_recovery_codes": page(SIGNED_IN, note=_OWN_ACCOUNT),
    "mfa_generate_recovery_codes": form(SIGNED_IN, note=_OWN_ACCOUNT),
    "mfa_download_recovery_codes": page(SIGNED_IN, note=_OWN_ACCOUNT),
}

_OWN_WORDS = _("egne: det, man selv har skrevet ned")
_OWN_PROMISE = _("egne: det, man selv har lovet")
_OWN_PLACE = _("egen: man kan altid selv gå")
_READER_TOO = _("den, der ser på listen, kommer selv på den")

IN_A_PROJECT: dict[str, Rule] = {
    **dict.fromkeys(("overview", "overview-one-page", "thread"), page(member())),
    "team": Rule(member(), member(May.INVITE)),
    "team-role": form(member(May.INVITE), "membership"),
    "team-end": form(member(May.INVITE, own=May.SEE_PROJECT), "membership", _OWN_PLACE),
    "about": form(member(May.EDIT_DOCUMENT)),
    "journal": page(member(May.SEE_JOURNAL)),
    "readings": page(member(May.SEE_JOURNAL), note=_READER_TOO),
    "readings-file": page(member(May.SEE_JOURNAL), note=_READER_TOO),
    "document": page(member()),
    "document-compare": page(member()),
    **dict.fromkeys(("document-new-section", "document-edit", "principle-new"), form(member(May.EDIT_DOCUMENT))),
    "principle-act": form(member(May.EDIT_PLAN)),
    **dict.fromkeys(("plan", "plan-changes", "plan-subscribe"), page(member())),
    "plan-new": form(member(May.EDIT_PLAN)),
    "plan-date": page(member(May.EDIT_PLAN)),
    "owed-new": form(member(May.EDIT_PLAN)),
    "owed-done": button(member(May.EDIT_PLAN, own=May.SEE_PROJECT), note=_OWN_PROMISE),
    "activity": page(member()),
    "activity-change": form(member(May.EDIT_PLAN), "activity"),
    "activity-details": form(member(May.EDIT_PLAN), "activity"),
    **dict.fromkeys(("activity-held", "activity-leave", "activity-drop"), form(member(May.EDIT_PLAN), "activity")),
    "activity-resume": button(member(May.EDIT_PLAN), "activity"),
    "activity-confirm": button(member(May.EDIT_PLAN), "activity"),
    "activity-alternatives": form(member(May.EDIT_PLAN), "activity"),
    "activity-choose": form(member(May.EDIT_PLAN), "activity"),
    **dict.fromkeys(("methods", "method", "guides", "guide"), page(member())),
    **dict.fromkeys(("guide-new", "guide-rewrite", "guide-qualify", "guide-use"), form(member(May.EDIT_PLAN))),
    "parties": page(member()),
    "body-new": form(member(May.EDIT_DOCUMENT)),
    "body-edit": form(member(May.EDIT_DOCUMENT)),
    "reading": form(member(May.READ_IN), note=_("et dokument, der er gemt, læses ikke ind igen")),
    "voices": page(member(May.SEE_VOICES)),
    "voices-find": button(member(May.SEE_VOICES), note=_("skriver intet; fører til listen")),
    "voice-new": form(member(May.CAPTURE_VOICE)),
    "voice-stack": form(member(May.CAPTURE_VOICE)),
    "voice-stack-correct": form(member(May.CAPTURE_VOICE), note=_("egen: det kort, man sidst skrev ind")),
    "kit": form(member(May.CAPTURE_VOICE), note=_("hvert print får nye koder")),
    "voice": page(member(May.SEE_VOICES), "voice"),
    "second-reader": page(member(May.READ_AGAIN)),
    "voice-read-again": button(member(May.READ_AGAIN), "voice"),
    "voice-who": form(member(May.CAPTURE_VOICE, May.RECORD_CONSENT), "voice"),
    "voice-consent": form(member(May.RECORD_CONSENT, own=May.CAPTURE_VOICE), "voice", _OWN_WORDS),
    "voice-receipt": form(member(May.RECORD_CONSENT, own=May.CAPTURE_VOICE), "voice", _OWN_WORDS),
    "agreement": page(member()),
    "agreement-new": form(member(May.EDIT_DOCUMENT)),
    "voice-withdraw": form(member(May.WITHDRAW_VOICE), "voice"),
    "voice-left": page(member(May.WITHDRAW_VOICE)),
    "voice-picture": page(member(May.SEE_VOICES), "voice"),
    "voice-sound": page(member(May.SEE_VOICES), "voice", _("er navne skiftet ud, kun for dem, der må se dem")),
    **dict.fromkeys(
        ("photo-tasks", "photos-choose"), form(member(May.CAPTURE_VOICE), note=_("kun ved fotoelicitering"))
    ),
    "photo": page(member(May.CAPTURE_VOICE), note=_("kun ved fotoelicitering")),
    "exports": form(member(May.WITHDRAW_VOICE)),
    "set-aside": form(member(May.WITHDRAW_VOICE)),
    **dict.fromkeys(("field", "field-now", "field-worker", "field-manifest"), page(member(May.CAPTURE_VOICE))),
    "field-receive": button(member(May.CAPTURE_VOICE), note=_("låst på telefonen; åbnes her")),
    "field-whole": form(member(May.CAPTURE_VOICE), note=_("låst på telefonen; åbnes her")),
    "field-part": button(member(May.CAPTURE_VOICE), note=_("låst på telefonen; åbnes først, når alt er her")),
    "field-file": form(member(May.CAPTURE_VOICE)),
    "knowledge": page(member()),
    "knowledge-item": page(member()),
    "knowledge-new": form(member(May.ADD_KNOWLEDGE)),
    "source-list": page(member(May.SEE_VOICES)),
    "source-new": form(member(May.READ_IN)),
    "source": page(member(May.SEE_VOICES), "source"),
    "source-correct": form(member(May.READ_IN)),
    "source-settle": form(member(May.READ_IN)),
    "source-names": form(member(May.SEE_NAMES)),
    "voice-names": form(member(May.SEE_NAMES), note=_("en stemme fra en kilde får nye navne i kilden")),
    "names": page(member(May.SEE_NAMES), note=_("det bliver skrevet ned, hvem der åbner den")),
    "source-delete": form(member(May.WITHDRAW_VOICE)),
    "retention": page(member(May.SEE_JOURNAL)),
    "retention-change": form(member(May.WITHDRAW_VOICE)),
    "source-media": page(
        member(May.SEE_VOICES), note=_("kun lyd og billeder; er navne skiftet ud, kun for dem, der må se dem")
    ),
    "source-original": page(member(May.SEE_VOICES), "source", note=_("som ved lyd og billeder; kun dokumenter")),
    "source-transcript": form(member(May.READ_IN), note=_("kun lyd og billeder, som ingen har skrevet ud endnu")),
    "source-draft": form(member(May.READ_IN), note=_("kun lyd, som ingen har skrevet ud endnu")),
    "source-text": page(
        member(May.SEE_VOICES), "source", _("en tidligere udgave kun for dem, der må se de rigtige navne")
    ),
    "insights": page(member()),
    "insight": page(member()),
    "insight-new": form(member(May.INTERPRET)),
    "insight-edit": form(member(May.INTERPRET)),
    "insight-look-again": button(member(May.INTERPRET)),
    "insight-voices": form(member(May.INTERPRET), "voice"),
    "round": page(member()),
    "framing-new": form(member(May.INTERPRET)),
    "framing-seat": form(member(May.INTERPRET)),
    "tracks": page(member()),
    "track": page(member(), "track"),
    "track-new": form(member(May.EDIT_TRACKS)),
    "track-edit": form(member(May.EDIT_TRACKS), "track"),
    "track-step": form(member(May.EDIT_TRACKS), "track"),
    "publications": page(member()),
    "postcard": page(member(May.SEE_PROJECT, May.SEE_VOICES, May.APPROVE_POSTCARD), "postcard"),
    "postcard-pdf": page(member(May.SEE_PROJECT, May.SEE_VOICES, May.APPROVE_POSTCARD), "postcard"),
    "postcard-new": form(member(May.MAKE_POSTCARD)),
    "postcard-edit": form(member(May.MAKE_POSTCARD), "postcard"),
    "postcard-check": form(member(May.MAKE_POSTCARD), "postcard"),
    "postcard-own-words": button(member(May.MAKE_POSTCARD)),
    "postcard-ask": button(member(May.MAKE_POSTCARD), "postcard"),
    "postcard-approve": button(member(May.APPROVE_POSTCARD), "postcard"),
    "postcard-publish": button(member(May.PUBLISH), "postcard"),
}

SECTIONS: "tuple[tuple[StrOrPromise, dict[str, Rule]], ...]" = (
    (_("Åbent for alle"), FOR_EVERYBODY),
    (_("For den, der har et link eller en kvittering"), FOR_HOLDERS),
    (_("For den, der er logget ind"), FOR_SIGNED_IN),
    (_("I et projekt, for dem der er med"), IN_A_PROJECT),
)
RULES: dict[str, Rule] = {name: rule for _title, rules in SECTIONS for name, rule in rules.items()}

# What is answered before Django has an address: not in the check, but told on the same page.
BESIDE: "tuple[tuple[str, Who, StrOrPromise], ...]" = (
    ("/live/<projekt>/", member(), _("hvad der sker i projektet, som det sker; uden ord og uden navne")),
    ("/static/…", ANYBODY, _("skrifter, stilark og ikoner; ingen oplysninger")),
)
