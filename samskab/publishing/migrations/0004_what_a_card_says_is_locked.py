"""Quotes on their way to print, and cards that were published, lie locked in their rows from here on.

In one transaction: it is done, or nothing of it is. SQLite overwrites what stood in the clear (`secure_delete`); on
PostgreSQL it lies in dead rows until `samskab erase sweep`. There is no way back. What lay there is locked letter by letter.
"""

import base64
import hashlib
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import migrations, models

AT_ONCE = 200  # rows
# table → what says which row it is, and the column that is locked
LOCKED = {
    "publishing_postcardline": (("postcard_id", "voice_id"), "excerpt"),
    "publishing_edition": (("postcard_id", "number"), "card"),
}


def lock(apps, schema_editor):
    key = bytes.fromhex(settings.INSTALLATION.words_keys[0])
    with schema_editor.connection.cursor() as cursor:
        for table, (row, column) in LOCKED.items():
            for many in batches(cursor, table, row, column):
                cursor.executemany(
                    f"UPDATE {table} SET {column} = %s WHERE id = %s",
                    [(locked(text, f"{table}:{column}:{'/'.join(map(str, of))}", key), pk) for pk, text, *of in many],
                )


def batches(cursor, table, row, column):
    last, columns = 0, ", ".join(("id", column, *row))
    while True:
        cursor.execute(
            f"SELECT {columns} FROM {table} WHERE id > %s AND {column} <> '' ORDER BY id LIMIT {AT_ONCE}", [last]
        )
        if not (many := cursor.fetchall()):
            return
        yield many
        last = many[-1][0]


def locked(text, place, key):
    """As samskab/ground/locking.py opens it: version 1."""
    head, nonce = b"\x01" + hashlib.sha256(key).digest()[:8], os.urandom(12)
    return base64.b64encode(head + nonce + AESGCM(key).encrypt(nonce, text.encode(), head + place.encode())).decode()


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_own_words_may_resemble_what_was_taken_back")]

    operations = [
        migrations.AlterField(
            model_name="edition",
            name="card",
            field=models.TextField(),
        ),
        migrations.RunPython(lock),
    ]
