"""The stage's models live in their rooms; Django finds them from here."""

from samskab.voices.consent.models import ConsentRecord, ParticipationAgreement, Receipt, ReceiptVoice
from samskab.voices.field.models import SetAside, Submission
from samskab.voices.intake.models import Voice
from samskab.voices.knowledge.models import Knowledge
from samskab.voices.paper.models import PaperCard
from samskab.voices.pictures.models import Picture
from samskab.voices.sources.models import Revision, Segment, Source

__all__ = [
    "ConsentRecord",
    "Knowledge",
    "PaperCard",
    "ParticipationAgreement",
    "Picture",
    "Receipt",
    "ReceiptVoice",
    "Revision",
    "Segment",
    "SetAside",
    "Source",
    "Submission",
    "Voice",
]
