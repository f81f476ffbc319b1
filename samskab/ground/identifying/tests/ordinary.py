"""Ordinary Danish lines from the offices of municipalities and regions: full of numbers, and of nobody.

    python -m samskab.ground.identifying.tests.ordinary

prints how many of 10,000 lines hold something that is found where there is nothing to find. A line carries what is
truly in it (a telephone number is a telephone number); everything else that is found is false.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

from samskab.ground.identifying import KINDS, find_identifying

MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]
DAYS = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]
SUBJECTS = [
    "Sundhedsrådet",
    "Kommunen",
    "Regionen",
    "Udvalget",
    "Styregruppen",
    "Arbejdsgruppen",
    "Hjemmeplejen",
    "Afdelingen",
    "Projektet",
    "Lederen",
    "En pårørende",
    "Hver tredje borger",
    "De frivillige",
    "Personalet",
    "Vi",
    "Jeg",
    "Hun",
    "Mange",
    "Ingen",
    "Bussen",
    "Kurset",
    "Madordningen",
    "Nattevagten",
    "Vagtplanen",
    "Akutteamet",
    "Foreningen",
    "Ældrerådet",
    "Bofællesskabet",
    "Patienterne",
    "Formanden",
    "Det nye hold",
    "En nabo",
    "Min mor",
    "Chefen",
    "Huset",
    "Haven",
    "Lykken",
    "Freden",
    "Sommeren",
]
VERBS = [
    "kom",
    "ventede",
    "blev flyttet",
    "blev udsat",
    "mødtes",
    "skrev",
    "svarede",
    "begyndte",
    "sluttede",
    "var forsinket",
    "er vigtig",
    "gav mening",
    "blev drøftet",
    "blev godkendt",
    "er klar",
    "skal prøves",
    "gik godt",
    "kostede for meget",
    "hjalp",
    "blev glemt",
    "lærte noget",
    "holder åbent",
    "flytter",
    "spurgte til maden",
]
ENDS = [
    "efter mødet",
    "på grund af regn",
    "i går",
    "hver uge",
    "uden varsel",
    "som aftalt",
    "i hele området",
    "ude i landsbyerne",
    "med bus og tog",
    "ved kaffen",
    "for første gang",
    "om natten",
    "i haven",
    "sammen med de pårørende",
    "fra tidlig morgen",
    "indtil videre",
    "i løbet af foråret",
    "trods alt",
]

Planted = tuple[str, tuple[str, ...]]


class Lines:
    """A stream of lines from one seed: the same seed gives the same lines."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def __iter__(self) -> Iterator[Planted]:
        while True:
            yield self.random.choice(self.makers())()

    def makers(self) -> list[Callable[[], Planted]]:
        return [
            self.plain,
            self.plain,
            self.dated,
            self.timed,
            self.phoned,
            self.cased,
            self.company,
            self.ean,
            self.money,
            self.listed,
            self.law,
            self.row,
        ]

    def digits(self, count: int) -> str:
        return "".join(self.random.choice("0123456789") for _ in range(count))

    def day(self) -> date:
        return date(2019, 1, 1) + timedelta(days=self.random.randrange(3000))

    def words(self) -> str:
        subject, verb, end = (self.random.choice(group) for group in (SUBJECTS, VERBS, ENDS))
        return f"{subject} {verb} {end}"

    def written_day(self) -> str:
        day = self.day()
        month = MONTHS[day.month - 1]
        return self.random.choice(
            [
                f"den {day.day}. {month} {day.year}", f"{DAYS[day.weekday()]} den {day.day}. {month}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}",
                f"{day:%d.%m.%y}", f"{day:%d-%m-%y}", f"{day:%d/%m-%Y}", f"{day:%d/%m %Y}", f"{day.day}/{day.month}", f"{day.isoformat()}", f"{day:%d%m%y}",
                f"{day:%Y%m%d}", f"{day:%d%m%Y}", f"{day.day}.-{day.day + 3}. {month} {day.year}", f"uge {day.isocalendar().week}",
                f"{day:%d.%m.%y}-{day + timedelta(days=30):%d.%m.%y}", f"{day:%d.%m.%Y}–{day + timedelta(days=30):%d.%m.%Y}",
            ]
        )  # fmt: skip

    def time(self) -> str:
        hour, minute = self.random.randrange(7, 22), self.random.choice(["00", "15", "30", "45"])
        return self.random.choice(
            [
                f"kl. {hour}",
                f"kl. {hour}.{minute}",
                f"kl. {hour}:{minute}",
                f"kl. {hour:02}.{minute}-{hour + 1:02}.{minute}",
                f"kl. {hour:02}{minute}",
            ]
        )

    def plain(self) -> Planted:
        return f"{self.words()}, og {self.words().lower()}.", ()

    def dated(self) -> Planted:
        form = self.random.choice(
            [
                "{w} {d}.",
                "{d}: {w}.",
                "{w} fra {d} til {e}.",
                "Frist {d}, {w}.",
                "{w} ({d})",
                "Sidst ændret {d} {t}",
                "{d} {t} {w}",
                "{d} - {e}",
                "{d}\\t{t}\\t{w}",
                "{d};{e};{w}",
                "{d}",
            ]
        )
        return form.format(w=self.words(), d=self.written_day(), e=self.written_day(), t=self.time()), ()

    def timed(self) -> Planted:
        return f"{self.words()} {self.time()} og igen {self.time()}.", ()

    def phoned(self) -> Planted:
        number = self.random.choice("23456789") + self.digits(7)
        pairs = [number[at : at + 2] for at in range(0, 8, 2)]
        written = self.random.choice(
            [
                " ".join(pairs),
                number,
                f"{number[:4]} {number[4:]}",
                f"+45 {' '.join(pairs)}",
                f"+45{number}",
                ".".join(pairs),
                "-".join(pairs),
            ]
        )
        form = self.random.choice(
            [
                "Tlf. {}",
                "Ring på {} inden torsdag.",
                "Telefon: {}, hverdage 9-15",
                "Hotline {} (døgnåben)",
                "{w}; sms til {}",
                "Mobil {}",
            ]
        )
        return form.format(written, w=self.words()), ("phone",)

    def case_number(self) -> str:
        year, running = self.random.randrange(2015, 2027), self.random.randrange(1, 999999)
        return self.random.choice(
            [
                f"{year % 100}-{running:06}", f"{year % 100}/{running:05}", f"{year}-{running:06}", f"{year}-{running:05}-1", f"S{year}-{running}", f"EMN-{year}-{running:05}",
                f"{self.random.randrange(27, 30)}.{self.random.randrange(99):02}.00-P{self.random.randrange(30):02}-{self.random.randrange(1, 99)}-{year % 100}", f"{running:06}",
                f"{year}{running:06}", f"D-{running:07}", f"{year % 100}-{running:08}", f"{running}",
            ]
        )  # fmt: skip

    def row(self) -> Planted:
        """A line of a table that somebody has copied."""
        sign = self.random.choice(["\t", ";", " ", " - "])
        cells = [
            self.written_day(),
            self.case_number(),
            self.time(),
            self.digits(4) + "-" + self.digits(4),
            "579" + self.digits(10),
        ]
        return sign.join([self.written_day(), *self.random.sample(cells, 2)]), ()

    def cased(self) -> Planted:
        form = self.random.choice(
            [
                "Sagsnr. {}",
                "Sag {}: {w}.",
                "Journalnummer {}",
                "J.nr. {}",
                "sagsnummer: {} ({d})",
                "{w} (sag {})",
                "Dok.nr. {}, {d}",
            ]
        )
        return form.format(self.case_number(), w=self.words(), d=self.written_day()), ()

    def company(self) -> Planted:
        number = self.random.choice("123456789") + self.digits(7)
        pairs = " ".join(number[at : at + 2] for at in range(0, 8, 2))
        form = self.random.choice(
            [
                "CVR {n}",
                "CVR-nr. {p}",
                "CVR-nummer: {n}",
                "cvr.nr {p}, {w}",
                "{w} (CVR: {n})",
                "CVR {n}, {d}",
                "SE-nr. {n}",
            ]
        )
        return form.format(n=number, p=pairs, w=self.words(), d=self.written_day()), ()

    def ean(self) -> Planted:
        number = "579" + self.digits(10)
        written = self.random.choice(
            [
                number,
                f"{number[:4]} {number[4:8]} {number[8:12]} {number[12]}",
                f"{number[:1]} {number[1:7]} {number[7:]}",
                f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}",
            ]
        )
        form = self.random.choice(
            [
                "EAN {}",
                "EAN-nr. {}",
                "EAN-lokationsnummer: {}",
                "Faktura sendes til EAN {}, mærket {w}",
                "GLN {}",
                "Vare {}",
            ]
        )
        return form.format(written, w=self.words().lower()), ()

    def money(self) -> Planted:
        amount = self.random.randrange(100, 90_000_000)
        danish = f"{amount:,}".replace(",", ".")
        account = f"{self.random.randrange(1000, 9999)} {self.digits(self.random.choice([6, 7, 8]))}"
        return self.random.choice(
            [
                f"Budgettet er {danish} kr.", f"{self.words()} for {amount} kr.", f"I alt {danish},50 kroner", f"Beløb: {danish}", f"Konto {account}", f"Reg.nr. og konto {account}",
                f"IBAN DK{self.digits(2)} {self.digits(4)} {self.digits(4)} {self.digits(4)} {self.digits(2)}", f"{danish.replace('.', ' ')} kr.", f"Fakturanr. {self.digits(8)}",
                f"{amount % 100} procent af {amount % 3000 + 100}", f"{self.random.randrange(2020, 2026)}-{self.random.randrange(2026, 2030)}", f"Polic.nr. {self.digits(7)}",
            ]
        ), ()  # fmt: skip

    def listed(self) -> Planted:
        numbers = [str(self.random.randrange(1, 100)) for _ in range(self.random.randrange(3, 9))]
        return self.random.choice(
            [
                f"Uge {', '.join(numbers)}",
                f"Svar: {' '.join(number[0] for number in numbers)}",
                f"{', '.join(numbers)} deltagere",
                f"{self.words()}: {'; '.join(numbers)}",
                "\t".join(numbers),
            ]
        ), ()

    def law(self) -> Planted:
        at = self.random.randrange(1, 250)
        return self.random.choice(
            [
                f"Jf. servicelovens § {at}, stk. {at % 7 + 1}", f"Bekendtgørelse nr. {at * 7} af {self.written_day()}", f"ISBN 978-87-{self.digits(2)}-{self.digits(5)}-{self.digits(1)}",
                f"Side {at} af {at + 40}", f"Bilag {at % 9 + 1}: {self.words()}", f"Version {at % 9}.{at % 7}.{at}", f"Se afsnit {at % 9}.{at % 5} om {self.random.choice(ENDS)}", f"Blodtryk {at + 40}/{at % 60 + 50}",
                f"Lokale {at % 4}.{at:03}", f"Rute {at} kører hver time", f"Måling {at}: {at % 40},{at % 10} mmol", f"{self.words()} {at} gange",
            ]
        ), ()  # fmt: skip


def lines(count: int = 10_000, seed: int = 2026) -> Iterator[Planted]:
    return islice(Lines(seed), count)


def false_hits(count: int = 10_000, seed: int = 2026) -> tuple[Counter[str], list[tuple[str, str, str]]]:
    """How many hits of each kind are false among so many lines, and (kind, what was found, its line) for each."""
    found = []
    for line, planted in lines(count, seed):
        found += [(hit.kind, hit.text, line) for hit in find_identifying(line) if hit.kind not in planted]
    return Counter(kind for kind, _text, _line in found), found


if __name__ == "__main__":
    told, each = false_hits()
    for kind in KINDS:
        sys.stdout.write(f"{kind:<12} {told[kind]:>5} false in 10,000 ordinary lines\n")
    if "--each" in sys.argv:
        sys.stdout.writelines(f"{kind}\t{text}\t{line}\n" for kind, text, line in each)
