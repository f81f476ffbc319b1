"""Who listens, and what they may hear of."""

from dataclasses import dataclass

from samskab.projects.access import May


@dataclass(frozen=True, slots=True)
class Claim:
    """The key of a visit, and the project somebody would listen in."""

    session_key: str
    slug: str


@dataclass(frozen=True, slots=True)
class Guest:
    """A person in a project, and what they may there."""

    user_id: int
    project_id: int
    may: frozenset[May]
