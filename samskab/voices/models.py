"""The stage's models live in their rooms; Django finds them from here."""

from samskab.voices.consent.models import ConsentRecord  # noqa: F401
from samskab.voices.intake.models import Voice  # noqa: F401
from samskab.voices.knowledge.models import Knowledge  # noqa: F401
from samskab.voices.sources.models import Source  # noqa: F401
