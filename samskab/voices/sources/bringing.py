"""Material somebody brings: read, refused where it must never be kept, and kept with who speaks and when."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from samskab.ground.cpr import find_cpr
from samskab.ground.material import Material, Unreadable, read_material
from samskab.ground.readers.letters import Encoding
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.models import Project
from samskab.projects.permission import require, turn_of
from samskab.voices.sources.actions import Upload, attach, keep, keep_media
from samskab.voices.sources.models import Source


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it came, and what it turned out to be."""

    data: bytes
    material: Material


def open_material(name: str, data: bytes, encoding: Encoding = "") -> Brought:
    """Read a file with words in it. Stores nothing. Raises Unreadable with one sentence for a person.

    It is UnknownLetters where the person must say which letters it is written in.
    """
    material = read_material(data, name, encoding)
    if find_cpr(name):
        raise Unreadable(_("Der står et CPR-nummer i filens navn. Filen er ikke gemt."))
    if hits := find_cpr(material.text):
        line = material.text.count("\n", 0, hits[0].at) + 1
        raise Unreadable(_("Der står et CPR-nummer på linje %(line)s. Filen er ikke gemt.") % {"line": line})
    return Brought(data, material)


def open_transcript(name: str, data: bytes, encoding: Encoding = "") -> Brought:
    """The same of what somebody wrote down from sound, or about a picture. Raises Unreadable."""
    brought = open_material(name, data, encoding)
    if not brought.material.text:
        raise Unreadable(_("Vælg en fil med tekst i: undertekster (.vtt, .srt), Word, PDF eller ren tekst."))
    return brought


@transaction.atomic
def bring(project: Project, brought: Brought, *, by: Actor) -> Source:
    """Keep it. The same file again is the source that is there already."""
    require(by, project, May.READ_IN)
    turn_of(project)
    material = brought.material
    before = Source.objects.filter(project=project, sha256=material.sha256).first()
    if before is not None:
        return before
    if material.kind in ("picture", "sound"):
        return keep_media(project, material, brought.data, by=by)
    upload = Upload(
        material.name, material.format, brought.data, material.text, material.kind, segments=material.segments
    )
    return keep(project, upload, by=by)


@transaction.atomic
def transcribe(source: Source, brought: Brought, *, by: Actor) -> bool:
    """Lay the words beside the sound or the picture they belong to. False where it has words already: nothing is changed."""
    require(by, source.project, May.READ_IN)
    turn_of(source.project)
    return attach(source, brought.material, by=by)
