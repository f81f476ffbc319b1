from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "samskab.tasks"
    label = "tasks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samskab.tasks import reactions  # noqa: F401
