"""The map of a project: what stood, and what is said instead. It lies apart, locked, and holds what a text rests on."""

from django.db.models import Exists, OuterRef, QuerySet

from samskab.ground import clock
from samskab.projects.codes import next_number
from samskab.projects.models import Project
from samskab.voices.pseudonyms.inventing import suggested
from samskab.voices.pseudonyms.models import Pseudonym, Replacement, Spot
from samskab.voices.pseudonyms.words import is_same_person, key, places_of_each, said_instead_in


class IsARealName(ValueError):
    """Somebody in the map or in the text is called that. Nothing is stored."""


class NameMap:
    """The map as it is now, read once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.lines = list(Pseudonym.objects.filter(project=project))

    @property
    def said_instead(self) -> set[str]:
        return {one.said_instead for one in self.lines}

    def suggestion(self, kind: str, told: str, text: str) -> str:
        """What is said already of the same, or of who may be the same; else something new that stands nowhere."""
        wanted = key(kind, told)
        keys = [(key(one.kind, one.told), one.said_instead) for one in self.lines]
        if same := next((instead for one, instead in keys if one == wanted), ""):
            return same
        persons = keys if kind == "name" else []
        if alike := next((instead for one, instead in persons if is_same_person(one, wanted)), ""):
            return alike
        known = {part for one, _instead in keys for part in one.split()}
        known |= {one[1:-1].casefold() for one in self.said_instead}
        return suggested(kind, told, len(self.lines), lambda name: name.casefold() in known or name in text)

    def refuse_a_real_name(self, instead: str, text: str) -> None:
        """Raises IsARealName. Words that are no name, such as [en vej], may stand anywhere."""
        words = instead[1:-1]
        is_told = key("name", words) in {key(one.kind, one.told) for one in self.lines}
        if not words[0].isupper():
            return
        reserved = {start for start, _end in said_instead_in(text, {instead})}
        stands = any(start - 1 not in reserved for _one, start, _end in places_of_each(text, [words]))
        if is_told or stands:
            raise IsARealName

    def line(self, kind: str, told: str, instead: str, made_by_id: int | None) -> Pseudonym:
        """The line that says so, made where there is none. Call it in the transaction that uses it."""
        there = next((one for one in self.lines if (one.told, one.said_instead) == (told, instead)), None)
        if there is None:
            there = Pseudonym.objects.create(
                project=self.project, number=next_number(self.project, "N"), kind=kind, told=told,
                said_instead=instead, made_by_id=made_by_id, made_at=clock.now(),
            )  # fmt: skip
            self.lines.append(there)
        return there


def forget_unused(project_id: int) -> int:
    """Lines no text rests on go, and no answer either. How many went."""
    gone, _by_model = unused(project_id).delete()
    return int(gone)


def unused(project_id: int) -> "QuerySet[Pseudonym]":
    used = (Exists(model.objects.filter(pseudonym=OuterRef("pk"))) for model in (Replacement, Spot))
    found = Pseudonym.objects.filter(project_id=project_id)
    for one in used:
        found = found.exclude(one)
    return found
