"""The text of sources is searched as voices are: in stretches of about a page, each with its different words.

What was read in before is laid in stretches here. SQLite's indexes are kept by triggers on the table of stretches; a later
migration that makes that table anew ends with them.
"""

import base64
import hashlib
import re
import unicodedata

import django.db.models.deletion
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import DatabaseError, migrations, models, transaction
from snowballstemmer import stemmer

A_STRETCH = 2000  # characters
WORD = re.compile(r"[^\W_]+")
INDEXES = {
    "stretches_stems": ("stems", "unicode61 remove_diacritics 0"),
    "stretches_parts": ("vocabulary", "trigram remove_diacritics 0"),
}


def lay(apps, schema_editor):
    Revision, Stretch = apps.get_model("voices", "Revision"), apps.get_model("voices", "Stretch")
    latest = Revision.objects.values("source").annotate(last=models.Max("number"))
    for one in latest.order_by("source"):
        revision = Revision.objects.get(source=one["source"], number=one["last"])
        place = f"voices_revision:text:{revision.source_id}/{revision.number}"
        text = opened(revision.text, place, settings.INSTALLATION.words_keys)
        segments = revision.segments.order_by("number").values_list("number", "start", "end")
        Stretch.objects.bulk_create(stretches(Stretch, revision, text, segments), batch_size=500)


def stretches(Stretch, revision, text, segments):
    danish, first, began = stemmer("danish"), 0, -1
    segments = list(segments)
    for at, (number, start, end) in enumerate(segments):
        first, began = (number, start) if began < 0 else (first, began)
        if end - began < A_STRETCH and at + 1 < len(segments):
            continue
        words = sorted(set(WORD.findall(unicodedata.normalize("NFC", text[began:end]).lower())))
        stems = sorted(set(danish.stemWords(words)))
        yield Stretch(
            revision=revision, first=first, last=number, start=began, end=end,
            stems=" ".join(stems), vocabulary=" ".join(words),
        )
        began = -1


def opened(kept, place, keys):
    """As samskab/ground/locking.py opens it: version 1."""
    if not kept:
        return kept
    data = base64.b64decode(kept)
    head, nonce, rest = data[:9], data[9:21], data[21:]
    key = next(key for key in map(bytes.fromhex, keys) if hashlib.sha256(key).digest()[:8] == head[1:])
    return AESGCM(key).decrypt(nonce, rest, head + place.encode()).decode()


def index(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "sqlite":
            index_in_sqlite(cursor)
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the commit keeps a table from being indexed
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(
                "CREATE INDEX stretches_stems ON voices_stretch USING gin (to_tsvector('danish', vocabulary))"
            )
            index_parts_in_postgresql(cursor)


def index_in_sqlite(cursor):
    for name, (column, tokenizer) in INDEXES.items():
        cursor.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5("
            f"{column}, content='voices_stretch', content_rowid='id', tokenize='{tokenizer}')"
        )
        cursor.execute(f"INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 1)")
        cursor.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")
        gone = f"INSERT INTO {name}({name}, rowid, {column}) VALUES ('delete', old.id, old.{column});"
        come = f"INSERT INTO {name}(rowid, {column}) VALUES (new.id, new.{column});"
        cursor.execute(f"CREATE TRIGGER {name}_come AFTER INSERT ON voices_stretch BEGIN {come} END")
        cursor.execute(f"CREATE TRIGGER {name}_gone AFTER DELETE ON voices_stretch BEGIN {gone} END")
        changed = f"AFTER UPDATE OF id, {column} ON voices_stretch"
        cursor.execute(f"CREATE TRIGGER {name}_changed {changed} BEGIN {gone} {come} END")


def index_parts_in_postgresql(cursor):
    """Parts of words are found without this too, only more slowly: it needs an extension that may not be there."""
    try:
        with transaction.atomic():
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute("CREATE INDEX stretches_parts ON voices_stretch USING gin (vocabulary gin_trgm_ops)")
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
    dependencies = [("voices", "0016_what_was_told_before_waits_too")]

    operations = [
        migrations.CreateModel(
            name="Stretch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.PositiveIntegerField(help_text="The number of its first segment.")),
                ("last", models.PositiveIntegerField(help_text="The number of its last segment.")),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("stems", models.TextField(help_text="The stems of its different words.")),
                ("vocabulary", models.TextField(help_text="Its different words: what a search finds parts of.")),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stretches", to="voices.revision"
                    ),
                ),
            ],
            options={"ordering": ["first"]},
        ),
        migrations.AddConstraint(
            model_name="stretch",
            constraint=models.UniqueConstraint(fields=("revision", "first"), name="a_stretch_begins_in_one_place"),
        ),
        migrations.RunPython(lay, migrations.RunPython.noop),
        migrations.RunPython(index, forget),
    ]
