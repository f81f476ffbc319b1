from django.apps import AppConfig


class MeaningConfig(AppConfig):
    name = "samskab.meaning"
    label = "meaning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samskab.meaning import reactions  # noqa: F401
