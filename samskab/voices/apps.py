from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "samskab.voices"
    label = "voices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samskab.voices import reactions  # noqa: F401
