"""A public page is made of postcards: what those tests are made of."""

from samskab.publishing.postcards.tests.conftest import answer, make_card, partners, publish, say, understood

__all__ = ["answer", "make_card", "partners", "publish", "say", "understood"]
