from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "samskab.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samskab.publishing import reactions  # noqa: F401
