"""An installation like any other, where nobody waits long for a new try."""

from samskab.config.settings import *  # noqa: F403

TASKS = {
    "default": {"BACKEND": "samskab.tasks.backend.Leased", "QUEUES": [], "OPTIONS": {"lease": 2, "pauses": (0.2,) * 7}}
}
