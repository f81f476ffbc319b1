"""Those who act while a thousand pages listen: `furnish` makes projects, people and visits; `act` acts at a pace.

python -m proof.live_acts furnish PROJECTS PEOPLE  → [[slug, key of a visit], …]
python -m proof.live_acts act RATE                 → until standard input ends: {"id of an event": moment of its commit}
"""

import json
import os
import sys
import threading
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskab.config.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import transaction  # noqa: E402

from samskab.ground.reactions import reacts_to  # noqa: E402
from samskab.people.actors import staff  # noqa: E402
from samskab.people.models import User  # noqa: E402
from samskab.projects.access import Role  # noqa: E402
from samskab.projects.actions import begin_project, set_contact  # noqa: E402
from samskab.projects.models import Project  # noqa: E402
from samskab.projects.team.actions import add_member  # noqa: E402
from samskab.voices.intake.actions import Told, capture  # noqa: E402


def visit(user):
    """The key of a visit, as signing in makes it."""
    session = SessionStore()
    session.update({SESSION_KEY: str(user.pk), HASH_SESSION_KEY: user.get_session_auth_hash()})
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session.save()
    return session.session_key


@transaction.atomic
def furnish(projects, people):
    """`people` in each project; the first of them coordinates, and is who acts."""
    visits = []
    for number in range(projects):
        place = f"{projects}-{number}"
        amina = User.objects.create_user(f"amina-{place}@example.org", "Amina Holm", None)
        project = begin_project(f"Tryg hjemme {place}", coordinator=amina, contact_phone="00 00 00 00")
        others = [User.objects.create_user(f"bo-{place}-{n}@example.org", "Bo Lind", None) for n in range(1, people)]
        for bo in others:
            add_member(project, bo, Role.INTERPRETER, by=staff(amina))
        visits += [(project.slug, visit(person)) for person in (amina, *others)]
    return visits


def act(rate):
    """In every project by turns, through the same doors as people use. Says what was committed when."""
    written, committed = [], {}
    reacts_to("journal_written")(lambda entry: written.append(entry.pk))
    by = {project: staff(project.memberships.order_by("pk")[0].user) for project in Project.objects.all()}
    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    projects, begun = list(by), time.monotonic()
    for number in range(10**9):
        over.wait(max(0.0, begun + number / rate - time.monotonic()))
        if over.is_set():
            return committed
        project = projects[number % len(projects)]
        if number % 4:
            set_contact(project, by=by[project], name="Amina Holm", phone=f"00 00 {number % 10_000:04}")
        else:
            capture(project, Told(f"Det er stemme {number}, og den er sagt højt."), by=by[project])
        now = time.monotonic()
        committed |= dict.fromkeys(written, now)
        written.clear()


if __name__ == "__main__":
    if sys.argv[1] == "furnish":
        sys.stdout.write(json.dumps(furnish(int(sys.argv[2]), int(sys.argv[3]))))
    else:
        sys.stdout.write(json.dumps(act(float(sys.argv[2]))) + "\n")
