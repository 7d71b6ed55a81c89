"""The index of working texts, with what each database brings. See `search.py`."""

from django.db import migrations

ON_SQLITE = (
    "CREATE VIRTUAL TABLE deidentification_search "
    "USING fts5(text, tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3')",
)
# English stems, and no word left out: “to be in care” is found as it stands, as it is on SQLite. Signs are taken out
# first, because PostgreSQL would take “<b>”, “and/or” and the like for things that are no words.
SIGNS = r"[!-/:-@\[-`{-~‘’“”„–—…]+"
ON_POSTGRESQL = (
    "CREATE TEXT SEARCH DICTIONARY heard_stem (TEMPLATE = snowball, Language = english)",
    "CREATE TEXT SEARCH CONFIGURATION heard_english (COPY = english)",
    "ALTER TEXT SEARCH CONFIGURATION heard_english ALTER MAPPING REPLACE english_stem WITH heard_stem",
    "CREATE TABLE deidentification_search (part_id bigint PRIMARY KEY, text text NOT NULL, "
    f"vector tsvector GENERATED ALWAYS AS (to_tsvector('heard_english', regexp_replace(text, '{SIGNS}', ' ', 'g'))) STORED)",
    "CREATE INDEX deidentification_search_vector ON deidentification_search USING gin (vector)",
)
NO_MORE_ON_POSTGRESQL = (
    "DROP TEXT SEARCH CONFIGURATION heard_english",
    "DROP TEXT SEARCH DICTIONARY heard_stem",
)


def make(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in ON_SQLITE if is_sqlite else ON_POSTGRESQL:
        schema_editor.execute(statement)
    key = "rowid" if is_sqlite else "part_id"
    schema_editor.execute(
        f"INSERT INTO deidentification_search ({key}, text) SELECT part_id, text FROM deidentification_workingtext w "
        "WHERE version = (SELECT max(version) FROM deidentification_workingtext n WHERE n.part_id = w.part_id)"
    )


def unmake(apps, schema_editor):
    schema_editor.execute("DROP TABLE deidentification_search")
    if schema_editor.connection.vendor == "postgresql":
        for statement in NO_MORE_ON_POSTGRESQL:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("deidentification", "0004_who_reads_and_what_is_accepted")]

    operations = [migrations.RunPython(make, unmake)]
