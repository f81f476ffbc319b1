"""The story's pages as they lie in the package: TOML that a person can read and change."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

STORY = "lys-i-alle-vinduer"
Page = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that was written in Samskab at a moment (Danish local time, naive) of the story."""

    at: datetime
    do: Callable[[], object]


Happenings = Iterator[Happening]


def folder() -> Traversable:
    return files("samskab.stories") / STORY


def page(name: str) -> Page:
    """One page of the story, such as "plan"."""
    return tomllib.loads((folder() / f"{name}.toml").read_text(encoding="utf-8"))
