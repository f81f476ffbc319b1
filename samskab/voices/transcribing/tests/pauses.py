"""A machine that hears no words, only that something sounds: each sound between two pauses is a piece, always the same."""

import io
import math
import struct
import wave
from pathlib import Path

from samskab.voices.transcribing.transcribers import Piece

SAID = (
    "Jeg sad oppe hele natten og ventede",
    "hun ringede føst om morgenen",
    "mit nummer er 010190-1234",
    "nu er det bedre for nogen svarer",
)
RATE, LOUD = 8000, 2000


class Pauses:
    """What is loud is said; the words of a piece are those of SAID in turn."""

    def __init__(self, model: Path) -> None:
        self.model = model

    def pieces(self, sound, from_ms):
        for number, (start, end) in enumerate(loud_parts(sound)):
            if start >= from_ms:
                yield Piece(start, end, f" {SAID[number % len(SAID)]} ")

    @staticmethod
    def why_not(model: Path) -> str:
        return "" if model.is_dir() else f"Mappen {model} er der ikke."


def loud_parts(sound):
    """(from, to) in milliseconds of everything between two pauses."""
    with wave.open(sound) as file:
        data = file.readframes(file.getnframes())
    samples = struct.unpack(f"<{len(data) // 2}h", data)
    step = RATE // 10
    loud = [max(map(abs, samples[at : at + step])) > LOUD for at in range(0, len(samples), step)]
    begins = [at for at, is_loud in enumerate(loud) if is_loud and not (at and loud[at - 1])]
    ends = [at + 1 for at, is_loud in enumerate(loud) if is_loud and not (at + 1 < len(loud) and loud[at + 1])]
    return [(start * 100, end * 100) for start, end in zip(begins, ends, strict=True)]


def spoken(pieces=3) -> bytes:
    """A recording: half a second of sound, half a second of nothing, and so on."""
    half = RATE // 2
    tone = [int(12000 * math.sin(math.tau * 440 * at / RATE)) for at in range(half)]
    samples = (tone + [0] * half) * pieces
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return out.getvalue()


class Broken(Pauses):
    """Falls at once."""

    def pieces(self, sound, from_ms):
        raise RuntimeError("in the middle")
        yield
