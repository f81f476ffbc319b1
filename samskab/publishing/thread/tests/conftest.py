"""A thread with voices of every kind, and a card that was published."""

from samskab.publishing.postcards.tests.conftest import answer, make_card, partners, publish, say

__all__ = ["answer", "make_card", "partners", "publish", "say"]
