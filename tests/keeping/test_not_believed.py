"""What is not whole, or is not ours, is not believed."""

import json
import random
import shutil

import pytest

from samskab.ground.keeping.checking import check
from samskab.ground.keeping.manifest import NAME, SEAL, seal_of
from samskab.ground.keeping.refusing import Refused
from tests.keepers import TELL


def parts_of(copy):
    return sorted(path for path in copy.rglob("*") if path.is_file())


def test_a_part_that_is_missing_is_named(mine):
    for path in parts_of(mine):
        data = path.read_bytes()
        path.unlink()
        with pytest.raises(Refused) as reason:
            check(mine)
        assert path.name in str(reason.value) and "\n" not in str(reason.value)
        path.write_bytes(data)
    assert check(mine)


def test_a_part_that_is_cut_is_refused(mine):
    draw = random.Random(20260319)
    for path in parts_of(mine):
        data = path.read_bytes()
        for length in {0, 1, len(data) - 1, draw.randrange(max(1, len(data)))} & set(range(len(data))):
            path.write_bytes(data[:length])
            with pytest.raises(Refused):
                check(mine)
        path.write_bytes(data + b"\n")
        with pytest.raises(Refused):
            check(mine)
        path.write_bytes(data)


def test_one_bit_anywhere_is_enough(mine):
    draw = random.Random(20260319)
    parts = [path for path in parts_of(mine) if path.stat().st_size]
    for turn in range(150):
        path = parts[turn % len(parts)]
        data = bytearray(path.read_bytes())
        at = draw.randrange(len(data) * 8)
        data[at // 8] ^= 1 << at % 8
        whole = path.read_bytes()
        path.write_bytes(data)
        with pytest.raises(Refused):
            check(mine)
        path.write_bytes(whole)


def test_another_installations_key_is_refused_and_can_be_left_out(mine, elsewhere, tmp_path):
    shutil.copytree(mine / "keys", tmp_path / "keys")
    (tmp_path / "keys" / "secret.key").write_text("a" * 64)
    assert "hører til en anden installation" in elsewhere.refuses("restore", mine, "--keys", tmp_path / "keys")
    (mine / "keys" / "secret.key").write_text("a" * 64)
    assert "hører til en anden installation" in elsewhere.refuses("restore", mine)
    assert not elsewhere.folder.exists(), "nothing half"
    elsewhere.does("restore", mine, "--as-new")
    assert (elsewhere.folder / "secret.key").read_text() != "a" * 64
    assert (elsewhere.folder / "installation.id").read_text().strip() != json.loads((mine / NAME).read_text())[
        "installation"
    ]
    assert elsewhere.acts(TELL + "print(Voice.objects.count() > 20)") == "True"


def test_whoever_changes_a_copy_and_sums_it_again_lacks_the_key(mine):
    manifest = (mine / NAME).read_bytes().replace(b'"version": "', b'"version": "0.0.')
    (mine / NAME).write_bytes(manifest)
    (mine / SEAL).write_bytes(seal_of(manifest, "another key"))
    with pytest.raises(Refused, match="ændret"):
        check(mine)


@pytest.mark.parametrize(
    "change,reason",
    [
        ({"version": "99.1.0"}, "nyere"),
        ({"samskab_backup": 2}, "nyere"),
        ({"parts": {"../secret.key": {"bytes": 1, "sha256": ""}}}, "kan ikke forstås"),
        ({"parts": {"files//etc/passwd": {"bytes": 1, "sha256": ""}}}, "kan ikke forstås"),
        ({"parts": {"files/": {"bytes": 1, "sha256": ""}}}, "kan ikke forstås"),
        ({"keys": {"../../outside.key": "", "secret.key": ""}}, "kan ikke forstås"),
        ({"keys": {"/tmp/outside.key": ""}}, "kan ikke forstås"),
        ({"keys": {"keys/outside.key": ""}}, "kan ikke forstås"),
        ({"keys": None}, "kan ikke forstås"),
        ({"parts": {}}, "ikke hel"),
        ({"tables": None}, "kan ikke forstås"),
        ({"unknown": 1}, "kan ikke forstås"),
    ],
)
def test_a_manifest_we_cannot_follow_is_one_sentence(mine, change, reason):
    manifest = json.dumps(json.loads((mine / NAME).read_text()) | change).encode()
    (mine / NAME).write_bytes(manifest)
    (mine / SEAL).write_bytes(seal_of(manifest, (mine / "keys" / "secret.key").read_text()))
    with pytest.raises(Refused, match=reason):
        check(mine)


def test_what_is_no_copy_is_one_sentence(elsewhere, told, tmp_path):
    for path in (tmp_path, tmp_path / "nowhere", told.folder):
        assert "er ikke en sikkerhedskopi" in elsewhere.refuses("restore", path)


def test_a_copy_from_a_program_with_other_migrations_is_refused(mine, elsewhere):
    found = json.loads((mine / NAME).read_text())
    found["migrations"]["voices"].append("0099_from_the_future")
    manifest = json.dumps(found).encode()
    (mine / NAME).write_bytes(manifest)
    (mine / SEAL).write_bytes(seal_of(manifest, (mine / "keys" / "secret.key").read_text()))
    assert "nyere" in elsewhere.refuses("restore", mine)
    assert not elsewhere.folder.exists()
