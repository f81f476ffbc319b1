"""Whatever is done in a project leaves an entry in its journal: what is remembered until the journal is longer rests on it.

The story does nearly everything that can be done, through the same doors as people.
"""

import re

import pytest
from django.db import connection

from samskab.frontdoor.story import telling
from samskab.frontdoor.story.beginning import introduce
from samskab.frontdoor.story.book import page
from samskab.frontdoor.story.known import Known
from samskab.ground import clock
from samskab.journal.models import Entry
from samskab.projects.models import Project

pytestmark = pytest.mark.django_db
WRITTEN = re.compile(r'^(?:INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM) "(\w+)"')
OF_A_PROJECT = ("projects_", "voices_", "meaning_", "trials_", "publishing_")


def written_by(happening):
    """The tables of a project in which it wrote."""
    tables = set()

    def note(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        found = WRITTEN.match(sql)
        is_a_visit = (
            'SET "previous_visit_at"' in sql
        )  # when somebody was here is no act, and nothing is remembered of it
        if found and found[1].startswith(OF_A_PROJECT) and context["cursor"].rowcount and not is_a_visit:
            tables.add(found[1])
        return answer

    with connection.execute_wrapper(note), clock.telling(happening.at.date(), happening.at.time()):
        happening.do()
    return tables


def test_nothing_is_written_in_a_project_that_its_journal_does_not_tell_of():
    cast = page("story")
    known = Known(introduce(cast))
    acts, untold, tables = 0, [], set()
    for happening in telling._in_order(cast, known):
        before = ends()
        written = written_by(happening)
        tables |= written
        acts += bool(written)
        if written and ends() == before:
            untold.append((happening.at, written))
    assert untold == []
    assert acts > 50 and {f"{stage}_" for stage in (name.split("_")[0] for name in tables)} == set(OF_A_PROJECT)


def ends():
    """How long each project's journal is."""
    return {project: Entry.objects.filter(project_id=project).count() for project in Project.objects.values_list("pk", flat=True)}  # fmt: skip
