"""The roll-up on DuckDB, in this process, hardened as the store is: it reaches only its files."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from cchc.cases.dossiers import select
from cchc.cases.inputs import Source, as_parquet
from cchc.cases.steps import Step
from cchc.errors import CchcError
from cchc.store.database import quoted, run

UNREADABLE, SCANS = "reject_errors", "reject_scans"  # what the engine calls them


class Duck:
    """An engine on a connection that may read the files and write to the work folder."""

    name = "duckdb"
    version = duckdb.__version__

    def __init__(self, connection: duckdb.DuckDBPyConnection, work: Path):
        self.connection, self.work = connection, work

    def open(self, sources: Sequence[Source]) -> None:
        """Make the view `dossier` of the sources."""
        selects = [select(source, _relation(source), '"') for source in sources]
        run(self.connection, f"CREATE VIEW dossier AS {' UNION ALL '.join(selects)}")

    def put(self, name: str, table: pa.Table) -> None:
        """Make a small table known."""
        self.connection.register(f"{name}_rows", table)
        run(self.connection, f"CREATE TABLE {name} AS FROM {name}_rows")
        self.connection.unregister(f"{name}_rows")

    def run(self, step: Step) -> None:
        """Take one step of the roll-up."""
        kind = "TABLE" if step.is_table else "VIEW"
        run(self.connection, f"CREATE {kind} {step.name} AS {step.select}")

    def rows(self, name: str) -> list[dict]:
        """A small table."""
        return self.connection.table(name).to_arrow_table().to_pylist()

    def close(self) -> None:
        """Nothing: whoever opened the connection closes it."""


def _relation(source: Source) -> str:
    files = ", ".join(quoted(file) for file in source.files)
    if source.delimiter is None:
        folders = "true, hive_types_autocast = false" if source.root else "false"
        return f"read_parquet([{files}], hive_partitioning = {folders})"
    columns = ", ".join(f"{quoted(heading)}: 'VARCHAR'" for heading in _names(source.headings))
    delimiter = quoted(source.delimiter)
    return (
        f"read_csv([{files}], columns = {{{columns}}}, header = true, delim = {delimiter},"
        " quote = '\"', escape = '\"', auto_detect = false, ignore_errors = true,"
        " store_rejects = true, max_line_size = 1000000)"
    )


def _names(headings: Iterable[str]) -> list[str]:
    """The headings, each once: one that nobody needs may be blank or repeated."""
    names: dict[str, None] = {}
    for at, heading in enumerate(headings):
        names[heading if heading and heading not in names else f"{heading} [{at + 1}]"] = None
    return list(names)


def plain(
    connection: duckdb.DuckDBPyConnection, sources: Sequence[Source], work: Path, *, spark: bool
) -> tuple[list[Source], list[tuple[str, int]]]:
    """The sources with CSV made Parquet, so that every step reads it the same and only once.

    Also what only one of the engines could read, where Spark is asked. With it file and number
    of the lines of CSV that are no rows.
    """
    ready, unreadable = [], []
    for at, source in enumerate(sources):
        if source.delimiter is None and (source.is_plain or not spark):
            ready.append(source)
            continue
        file = work / f"source{at}.parquet"
        columns = ", ".join(_column(source, name) for name in source.columns)
        copy = f"COPY (SELECT {columns} FROM {_relation(source)}) TO {quoted(file)}"  # noqa: S608
        try:
            run(connection, copy)
        except duckdb.Error as error:
            raise CchcError(f"«{source.files[0].name}» không đọc được: {error}") from error
        ready.append(as_parquet(source, file))
        if source.delimiter is not None:
            unreadable += _unreadable(connection)
    return ready, unreadable


def _column(source: Source, name: str) -> str:
    """A column under our name; times as local ones to the microsecond."""
    heading = source.columns[name]
    written = '"' + heading.replace('"', '""') + '"'
    return (
        f"CAST({written} AS TIMESTAMP) AS {name}"
        if heading in source.moments
        else f"{written} AS {name}"
    )


def _unreadable(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    """File and number of every line that was no row; forgotten afterwards."""
    lines = run(
        connection,
        f"SELECT DISTINCT file_path, line FROM {UNREADABLE} JOIN {SCANS} USING (scan_id, file_id) "  # noqa: S608
        "ORDER BY ALL",
    )
    for name in (UNREADABLE, SCANS):
        run(connection, f"DROP TABLE {name}")
    return lines
