"""Whoever holds a receipt takes their words back from a telephone: how long until no page says them, on both databases.

The story with 20,000 voices more in its project. Each quote on its published card in turn: the coordinator gives a receipt, a
telephone opens it and takes the words back. From the moment the telephone asks: until it is told that they are gone, and
until every page that told the words has been fetched again, one after the other, and does not. Then `erase verify` with the words, which found them before, finds nothing.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from html import unescape
from pathlib import Path
from urllib.parse import quote_plus

from journeys.installation import COMMAND, surroundings
from proof.telling import say, table
from tests.houses import Browser, House
from tools.postgres import NoPostgres, running

CARD, WITHIN = "/o/lys-i-vinduet/postkort/1/", 1.0
HEADS = (
    "Database", "Voice", "Pages that told the words", "Milliseconds until it was done", "And until all were fetched", "Places found before", "Left after",
    "Journal whole",
)  # fmt: skip
MORE = """
from django.db.models import Max
from samskab.ground import clock
from samskab.ground.danish import stems_of
from samskab.people.models import User
from samskab.projects.models import Project
from samskab.voices.intake.models import Voice
project, user = Project.objects.get(slug="lys-i-vinduet"), User.objects.order_by("pk").first()
last = Voice.objects.filter(project=project).aggregate(last=Max("number"))["last"]
words = "Jeg ringede tre gange, og hver gang var det en ny, der spurgte om det samme."
Voice.objects.bulk_create(
    [
        Voice(
            project=project, number=last + 10_000 + one, words=f"{words} {one}", stems=stems_of(f"{words} {one}"),
            captured_on=clock.today(), captured_by=user, standing="citizen", sector="civil", created_at=clock.now(),
        )
        for one in range(20_000)
    ],
    batch_size=2000,
)
"""


class Person(Browser):
    """Somebody with a browser who sends the form they see."""

    def sends(self, path, **facts):
        self.get(path)
        return self.post(path, **facts)


def plain(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def some_of(words):
    """Five words from the middle, as nobody else would say them."""
    return " ".join(re.sub(r"[…»«]", " ", words).split()[1:6])


def quoted(person):
    """The codes of the voices on the published card."""
    return list(dict.fromkeys(re.findall(r"U-\d+", plain(person.get(CARD)))))


def places(code, words):
    """(as the coordinator, as the holder) every address that may tell the words."""
    inside = "/p/lys-i-vinduet/"
    asked = quote_plus(" ".join(re.findall(r"\w{5,}", words)[:2]))
    staff = [
        inside,
        f"{inside}stemmer/",
        f"{inside}stemmer/{code}/",
        f"{inside}stemmer/?ord={asked}",
        f"{inside}kilder/1/",
    ]
    return staff, [CARD, f"/t/{code}/", "/o/lys-i-vinduet/", "/k/"]


def telling(amina, phone, code, some):
    staff, public = places(code, some)
    told = [path for path in staff if some in plain(amina.get(path))]
    return told + [path for path in public if some in plain(phone.get(path))]


def verify(house, receipt, words):
    command = [COMMAND, "erase", "verify", receipt, "--words", words, "--json", "--data", house.folder]
    done = subprocess.run(command, env=house.environment, capture_output=True, text=True)
    assert done.stdout, done.stderr
    return len(json.loads(done.stdout)["left"])


def take_back(house, code, folder):
    """One row of the table, and whether it held."""
    amina, phone = Person(house.url), Person(house.url)
    amina.sends("/log-ind/")
    amina.post("/log-ind/som/amina/")
    page = amina.get(f"/p/lys-i-vinduet/stemmer/{code}/")
    words = unescape(re.sub(r"<[^>]+>", "", re.search(r"<blockquote[^>]*>(.*?)</blockquote>", page, re.S)[1])).strip()
    some, kept = some_of(words), folder / f"{code}.txt"
    kept.write_text(words, encoding="utf-8")
    _status, _where, given = amina.sends(f"/p/lys-i-vinduet/stemmer/{code}/kvittering/")
    receipt = plain(re.search(r'code-card__code">(.*?)</p>', given, re.S)[1])
    phone.sends("/k/", kode=receipt)
    phone.get("/k/tag-tilbage/")
    before, found = telling(amina, phone, code, some), verify(house, receipt, kept)
    began = time.monotonic()
    phone.post("/k/tag-tilbage/")
    done = time.monotonic() - began
    after = telling(amina, phone, code, some)
    took = time.monotonic() - began
    left = verify(house, receipt, kept)
    whole = house.journal_is_whole()
    held = bool(before) and not after and bool(found) and not left and whole and done < WITHIN
    return (
        code,
        len(before),
        f"{done * 1000:.0f}",
        f"{took * 1000:.0f}",
        found,
        left,
        "yes" if whole else "**no**",
    ), held


def on(database, url, folder):
    """The rows of one database, and whether all held."""
    told = {"DATABASE_URL": url} if url else {}
    environment = surroundings() | told
    subprocess.run(
        [COMMAND, "demo", "--data", folder / "told", "--no-serve"], env=environment, check=True, capture_output=True
    )
    inside = environment | {"SAMSKAB_DATA": str(folder / "told"), "DJANGO_SETTINGS_MODULE": "samskab.config.settings"}
    subprocess.run([sys.executable, "-c", f"import django; django.setup()\n{MORE}"], env=inside, check=True)
    house = House(folder / "told", **told)
    house.start()
    try:
        rows = [take_back(house, code, folder) for code in quoted(Person(house.url))]
    finally:
        house.stop()
    return [(database, *row) for row, _held in rows], bool(rows) and all(held for _row, held in rows)


def main():
    with tempfile.TemporaryDirectory(prefix="samskab-proof-") as folder:
        ours = Path(folder) / "sqlite"
        ours.mkdir()
        rows, held = on("SQLite", "", ours)
        try:
            with running(durable=True) as url:
                theirs = Path(folder) / "postgresql"
                theirs.mkdir()
                more, also = on("PostgreSQL", url, theirs)
                rows, held = rows + more, held and also
        except NoPostgres as error:
            say(f"PostgreSQL: not run here. {error}")
    table(HEADS, rows)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
