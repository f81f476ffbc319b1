"""The stage's models live in their rooms; Django finds them from here."""

from samskab.trials.tracks.models import Track, TrackInsight, TrackStep

__all__ = ["Track", "TrackInsight", "TrackStep"]
