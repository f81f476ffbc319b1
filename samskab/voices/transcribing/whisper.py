"""faster-whisper, where it is installed (`samskab[transcription]`) and a model lies in a folder. It asks the net for nothing."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

from samskab.voices.transcribing.transcribers import Piece

MODEL_FILE = "model.bin"


class FasterWhisper:
    """The model is read from its folder once, and computes with whole numbers: any machine can, slowly."""

    def __init__(self, model: Path) -> None:
        whisper: Any = import_module("faster_whisper")
        self._model = whisper.WhisperModel(str(model), device="auto", compute_type="int8", local_files_only=True)

    def pieces(self, sound: BinaryIO, from_ms: int) -> Iterator[Piece]:
        """Danish, from that time on. What came before is not guessed from: a mistake is not carried along."""
        heard, _about = self._model.transcribe(
            sound, language="da", clip_timestamps=f"{from_ms / 1000:.3f}", condition_on_previous_text=False
        )
        for one in heard:
            start, end = round(one.start * 1000), round(one.end * 1000)
            if end > from_ms:
                yield Piece(max(start, from_ms), max(end, start), one.text)

    @staticmethod
    def why_not(model: Path) -> str:
        if not (model / MODEL_FILE).is_file():
            return f"Der ligger ingen model i {model} (SAMSKAB_TRANSCRIPTION_MODEL): filen {MODEL_FILE} mangler."
        if find_spec("faster_whisper") is None:
            return "Pakken faster-whisper er ikke installeret. Installer samskab[transcription]."
        return ""
