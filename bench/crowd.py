"""A crowd to measure among: 100 projects and 100,000 voices, with everything that hangs on them.

    SAMSKAB_DATA=<an empty folder> python -m bench.crowd [DATABASE_URL in the environment for PostgreSQL]

Spread as such things are: one project holds a fifth of the voices, most projects hold a few hundred. A few insights stand
on hundreds of voices and most on a dozen; a tenth of the voices nobody has asked about. Rows are written in the order of
time, so that the projects lie among each other in the database as they do when people work. The same seed, the same crowd.
"""

import os
import random
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import django

from samskab.ground.installation import installation_from_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskab.config.settings")
if __name__ == "__main__":
    installation_from_environment().prepare()
    django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model

from bench import crowd_words as words
from samskab.ground import clock
from samskab.ground.danish import stems_of, vocabulary_of
from samskab.ground.dates import Precision
from samskab.ground.stamps import stamp
from samskab.journal.chain import digest_of_entry
from samskab.journal.models import ChainHead, Entry
from samskab.meaning.models import Framing, Insight, InsightVoice, SeatNote
from samskab.people.models import Organisation, User
from samskab.projects.access import Role
from samskab.projects.models import (
    Activity,
    ActivityChange,
    CodeCounter,
    Membership,
    OwedAction,
    Participation,
    Party,
    Place,
    Principle,
    PrincipleAct,
    Project,
    Section,
    SectionVersion,
)
from samskab.projects.perspectives import PERSPECTIVES, standing_and_sector
from samskab.publishing.models import Edition, Postcard, PostcardLine
from samskab.publishing.postcards.contents import card_data
from samskab.trials.models import Track, TrackInsight, TrackStep
from samskab.trials.tracks.models import STATES
from samskab.voices.models import ConsentRecord, Voice

SEED = 20261122
PERIOD = timedelta(days=540)
BATCH = 2_000
PEOPLE = 300
COORDINATOR, READER = "amina@example.org", "carl@example.org"
# How often each perspective speaks, in their fixed order: most who talk to us are citizens and relatives.
ASKED = 0.9
SPEAKING = (30, 22, 8, 16, 10, 5, 2, 7)


@dataclass(frozen=True)
class Size:
    """How many, and how many of the voices lie in the biggest project."""

    projects: int = 100
    voices: int = 100_000
    biggest: int = 20_000

    def spread(self) -> list[int]:
        """Voices in each project, the biggest first."""
        weights = [1 / (place + 3) for place in range(self.projects - 1)]
        rest = self.voices - self.biggest
        others = [max(3, int(rest * weight / sum(weights))) for weight in weights]
        others[0] += rest - sum(others)
        return [self.biggest, *others]


@dataclass
class Room:
    """One project while it is being filled."""

    project: Project
    many: int
    people: list[int]
    places: list[Place] = field(default_factory=list)
    held: list[Activity] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    voices: list[tuple[int, int, str]] = field(default_factory=list)  # (id, number, stamp) of those that are kept

    def next(self, letter: str) -> int:
        self.numbers[letter] = self.numbers.get(letter, 0) + 1
        return self.numbers[letter]


class Crowd:
    """Fills an empty database. `told` is the journal, written last and in the order of time."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.dice = random.Random(SEED)
        self.now = clock.now()
        self.told: list[tuple[datetime, int, int, str, str, int | None, str]] = []
        self.rooms: list[Room] = []
        self.heads: dict[int, ChainHead] = {}

    @transaction.atomic
    def fill(self) -> None:
        self._people_and_projects()
        for room in self.rooms:
            self._plan(room)
            self._document(room)
        self._voices()
        for room in self.rooms:
            self._meaning(room)
        self._counters()
        self._journal()
        for room in self.rooms:
            self._cards(room)

    def _when(self) -> datetime:
        """Some moment in the period; as likely early as late."""
        return self.now - PERIOD * self.dice.random()

    def _tell(self, room: Room, verb: str, subject: str, pk: int | None, at: datetime, code: str = "") -> None:
        self.told.append((at, room.project.pk, self.dice.choice(room.people), verb, subject, pk, code))

    def _people_and_projects(self) -> None:
        emails = [COORDINATOR, READER, *(f"person-{number}@example.org" for number in range(PEOPLE))]
        people = _keep(User(email=email, name=words.name(self.dice), password="!") for email in emails)
        bodies = _keep(Organisation(name=name, kind="municipality") for name in words.ORGANISATIONS)
        projects = _keep(
            Project(slug=f"projekt-{n}", name=f"{words.title(self.dice)} {n}", contact_phone="00 00 00 00",
                    phone_is_inert=True, is_public=True, created_at=self.now - PERIOD)
            for n in range(1, self.size.projects + 1)
        )  # fmt: skip
        for project, many in zip(projects, self.size.spread(), strict=True):
            party, *_rest = _keep(
                Party(project=project, organisation=body, position=at)
                for at, body in enumerate(self.dice.sample(bodies, 3))
            )
            members = [people[0], people[1], *self.dice.sample(people[2:], min(25, 4 + many // 200))]
            roles = [Role.COORDINATOR, Role.READER, Role.FACILITATOR, *[Role.INTERPRETER] * len(members)]
            _keep(
                Membership(project=project, user=user, role=role, party=party, since_on=self.now.date(),
                           last_visit_at=self.now, previous_visit_at=self.now - timedelta(days=3))
                for user, role in zip(members, roles, strict=False)
            )  # fmt: skip
            places = _keep(Place(project=project, name=name) for name in words.PLACES)
            self.rooms.append(Room(project, many, [one.pk for one in members], places))

    def _plan(self, room: Room) -> None:
        many = min(200, 12 + room.many // 40)
        planned = [self.now.date() + timedelta(days=self.dice.randint(-540, 90)) for _ in range(many)]
        activities = _keep(self._activity(room, day) for day in sorted(planned))
        room.held = [one for one in activities if one.state == "held"]
        moved = [one for one in activities if self.dice.random() < 0.25]
        _keep(
            ActivityChange(activity=one, kind="moved", before="i foråret", after="senere", at=self._when(),
                           before_starts_on=one.starts_on - timedelta(days=20), reason="Lokalet var optaget.")
            for one in moved
        )  # fmt: skip
        _keep(
            Participation(activity=one, perspective=key)
            for one in activities
            for key in self.dice.sample([key for key, _name in PERSPECTIVES], 3)
        )
        _keep(
            OwedAction(project=room.project, what=words.sentence(self.dice), owner_id=self.dice.choice(room.people),
                       due_on=self.now.date() + timedelta(days=self.dice.randint(-60, 60)), created_at=self._when(),
                       done_on=self.now.date() if self.dice.random() < 0.8 else None)
            for _ in range(many // 2)
        )  # fmt: skip
        for one in activities:
            self._tell(room, f"activity_{one.state}", "activity", one.pk, self._when())

    def _activity(self, room: Room, day: "datetime.date") -> Activity:  # type: ignore[name-defined]
        over = day < self.now.date() - timedelta(days=4)
        state = ("dropped" if self.dice.random() < 0.1 else "held") if over else "planned"
        return Activity(
            project=room.project, number=room.next("activity"), title=words.sentence(self.dice)[:80], starts_on=day,
            ends_on=day, precision=Precision.DAY, state=state, held_on=day if state == "held" else None,
            tentative=not over and self.dice.random() < 0.2, involvement_level="participation",
        )  # fmt: skip

    def _document(self, room: Room) -> None:
        sections = _keep(
            Section(project=room.project, heading=f"{words.title(self.dice)} {n}", position=n) for n in range(10)
        )
        _keep(
            SectionVersion(section=one, number=n, text=words.many(self.dice, 8), reason="Nyt.", at=self._when())
            for one in sections
            for n in range(1, self.dice.randint(2, 6))
        )
        principles = _keep(
            Principle(project=room.project, name=f"{words.title(self.dice)} {n}", position=n) for n in range(5)
        )
        _keep(
            PrincipleAct(principle=one, on=self._when().date(), what=words.sentence(self.dice), at=self._when())
            for one in principles
            for _ in range(self.dice.randint(0, max(2, room.many // 250)))
        )
        _keep(
            Framing(project=room.project, wording=words.sentence(self.dice), on=self._when().date(), at=self._when())
            for _ in range(3)
        )
        SeatNote.objects.create(project=room.project, perspective="practice", mentioned=True, sentence="Kun omtalt.")
        for one in sections:
            self._tell(room, "section_rewritten", "section", one.pk, self._when())

    def _voices(self) -> None:
        """Everybody's voices in the order they were told."""
        turns = sorted((self._when(), at) for at, room in enumerate(self.rooms) for _ in range(room.many))
        for some in _batches(turns, BATCH):
            voices = _keep(self._voice(self.rooms[at], told_at) for told_at, at in some)
            rooms = [self.rooms[at] for _told_at, at in some]
            _keep(
                ConsentRecord(voice=voice, purpose=purpose, answer=answer, basis="consent", channel="oral",
                              given_on=voice.captured_on, recorded_at=voice.created_at)
                for voice, room in zip(voices, rooms, strict=True)
                for purpose, answer in self._answers(room, voice)
            )  # fmt: skip

    def _voice(self, room: Room, at: datetime) -> Voice:
        standing, sector = standing_and_sector(self.dice.choices(PERSPECTIVES, SPEAKING)[0][0])
        kept = self.dice.random() > 0.005
        who = {"words": words.voice(self.dice), "standing": standing, "sector": sector,
               "place": self.dice.choice(room.places), "said_at": "ved køkkenbordet"} if kept else {}  # fmt: skip
        now = {"state": "kept"} if kept else {"state": "withdrawn", "withdrawn_at": self.now}
        if kept and self.dice.random() < ASKED:
            now["asked_at"] = at
        activity = self.dice.choice(room.held) if kept and room.held and self.dice.random() < 0.7 else None
        return Voice(
            project=room.project, number=room.next("U"), captured_on=at.date(), created_at=at, activity=activity,
            stems=stems_of(str(who.get("words", ""))), vocabulary=vocabulary_of(str(who.get("words", ""))),
            captured_by_id=self.dice.choice(room.people), **who, **now,
        )  # fmt: skip

    def _answers(self, room: Room, voice: Voice) -> Iterator[tuple[str, bool]]:
        """What was agreed about a voice, which is noted as told."""
        self._tell(room, "voice_captured", "voice", voice.pk, voice.created_at, voice.code)
        if not voice.is_kept:
            self._tell(room, "voice_withdrawn", "voice", voice.pk, self.now, voice.code)
            return
        room.voices.append((voice.pk, voice.number, stamp(voice.words)))
        if voice.asked_at:
            self._tell(room, "consent_recorded", "voice", voice.pk, voice.created_at, voice.code)
            for purpose in ("internal", "print", "web"):
                yield purpose, self.dice.random() < 0.8

    def _meaning(self, room: Room) -> None:
        many = max(1, min(80, round(room.many**0.5 / 1.6)))
        insights = _keep(
            Insight(project=room.project, number=room.next("I"), sentence=words.sentence(self.dice),
                    note=words.many(self.dice, 2), asked_against="yes", created_at=self._when())
            for _ in range(many)
        )  # fmt: skip
        ties = [tie for insight in insights for tie in self._ties(room, insight)]
        _keep(ties)
        for insight in insights:
            self._tell(room, "insight_written", "insight", insight.pk, insight.created_at, insight.code)
        for tie in ties:
            self._tell(room, "voice_tied", "insight", tie.insight_id, tie.at, tie.insight.code)
        self._tracks(room, insights)

    def _ties(self, room: Room, insight: Insight) -> list[InsightVoice]:
        """A dozen voices, and now and then hundreds."""
        wanted = min(len(room.voices) // 2, 400, round(self.dice.paretovariate(0.9) * 6))
        return [
            InsightVoice(insight=insight, voice_id=pk, stamp=words_then, at=self._when(),
                         stance="contradicts" if self.dice.random() < 0.15 else "supports")
            for pk, _number, words_then in self.dice.sample(room.voices, wanted)
        ]  # fmt: skip

    def _tracks(self, room: Room, insights: list[Insight]) -> None:
        tracks = _keep(self._track(room) for _ in range(max(1, len(insights) // 5)))
        _keep(
            TrackInsight(track=track, insight=insight, at=track.created_at)
            for track in tracks
            for insight in self.dice.sample(insights, min(3, len(insights)))
        )
        steps = _keep(
            TrackStep(track=track, state=track.state, what=words.sentence(self.dice), on=at.date(), at=at)
            for track in tracks
            for at in sorted(self._when() for _ in range(self.dice.randint(1, 6)))
        )
        for track in tracks:
            self._tell(room, "track_laid", "track", track.pk, track.created_at, track.code)
        for one in steps:
            self._tell(room, "track_stepped", "track", one.track_id, one.at, one.track.code)

    def _track(self, room: Room) -> Track:
        kind = self.dice.choice(["proposal", "question"])
        return Track(
            project=room.project, number=room.next("S"), kind=kind, title=words.sentence(self.dice)[:120],
            text=words.many(self.dice, 2), state=self.dice.choice(STATES[kind]), next_step="Vi mødes igen i maj",
            created_at=self._when(),
        )  # fmt: skip

    def _cards(self, room: Room) -> None:
        """Published cards, one for every thousand voices, each frozen as it was; and one that is begun."""
        many = min(20, 1 + room.many // 1000)
        for number in range(1, many + 2):
            out = number <= many
            card = Postcard.objects.create(
                project=room.project, number=number, title=words.sentence(self.dice)[:100], intro=words.sentence(self.dice),
                edition_label="november 2026", state="published" if out else "draft", document_on=self.now.date(), created_at=self.now,
                published_at=self.now - timedelta(days=number) if out else None,
            )  # fmt: skip
            voices = self.dice.sample(room.voices, min(8, len(room.voices)))
            insight = Insight.objects.filter(project=room.project).order_by("-number").first()
            track = Track.objects.filter(project=room.project).order_by("-number").first()
            _keep(
                [PostcardLine(postcard=card, position=n, voice_id=pk) for n, (pk, _n, _s) in enumerate(voices)]
                + [PostcardLine(postcard=card, position=20, insight=insight)]
                + [PostcardLine(postcard=card, position=21, track=track)]
            )
            if out:
                Edition.objects.create(postcard=card, number=1, card=card_data(card), published_at=self.now)

    def _counters(self) -> None:
        letters = {"U": "U", "I": "I", "S": "S"}
        _keep(
            CodeCounter(project=room.project, letter=letter, last=room.numbers.get(letter, 0))
            for room in self.rooms
            for letter in letters
        )

    def _journal(self) -> None:
        """Every project's chain, as it would have been tied together one entry at a time."""
        _keep(self._entries())
        _keep(self.heads.values())
        self.told.clear()

    def _entries(self) -> Iterator[Entry]:
        for number, (at, project, who, verb, subject, pk, code) in enumerate(sorted(self.told, key=_moment), 1):
            head = self.heads.setdefault(project, ChainHead(chain=project))
            entry = Entry(id=number, at=at, project_id=project, actor_kind="staff", actor_id=who, verb=verb,
                          subject=subject, subject_id=pk, code=code, facts={}, previous=head.digest)  # fmt: skip
            entry.digest = digest_of_entry(entry)
            head.last_id, head.count, head.digest = number, head.count + 1, entry.digest
            yield entry


def _moment(told: tuple[Any, ...]) -> datetime:
    return told[0]


def _batches(things: Iterable[Any], size: int) -> Iterator[list[Any]]:
    left = iter(things)
    while some := list(islice(left, size)):
        yield some


def _keep(rows: "Iterable[Model]") -> list:
    """Stores the rows, a few thousand in each statement, and gives them back with their ids."""
    kept = []
    for some in _batches(rows, BATCH):
        kept += type(some[0])._default_manager.bulk_create(some, batch_size=BATCH)
    return kept


def fill(size: Size = Size()) -> float:
    """Fills an installation without people. Seconds it took."""
    assert not User.objects.exists(), "a crowd wants an empty installation"
    begun = time.perf_counter()
    Crowd(size).fill()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('journal_entry', 'id'), max(id)) FROM journal_entry")
            cursor.execute("VACUUM ANALYZE")  # as its own sweeper does within minutes
    return time.perf_counter() - begun


def main() -> int:
    call_command("migrate", verbosity=0, interactive=False)
    seconds = fill()
    sys.stdout.write(f"{Project.objects.count():,} projects, {Voice.objects.count():,} voices in {seconds:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
