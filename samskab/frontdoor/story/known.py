"""Whom and what the story has told of so far, by the names its pages use."""

from dataclasses import dataclass, field

from samskab.meaning.themes.models import Insight
from samskab.people.actors import Actor, staff
from samskab.people.models import User
from samskab.projects.models import Activity, Body, Party, Place, Principle, Project, Section
from samskab.publishing.postcards.models import Postcard
from samskab.trials.tracks.models import Track
from samskab.voices.intake.models import Voice
from samskab.voices.knowledge.models import Knowledge


@dataclass
class Known:
    """Filled as the story goes on. A name the story has not told of yet is a KeyError."""

    people: dict[str, User]
    projects: dict[str, Project] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    principles: dict[str, Principle] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    voices: dict[str, Voice] = field(default_factory=dict)
    knowledge: dict[str, Knowledge] = field(default_factory=dict)
    insights: dict[str, Insight] = field(default_factory=dict)
    tracks: dict[str, Track] = field(default_factory=dict)
    postcards: dict[str, Postcard] = field(default_factory=dict)

    def by(self, name: str) -> Actor:
        return staff(self.people[name])

    @property
    def project(self) -> Project:
        """The story's own project, as it is now."""
        project = self.projects["story"]
        project.refresh_from_db()
        return project
