"""What a thread is drawn from: nodes and the edges between them. Told of in thread.py."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["voice", "theme", "insight", "track", "trial", "learning", "recommendation", "answer"]
State = Literal["", "here", "ahead", "withdrawn", "more"]
Bond = Literal["supports", "against", "ahead", "withdrawn"]


@dataclass(frozen=True)
class Node:
    code: str
    kind: Kind
    label: str = ""
    url: str = ""
    state: State = ""
    perspective: str = ""
    note: str = ""
    key: str = ""
    loose: str = ""

    @property
    def id(self) -> str:
        return self.key or self.code


@dataclass(frozen=True)
class Edge:
    source: str
    target: str
    kind: Bond = "supports"
