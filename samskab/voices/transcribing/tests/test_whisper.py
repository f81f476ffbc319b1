"""What faster-whisper is asked for is what it takes; and where something is missing, it is said which."""

import inspect
from importlib.util import find_spec

import pytest

from samskab.voices.transcribing.whisper import MODEL_FILE, FasterWhisper

IS_HERE = find_spec("faster_whisper") is not None


def test_a_folder_without_a_model_is_said(tmp_path):
    for folder in (tmp_path, tmp_path / "ingen"):
        assert MODEL_FILE in FasterWhisper.why_not(folder)


@pytest.mark.skipif(IS_HERE, reason="the package is installed")
def test_a_package_that_is_missing_is_said(tmp_path):
    (tmp_path / MODEL_FILE).write_bytes(b"")
    assert "samskab[transcription]" in FasterWhisper.why_not(tmp_path)


@pytest.mark.skipif(not IS_HERE, reason="the package is not installed")
def test_what_it_is_asked_is_what_it_takes():
    from faster_whisper import WhisperModel

    made = inspect.signature(WhisperModel.__init__)
    made.bind(None, "model", device="auto", compute_type="int8", local_files_only=True)
    asked = inspect.signature(WhisperModel.transcribe)
    asked.bind(None, None, language="da", clip_timestamps="1.500", condition_on_previous_text=False)
    assert "BinaryIO" in str(asked.parameters["audio"].annotation)
