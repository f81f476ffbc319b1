"""Finding words among 10 MB and 100 MB of interviews, over HTTP: `python -m bench.searching [sqlite] [postgresql]`.

The story with documents of 1 MB in its project, in words as unevenly used as people use them: 30,000 different ones, half of
them put together from two. Each question is a page of *Stemmer* with its hits in context: one word, two words, or a part of
longer ones. No peer: Taguette 1.5.2 does not search what documents say.
"""

import http.client
import random
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path
from urllib.parse import quote_plus

from bench.overview import inside, served
from bench.sources import Ours
from journeys.installation import COMMAND
from tools.postgres import NoPostgres, running

SIZES, QUESTIONS = (10, 100), 60  # MB; of each kind
MB = 1_000_000
SYLLABLES = (
    "ven te tid syg hus hjem læ ge pas ser nat dag vej kør sel bor ger mor far barn ensom ro tryg kom mune med ar bej de "
    "for løb gang tale lyt te svar spør ge mad sam men næs te uge skrift lig hed råd ned op ind ud bro byg ger stue dør"
)


def words(dice):
    """30,000 invented words, the common ones first."""
    syllables, made = SYLLABLES.split(), {}
    while len(made) < 30_000:
        one = "".join(dice.choice(syllables) for _ in range(dice.randint(1, 4)))
        made[one] = None
    return list(made)


def interviews(megabytes, dice):
    """Texts of about a million bytes each, as somebody and an interviewer speak in turn."""
    all_words = words(random.Random(1))
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(all_words))))
    for number in range(megabytes):
        turns, long = [], 0
        while long < MB:
            said = " ".join(dice.choices(all_words, cum_weights=weights, k=dice.randint(8, 90)))
            turns.append(f"{'Borger' if len(turns) % 2 else 'Interviewer'}: {said.capitalize()}.")
            long += len(turns[-1].encode()) + 2
        yield f"samtale-{number}.txt", "\n\n".join(turns)


def fill(megabytes):
    """Run inside the installation: the documents as they are kept when somebody takes them in."""
    import django

    django.setup()
    from samskab.people.actors import staff
    from samskab.people.models import User
    from samskab.projects.models import Project
    from samskab.voices.sources.bringing import bring, open_material

    project = Project.objects.get(slug="lys-i-vinduet")
    by = staff(User.objects.get(email__startswith="amina"))
    for name, text in interviews(megabytes, random.Random(megabytes)):
        bring(project, open_material(name, text.encode(), ""), by=by)


def questions(dice):
    """One word, two words, and a part of longer words; common and rare alike."""
    all_words = words(random.Random(1))
    long = [word for word in all_words if len(word) > 5]
    for _ in range(QUESTIONS):
        yield "one word", dice.choice(all_words[: 10 ** dice.randint(2, 4)])
        yield "two words", f"{dice.choice(all_words[:300])} {dice.choice(all_words[:3000])}"
        yield "a part", dice.choice(long)[:5]


def measure(port):
    """{kind: seconds of each page, in order of size}"""
    amina = Ours(f"http://localhost:{port}")
    amina.begin()
    cookie = "; ".join(f"{name}={value}" for name, value in amina.asks.cookies.items())
    line, taken = http.client.HTTPConnection("localhost", port, timeout=60), {}
    for kind, question in questions(random.Random(5)):
        began = time.perf_counter()
        line.request("GET", f"/p/lys-i-vinduet/stemmer/?ord={quote_plus(question)}", headers={"Cookie": cookie})
        answer = line.getresponse()
        page = answer.read()
        taken.setdefault(kind, []).append(time.perf_counter() - began)
        assert answer.status == 200 and b'id="ord"' in page
    return {kind: sorted(seconds) for kind, seconds in taken.items()}


def one(database, size, url, folder):
    """Fill an installation with `size` MB and ask it."""
    there = folder / f"{database}-{size}"
    told = [COMMAND, "demo", "--data", there, "--no-serve"]
    subprocess.run(told, env=inside(there, url), check=True, capture_output=True)
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "bench.searching", "fill", str(size)], env=inside(there, url), check=True)
    filled = time.monotonic() - began
    with served(there, url) as port:
        for kind, seconds in measure(port).items():
            middle, slow = statistics.median(seconds), seconds[int(len(seconds) * 0.95)]
            sys.stdout.write(f"{database:<12}{size:4} MB  {kind:<12}{middle * 1000:9.1f} ms {slow * 1000:9.1f} ms\n")
    sys.stdout.write(f"{database:<12}{size:4} MB  taken in, with the index, in {filled:.0f} s\n")
    sys.stdout.flush()


def postgresql(size, folder):
    try:
        with running(durable=True) as url:
            one("postgresql", size, url, folder)
    except NoPostgres as error:
        sys.stdout.write(f"postgresql: not measured here. {error}\n")


def main():
    if sys.argv[1:2] == ["fill"]:
        fill(int(sys.argv[2]))
        return
    chosen = sys.argv[1:] or ["sqlite", "postgresql"]
    sys.stdout.write("finding words in documents               p50          p95\n")
    with tempfile.TemporaryDirectory(prefix="samskab-bench-") as room:
        for size in SIZES:
            if "sqlite" in chosen:
                one("sqlite", size, "", Path(room))
            if "postgresql" in chosen:
                postgresql(size, Path(room))


if __name__ == "__main__":
    main()
