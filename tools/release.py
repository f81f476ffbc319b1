"""Is this tree a release? `python -m tools.release` says what is missing, a line each; nothing said means: tag it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from samskab import __version__

ROOT = Path(__file__).resolve().parent.parent
HEADING = re.compile(r"^## (\d+\.\d+\.\d+) – (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


def git(*words: str) -> list[str]:
    told = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return told.stdout.splitlines()


def releases() -> list[str]:
    """Tagged versions, oldest first: 0.1.0, …"""
    return [tag.removeprefix("v") for tag in git("tag", "--list", "v*", "--sort=version:refname")]


def faults(version: str = __version__) -> Iterator[str]:
    """What stands between this tree and a tag."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    described = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    newest = HEADING.search(changes)
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        yield f"samskab/__init__.py says {version}: write the version without .dev0"
    if "\n## Unreleased" in changes:
        yield "CHANGELOG.md has a section Unreleased: give it the version and the day"
    if newest is None or newest[1] != version:
        yield f"CHANGELOG.md begins with {newest[1] if newest else 'nothing'}, not {version}"
    elif f'softwareVersion: {version}\nreleaseDate: "{newest[2]}"' not in described:
        yield "publiccode.yml has another softwareVersion or releaseDate than CHANGELOG.md"
    if version in releases():
        yield f"v{version} is tagged already"
    for release in releases():
        if not (ROOT / "tests/releases" / release).is_dir():
            yield f"tests/releases/{release} is missing: how an installation of it looked, for the upgrade test"
    yield from (f"{path} belongs to a release and is changed: add a migration instead" for path in changed_migrations())
    if git("status", "--porcelain"):
        yield "there are changes that are not committed"


def changed_migrations() -> list[str]:
    """Migrations of any release that are no longer as they were released."""
    changed = set[str]()
    for release in releases():
        changed |= set(
            git("diff", "--name-only", "--diff-filter=MDRT", f"v{release}", "--", "samskab/*/migrations/*.py")
        )
    return sorted(changed)


def main() -> int:
    missing = list(faults())
    print("\n".join(missing) or f"Ready: git tag -a v{__version__}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
