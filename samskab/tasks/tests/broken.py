"""A module that cannot be read."""

raise ZeroDivisionError
