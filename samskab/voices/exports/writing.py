"""An export as a file. Every voice carries its code, and every line the export's own name, so that whoever has it can be told."""

import json
from collections.abc import Iterable
from typing import Any

from samskab.ground.tables import as_csv
from samskab.voices.consent.queries import agreed
from samskab.voices.exports.models import Export
from samskab.voices.intake.models import Voice

_ANSWERS = {True: "yes", False: "no", None: "unknown"}


def name_of(export: Export) -> str:
    """What stands on the file and in it: project and number."""
    return f"{export.project.slug}/{export.number}"


def written(export: Export, voices: Iterable[Voice]) -> str:
    rows = [_row(export, voice) for voice in voices]
    if export.format == Export.Format.CSV:
        header = list(rows[0]) if rows else ["export", "code", "state"]
        return "".join(as_csv([header, *([row[name] for name in header] for row in rows)]))
    told = {"export": name_of(export), "made_at": export.made_at.isoformat(), "voices": rows}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _row(export: Export, voice: Voice) -> dict[str, Any]:
    """One voice. One that was taken back has its code and its state, and nothing else."""
    is_kept = voice.is_kept
    answers = {f"may_{line.purpose}": _ANSWERS[line.answer] if is_kept else "" for line in agreed(voice)}
    return {
        "export": name_of(export),
        "code": voice.code,
        "state": voice.state,
        "taken_back_on": "" if voice.withdrawn_at is None else voice.withdrawn_at.date().isoformat(),
        "captured_on": voice.captured_on.isoformat() if is_kept else "",
        "kind": voice.kind if is_kept else "",
        "words": voice.words,
        "thought": voice.thought,
        "perspective": voice.perspective,
        "position": voice.position,
        "place": str(voice.place or "") if is_kept else "",
        "activity": str(voice.activity or "") if is_kept else "",
        "read_back": ("yes" if voice.read_back else "no") if is_kept else "",
        **answers,
    }
