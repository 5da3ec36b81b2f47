"""Questions to the current version: one read-only connection per process, one cursor per question.

A new version is picked up at the next question. A version that is not byte for byte what was
sealed is not read: the newest whole one before it answers, and `warning` says so.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import duckdb
import numpy as np

from cchc.errors import StoreError
from cchc.store import database
from cchc.store.folder import NOTHING, Folder, Pointer

AsOf = datetime | int | None
Fetch = Callable[[duckdb.DuckDBPyConnection, str, dict[str, Any] | None], Any]
# After these the engine refuses every later question until the file is opened again. A block that
# is not what its checksum says comes as the bare base class.
BROKEN = (duckdb.FatalException, duckdb.InternalException, duckdb.IOException)
NO_WHOLE_VERSION = (
    "Không còn phiên bản nào của kho nguyên vẹn. Hãy chạy lệnh doctor để xem chỗ hỏng, rồi rebuild "
    "để dựng lại từ bản gốc và nhật ký."
)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A version that answers questions; closed when the last one who uses it lets go."""

    pointer: Pointer
    version: int
    connection: duckdb.DuckDBPyConnection
    warning: str | None = None


class Reader:
    """Answers questions from the current version of one folder; safe to share among threads."""

    def __init__(self, folder: Folder):
        self.folder = folder
        self._opened: Opened | None = None
        self._opening = threading.Lock()
        self._selects: set[str] = set()

    def opened(self) -> Opened:
        """The current version, opened when it is not yet."""
        pointer = self.folder.pointer()
        opened = self._opened
        if opened is None or opened.pointer != pointer:
            with self._opening:
                opened = self._opened
                if opened is None or opened.pointer != pointer:
                    self._opened = opened = _open(self.folder, pointer)
        return opened

    def ask(self, sql: str, values: dict[str, Any], fetch: Fetch, as_of: AsOf = None) -> Any:
        """The answer to one SELECT in the form that `fetch` gives it."""
        try:
            return self._ask(sql, values, fetch, as_of)
        except duckdb.Error as error:
            if not _is_broken(error):
                raise
        self._opened = None  # outside the handler, which would keep the old version open
        return self._ask(sql, values, fetch, as_of)

    def _ask(self, sql: str, values: dict[str, Any], fetch: Fetch, as_of: AsOf) -> Any:
        opened = self.opened()
        with opened.connection.cursor() as cursor:
            self._refuse_unless_select(cursor, sql)
            if as_of is not None:
                pin(cursor, sequence_at(cursor, as_of))
            return fetch(cursor, sql, values or None)

    def _refuse_unless_select(self, cursor: duckdb.DuckDBPyConnection, sql: str) -> None:
        if sql in self._selects:
            return
        statements = cursor.extract_statements(sql)
        if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
            raise StoreError("Kho chỉ nhận câu hỏi dạng SELECT, mỗi lần một câu.")
        self._selects.add(sql)

    def borrow(self, use: Callable[[duckdb.DuckDBPyConnection], Any]) -> Any:
        """What `use` makes of a cursor on the current version."""
        opened = self.opened()
        with opened.connection.cursor() as cursor:
            return use(cursor)


def frame(cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any] | None):
    """The answer as a pandas frame."""
    return cursor.execute(sql, values).df()


def columns(cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any] | None):
    """The answer as arrays by column name; NaN and None where there is nothing."""
    found = cursor.execute(sql, values).fetchnumpy()
    return {name: _unmasked(column) for name, column in found.items()}


def _unmasked(column: np.ndarray) -> np.ndarray:
    if not isinstance(column, np.ma.MaskedArray):
        return column
    is_text = column.dtype == object
    return np.where(column.mask, None if is_text else np.nan, column.data)


def arrow(cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any] | None):
    """The answer as an Arrow table."""
    return cursor.sql(sql, params=values).to_arrow_table()


def rows(cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any] | None):
    """The answer as dictionaries by column name."""
    cursor.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@cache
def reader_of(path: str) -> Reader:
    """The reader of a folder; all stores on one folder in this process share it."""
    return Reader(Folder(path))


def sequence_at(cursor: duckdb.DuckDBPyConnection, as_of: datetime | int) -> int:
    """The line of the journal that was last at that time; a number is a line already."""
    if isinstance(as_of, int):
        return as_of
    moment = as_of.astimezone(UTC).replace(tzinfo=None)
    sql = "SELECT coalesce(max(seq), 0) FROM audit WHERE recorded_at <= $moment"
    return database.run(cursor, sql, moment=moment)[0][0]


def pin(cursor: duckdb.DuckDBPyConnection, seq: int) -> None:
    """Let `known_figure` mean, for this cursor, what was known after line `seq`."""
    view = f"CREATE TEMP VIEW known_figure AS FROM figures_as_of({int(seq)})"  # noqa: S608
    database.run(cursor, view)


def _open(folder: Folder, pointer: Pointer) -> Opened:
    if pointer == NOTHING:
        return Opened(pointer=pointer, version=0, connection=database.open_empty())
    seal = folder.newest_whole(up_to=pointer.version)
    if seal is None:
        raise StoreError(NO_WHOLE_VERSION)
    connection = database.open_reading(folder.version_file(seal.version))
    warning = None if seal.pointer == pointer else _stale(pointer.version, seal.version)
    return Opened(pointer=pointer, version=seal.version, connection=connection, warning=warning)


def _is_broken(error: duckdb.Error) -> bool:
    return isinstance(error, BROKEN) or type(error) is duckdb.Error


def _stale(wanted: int, served: int) -> str:
    return (
        f"Phiên bản {wanted} của kho bị hỏng; đang dùng phiên bản {served} còn nguyên vẹn, có thể "
        "thiếu các lần nhập sau đó. Hãy chạy lệnh doctor; lần ghi tiếp theo sẽ tự dựng lại."
    )
