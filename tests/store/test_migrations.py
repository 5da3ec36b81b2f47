"""A store of an earlier schema answers, and the next write migrates it; a newer one is refused."""

import re
from pathlib import Path

import duckdb
import pytest

from cchc.errors import StoreError
from cchc.store import database, reading
from cchc.store.folder import Folder
from cchc.store.versions import Store
from tests.store.samples import figure, known, save

SCHEMA_1 = (Path(__file__).parent / "schema_1.sql").read_text("utf-8")
TABLES_OF_1 = [
    "catalog_state", "agency", "agency_alias", "agency_lineage", "report", "series", "finding",
    "audit",
]  # fmt: skip
# Until schema 4 the words of a figure stood beside its numbers.
CITATION_OF_1 = """
INSERT INTO citation
SELECT min(id), place, source, approx FROM newer.citation GROUP BY place, source, approx
"""
OBSERVATION_OF_1 = """
INSERT INTO observation
SELECT o.* EXCLUDE (citation, contested, current), d.id, c.quote, o.contested, o.current
FROM newer.observation o
JOIN newer.citation c ON c.id = o.citation
JOIN citation d ON (d.place, d.source, d.approx) IS NOT DISTINCT FROM (c.place, c.source, c.approx)
ORDER BY o.rowid
"""
VIEWS = "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY view_name"
MACROS = """
SELECT function_name, macro_definition FROM duckdb_functions()
WHERE NOT internal AND function_type = 'table_macro'
"""
COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns()
WHERE NOT internal ORDER BY table_name, column_index
"""


def words(frame) -> list[list[str]]:
    """The words of each text, sorted: the engine prints an EXCLUDE list in any order."""
    return [sorted(re.findall(r"\w+", " ".join(row))) for row in frame.values.tolist()]


def seal_again(folder: Folder, schema: int) -> None:
    folder.write_seal(folder.version_file(2), folder.pointer(), schema)
    reading.reader_of.cache_clear()


@pytest.fixture
def old(store) -> Store:
    """Two reports in a version file of schema 1."""
    save(store, figure(1, quote="nhận 1 hồ sơ"), content="a")
    save(store, figure(2), figure(7, "dossiers_overdue", quote="quá hạn 7 hồ sơ"), content="b")
    file = store.folder.version_file(2)
    newer = file.rename(file.with_suffix(".new"))
    with duckdb.connect(str(file)) as connection:
        database.run_script(connection, SCHEMA_1)
        database.run(connection, f"ATTACH '{newer}' AS newer (READ_ONLY)")
        for table in TABLES_OF_1:
            database.run(connection, f"INSERT INTO {table} FROM newer.{table}")  # noqa: S608
        database.run(connection, CITATION_OF_1)
        database.run(connection, OBSERVATION_OF_1)
        database.run(connection, "DETACH newer")
        database.run(connection, "CHECKPOINT")
    newer.unlink()
    seal_again(store.folder, schema=1)
    return Store(store.folder.path)


def test_an_older_store_answers_and_stays_as_it_is(old):
    file = old.folder.version_file(2)
    before = file.read_bytes()
    assert known(old) == {"dossiers_received": 2, "dossiers_overdue": 7}
    assert known(old, as_of=1) == {"dossiers_received": 1}
    assert old.views.all() == []
    quoted = old.query_arrow("SELECT value, quote, place FROM figure ORDER BY value").to_pylist()
    assert [tuple(row.values()) for row in quoted] == [
        (1, "nhận 1 hồ sơ", "Sheet1!F"), (2, None, "Sheet1!F"), (7, "quá hạn 7 hồ sơ", "Sheet1!F"),
    ]  # fmt: skip
    assert file.read_bytes() == before
    assert {c.name: c.message for c in old.doctor()}["Lược đồ"].startswith("Lược đồ 1; sẽ nâng")
    assert [check for check in old.doctor() if not check.ok] == []


def test_the_next_write_migrates_and_keeps_every_row(old):
    before = old.checksum()
    old.views.keep("Giao ban", "/tong-quan", "An")
    after = old.checksum()
    assert old.folder.seal(3).schema == database.SCHEMA_VERSION
    unchanged = set(before) - {"view", "audit"}
    assert {t: after[t] for t in unchanged} == {t: before[t] for t in unchanged}
    assert [view.title for view in old.views.all()] == ["Giao ban"]
    assert old.folder.seal(2).schema == 1


def test_a_migrated_store_is_as_one_that_was_made_today(old, tmp_path):
    new = Store(tmp_path / "new")
    new.views.keep("x", "/x", "An")
    old.views.keep("x", "/x", "An")
    assert old.query(COLUMNS).values.tolist() == new.query(COLUMNS).values.tolist()
    for made in (VIEWS, MACROS):
        assert words(old.query(made)) == words(new.query(made))


def test_a_newer_store_is_refused_with_the_reason_and_left_alone(store):
    save(store, figure(1), content="a")
    save(store, figure(2), content="b")
    file = store.folder.version_file(2)
    with duckdb.connect(str(file)) as connection:
        database.run(connection, "UPDATE schema_version SET version = 99")
    seal_again(store.folder, schema=99)
    newer, before = Store(store.folder.path), file.read_bytes()
    with pytest.raises(StoreError, match="mới hơn .*lược đồ 99"):
        known(newer)
    with pytest.raises(StoreError, match="mới hơn .*lược đồ 99"):
        newer.views.keep("x", "/x", "An")
    assert file.read_bytes() == before
    assert newer.version == 2
    assert {c.name for c in newer.doctor() if not c.ok} >= {"Lược đồ"}


def test_there_is_one_migration_for_every_step_between_schemas():
    names = sorted(path.name for path in (database.HERE / "migrations").glob("*.sql"))
    assert [int(name[:4]) for name in names] == list(range(2, database.SCHEMA_VERSION + 1))


def test_who_dropped_a_view_of_schema_2_is_found_in_the_audit(store):
    """As a rebuild would find it: from the line of the journal."""
    kept = store.views.keep("x", "/x", "An")
    store.views.drop(kept.id, "Bình")
    file = store.folder.version_file(2)
    with duckdb.connect(str(file)) as connection:
        for column in ("code", "version", "dropped_by"):
            database.run(connection, f"ALTER TABLE view DROP COLUMN {column}")
        for table in ("agenda", "decision", "showing"):
            database.run(connection, f"DROP TABLE {table}")
        for table in ("target", "event"):
            database.run(connection, f"CREATE TABLE {table} (of_schema_2 INTEGER)")
        database.run(connection, "ALTER TABLE citation DROP COLUMN quote")
        database.run(connection, "ALTER TABLE observation ADD COLUMN quote VARCHAR")
        database.run(connection, "UPDATE schema_version SET version = 2")
    seal_again(store.folder, schema=2)
    [view] = Store(store.folder.path).views.all()
    assert (view.code, view.dropped_by) == (None, "Bình")
