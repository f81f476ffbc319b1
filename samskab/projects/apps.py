from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "samskab.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samskab.projects import reactions  # noqa: F401
