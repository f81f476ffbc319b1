"""An installation like any other, where nobody waits long for a new try."""

import os

from samskab.config.settings import *  # noqa: F403

TRIES = int(os.environ.get("WORKSHOP_TRIES", "8"))
OPTIONS = {"lease": 2, "pauses": (0.2,) * (TRIES - 1)}
TASKS = {"default": {"BACKEND": "samskab.tasks.backend.Leased", "QUEUES": [], "OPTIONS": OPTIONS}}
