"""Samskab: carries a voice all the way to a decision, and the decision back to the voice."""

__version__ = "0.3.0.dev0"
