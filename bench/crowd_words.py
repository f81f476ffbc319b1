"""Words for a crowd: invented sentences in everyday Danish, put together by dice."""

from random import Random

ORGANISATIONS = tuple(
    f"{place} {kind}"
    for kind in ("Kommune", "Hospital")
    for place in ("Mågsund", "Lyngfjord", "Birkeholm", "Sandvig", "Hedemose", "Agerbæk", "Klintby", "Rørdal")
)
PLACES = ("Nørreby", "Sønderby", "Østerhavn", "Vesterlund", "Midtmark", "Strandby", "Skovkær", "Bakkely")
FIRST = (
    "Amina",
    "Bo",
    "Carl",
    "Ditte",
    "Erik",
    "Fatma",
    "Gry",
    "Hans",
    "Ida",
    "Jonas",
    "Karen",
    "Lone",
    "Mads",
    "Nora",
)
LAST = ("Holm", "Lind", "Friis", "Bach", "Dahl", "Krogh", "Lund", "Munk", "Skov", "Toft", "Vang", "Ørum")
THEMES = ("Tryg hjemme", "Lys i vinduet", "Sammen om maden", "Godt i gang", "Nær ved", "Ud af døren", "Ro om natten")
WHO = ("Min mor", "Naboen", "Hjemmehjælpen", "Lægen", "Min mand", "Sygeplejersken", "Chaufføren", "Min søster")
DID = ("ringede", "ventede", "kom forbi", "måtte gå igen", "spurgte", "fik at vide", "stod i døren", "skrev til os")
WHEN = ("i tirsdags", "sidste vinter", "lige før jul", "midt om natten", "hver eneste morgen", "i foråret")
THEN = (
    "og ingen vidste, hvem der skulle svare",
    "så vi endte med at finde ud af det selv",
    "og det var første gang, nogen lyttede til ende",
    "men nummeret var lavet om",
    "og der var varm kaffe på kanden",
    "selv om vi havde aftalt noget andet",
    "så nu går vi en tur sammen om onsdagen",
    "men bussen kører ikke mere den vej",
)
AND = (
    "Jeg siger det ikke for at klage.",
    "Det burde ikke være så svært.",
    "Det glemmer jeg ikke.",
    "Kunne man ikke bare skrive det ned ét sted?",
    "Bagefter var jeg træt i flere dage.",
    "Det var det bedste ved hele ugen.",
    "Sådan havde jeg ikke tænkt på det før.",
)


def name(dice: Random) -> str:
    return f"{dice.choice(FIRST)} {dice.choice(LAST)}"


def title(dice: Random) -> str:
    return dice.choice(THEMES)


def sentence(dice: Random) -> str:
    return f"{dice.choice(WHO)} {dice.choice(DID)} {dice.choice(WHEN)}, {dice.choice(THEN)}."


def many(dice: Random, sentences: int) -> str:
    return " ".join(sentence(dice) for _ in range(sentences))


def voice(dice: Random) -> str:
    """One to four sentences, as long as what people say at a table."""
    return " ".join([many(dice, dice.randint(1, 3)), *([dice.choice(AND)] if dice.random() < 0.7 else [])])
