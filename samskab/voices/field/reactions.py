"""What is known of messages answers when words are taken back, and when a copy is made."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from samskab.ground.databases import has_table
from samskab.ground.reactions import answers, reacts_to
from samskab.people.actors import Actor
from samskab.projects.team.models import Membership
from samskab.voices.field import parts
from samskab.voices.field.actions import forget, place_of, sweep
from samskab.voices.field.models import SetAside
from samskab.voices.field.queries import waiting
from samskab.voices.field.saying import left
from samskab.voices.intake.models import Voice


@reacts_to("voice_withdrawn")
def the_key_is_shut(voice: Voice, by: Actor) -> None:
    forget(voice, by=by)


@reacts_to("erasures_swept")
def strays_go() -> None:
    sweep()
    parts.sweep()


@answers("which_files_are_kept")
def kept_files(using: str) -> Iterator[str]:
    if not has_table(SetAside, using):
        return
    files = Path(settings.INSTALLATION.files)
    for name in SetAside.objects.using(using).exclude(name="").order_by("name").values_list("name", flat=True):
        yield str(place_of(name).relative_to(files))


@answers("what_waits_for_a_person")
def set_aside(membership: Membership) -> Iterator[tuple[str, str]]:
    """(a sentence, where to go)"""
    many = waiting(membership).count()
    if many:
        yield left(many), reverse("set-aside", args=[membership.project.slug])
