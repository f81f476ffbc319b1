"""SQLite: two indexes kept by the database itself, of stems and of parts of words. PostgreSQL: its own indexes.

An index follows its row in the same transaction, so words that are taken back are in no index either, and `secure-delete`
leaves nothing of them in its pages. SQLite forgets triggers when a table is made again: a later migration that alters
voices_voice ends with these triggers (samskab/voices/search/tests/test_index.py says so).
"""

import re
import unicodedata

from django.db import DatabaseError, migrations, transaction
from snowballstemmer import stemmer

WORD = re.compile(r"[^\W_]+")
INDEXES = {
    "voices_stems": ("stems", "unicode61 remove_diacritics 0"),
    "voices_parts": ("words, thought", "trigram remove_diacritics 0"),
}
SAID = "(words || ' ' || thought)"


def fill(apps, schema_editor):
    danish, Voice = stemmer("danish"), apps.get_model("voices", "Voice")
    kept = Voice.objects.filter(state="kept", stems="").only("words", "thought")
    for voice in kept.iterator(chunk_size=1000):
        said = unicodedata.normalize("NFC", f"{voice.words} {voice.thought}").lower()
        Voice.objects.filter(pk=voice.pk).update(stems=" ".join(danish.stemWords(WORD.findall(said))))


def index(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "sqlite":
            index_in_sqlite(cursor)
        else:
            cursor.execute(f"CREATE INDEX voices_stems ON voices_voice USING gin (to_tsvector('danish', {SAID}))")
            index_parts_in_postgresql(cursor)


def index_in_sqlite(cursor):
    for name, (columns, tokenizer) in INDEXES.items():
        cursor.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5("
            f"{columns}, content='voices_voice', content_rowid='id', tokenize='{tokenizer}')"
        )
        cursor.execute(f"INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 1)")
        cursor.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")
        old, new = (", ".join(f"{row}.{column}" for column in columns.split(", ")) for row in ("old", "new"))
        gone = f"INSERT INTO {name}({name}, rowid, {columns}) VALUES ('delete', old.id, {old});"
        come = f"INSERT INTO {name}(rowid, {columns}) VALUES (new.id, {new});"
        cursor.execute(f"CREATE TRIGGER {name}_come AFTER INSERT ON voices_voice BEGIN {come} END")
        cursor.execute(f"CREATE TRIGGER {name}_gone AFTER DELETE ON voices_voice BEGIN {gone} END")
        changed = f"AFTER UPDATE OF id, {columns} ON voices_voice"
        cursor.execute(f"CREATE TRIGGER {name}_changed {changed} BEGIN {gone} {come} END")


def index_parts_in_postgresql(cursor):
    """Parts of words are found without this too, only more slowly: it needs an extension that may not be there."""
    try:
        with transaction.atomic():
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(f"CREATE INDEX voices_parts ON voices_voice USING gin ({SAID} gin_trgm_ops)")
    except DatabaseError:
        return


def forget(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for name in INDEXES:
            if schema_editor.connection.vendor != "sqlite":
                cursor.execute(f"DROP INDEX IF EXISTS {name}")
                continue
            for when in ("come", "gone", "changed"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}_{when}")
            cursor.execute(f"DROP TABLE IF EXISTS {name}")


class Migration(migrations.Migration):

    dependencies = [("voices", "0005_words_can_be_found")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(index, forget),
    ]
