"""What we are made of, as CycloneDX 1.6: `python tools/sbom.py FILE`. From the lock files alone; asks no network.

The same tree gives the same file, byte for byte.
"""

import base64
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from samskab import __version__
from tools.notices import INSIDE, LOCK, ROOT, TERMS

PACKAGE = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==(\S+)(.*(?:\n    .*)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
LICENCES = LicenseFactory()


def python_parts() -> Iterator[Component]:
    """Every package of the lock, with the hashes of the files it may be."""
    for name, version, rest in PACKAGE.findall(LOCK.read_text(encoding="utf-8")):
        hashes = [HashType(alg=HashAlgorithm.SHA_256, content=one) for one in HASH.findall(rest)]
        yield part(PackageURL("pypi", name=name, version=version), TERMS[name], hashes, INSIDE.get(name, ""))


def front_parts() -> Iterator[Component]:
    """What the pages are drawn with; what only development needs is left out."""
    for place, facts in json.loads((ROOT / "package-lock.json").read_text())["packages"].items():
        if place and not facts.get("dev"):
            algorithm, _, digest = facts["integrity"].partition("-")
            assert algorithm == "sha512"
            hashes = [HashType(alg=HashAlgorithm.SHA_512, content=base64.b64decode(digest).hex())]
            url = PackageURL("npm", name=place.removeprefix("node_modules/"), version=facts["version"])
            yield part(url, facts["license"].strip("()"), hashes, "IBM Plex Sans (OFL-1.1), icons (Apache-2.0)")


def part(url: PackageURL, terms: str, hashes: list[HashType], inside: str) -> Component:
    file = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION, url=XsUri(str(url)), hashes=hashes, comment="the file is one of these"
    )
    return Component(
        type=ComponentType.LIBRARY,
        name=url.name,
        version=url.version,
        purl=url,
        bom_ref=str(url),
        scope=ComponentScope.REQUIRED,
        licenses=[LICENCES.make_from_string(terms)],
        external_references=[file],
        properties=[Property(name="samskab:carries", value=inside)] if inside else [],
    )


def bill() -> Bom:
    whole = Component(
        type=ComponentType.APPLICATION,
        name="samskab",
        version=__version__,
        bom_ref="samskab",
        licenses=[LICENCES.make_from_string("MPL-2.0")],
    )
    parts = {component.name: component for component in [*python_parts(), *front_parts()]}
    bom = Bom(components=parts.values())
    bom.metadata.component = whole
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    bom.register_dependency(whole, [parts[name] for name in ["dkfds", *named_in(ours)]])
    for name in TERMS.keys() & parts.keys():
        needed = named_in(metadata.requires(name) or []) - {name}
        bom.register_dependency(parts[name], [parts[one] for one in needed if one in parts])
    return bom


def named_in(requirements: Iterable[str]) -> set[str]:
    """The packages that are asked for, whatever the circumstances."""
    return {canonicalize_name(Requirement(one).name) for one in requirements}


def written() -> str:
    """The bill as JSON, with a number that is the same for the same content and no time of day."""
    told = json.loads(JsonV1Dot6(bill()).output_as_string())
    told["metadata"].pop("timestamp", None)
    told.pop("serialNumber", None)
    words = json.dumps(told, sort_keys=True)
    told["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, words)}"
    return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(written(), encoding="utf-8")
