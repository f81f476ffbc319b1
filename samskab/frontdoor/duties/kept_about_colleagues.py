"""What we keep about people who have an account: who they are, how they sign in, and where they were."""

from django.utils.translation import gettext_lazy as _

from samskab.frontdoor.duties.told import CLOSED, COLLEAGUES, ITSELF, Kept
from samskab.projects.access import May

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
