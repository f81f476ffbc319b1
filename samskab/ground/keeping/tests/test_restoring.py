"""Where a copy may become an installation."""

import pytest

from samskab.ground.installation import Installation
from samskab.ground.keeping.checking import Checked
from samskab.ground.keeping.manifest import Manifest
from samskab.ground.keeping.refusing import Refused
from samskab.ground.keeping.restoring import Wanted, stage

NOTHING = Manifest("0.1.0", "", "", "sqlite", "", {}, {}, {})


@pytest.mark.parametrize("place", [".", "keys", "keys/../tables"])
def test_a_copy_is_not_written_over_by_what_is_made_of_it(place, tmp_path):
    copy = tmp_path / "copy"
    (copy / "keys").mkdir(parents=True)
    with pytest.raises(Refused, match="kopien selv"):
        stage(Wanted(Checked(copy, NOTHING, None), Installation(copy / place), embedded=True))
    assert [path.name for path in copy.rglob("*")] == ["keys"]


def test_beside_the_copy_is_another_place(tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    new = stage(Wanted(Checked(copy, NOTHING, None), Installation(tmp_path / "copy-2"), embedded=True))
    assert new.key_file.exists() and not list(copy.iterdir())
