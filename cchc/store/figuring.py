"""Figures into the tables, and which of them is current.

Rows of a key that stands once are current when their report is confirmed. Where a key stands more
than once the rows are `contested`, and the one of the report confirmed last counts; of two in one
report the first. `figures_as_of` in schema.sql is the same rule at an earlier line of the journal.
"""

import contextlib
from collections.abc import Iterator

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cchc.figures import FIGURE_SCHEMA
from cchc.store.coding import Coded
from cchc.store.database import run
from cchc.store.records import Difference

SERIES_IDS = """
SELECT coalesce(s.id, 0)::INTEGER AS id
FROM incoming i LEFT JOIN series s
ON s.agency = i.agency AND s.level = i.level AND s.indicator = i.indicator AND s.kind = i.kind
AND s.breakdown IS NOT DISTINCT FROM i.breakdown
AND s.denominator IS NOT DISTINCT FROM i.denominator
ORDER BY i.id
"""
CITATION_IDS = """
SELECT coalesce(c.id, 0)::INTEGER AS id
FROM incoming i LEFT JOIN citation c
ON c.place IS NOT DISTINCT FROM i.place AND c.source IS NOT DISTINCT FROM i.source
AND c.approx IS NOT DISTINCT FROM i.approx AND c.quote IS NOT DISTINCT FROM i.quote
ORDER BY i.id
"""
SAME_DATES = """
SELECT EXISTS (FROM observation WHERE "from" BETWEEN $first AND $last AND "to" >= $first)
"""
# Keys of the draft that other reports have: the row there, and what would change.
MEETINGS = """
CREATE OR REPLACE TEMP TABLE meeting AS
SELECT o.rowid AS ordinal, d.n, o.current AND d.is_first AS is_compared,
       o.value <> d.value OR o."of" IS DISTINCT FROM d."of"
       OR c.approx IS DISTINCT FROM w.approx AS is_changed
FROM draft d JOIN observation o ON o.series = d.series AND o."from" = d."from" AND o."to" = d."to"
JOIN citation c ON c.id = o.citation
JOIN wording w ON w.code = d.wording
"""
KNOWN_BEFORE = "SELECT count(*) FROM meeting WHERE is_compared"
CHANGES = """
SELECT s.agency, s.level, d."from", d."to", s.indicator, s.kind, s.breakdown, s.denominator,
       o.value AS old_value, d.value AS new_value, o."of" AS old_of, d."of" AS new_of,
       c.approx AS old_approx, w.approx AS new_approx, o."row" AS old_row, d."row" AS new_row,
       c.place AS old_place, w.place AS new_place, o.report_id AS old_report
FROM (FROM meeting WHERE is_compared AND is_changed) m
JOIN draft d ON d.n = m.n
JOIN observation o ON o.rowid = m.ordinal
JOIN series s ON s.id = o.series
JOIN citation c ON c.id = o.citation
JOIN wording w ON w.code = d.wording
ORDER BY d.n
"""
INSERT = """
INSERT INTO observation
SELECT $report, series, "from", "to", value, "of", "row", citation, contested,
       $is_known AND is_first
FROM draft
"""
INSERT_AMONG_OTHERS = """
INSERT INTO observation
SELECT $report, series, "from", "to", value, "of", "row", citation,
       contested OR n IN (SELECT n FROM meeting), $is_known AND is_first
FROM draft ORDER BY n
"""
OVERTAKE = """
UPDATE observation SET contested = true, current = current AND NOT $is_known
WHERE rowid IN (SELECT ordinal FROM meeting)
"""
SETTLE_ALONE = """
UPDATE observation SET current = $is_known WHERE report_id = $report AND NOT contested
"""
IS_CONTESTED = "SELECT EXISTS (FROM observation WHERE report_id = $report AND contested)"
RIVALS = """
CREATE OR REPLACE TEMP TABLE rival AS
SELECT o.rowid AS ordinal, r.status = 'confirmed' AND row_number() OVER (
           PARTITION BY o.series, o."from", o."to"
           ORDER BY r.status = 'confirmed' DESC, r.confirmed_seq DESC, o.rowid) = 1 AS wins
FROM observation o JOIN report r ON r.id = o.report_id
SEMI JOIN (FROM observation WHERE report_id = $report AND contested) n
ON o.series = n.series AND o."from" = n."from" AND o."to" = n."to"
"""
SETTLE_RIVALS = """
UPDATE observation SET current = rival.wins FROM rival
WHERE observation.rowid = rival.ordinal AND current <> rival.wins
"""


def add_figures(
    connection: duckdb.DuckDBPyConnection,
    report: int,
    rows: Coded,
    *,
    is_known: bool,
    rejected: int,
) -> Difference:
    """Store the figures of a report; says what they change or, not yet confirmed, would change.

    Confirmed ones (is_known) overtake all others of their key: no report was confirmed later.
    """
    series, may_meet = _numbered_series(connection, rows, add=True)
    citation = _numbered(connection, "citation", rows.citations, CITATION_IDS, add=True)
    batches = _batches(rows, series, citation)
    if not may_meet:
        connection.register("draft", batches)
        run(connection, INSERT, report=report, is_known=is_known)
        connection.unregister("draft")
        return _difference(rows, rejected)
    with _registered(connection, rows, batches):
        difference = _compare(connection, rows, rejected)
        run(connection, INSERT_AMONG_OTHERS, report=report, is_known=is_known)
        run(connection, OVERTAKE, is_known=is_known)
    return difference


def difference_of(
    connection: duckdb.DuckDBPyConnection, rows: Coded, *, rejected: int
) -> Difference:
    """The same comparison with nothing stored."""
    series, may_meet = _numbered_series(connection, rows, add=False)
    if not may_meet:
        return _difference(rows, rejected)
    no_citation = np.zeros(len(rows.citations), np.int32)
    with _registered(connection, rows, _batches(rows, series, no_citation)):
        return _compare(connection, rows, rejected)


def settle(connection: duckdb.DuckDBPyConnection, report: int, *, is_known: bool) -> None:
    """Bring `current` up to date after a report was confirmed (is_known) or withdrawn."""
    run(connection, SETTLE_ALONE, report=report, is_known=is_known)
    if run(connection, IS_CONTESTED, report=report)[0][0]:
        run(connection, RIVALS, report=report)
        run(connection, SETTLE_RIVALS)


def _numbered_series(
    connection: duckdb.DuckDBPyConnection, rows: Coded, *, add: bool
) -> tuple[np.ndarray, bool]:
    """The id of each series, and whether a key of the store can be among those of the rows."""
    known = _last(connection, "series")
    ids = _numbered(connection, "series", rows.series, SERIES_IDS, add=add)
    met = ((ids > 0) & (ids <= known)).any()
    return ids, bool(met and _shares_dates(connection, rows.figures))


def _numbered(
    connection: duckdb.DuckDBPyConnection, table: str, distinct: pa.Table, ids: str, *, add: bool
) -> np.ndarray:
    """The id in the store of each distinct row, 0 where it has none; `add` gives it one."""
    last, found = _last(connection, table), np.zeros(len(distinct), np.int32)
    if last:
        places = pa.array(np.arange(len(distinct), dtype=np.int32))
        with _known_as(connection, "incoming", distinct.append_column("id", places)):
            found[:] = connection.execute(ids).fetchnumpy()["id"]
    if add and not found.all():
        is_new = found == 0
        found[is_new] = np.arange(last + 1, last + 1 + np.count_nonzero(is_new))
        new = distinct.append_column("id", pa.array(found)).filter(pa.array(is_new))
        with _known_as(connection, "incoming", new):
            run(connection, f"INSERT INTO {table} BY NAME FROM incoming")  # one of two names
    return found


def _last(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return run(connection, f"SELECT coalesce(max(id), 0) FROM {table}")[0][0]  # noqa: S608


@contextlib.contextmanager
def _known_as(
    connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table | pa.RecordBatchReader
) -> Iterator[None]:
    """Lets the engine see some rows under a name."""
    connection.register(name, rows)
    yield
    connection.unregister(name)


def _shares_dates(connection: duckdb.DuckDBPyConnection, figures: pa.Table) -> bool:
    first, last = pc.min(figures["from"]).as_py(), pc.max(figures["to"]).as_py()
    return run(connection, SAME_DATES, first=first, last=last)[0][0]


def _batches(rows: Coded, series: np.ndarray, citation: np.ndarray) -> pa.RecordBatchReader:
    """The rows as the engine takes them in, a chunk at a time, so that none are held twice."""
    return pa.RecordBatchReader.from_batches(DRAFT, _batches_of(rows, series, citation))


def _batches_of(rows: Coded, series: np.ndarray, citation: np.ndarray) -> Iterator[pa.RecordBatch]:
    end = 0
    for chunk in rows.figures.select(PASSED_ON).to_batches():
        start, end = end, end + len(chunk)
        mine = slice(start, end)
        wording = rows.citation_code[mine]
        ordinals = np.arange(start, end, dtype=np.int32)
        columns = [
            series[rows.series_code[mine]], citation[wording], ordinals, wording,
            rows.contested[mine], rows.is_first[mine],
        ]  # fmt: skip
        yield pa.RecordBatch.from_arrays([*chunk.columns, *map(pa.array, columns)], schema=DRAFT)


@contextlib.contextmanager
def _registered(
    connection: duckdb.DuckDBPyConnection, rows: Coded, batches: pa.RecordBatchReader
) -> Iterator[None]:
    """The rows as `draft`, which can be asked twice; how they are printed as `wording`."""
    codes = pa.array(np.arange(len(rows.citations), dtype=np.int32))
    wording = rows.citations.append_column("code", codes)
    with (
        _known_as(connection, "draft", batches.read_all()),
        _known_as(connection, "wording", wording),
    ):
        yield


def _compare(connection: duckdb.DuckDBPyConnection, rows: Coded, rejected: int) -> Difference:
    run(connection, MEETINGS)
    [(known,)] = run(connection, KNOWN_BEFORE)
    return _difference(rows, rejected, known, connection.sql(CHANGES).to_arrow_table())


def _difference(
    rows: Coded, rejected: int, known: int = 0, changes: pa.Table | None = None
) -> Difference:
    changes = NO_CHANGES if changes is None else changes
    return Difference(
        new=int(np.count_nonzero(rows.is_first)) - known,
        changed=len(changes),
        same=known - len(changes),
        rejected=rejected,
        changes=changes,
    )


PASSED_ON = ("from", "to", "value", "of", "row")
DRAFT = pa.schema(
    [
        *(FIGURE_SCHEMA.field(name) for name in PASSED_ON),
        ("series", pa.int32()), ("citation", pa.int32()), ("n", pa.int32()),
        ("wording", pa.int32()), ("contested", pa.bool_()), ("is_first", pa.bool_()),
    ]
)  # fmt: skip
_text, _number = pa.string(), pa.int32()
NO_CHANGES = pa.schema(
    [
        ("agency", _text), ("level", _text), ("from", pa.date32()), ("to", pa.date32()),
        ("indicator", _text), ("kind", _text), ("breakdown", _text), ("denominator", _text),
        ("old_value", pa.float64()), ("new_value", pa.float64()),
        ("old_of", _number), ("new_of", _number), ("old_approx", _text), ("new_approx", _text),
        ("old_row", _number), ("new_row", _number), ("old_place", _text), ("new_place", _text),
        ("old_report", _number),
    ]
).empty_table()  # fmt: skip
