import re

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


PARAGRAPH = re.compile(r"[^\n\f]*\S[^\n\f]*(?:\n[^\n\f]*\S[^\n\f]*)*")


def lay_the_first(apps, schema_editor):
    """The text of every document that was read in becomes its first revision, a segment for each paragraph."""
    Source, Revision, Segment = (apps.get_model("voices", name) for name in ("Source", "Revision", "Segment"))
    for source in Source.objects.order_by("pk").iterator(chunk_size=20):
        revision = Revision.objects.create(
            source=source, number=1, text=source.text, why="read_in", made_by=source.read_by, made_at=source.read_at
        )
        places = [match.span() for match in PARAGRAPH.finditer(source.text)]
        Segment.objects.bulk_create(
            [
                Segment(revision=revision, number=number, start=start, end=end)
                for number, (start, end) in enumerate(places, start=1)
            ],
            batch_size=2000,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("voices", "0006_what_was_said_is_searched"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("read_in", "Læst ind"),
                            ("corrected", "Rettet"),
                            ("pseudonym", "Navne er skiftet ud"),
                            ("taken_back", "Ord er trukket tilbage"),
                        ],
                        max_length=20,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_from",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="voices.revision"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="voices.source"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Segment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("speaker", models.CharField(blank=True, max_length=100)),
                ("from_ms", models.PositiveIntegerField(null=True)),
                ("to_ms", models.PositiveIntegerField(null=True)),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="segments", to="voices.revision"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(fields=("source", "number"), name="a_revision_has_its_own_number"),
        ),
        migrations.AddConstraint(
            model_name="segment",
            constraint=models.UniqueConstraint(fields=("revision", "number"), name="a_segment_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="segment",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__lt", models.F("end"))), name="a_segment_holds_something"
            ),
        ),
        migrations.RunPython(lay_the_first, migrations.RunPython.noop),
    ]
