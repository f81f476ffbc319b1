"""What we keep about people, in plain words: one piece for each table, one phrase for each column.

The models declare which columns are personal; a test demands that each of them has its phrase here, and that tables
others made (sessions, sign-in) are either told of or known to hold nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from samskab.projects.access import May

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Kept:
    """One table. `seen_by` is an act a role opens, or words for who else sees it."""

    table: str
    name: "StrOrPromise"
    whom: "StrOrPromise"
    columns: "Mapping[str, StrOrPromise]"
    why: "StrOrPromise"
    how_long: "StrOrPromise"
    seen_by: "May | StrOrPromise"


SPOKE = _("Borgere, pårørende og andre, der har fortalt noget")
COLLEAGUES = _("Kolleger, der har en konto")
AGREED = _("Så længe, som det er aftalt med dem, der har fortalt. Med det samme, hvis ordene bliver taget tilbage.")
ITSELF = _("Kun personen selv. Systemet bruger det til at lukke op.")
CLOSED = _("Til kontoen bliver lukket.")

VOICES = (
    Kept(
        "voices.Voice",
        _("Stemmer"),
        SPOKE,
        {
            "words": _("Ordene, som de blev sagt, eller det, nogen så"),
            "thought": _("Det, den, der skrev ned, tænkte imens"),
            "stems": _("De samme ord uden endelser, hvert ord én gang i alfabetisk orden, så de kan findes"),
            "vocabulary": _("De samme ord, hvert ord én gang i alfabetisk orden, så dele af dem kan findes"),
            "standing": _("Om personen er fx borger, pårørende eller fagperson"),
            "sector": _("Hvor personen hører til, fx kommune, sygehus eller forening"),
            "position": _("Personens opgave, hvis den er sagt, fx »hjemmesygeplejerske«"),
            "place": _("Et groft sted. Som regel hele området"),
            "said_at": _("Lejligheden, det blev sagt ved"),
        },
        _("Så det, der blev sagt, kan bære en indsigt, et forslag eller en beslutning, og så personen kan følge det."),
        AGREED,
        May.SEE_VOICES,
    ),
    Kept(
        "voices.Picture",
        _("Billeder"),
        SPOKE,
        {
            "caption": _("Personens egne ord om billedet. Billedet selv ligger låst i en fil"),
            "alt": _("Hvad man ser på det, for den, der ikke kan se det"),
        },
        _("Så det, nogen viste os, kan ses sammen med det, de sagde."),
        _("Så længe som ordene. Tager nogen dem tilbage, bliver billede og nøgle slettet."),
        May.SEE_VOICES,
    ),
    Kept(
        "voices.Recording",
        _("Lyd"),
        SPOKE,
        {"locked_key": _("Nøglen til lyden. Lyden selv ligger låst i en fil")},
        _("Så det, nogen sagde, kan høres, hvor personen har sagt ja til at blive optaget."),
        _(
            "Så længe som ordene, eller til projektets egen dag. Tager nogen sit ja eller sine ord tilbage, slettes lyd og nøgle."
        ),
        May.SEE_VOICES,
    ),
    Kept(
        "voices.SourceFile",
        _("Lyd og billeder som kilder"),
        SPOKE,
        {"locked_key": _("Nøglen til lyden eller billedet, der ligger låst i en fil")},
        _("Så det, ordene er taget fra, kan høres og ses."),
        _(
            "Til kilden slettes, eller projektets egen dag kommer. Tager nogen ord tilbage, som er sagt i den, slettes fil og nøgle."
        ),
        May.SEE_VOICES,
    ),
    Kept(
        "voices.Submission",
        _("Det, en telefon har sendt"),
        SPOKE,
        {"sha256": _("Et fingeraftryk af beskeden. Ordene kan ikke gættes ud fra det")},
        _("Så den samme stemme ikke tæller to gange, når der er dårligt net."),
        _("Så længe som ordene. Tager nogen dem tilbage, bliver fingeraftrykket slettet."),
        _("Ingen. Kun systemet selv."),
    ),
    Kept(
        "voices.SetAside",
        _("Stemmer, et menneske skal se på"),
        SPOKE,
        {"sha256": _("Et fingeraftryk af beskeden, som ligger låst i en fil, til nogen har afgjort det")},
        _("Så intet går tabt, når en telefon sender to udgaver af det samme."),
        _("Til en tovholder har afgjort, hvad der skal ske med den."),
        May.WITHDRAW_VOICE,
    ),
    Kept(
        "voices.Source",
        _("Dokumenter, der er læst ind"),
        SPOKE,
        {
            "name": _("Filens navn"),
            "text": _("Teksten i dokumentet, og selve filen, som den kom"),
        },
        _("Så man kan se, hvor en stemme eller en plan kommer fra."),
        _("Til projektet sletter det. Tager nogen ord tilbage, som står i det, bliver ordene og filen slettet."),
        May.SEE_VOICES,
    ),
    Kept(
        "voices.Revision",
        _("Udgaver af teksten i et dokument"),
        SPOKE,
        {"text": _("Teksten, som den er nu, og som den var før den blev rettet")},
        _("Så man kan se, hvad der blev sagt, og hvad der er rettet siden."),
        _(
            "Lige så længe som dokumentet. Tager nogen ord tilbage, bliver alle udgaver slettet undtagen en uden ordene."
        ),
        May.SEE_VOICES,
    ),
    Kept(
        "voices.Segment",
        _("Stykker af teksten i et dokument"),
        SPOKE,
        {"speaker": _("Hvem der taler, som der står i dokumentet, fx »Borger 1«")},
        _("Så man kan se, hvem der siger hvad, og finde stedet i en optagelse."),
        _("Lige så længe som dokumentet."),
        May.SEE_VOICES,
    ),
    Kept(
        "voices.Stretch",
        _("Ordene på hver side af et dokument"),
        SPOKE,
        {
            "stems": _("Hvert ord én gang i grundform, i alfabetets orden"),
            "vocabulary": _("Hvert ord én gang, i alfabetets orden"),
        },
        _("Så man kan finde ord i dokumentet."),
        _("Lige så længe som dokumentet. Tager nogen ord tilbage, bliver de lavet på ny uden ordene."),
        May.SEE_VOICES,
    ),
)
CARDS = (
    Kept(
        "publishing.PostcardLine",
        _("Citater på postkort"),
        SPOKE,
        {"excerpt": _("Det af citatet, der står på kortet")},
        _("Så det, vi har hørt, bliver givet tilbage."),
        _("Til kortet eller ordene bliver taget tilbage."),
        _("Projektet, mens kortet er en kladde. Alle, når det er udgivet og personen har sagt ja."),
    ),
    Kept(
        "publishing.Edition",
        _("Udgivne postkort"),
        SPOKE,
        {"card": _("Kortets ord, som de blev udgivet, og projektets kontakt")},
        _("Så et trykt kort kan vises på nettet, som det var."),
        _("Til ordene bliver taget tilbage. Papir kan vi ikke kalde tilbage."),
        _("Alle."),
    ),
)
PROJECTS = (
    Kept(
        "projects.Project",
        _("Projektets kontakt"),
        _("Den, der svarer for projektet"),
        {
            "contact_name": _("Navn"),
            "contact_phone": _("Telefon"),
            "contact_email": _("E-mail"),
            "contact_address": _("Adresse til svar på papir"),
        },
        _("Så der altid er et menneske at ringe til."),
        _("Så længe personen svarer for projektet."),
        _("Alle. Den står på projektets offentlige side og på postkort."),
    ),
    Kept(
        "projects.OwedAction",
        _("Det, nogen har lovet"),
        _("Den, der har lovet noget"),
        {"who": _("Hvem der har lovet det, når det ikke er en kollega med konto")},
        _("Så et løfte ikke bliver glemt."),
        _("Så længe projektet er her."),
        May.SEE_PROJECT,
    ),
    Kept(
        "projects.Invitation",
        _("Invitationer"),
        _("Kolleger, der er inviteret"),
        {"name": _("Navn"), "email": _("E-mail")},
        _("Så en kollega kan blive lukket ind."),
        _("Linket virker i 14 dage. Navn og e-mail bliver stående som svar på, hvem der blev inviteret."),
        May.INVITE,
    ),
)
ACCOUNTS = (
    Kept(
        "people.User",
        _("Konti"),
        COLLEAGUES,
        {
            "name": _("Navn"),
            "email": _("E-mail"),
            "title": _("Stilling"),
            "password": _("Et aftryk af adgangskoden, som den ikke kan læses ud af"),
        },
        _("Så vi ved, hvem der må hvad, og hvem man kan spørge."),
        _("Til kontoen bliver lukket. Så er der kun et nummer tilbage."),
        _("Navn og stilling: dem, man er i projekt med. Resten: kun personen selv."),
    ),
    Kept(
        "account.EmailAddress",
        _("E-mail til at logge ind med"),
        COLLEAGUES,
        {"email": _("E-mail")},
        _("Så en ny adgangskode kan sendes til den rigtige."),
        CLOSED,
        ITSELF,
    ),
    Kept(
        "mfa.Authenticator",
        _("Ekstra nøgler"),
        COLLEAGUES,
        {"data": _("Det, der skal til for at kende en adgangsnøgle eller en engangskode igen. Aldrig et fingeraftryk")},
        _("Så en stjålet adgangskode ikke er nok."),
        _("Til personen fjerner nøglen, eller kontoen bliver lukket."),
        ITSELF,
    ),
    Kept(
        "socialaccount.SocialAccount",
        _("Login gennem arbejdspladsen"),
        COLLEAGUES,
        {
            "uid": _("Nummeret, arbejdspladsens login kender personen under"),
            "extra_data": _("Det, arbejdspladsens login fortæller: navn og e-mail"),
        },
        _("Så man kan logge ind med det, man har i forvejen."),
        CLOSED,
        ITSELF,
    ),
)
VISITS = (
    Kept(
        "sessions.Session",
        _("At man er logget ind"),
        COLLEAGUES,
        {"session_data": _("Hvilken konto der er logget ind")},
        _("Så man ikke skal logge ind på hver side."),
        _("Til man logger ud, og højst så længe, som et login varer."),
        ITSELF,
    ),
    Kept(
        "usersessions.UserSession",
        _("Hvor man er logget ind"),
        COLLEAGUES,
        {
            "ip": _("Adressen på nettet, der blev logget ind fra"),
            "user_agent": _("Hvad browseren kalder sig"),
        },
        _("Så personen selv kan se og lukke et login, der ikke er hendes eller hans."),
        _("Så længe det login varer."),
        ITSELF,
    ),
    Kept(
        "journal.Entry",
        _("Hvad der er sket"),
        COLLEAGUES,
        {
            "actor_id": _(
                "Nummeret på den konto, der gjorde noget, hvad det var, og hvornår. Aldrig ord og aldrig navne"
            )
        },
        _("Så man kan svare på, hvem der har gjort hvad."),
        _("Så længe Samskab er her. En lukket konto er kun et nummer."),
        May.SEE_JOURNAL,
    ),
    Kept(
        "journal.Reading",
        _("Hvem der har læst hvad"),
        COLLEAGUES,
        {"actor_id": _("Nummeret på den konto, der læste noget personligt, hvilken dag og hvorfor")},
        _("Så den, der har fortalt noget, kan få at vide, hvem der har set det."),
        _("Så længe Samskab er her."),
        May.SEE_JOURNAL,
    ),
)
EVERYTHING = (*VOICES, *CARDS, *PROJECTS, *ACCOUNTS, *VISITS)

# Tables others made that tell nothing about a person.
NOBODY = frozenset(
    {
        "auth.Permission",
        "auth.Group",
        "contenttypes.ContentType",
        "account.EmailConfirmation",
        "socialaccount.SocialApp",
        "socialaccount.SocialToken",
    }
)
