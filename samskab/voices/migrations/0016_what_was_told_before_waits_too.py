from django.db import migrations, models


def let_wait(apps, schema_editor):
    """What was told before anybody asked for a second reader waits for one, too."""
    Voice, SecondReading = apps.get_model("voices", "Voice"), apps.get_model("voices", "SecondReading")
    using = schema_editor.connection.alias
    kept = Voice.objects.using(using).filter(state="kept")
    about_others = kept.filter(models.Q(standing="professional") | models.Q(kind="observation"))
    rows = about_others.order_by("pk").values_list("pk", "project_id").iterator(chunk_size=1000)
    made = [SecondReading(voice_id=voice, project_id=project) for voice, project in rows]
    SecondReading.objects.using(using).bulk_create(made, batch_size=1000)


class Migration(migrations.Migration):

    dependencies = [
        ('voices', '0015_what_is_about_others_has_a_second_reader'),
    ]

    operations = [
        migrations.RunPython(let_wait, migrations.RunPython.noop),
    ]
