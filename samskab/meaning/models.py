"""The stage's models live in their rooms; Django finds them from here."""

from samskab.meaning.framing.models import Framing, SeatNote
from samskab.meaning.themes.models import Insight, InsightVoice

__all__ = ["Framing", "Insight", "InsightVoice", "SeatNote"]
