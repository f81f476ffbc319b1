"""The tables of an SQLite file that hold rows of ours: not what a search index keeps for itself, which is made again."""

TABLES = (
    "SELECT name FROM sqlite_master JOIN pragma_table_list USING (name) "
    "WHERE sqlite_master.type = 'table' AND pragma_table_list.type = 'table'"
)
