"""The stage's models live in their rooms; Django finds them from here."""

from samskab.voices.consent.models import ConsentRecord, ParticipationAgreement, Receipt, ReceiptVoice
from samskab.voices.intake.models import Voice
from samskab.voices.knowledge.models import Knowledge
from samskab.voices.sources.models import Source

__all__ = ["ConsentRecord", "Knowledge", "ParticipationAgreement", "Receipt", "ReceiptVoice", "Source", "Voice"]
