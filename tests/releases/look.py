"""What Amina meets in an installation: every page she can walk to, and the stored words that stand on it, as JSON.

Run by a release, it says what must still be met; run by this program, what is. `python look.py` with SAMSKAB_DATA set.
"""

import html
import json
import os
import re
import sys

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment

MOST, SHORTEST = 150, 20
STAGES = ("projects_", "voices_", "meaning_", "trials_", "publishing_", "people_")
ELSEWHERE = re.compile(r"^/(static|sprog|log-ud|log-ind)|\.(pdf|ics|docx|csv)$|/(hjaelp|galleri)/")


def stored_words():
    """Every text a stage keeps that is long enough to be known again."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(STAGES):
                cursor.execute(f'SELECT * FROM "{table}"')
                for row in cursor.fetchall():
                    yield from (in_one_line(value) for value in row if is_a_sentence(value))
    yield from (in_one_line(value) for value in locked_words() if is_a_sentence(value))


def locked_words():
    """The same of what lies locked; a release from before that has none."""
    try:
        from samskab.ground.locked_text import locked_columns
    except ImportError:
        return
    for model, fields in locked_columns():
        for row in model.objects.all():
            yield from (getattr(row, field.attname) for field in fields)


def is_a_sentence(value):
    return isinstance(value, str) and len(value) >= SHORTEST and " " in value.strip() and value[0] not in "[{"


def in_one_line(text):
    return " ".join(text.split())


def text_of(page):
    """What stands between the tags, in one line."""
    return in_one_line(html.unescape(re.sub(r"<[^>]+>", " ", page)))


def links_on(page):
    found = (html.unescape(link).partition("#")[0] for link in re.findall(r'<a\b[^>]*\bhref="(/[^"]*)"', page))
    return [link for link in found if link and "?" not in link and not ELSEWHERE.search(link)]


def walk(browser, first):
    """{"words": [...], "pages": {address: [which of the words stand there]}}. Raises for a page that does not answer."""
    words = sorted(set(stored_words()))
    met, waiting = {}, list(first)
    while waiting and len(met) < MOST:
        address = waiting.pop(0)
        if address in met:
            continue
        answer = browser.get(address, HTTP_HOST="localhost", follow=True)
        page = answer.content.decode("utf-8", "replace")
        if answer.status_code != 200:
            raise AssertionError(f"{address}: {answer.status_code}")
        text = text_of(page)
        met[address] = [number for number, one in enumerate(words) if one in text]
        waiting += links_on(page)
    return {"words": words, "pages": met}


def main():
    from samskab.people.models import User

    browser = Client()
    browser.force_login(User.objects.get(email__startswith="amina"))
    first = json.loads(sys.stdin.read() or '["/"]')
    sys.stdout.write(json.dumps(walk(browser, first), ensure_ascii=False, separators=(",", ":"), sort_keys=True))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskab.config.settings")
    django.setup()
    setup_test_environment()
    assert settings.DEMO
    main()
