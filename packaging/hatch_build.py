"""What a wheel carries besides the code: the pages under /hjaelp/, and everything that is made before it is built."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Made by `make wheel` before the package is built; without them it would start, and look like nothing.
MADE = (
    "samskab/collected/staticfiles.json",
    "samskab/ground/static/vendor/dkfds/css/dkfds.css",
    "samskab/ground/fonts/IBMPlexSans-Regular.ttf",
    "samskab/locale/en/LC_MESSAGES/django.mo",
)
# Shown under /hjaelp/. In a clone they are read where they are written.
WRITTEN = (
    "docs",
    "LICENSES",
    "LICENSE",
    "README.md",
    "ARCHITECTURE.md",
    "GLOSSARY.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "NOTICES.md",
)


class CarryWhatIsNeeded(BuildHookInterface):
    """An editable install reads the clone, and carries nothing."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        missing = [name for name in MADE if not Path(self.root, name).exists()]
        if missing:
            raise SystemExit(f"Not made yet: {', '.join(missing)}. Build with `make wheel`.")
        if self.target_name == "wheel":
            build_data["force_include"] |= {name: f"samskab/handbook/{name}" for name in WRITTEN}
