from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "samskab.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samskab.journal import reactions  # noqa: F401
