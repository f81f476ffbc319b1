"""The stage's models live in their rooms; Django finds them from here."""

from samskab.meaning.framing.models import Framing, SeatNote  # noqa: F401
from samskab.meaning.themes.models import Insight, InsightVoice  # noqa: F401
