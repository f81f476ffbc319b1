"""Voices that were told, and cards they stand on."""

from samskab.publishing.postcards.tests.conftest import answer, make_card, partners, publish, say, understood

__all__ = ["answer", "make_card", "partners", "publish", "say", "understood"]
