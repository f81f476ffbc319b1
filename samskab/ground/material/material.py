"""What a file that was brought turns out to be."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

MaterialKind = Literal["document", "transcript", "picture", "sound"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A cue or a paragraph: `text[start:end]` of the working text, in code points.

    `speaker` is "" where nobody is named. Times are milliseconds from the beginning of the recording, or None.
    """

    start: int
    end: int
    speaker: str = ""
    from_ms: int | None = None
    to_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """A whole file. `text` is the working text: NFC, LF, no byte order mark; "" for pictures and sound.

    `decoding` says what its letters were read as, "" where the format holds them itself. `sha256` is of the file's own
    bytes. A picture has its size upright, and says whether a camera's notes and a position stood in it.
    """

    name: str
    kind: MaterialKind
    format: str
    sha256: str
    size: int
    decoding: str = ""
    text: str = ""
    segments: tuple[Segment, ...] = ()
    width: int = 0
    height: int = 0
    has_exif: bool = False
    has_position: bool = False
    duration_ms: int | None = None

    @property
    def speakers(self) -> list[str]:
        """In the order they are first heard."""
        return list(dict.fromkeys(segment.speaker for segment in self.segments if segment.speaker))

    def as_json(self, with_text: bool = False) -> Iterator[str]:
        """One JSON object for `samskab sources check --json`, in pieces; what does not belong to this kind is null."""
        told: dict[str, Any] = {
            "name": self.name,
            "kind": self.kind,
            "format": self.format,
            "decoding": self.decoding or None,
            "sha256": self.sha256,
            "size": self.size,
            "characters": len(self.text),
            "speakers": self.speakers,
            "duration_ms": self.duration_ms,
            **self._seen(),
        }
        yield json.dumps({**told, "text": self.text} if with_text else told, ensure_ascii=False, indent=2)[:-2]
        yield ',\n  "segments": ['
        for number, segment in enumerate(self.segments):
            yield ",\n    " if number else "\n    "
            yield json.dumps(self._told(segment), ensure_ascii=False)
        yield "\n  ]\n}\n"

    def _told(self, segment: Segment) -> dict[str, Any]:
        return {
            "start": segment.start,
            "end": segment.end,
            "speaker": segment.speaker or None,
            "from_ms": segment.from_ms,
            "to_ms": segment.to_ms,
            "text": self.text[segment.start : segment.end],
        }

    def _seen(self) -> dict[str, Any]:
        if self.kind != "picture":
            return dict.fromkeys(("width", "height", "exif", "gps"))
        return {"width": self.width, "height": self.height, "exif": self.has_exif, "gps": self.has_position}
