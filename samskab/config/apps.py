from django.apps import AppConfig


class House(AppConfig):
    """The whole house: its checks, and the pages about all of it."""

    name = "samskab.config"

    def ready(self) -> None:
        from samskab.config import checks, reactions, safety  # noqa: F401
