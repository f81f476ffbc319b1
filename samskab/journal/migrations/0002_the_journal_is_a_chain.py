"""Tie every entry that is already there to the one before it, and give each chain its end.

What is made into a digest is written out here, as `chain.py` writes it today: a migration uses no code that may change.
"""

import hashlib
import json
from datetime import UTC

from django.db import migrations, models

COLUMNS = ("id", "at", "project_id", "actor_kind", "actor_id", "verb", "subject", "subject_id", "code", "facts")
AT_A_TIME = 2000


def digest_of(row, previous):
    at = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    values = [at if name == "at" else row[name] for name in COLUMNS]
    form = json.dumps([*values, previous], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(form.encode()).hexdigest()


def tie_together(apps, schema_editor):
    Entry, ChainHead = apps.get_model("journal", "Entry"), apps.get_model("journal", "ChainHead")
    projects = list(Entry.objects.order_by("project_id").values_list("project_id", flat=True).distinct())
    for project in projects:
        last, count, digest = 0, 0, ""
        while rows := list(
            Entry.objects.filter(project_id=project, id__gt=last).order_by("id").values(*COLUMNS)[:AT_A_TIME]
        ):
            tied = []
            for row in rows:
                previous, digest = digest, digest_of(row, digest)
                tied.append((previous, digest, row["id"]))
            with schema_editor.connection.cursor() as cursor:
                cursor.executemany("UPDATE journal_entry SET previous = %s, digest = %s WHERE id = %s", tied)
            last, count = rows[-1]["id"], count + len(rows)
        ChainHead.objects.create(chain=project or 0, last_id=last, count=count, digest=digest)


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChainHead',
            fields=[
                ('chain', models.BigIntegerField(primary_key=True, serialize=False)),
                ('last_id', models.BigIntegerField(default=0)),
                ('count', models.BigIntegerField(default=0)),
                ('digest', models.CharField(default='', max_length=64)),
            ],
            options={
                'ordering': ['chain'],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('sealed_at', models.DateTimeField()),
                ('heads', models.JSONField()),
                ('previous', models.CharField(default='', max_length=64)),
                ('mac', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.AddField(
            model_name='entry',
            name='digest',
            field=models.CharField(default='', max_length=64),
        ),
        migrations.AddField(
            model_name='entry',
            name='previous',
            field=models.CharField(default='', max_length=64),
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('at', models.DateTimeField()),
                ('project_id', models.BigIntegerField(null=True)),
                ('actor_kind', models.CharField(max_length=10)),
                ('actor_id', models.BigIntegerField(default=0)),
                ('subject', models.CharField(max_length=20)),
                ('subject_id', models.BigIntegerField()),
                ('purpose', models.CharField(max_length=20)),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['project_id', 'day', 'id'], name='readings_in_a_project'), models.Index(fields=['subject', 'subject_id', 'day'], name='readings_of_one_thing')],
                'constraints': [models.UniqueConstraint(fields=('actor_kind', 'actor_id', 'day', 'subject', 'purpose', 'subject_id'), name='a_reading_is_noted_once_a_day')],
            },
        ),
        migrations.RunPython(tie_together, migrations.RunPython.noop),
    ]
