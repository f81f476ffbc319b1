"""Which database the settings ask for; said in `ground`, since a command may ask for another."""

from samskab.ground.databases import database

__all__ = ["database"]
