"""Case-level files: the command against the same SQL put to plain DuckDB, and a full ranking on
its result against PostgreSQL's of the same rows."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import psycopg

from tests.bench.many_cases import write_cases
from tests.bench.measure import Line, best, cost_of
from tests.bench.postgres import postgres

ROUNDS = 2
CASES, WORDS = "cases.parquet", "words"
# Every commune's yearly rate on time, and its place in its year.
RANKING = """
SELECT agency, year, rate, rank() OVER (PARTITION BY year ORDER BY rate DESC)
FROM (SELECT agency, extract(year FROM last) AS year,
             100.0 * sum(dossiers_on_time) / nullif(sum(dossiers_resolved), 0) AS rate
      FROM rolled GROUP BY agency, extract(year FROM last)) AS yearly
"""
ROLLED = """
CREATE VIEW rolled AS
SELECT agency, "to" AS last, dossiers_on_time, dossiers_resolved FROM kept WHERE split = 'all'
"""


def measure(rows: int) -> list[Line]:
    """Two lines: rolling up, ranking what was rolled up."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_cases(folder / CASES, rows)
        keep_words(folder)
        ours, bare = [], []
        for at in range(ROUNDS):
            out = folder / f"out{at}"
            ours.append(cost_of("-m", "cchc", "rollup", folder / CASES, "--out", str(out)))
            bare.append(cost_of("-m", "tests.bench.roll_up", str(folder)))
        mine, floor = best(ours), best(bare)
        line = Line(
            what=f"Cộng {rows:,} hồ sơ thành số liệu: CPU ({mine.cpu:.1f} s)".replace(",", "."),
            against=f"cùng câu SQL, trần trên DuckDB ({floor.cpu:.1f} s)",
            ratio=mine.cpu / floor.cpu,
            hold=1.1,
        )
        return [line, *_ranking(folder / "out0" / "figures.parquet")]


def keep_words(folder: Path) -> None:
    """The small tables that the command makes of the words, for the bare run to start from."""
    import pyarrow.parquet as pq

    from cchc.cases import rolling
    from cchc.catalog.catalog import load_catalog

    understand = rolling.understand

    def kept(*known, **named):
        found = understand(*known, **named)
        (folder / WORDS).mkdir()
        for name, table in found.tables.items():
            pq.write_table(table, folder / WORDS / f"{name}.parquet")
        return found

    rolling.understand = kept
    try:
        asked = rolling.Asked(inputs=(str(folder / CASES),), out=folder / "first")
        rolling.roll_up(asked, load_catalog())
    finally:
        rolling.understand = understand


def bare(folder: Path) -> None:
    """Every step of rollup.sql and its result as the command writes it, with nothing around it."""
    from cchc.cases.dossiers import select
    from cchc.cases.inputs import sources_of
    from cchc.cases.steps import steps
    from cchc.catalog.cases import load_case_words

    words = load_case_words()
    [source] = sources_of([str(folder / CASES)], words)
    connection = _plain()
    connection.execute(
        f"CREATE VIEW dossier AS {select(source, repr(str(folder / CASES)), chr(34))}"
    )
    connection.execute(
        "CREATE TABLE limits AS SELECT DATE '2000-01-01' AS earliest, current_date AS today"
    )
    for file in (folder / WORDS).iterdir():
        connection.execute(f"CREATE TABLE {file.stem} AS FROM '{file}'")
    for step in steps():
        kind = "TABLE" if step.is_table else "VIEW"
        connection.execute(f"CREATE {kind} {step.name} AS {step.select}")
    order = "ORDER BY split, agency, starts, breakdown"
    connection.execute(f"COPY (FROM figures {order}) TO '{folder}/bare.parquet'")
    for name, sign in (("all", "="), ("parts", "<>")):
        rows = f"FROM '{folder}/bare.parquet' WHERE split {sign} 'all'"
        connection.execute(f"COPY ({rows}) TO '{folder}/{name}.csv'")


def _plain() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 2})
    connection.execute("SET enable_progress_bar = false")
    return connection


def _ranking(figures: Path) -> list[Line]:
    with _plain() as connection:
        connection.execute(f"CREATE VIEW kept AS FROM '{figures}'")
        connection.execute(ROLLED)
        ours = _milliseconds(lambda: connection.execute(RANKING).to_arrow_table())
        found = connection.execute(RANKING).fetchall()
        rows = connection.execute("FROM rolled").fetchall()
    with postgres() as peer:
        if peer is None:
            return []
        _fill(peer.connection, rows)
        theirs = _milliseconds(lambda: peer.connection.execute(RANKING).fetchall())
        same = peer.connection.execute(RANKING).fetchall()
    places = [{(agency, int(year)): place for agency, year, _, place in f} for f in (found, same)]
    assert places[0].keys() == places[1].keys()
    return [
        Line(
            what=f"Xếp hạng mọi đơn vị trên số đã cộng ({ours:.0f} ms)",
            against=f"cùng câu trên PostgreSQL ({theirs:.0f} ms)",
            ratio=ours / theirs,
            hold=0.1,
        )
    ]  # fmt: skip


def _fill(connection: psycopg.Connection, rows: list[tuple]) -> None:
    connection.execute(
        "CREATE TABLE rolled (agency text, last date, dossiers_on_time int, dossiers_resolved int)"
    )
    with connection.cursor().copy("COPY rolled FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    connection.execute("CREATE INDEX ON rolled (agency, last)")
    connection.execute("ANALYZE rolled")


def _milliseconds(ask: Callable[[], object], runs: int = 7) -> float:
    """The median of some runs after a first one that is not counted."""
    ask()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        ask()
        times.append(time.perf_counter() - began)
    return 1000 * statistics.median(times)


if __name__ == "__main__":
    bare(Path(sys.argv[1]))
