"""DuckDB and Spark say the same of a few thousand dossiers, sound and spoiled, row by row."""

from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from cchc.cases.asked import Asked
from cchc.cases.rolling import roll_up
from cchc.catalog.catalog import load_catalog
from tests.bench.many_cases import write_cases

ROWS = 4_000
# Of typed columns every tenth row as text in our writing, and every fortieth spoiled in some way.
AS_TEXTS = """
SELECT CASE WHEN n % 280 = 40 THEN '' WHEN n % 280 = 80 THEN 'H00-000000001' ELSE dossier_id END
         AS dossier_id,
       CASE WHEN n % 280 = 120 THEN '99999' ELSE unit_code END AS unit_code, field,
       CASE WHEN n % 280 = 160 THEN 'qua loa'
            WHEN n % 3 = 0 AND channel = 'online' THEN 'Trực tuyến' ELSE channel END AS channel,
       CASE WHEN n % 280 = 200 THEN '2024-13-45 08:00:00'
            WHEN n % 10 = 1 THEN strftime(received_at, '%d/%m/%Y %H:%M')
            ELSE CAST(received_at AS VARCHAR) END AS received_at,
       CASE WHEN n % 280 = 240 THEN '2021-01-01' WHEN n % 10 = 2 THEN strftime(due_at, '%d.%m.%Y')
            ELSE CAST(due_at AS VARCHAR) END AS due_at,
       CASE WHEN n % 280 = 0 THEN '2021-06-01' ELSE CAST(resolved_at AS VARCHAR) END AS resolved_at,
       status
FROM (SELECT *, row_number() OVER (ORDER BY dossier_id) AS n FROM read_parquet($file))
"""


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory) -> list[str]:
    """The same dossiers under other ids as times, as texts in Parquet and as CSV."""
    folder = tmp_path_factory.mktemp("dossiers")
    typed, texts = folder / "typed.parquet", folder / "texts.parquet"
    write_cases(typed, ROWS, communes=12)
    with duckdb.connect() as connection:
        spoiled = connection.sql(AS_TEXTS, params={"file": str(typed)})
        renamed = "SELECT * REPLACE ('T' || nullif(dossier_id, '') AS dossier_id) FROM d"
        spoiled.query("d", renamed).write_parquet(str(texts))
        spoiled.write_csv(str(folder / "again.csv"))
    return [str(typed), str(texts), str(folder / "again.csv")]


def rolled(engine: str, inputs: list[str], out: Path):
    made = roll_up(
        Asked(inputs=tuple(inputs), out=out, engine=engine, until=date(2024, 12, 31)),
        load_catalog(),
    )
    return made, {
        file: pq.read_table(out / file).to_pylist()
        for file in ("figures.parquet", "rejects.parquet")
    }


@pytest.fixture(scope="module")
def of_duckdb(dossiers, tmp_path_factory):
    return rolled("duckdb", dossiers, tmp_path_factory.mktemp("duckdb") / "out")


def test_every_dossier_is_counted_or_rejected(of_duckdb):
    made, _ = of_duckdb
    assert made.rows_read == 3 * ROWS == made.rows_counted + made.rows_rejected
    kinds = {"missing_id", "conflicting_id", "unknown_agency", "unknown_channel", "repeated_id",
             "unreadable_received", "due_before_received", "finished_before_received"}  # fmt: skip
    assert kinds <= made.rejected.keys()


def test_received_is_what_was_finished_and_what_lies_there(of_duckdb):
    """The identities of form II.06a, in every month, commune and sector."""
    _, tables = of_duckdb
    for row in tables["figures.parquet"]:
        stock = row["dossiers_in_progress"]
        assert row["dossiers_received"] == (
            row["dossiers_received_new"] + row["dossiers_carried_over"]
        ) == row["dossiers_resolved"] + row["dossiers_returned"] + stock  # fmt: skip
        assert row["dossiers_received_new"] == (
            row["online_dossiers"] + row["dossiers_direct"] + row["bcci_dossiers"]
        )
        assert 0 <= row["dossiers_in_progress_overdue"] <= stock
        assert min(row["dossiers_early"], row["dossiers_exactly_on_time"]) >= 0


def test_a_month_begins_with_what_the_one_before_left(of_duckdb):
    _, tables = of_duckdb
    left = {}
    for row in tables["figures.parquet"]:
        cell = (row["agency"], row["split"], row["breakdown"])
        assert row["dossiers_carried_over"] == left.get(cell, 0)
        left[cell] = row["dossiers_in_progress"]


def test_stock_is_what_a_plain_count_of_dossiers_finds(dossiers, tmp_path):
    """In progress and overdue at the end of March 2023, counted one dossier at a time."""
    _, tables = rolled("duckdb", dossiers[:1], tmp_path / "out")
    end = date(2023, 3, 31)
    month = [r for r in tables["figures.parquet"] if r["to"] == end and r["split"] == "all"]
    with duckdb.connect() as connection:
        [(open_then, overdue)] = connection.execute(
            "SELECT count(*), count_if(due_at < TIMESTAMP '2023-04-01') FROM read_parquet($file) "
            "WHERE received_at < TIMESTAMP '2023-04-01' "
            "AND (resolved_at IS NULL OR resolved_at >= TIMESTAMP '2023-04-01')",
            {"file": dossiers[0]},
        ).fetchall()
    assert sum(row["dossiers_in_progress"] for row in month) == open_then > 0
    assert sum(row["dossiers_in_progress_overdue"] for row in month) == overdue > 0


def test_spark_says_the_same(dossiers, of_duckdb, tmp_path):
    pytest.importorskip("pyspark", reason="pyspark không có: pip install -r requirements-spark.txt")
    made, tables = rolled("spark", dossiers, tmp_path / "out")
    assert made.rejected == of_duckdb[0].rejected
    for file, rows in of_duckdb[1].items():
        assert tables[file] == rows, file
