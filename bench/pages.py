"""How long each page takes inside the server: Django's test client in one process, without a network.

    SAMSKAB_DATA=<an installation with a crowd or the story> python -m bench.pages [sign in and stop]

Called by bench.overview. Middleware, views, queries, templates, and the packing browsers ask for. Given a file as its one
word it signs Amina in, writes her cookie there for those who measure over the network, and stops.
"""

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskab.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.crowd import COORDINATOR  # noqa: E402
from samskab.meaning.models import InsightVoice  # noqa: E402
from samskab.people.actors import staff  # noqa: E402
from samskab.people.models import User  # noqa: E402
from samskab.projects.models import Project  # noqa: E402
from samskab.publishing.models import Postcard  # noqa: E402
from samskab.trials.models import Track  # noqa: E402
from samskab.trials.tracks.actions import step  # noqa: E402
from samskab.voices.models import Voice  # noqa: E402

OVERVIEWS, OTHERS = 200, 60
WARM = 3


@dataclass(frozen=True)
class Measured:
    """Wall and processor seconds of each request, in order of size; queries and bytes of one."""

    wall: list[float]
    cpu: list[float]
    queries: int
    size: int

    def line(self, what: str) -> str:
        return (
            f"{what:<34}{milliseconds(statistics.median(self.wall))} {milliseconds(p95(self.wall))} "
            f"{milliseconds(statistics.median(self.cpu))} {self.queries:8} {self.size:9,}\n"
        )


def p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:8.1f} ms"


def measure(client: Client, address: str, requests: int, first: Callable[[], object] = bool) -> Measured:
    """`first` is done before each request, and not counted. What is loaded stays, as in `samskab serve`."""
    for _ in range(WARM):
        client.get(address)
    gc.collect()
    gc.freeze()
    with CaptureQueriesContext(connection) as asked:
        size = len(client.get(address).content)
    queries = len(asked)
    wall, cpu = [], []
    for _ in range(requests):
        first()
        begun, worked = time.perf_counter(), time.process_time()
        answer = client.get(address)
        wall.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - worked)
        assert answer.status_code == 200, f"{answer.status_code} {address}"
    return Measured(sorted(wall), sorted(cpu), queries, size)


def biggest_and_others() -> list[Project]:
    """The biggest project, one in the middle, and the smallest."""
    by_size = Voice.objects.order_by().values("project").annotate(many=Count("pk")).order_by("-many", "project")
    ids = list(by_size.values_list("project", flat=True))
    chosen = dict.fromkeys((ids[0], ids[len(ids) // 2], ids[-1]))
    return [Project.objects.get(pk=pk) for pk in chosen]


def addresses(project: Project) -> dict[str, str]:
    """The main pages of a project. The insight is the one with the most voices."""
    inside = f"/p/{project.slug}"
    ties = InsightVoice.objects.filter(insight__project=project).values("insight__number").order_by()
    insight = ties.annotate(many=Count("pk")).order_by("-many").values_list("insight__number", flat=True)[0]
    draft = Postcard.objects.get(project=project, state="draft").number
    last_page = -(-Voice.objects.filter(project=project).count() // 50)
    return {
        "voices": f"{inside}/stemmer/",
        "voices, the last page": f"{inside}/stemmer/?side={last_page}",
        "voices nobody has asked about": f"{inside}/stemmer/?aftale=mangler",
        "a voice": f"{inside}/stemmer/U-2/",
        "plan": f"{inside}/plan/",
        "plan, all of it": f"{inside}/plan/?vis=alt",
        "insights": f"{inside}/indsigter/",
        "the insight with most voices": f"{inside}/indsigter/I-{insight}/",
        "its thread": f"{inside}/t/I-{insight}/",
        "tracks": f"{inside}/spor/",
        "the round": f"{inside}/runden/",
        "description": f"{inside}/beskrivelse/",
        "publications": f"{inside}/udgivelser/",
        "laying out a card": f"{inside}/postkort/{draft}/indhold/",
        "my projects": "/",
        "a code typed from paper": "/t/U-2/",
        "public page": f"/o/{project.slug}/",
        "public card": f"/o/{project.slug}/postkort/1/",
    }


def step_a_track(project: Project) -> None:
    """So that nothing is as it was remembered: the journal is longer, and the picture of the thread another."""
    latest = Track.objects.filter(project=project).order_by("-pk")[0]
    step(
        latest,
        latest.state,
        "Drøftet igen.",
        next_step=f"Drøftes igen, {time.perf_counter_ns()}.",
        by=staff(coordinator()),
    )


def coordinator() -> User:
    return User.objects.get(email=COORDINATOR)


def signed_in() -> Client:
    client = Client(HTTP_ACCEPT_ENCODING="gzip")
    client.force_login(coordinator())
    return client


def write_cookie(file: Path) -> None:
    """What a browser needs to be Amina, and where to look."""
    name = settings.SESSION_COOKIE_NAME
    project, *_others = biggest_and_others()
    pages = {"overview": f"/p/{project.slug}/"} | addresses(project)
    lines = [f"{name}={signed_in().cookies[name].value}", *(f"{what}\t{address}" for what, address in pages.items())]
    file.write_text("\n".join(lines) + "\n")


def main() -> int:
    settings.ALLOWED_HOSTS = ["testserver"]
    if sys.argv[1:]:
        write_cookie(Path(sys.argv[1]))
        return 0
    client, projects = signed_in(), biggest_and_others()
    sys.stdout.write(f"{'in the server':<34}        p50         p95 processor p50  queries     bytes\n")
    for project in projects:
        voices = Voice.objects.filter(project=project).count()
        measured = measure(client, f"/p/{project.slug}/", OVERVIEWS)
        sys.stdout.write(measured.line(f"overview, {voices:,} voices"))
        read_anew = measure(client, f"/p/{project.slug}/", OVERVIEWS, partial(step_a_track, project))
        sys.stdout.write(read_anew.line("  a track took a step each time"))
    for what, address in addresses(projects[0]).items():
        sys.stdout.write(measure(client, address, OTHERS).line(what))
    return 0


if __name__ == "__main__":
    sys.exit(main())
