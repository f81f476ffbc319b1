"""An empty database gets its tables at once, as all the migrations leave them. They are for one that has something in it.

Django plays a migration at a time, and draws every model that is near it anew each time: seconds, and more with each
release. Where there is nothing to bring along, only the end of it matters (tests/test_laid_out.py compares the two).
"""

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from samskab.ground.reactions import tell


def lay_out(alias: str) -> bool:
    """All tables, with no row in any; the migrations are noted as done. Whether it was: only where nothing is.

    All of it or nothing is there afterwards. On PostgreSQL this may stand inside a transaction; SQLite wants it outside
    one. Raises DatabaseError.
    """
    connection = connections[alias]
    if connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    with connection.schema_editor() as editor:
        for model in executor.loader.project_state().apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        # What lies beside the tables is made by whoever needs it.
        tell("an_empty_database_is_laid_out", schema_editor=editor)
        for migration, _backwards in plan:
            for app, name in [*migration.replaces, (migration.app_label, migration.name)]:
                executor.recorder.record_applied(app, name)
    return True
