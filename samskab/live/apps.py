from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "samskab.live"
    label = "live"

    def ready(self) -> None:
        from samskab.live import reactions  # noqa: F401
