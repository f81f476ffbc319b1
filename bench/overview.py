"""How long the server takes to answer with a project's overview: as the story is told, and with 5,000 voices more.

    SAMSKAB_DATA=<a fresh demo> python -m bench.overview

Django's test client in this process: middleware, views, queries, templates, no network. Changes the installation.
"""

import os
import statistics
import sys
import time
from dataclasses import dataclass

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskab.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from samskab.ground import clock  # noqa: E402
from samskab.people.actors import staff  # noqa: E402
from samskab.people.queries import of_the_cast  # noqa: E402
from samskab.projects.models import Project  # noqa: E402
from samskab.projects.perspectives import PERSPECTIVES, standing_and_sector  # noqa: E402
from samskab.projects.team.queries import places_of  # noqa: E402
from samskab.voices.consent.actions import Agreement, record  # noqa: E402
from samskab.voices.intake.actions import Told, capture  # noqa: E402

REQUESTS = 200
MORE = 5_000
AGREED = 9  # voices of ten with an agreement


@dataclass(frozen=True)
class Measured:
    """Wall and processor seconds of each request, in order of size; queries and bytes of one."""

    wall: list[float]
    cpu: list[float]
    queries: int
    size: int


def measure(client: Client, address: str) -> Measured:
    with CaptureQueriesContext(connection) as asked:
        size = len(client.get(address).content)
    queries = len(asked)
    wall, cpu = [], []
    for _ in range(REQUESTS):
        begun, worked = time.perf_counter(), time.process_time()
        answer = client.get(address)
        wall.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - worked)
        assert answer.status_code == 200
    return Measured(sorted(wall), sorted(cpu), queries, size)


@transaction.atomic
def add_voices(project: Project) -> None:
    """More voices, told and agreed about through the same doors as people use."""
    amina = of_the_cast("amina")
    assert amina is not None
    by = staff(amina)
    agreement = Agreement("consent", "oral", clock.today())
    for number in range(MORE):
        standing, sector = standing_and_sector(PERSPECTIVES[number % len(PERSPECTIVES)][0])
        words = f"Det er stemme {number} af mange, og den er lige så lang, som en stemme plejer at være ved et bord."
        voice = capture(project, Told(words, standing=standing, sector=sector), by=by)
        if number % 10 < AGREED:
            record(voice, {"print": True, "web": True}, agreement, by=by)


def report(what: str, one: Measured) -> None:
    middle, slow = statistics.median(one.wall), statistics.quantiles(one.wall, n=20)[-1]
    sys.stdout.write(
        f"{what:<28} {middle * 1000:7.1f} ms {slow * 1000:7.1f} ms {statistics.median(one.cpu) * 1000:9.1f} ms "
        f"{one.queries:8} {one.size:8,}\n"
    )


def main() -> int:
    if not settings.DEMO:
        sys.stderr.write("bench.overview fills the installation with voices: give it a demo of its own.\n")
        return 2
    settings.ALLOWED_HOSTS = ["testserver"]
    amina = of_the_cast("amina")
    assert amina is not None
    project = places_of(amina).first().project  # type: ignore[union-attr]
    client, address = Client(), reverse("overview", args=[project.slug])
    client.force_login(amina)
    client.get(address)
    sys.stdout.write(f"overview, {REQUESTS} requests              p50        p95  processor p50  queries    bytes\n")
    report("the story", measure(client, address))
    add_voices(project)
    report(f"and {MORE:,} voices more", measure(client, address))
    sys.stdout.write("no peer: no other program has this page\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
