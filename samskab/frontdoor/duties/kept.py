"""What we keep about people, in plain words: one piece for each table, one phrase for each column.

The models declare which columns are personal; a test demands that each of them has its phrase here, and that tables
others made (sessions, sign-in) are either told of or known to hold nobody.
"""

from django.utils.translation import gettext_lazy as _

from samskab.frontdoor.duties.kept_about_colleagues import ACCOUNTS, VISITS
from samskab.frontdoor.duties.told import AGREED, SPOKE, Kept
from samskab.projects.access import May

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
        "voices.SentPhoto",
        _("Billeder, der er sendt og ikke valgt endnu"),
        SPOKE,
        {"caption": _("Personens egne ord om billedet. Billedet selv ligger låst i en fil")},
        _("Så personen og projektet sammen kan vælge, hvad der skal med."),
        _("Til I har valgt sammen, personen sletter det, eller 60 dage er gået."),
        May.CAPTURE_VOICE,
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
            "text": _("Teksten i dokumentet, som den blev læst"),
        },
        _("Så man kan se, hvor en stemme eller en plan kommer fra."),
        _("Til projektet sletter det. Tager nogen ord tilbage, som står i det, bliver ordene og filen slettet."),
        May.SEE_VOICES,
    ),
    Kept(
        "voices.Original",
        _("Filer, der er læst ind"),
        SPOKE,
        {"locked_key": _("Nøglen til filen, der ligger låst, som den kom")},
        _("Så man kan se filen igen, som den var."),
        _("Til projektet sletter den. Tager nogen ord tilbage, som står i den, slettes fil og nøgle."),
        May.SEE_VOICES,
    ),
    Kept(
        "voices.DraftPiece",
        _("Maskinens kladder til lyd"),
        SPOKE,
        {"words": _("Det, maskinen hørte, og nogen måske har rettet. Det ligger låst")},
        _("Så lyd kan læses, når et menneske har hørt efter og godkendt."),
        _("Til kladden bliver godkendt eller smidt væk. Går lyden eller ordene, går den med."),
        May.READ_IN,
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
    Kept(
        "voices.Pseudonym",
        _("Rigtige navne bag de opdigtede"),
        SPOKE,
        {
            "told": _("Navnet, adressen eller nummeret, som det stod i teksten"),
            "said_instead": _("Det, der står i stedet, fx »[Anna]«"),
        },
        _("Så den samme hedder det samme i alle tekster, og så et navn kan findes igen, hvis nogen spørger."),
        _("Så længe en tekst hviler på det. Slettes teksten, eller trækkes ord i den tilbage, bliver navnet slettet."),
        May.SEE_NAMES,
    ),
    Kept(
        "voices.SaidBefore",
        _("Ord fra før, navne blev skiftet ud"),
        SPOKE,
        {
            "words": _("Ordene, som de blev sagt, med de rigtige navne"),
            "thought": _("Det, den, der skrev ned, tænkte imens, med de rigtige navne"),
        },
        _("Så ordene kan læses, som de blev sagt, hvis personen eller projektet får brug for det."),
        _("Så længe som stemmen. Tager personen ordene tilbage, bliver de slettet med."),
        May.SEE_NAMES,
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
    Kept(
        "publishing.Judgement",
        _("Tjek for, om nogen kan genkendes"),
        SPOKE,
        {"reason": _("Hvorfor noget må stå på kortet, selv om det er ret bestemt")},
        _("Så ingen bliver genkendt ved et uheld, og man kan se, hvad der blev tænkt over."),
        _("Til kortet er væk eller ordene bliver taget tilbage."),
        _("Dem i projektet, der må lave postkort."),
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
        "projects.GuideQualified",
        _("Dem, der har set en spørgeguide igennem"),
        _("Den, der så den igennem"),
        {"who": _("Hvem det var, fx »to pårørende fra Nordby«")},
        _("Så man kan se, hvem der har været med til at stille spørgsmålene."),
        _("Så længe projektet er her."),
        May.SEE_PROJECT,
    ),
    Kept(
        "projects.SitePermission",
        _("Lov til at lytte et sted"),
        _("Den, der gav lov"),
        {"who": _("Hvem der gav lov, fx en leder")},
        _("Så ingen lytter et sted uden lov."),
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
