"""The stage's models live in their rooms; Django finds them from here."""

from samskab.voices.consent.models import ConsentRecord, ParticipationAgreement, Receipt, ReceiptVoice
from samskab.voices.correcting.models import Anchor, Correction
from samskab.voices.exports.models import Export, ExportedVoice
from samskab.voices.field.models import SetAside, Submission
from samskab.voices.intake.models import SecondReading, Voice
from samskab.voices.knowledge.models import Knowledge
from samskab.voices.paper.models import PaperCard
from samskab.voices.photos.models import PhotoTask, SentPhoto
from samskab.voices.pictures.models import Picture
from samskab.voices.pseudonyms.models import NameSearch, Pseudonym, Replacement, SaidBefore, Spot
from samskab.voices.recordings.models import Recording
from samskab.voices.retention.models import Retention, SourceGone
from samskab.voices.sources.models import Original, Revision, Segment, Source, SourceFile, Stretch
from samskab.voices.transcribing.models import DraftPiece, TranscriptDraft

__all__ = [
    "Anchor",
    "ConsentRecord",
    "Correction",
    "DraftPiece",
    "Export",
    "ExportedVoice",
    "Knowledge",
    "NameSearch",
    "Original",
    "PaperCard",
    "ParticipationAgreement",
    "PhotoTask",
    "Picture",
    "Pseudonym",
    "Receipt",
    "ReceiptVoice",
    "Recording",
    "Replacement",
    "Retention",
    "Revision",
    "SaidBefore",
    "SecondReading",
    "Segment",
    "SentPhoto",
    "SetAside",
    "Source",
    "SourceFile",
    "SourceGone",
    "Spot",
    "Stretch",
    "Submission",
    "TranscriptDraft",
    "Voice",
]
