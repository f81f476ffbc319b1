"""What is wrong with an installation, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Two plain sentences. A grave one makes the installation unwell; another is advice.

    `about` is a key: `database`, `words`, `files`, `folder`, `keys`, `clock`, `journal`, `tasks`, `backup`, `mail`, `address`.
    """

    about: str
    wrong: str
    remedy: str
    grave: bool = True
