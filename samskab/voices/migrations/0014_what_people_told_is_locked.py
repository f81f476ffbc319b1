"""What people told lies locked in its rows from here on. What the search needs is no text any more.

In one transaction: it is done, or nothing of it is. SQLite overwrites what stood in the clear (`secure_delete`); on
PostgreSQL it lies in dead rows until `samskab erase sweep`. There is no way back. The search keeps each different word
once, in the order of the alphabet, and SQLite's triggers are made again, for a table that is made anew forgets them
(samskab/voices/search/tests/test_index.py says so).
"""

import base64
import hashlib
import os
import re
import unicodedata

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import DatabaseError, migrations, models, transaction
from snowballstemmer import stemmer

AT_ONCE = 500  # rows
WORD = re.compile(r"[^\W_]+")
INDEXES = {
    "voices_stems": ("stems", "unicode61 remove_diacritics 0"),
    "voices_parts": ("vocabulary", "trigram remove_diacritics 0"),
}
# table → what says which row it is, and the columns that are locked
LOCKED = {
    "voices_voice": (("project_id", "number"), ("words", "thought", "position", "said_at")),
    "voices_source": (("project_id", "number"), ("name", "text")),
    "voices_revision": (("source_id", "number"), ("text",)),
    "voices_segment": (("revision_id", "number"), ("speaker",)),
    "voices_picture": (("name",), ("caption", "alt")),
}


def lock(apps, schema_editor):
    key = bytes.fromhex(settings.INSTALLATION.words_keys[0])
    with schema_editor.connection.cursor() as cursor:
        list_the_words(cursor)
        for table, (row, columns) in LOCKED.items():
            lock_table(cursor, table, row, columns, key)


def list_the_words(cursor):
    danish = stemmer("danish")
    for many in batches(cursor, "voices_voice", ("words", "thought")):
        told = [(pk, sorted(set(words_of(f"{words} {thought}")))) for pk, words, thought in many if words or thought]
        stems = [" ".join(sorted(set(danish.stemWords(words)))) for pk, words in told]
        cursor.executemany(
            "UPDATE voices_voice SET vocabulary = %s, stems = %s WHERE id = %s",
            [(" ".join(words), of, pk) for (pk, words), of in zip(told, stems, strict=True)],
        )


def words_of(text):
    return WORD.findall(unicodedata.normalize("NFC", text).lower())


def lock_table(cursor, table, row, columns, key):
    change = f"UPDATE {table} SET {', '.join(f'{column} = %s' for column in columns)} WHERE id = %s"
    for many in batches(cursor, table, row + columns):
        changes = []
        for pk, *values in many:
            of, texts = "/".join(map(str, values[: len(row)])), values[len(row) :]
            places = [f"{table}:{column}:{of}" for column in columns]
            changes.append([locked(*one, key) for one in zip(texts, places, strict=True)] + [pk])
        cursor.executemany(change, changes)


def batches(cursor, table, columns):
    last = 0
    while True:
        cursor.execute(
            f"SELECT id, {', '.join(columns)} FROM {table} WHERE id > %s ORDER BY id LIMIT {AT_ONCE}", [last]
        )
        if not (many := cursor.fetchall()):
            return
        yield many
        last = many[-1][0]


def locked(text, place, key):
    """As samskab/ground/locking.py opens it: version 1."""
    if not text:
        return text
    head, nonce = b"\x01" + hashlib.sha256(key).digest()[:8], os.urandom(12)
    return base64.b64encode(head + nonce + AESGCM(key).encrypt(nonce, text.encode(), head + place.encode())).decode()


def let_the_index_go(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for name in INDEXES:
            if schema_editor.connection.vendor != "sqlite":
                cursor.execute(f"DROP INDEX IF EXISTS {name}")
                continue
            for when in ("come", "gone", "changed"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}_{when}")
            cursor.execute(f"DROP TABLE IF EXISTS {name}")


def index(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "sqlite":
            index_in_sqlite(cursor)
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the commit keeps a table from being indexed
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("CREATE INDEX voices_stems ON voices_voice USING gin (to_tsvector('danish', vocabulary))")
            index_parts_in_postgresql(cursor)


def index_in_sqlite(cursor):
    for name, (column, tokenizer) in INDEXES.items():
        cursor.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5("
            f"{column}, content='voices_voice', content_rowid='id', tokenize='{tokenizer}')"
        )
        cursor.execute(f"INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 1)")
        cursor.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")
        gone = f"INSERT INTO {name}({name}, rowid, {column}) VALUES ('delete', old.id, old.{column});"
        come = f"INSERT INTO {name}(rowid, {column}) VALUES (new.id, new.{column});"
        cursor.execute(f"CREATE TRIGGER {name}_come AFTER INSERT ON voices_voice BEGIN {come} END")
        cursor.execute(f"CREATE TRIGGER {name}_gone AFTER DELETE ON voices_voice BEGIN {gone} END")
        changed = f"AFTER UPDATE OF id, {column} ON voices_voice"
        cursor.execute(f"CREATE TRIGGER {name}_changed {changed} BEGIN {gone} {come} END")


def index_parts_in_postgresql(cursor):
    """Parts of words are found without this too, only more slowly: it needs an extension that may not be there."""
    try:
        with transaction.atomic():
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute("CREATE INDEX voices_parts ON voices_voice USING gin (vocabulary gin_trgm_ops)")
    except DatabaseError:
        return


class Migration(migrations.Migration):
    dependencies = [("voices", "0013_a_text_is_corrected_and_a_voice_follows")]

    operations = [
        migrations.RunPython(let_the_index_go, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='voice',
            name='a_withdrawn_voice_has_no_words',
        ),
        migrations.AddField(
            model_name='voice',
            name='vocabulary',
            field=models.TextField(blank=True, default='', help_text='Their different words: what a search finds parts of.'),
        ),
        migrations.AlterField(
            model_name='picture',
            name='alt',
            field=models.TextField(blank=True, help_text='What it shows, for who cannot see it.'),
        ),
        migrations.AlterField(
            model_name='picture',
            name='caption',
            field=models.TextField(blank=True, help_text='In the words of whoever took it.'),
        ),
        migrations.AlterField(
            model_name='segment',
            name='speaker',
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name='source',
            name='name',
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name='voice',
            name='position',
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name='voice',
            name='said_at',
            field=models.TextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name='voice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('place__isnull', True), ('position', ''), ('said_at', ''), ('stems', ''), ('thought', ''), ('vocabulary', ''), ('words', '')), _connector='OR'), name='a_withdrawn_voice_has_no_words'),
        ),
        migrations.RunPython(lock),
        migrations.RunPython(index),
    ]
