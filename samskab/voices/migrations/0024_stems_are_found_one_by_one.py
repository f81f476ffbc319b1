"""PostgreSQL finds a word by the stems that are kept beside the words, as SQLite does.

`to_tsvector('danish', …)` leaves out "jeg" and "ikke", so that "jeg venter" was found nowhere; and where a word stands in
most rows the planner would rather stem every row again, seconds for a hundred megabytes.
"""

from django.db import migrations

TABLES = {"voices_stems": "voices_voice", "stretches_stems": "voices_stretch"}


def by_each_stem(apps, schema_editor):
    for name, table in TABLES.items():
        make(schema_editor, name, f"{table} USING gin (string_to_array(stems, ' '))")


def by_what_postgresql_stems(apps, schema_editor):
    for name, table in TABLES.items():
        make(schema_editor, name, f"{table} USING gin (to_tsvector('danish', vocabulary))")


def make(schema_editor, name, what):
    if schema_editor.connection.vendor == "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the commit keeps a table from being indexed
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"DROP INDEX IF EXISTS {name}")
        cursor.execute(f"CREATE INDEX {name} ON {what}")


class Migration(migrations.Migration):
    dependencies = [("voices", "0023_taken_back_are_found_at_once")]

    operations = [migrations.RunPython(by_each_stem, by_what_postgresql_stems)]
