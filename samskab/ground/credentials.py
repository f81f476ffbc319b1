"""Secrets handed over as files: a service manager's way to keep them out of what everybody can list."""

import os
import re
from pathlib import Path

PREFIX = "samskab_"
SETTING = re.compile(r"DATABASE_URL|SAMSKAB(_[A-Z]+)+")


def take_up() -> None:
    """Each file `samskab_<SETTING>` in $CREDENTIALS_DIRECTORY becomes that setting, unless it is set already.

    Safe to repeat. Raises OSError for a folder or file that cannot be read: starting without a secret is no way out.
    """
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if not folder:
        return
    for path in sorted(Path(folder).iterdir()):
        name = path.name.removeprefix(PREFIX)
        if path.name.startswith(PREFIX) and SETTING.fullmatch(name):
            os.environ.setdefault(name, path.read_text(encoding="utf-8").strip())
