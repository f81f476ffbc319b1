"""What cannot be done, said once."""


class Refused(Exception):
    """One Danish sentence for whoever asked: what is wrong, and what to do. Nothing was changed."""
