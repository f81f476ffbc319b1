"""The stage's models live in their rooms; Django finds them from here."""

from samskab.publishing.postcards.models import (
    Approval,
    Echo,
    Edition,
    Judgement,
    Postcard,
    PostcardLine,
    RecognisabilityCheck,
)

__all__ = ["Approval", "Echo", "Edition", "Judgement", "Postcard", "PostcardLine", "RecognisabilityCheck"]
