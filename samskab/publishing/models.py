"""The stage's models live in their rooms; Django finds them from here."""

from samskab.publishing.postcards.models import Approval, Edition, Postcard, PostcardLine

__all__ = ["Approval", "Edition", "Postcard", "PostcardLine"]
