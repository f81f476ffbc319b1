from django.conf import settings
from django.db import migrations, models
from django.db.models import Exists, OuterRef, Subquery


def note_when_they_answered(apps, schema_editor):
    """The voices that have an answer already."""
    answers = apps.get_model("voices", "ConsentRecord").objects.filter(voice=OuterRef("pk")).order_by("id")
    asked = apps.get_model("voices", "Voice").objects.filter(Exists(answers))
    asked.update(asked_at=Subquery(answers.values("recorded_at")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0002_a_place_in_a_project_can_end"),
        ("voices", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="voice",
            name="asked_at",
            field=models.DateTimeField(
                blank=True, help_text="When somebody first answered: see consents.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["project", "standing", "sector", "state"], name="voices_from_a_perspective"),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["project", "asked_at", "state", "number"], name="voices_nobody_has_asked"),
        ),
        migrations.RunPython(note_when_they_answered, migrations.RunPython.noop),
    ]
