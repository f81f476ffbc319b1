"""The list of what we are made of is whole, valid, and the same each time."""

import json
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tools.notices import TERMS
from tools.sbom import written

ROOT = Path(__file__).resolve().parent.parent


def test_the_bill_is_valid_cyclonedx_and_the_same_twice():
    words = written()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(words) is None
    assert words == written()


def test_everything_locked_is_on_the_bill_with_hashes_and_terms():
    bill = json.loads(written())
    named = {part["name"]: part for part in bill["components"]}
    front = set(json.loads((ROOT / "package.json").read_text())["dependencies"])
    assert set(named) == set(TERMS) | front
    for part in named.values():
        assert part["licenses"] and part["externalReferences"][0]["hashes"], part["name"]


def test_the_whole_hangs_together():
    """Everything on the bill is needed by Samskab, or by something Samskab needs."""
    needs = {one["ref"]: one.get("dependsOn", []) for one in json.loads(written())["dependencies"]}
    reached, waiting = {"samskab"}, ["samskab"]
    while waiting:
        fresh = set(needs[waiting.pop()]) - reached
        reached |= fresh
        waiting += fresh
    assert set(needs) - reached == set()
