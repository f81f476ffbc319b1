"""The note of the last copy, whatever stands in it."""

import json
from datetime import UTC, datetime

import pytest

from samskab.ground.installation import Installation
from samskab.ground.keeping.looking_at_the_folder import look


@pytest.mark.parametrize(
    "told", ["2020-01-01T00:00", "2020-01-01T00:00+01:00", 5, "i går", "0001-01-01T00:00+14:00", None]
)
def test_a_note_of_any_kind_is_a_sentence_about_the_last_copy(told, tmp_path):
    here = Installation(tmp_path / "here")
    here.prepare()
    here.backup_note.write_text(json.dumps({"made_at": told}))
    assert [fault.wrong for fault in look(here) if fault.about == "backup"]


def test_a_copy_made_now_is_no_fault(tmp_path):
    here = Installation(tmp_path / "here")
    here.prepare()
    here.backup_note.write_text(json.dumps({"made_at": datetime.now(UTC).isoformat()}))
    assert not [fault for fault in look(here) if fault.about == "backup"]
