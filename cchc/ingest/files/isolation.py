"""Reading what strangers send in a child process that may die without taking anything along.

The child has its own memory and time and hands its result back as one JSON document; whatever
happens to it, the caller gets that or a refusal in words.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cchc.ingest.files.child import DONE, OUT_OF_MEMORY, REFUSED
from cchc.ingest.files.limits import CHILD_BYTES, CHILD_SECONDS

if TYPE_CHECKING:  # the parent stays light: what the child needs is imported where it is used
    from cchc.figures import Finding
    from cchc.ingest.files.grid import Workbook
    from cchc.ingest.tables.table import Table

ROOT = Path(__file__).parents[3]
# Allocators that take what they use: reserves of theirs would count against the child's memory.
_FRUGAL = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "OPENBLAS_NUM_THREADS": "1",
}
WALL_SECONDS = 3 * CHILD_SECONDS  # a busy machine may give the child a third of one core


class _ChildFailedError(Exception):
    """The child ended without a result; carries the rule and the sentence for its file."""

    def __init__(self, rule: str, message: str):
        super().__init__(message)
        self.rule, self.message = rule, message

    def finding(self) -> "Finding":
        """The refusal of the file."""
        from cchc.figures import Finding

        return Finding(rule=self.rule, severity="error", message=self.message)


def isolated_grid(data: bytes, name: str, *, salvage: bool = False) -> "Workbook":
    """The grids of a file, as read_grid gives them; only plain text is read in this process."""
    from cchc.ingest.files.content import is_plain_text
    from cchc.ingest.files.grid import Workbook, read_grid
    from cchc.ingest.files.wire import read_workbook

    if is_plain_text(data):
        return read_grid(data, name, salvage=salvage)
    try:
        with _child("grid", data, name, salvage=salvage) as (_, document):
            return read_workbook(document.read())
    except _ChildFailedError as failure:
        return Workbook(kind="", sheets=(), findings=(failure.finding(),), refused=True)


def isolated_table(
    source: bytes | Path, name: str, *, salvage: bool = False, raw: bool = False
) -> "Table":
    """The table of a file as read_table gives it, days written as "YYYY-MM-DD"."""
    from cchc.ingest.tables.table import refused

    try:
        with _child("table", source, name, salvage=salvage, raw=raw) as (status, document):
            return _table(json.load(document), is_refused=status == REFUSED)
    except _ChildFailedError as failure:
        return refused([failure.finding()])


def write_table_json(
    source: bytes | Path, name: str, stream: BinaryIO, *, salvage: bool = False, raw: bool = False
) -> int:
    """Writes the JSON of a file's table as the child made it; status 1 where it was refused."""
    try:
        with _child("table", source, name, salvage=salvage, raw=raw) as (status, document):
            while chunk := document.read(1 << 20):
                stream.write(chunk)
            return status
    except _ChildFailedError as failure:
        from cchc.ingest.tables.table import as_json, refused

        document = as_json(refused([failure.finding()]))
        stream.write(json.dumps(document, ensure_ascii=False).encode("utf-8"))
        return REFUSED


@contextmanager
def _child(
    what: str, source: bytes | Path, name: str, *, salvage: bool = False, raw: bool = False
) -> Iterator[tuple[int, BinaryIO]]:
    """Runs the child over a file; its exit status and its document, or a refusal of the file."""
    file = "-" if isinstance(source, bytes) else str(source.absolute())
    flags = [*(["--salvage"] if salvage else []), *(["--raw"] if raw else [])]
    command = [sys.executable, "-m", "cchc.ingest.files.child", what, name, file, *flags]
    data = source if isinstance(source, bytes) else b""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        try:
            done = subprocess.run(
                command, input=data, stdout=out, stderr=errors, cwd=ROOT,
                env=os.environ | _FRUGAL,
                timeout=WALL_SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise _too_much() from error
        if done.returncode not in (DONE, REFUSED):
            raise _failure(done.returncode, errors)
        out.seek(0)
        yield done.returncode, out


def _failure(status: int, errors: BinaryIO) -> _ChildFailedError:
    """What the end of the child means: limits reached, or a fault of ours that this file showed."""
    errors.seek(0)
    said = errors.read().decode("utf-8", "replace")
    if status < 0 or status == OUT_OF_MEMORY or "MemoryError" in said or "malloc" in said:
        return _too_much()
    last = said.strip().splitlines()[-1:] or [f"mã {status}"]
    return _ChildFailedError(
        "E_UNREADABLE",
        f"Trình đọc gặp lỗi với tệp này ({last[0][:200]}): hãy lưu lại tệp bằng Excel hoặc CSV "
        "UTF-8 rồi gửi lại, và báo cho người phụ trách phần mềm.",
    )


def _too_much() -> _ChildFailedError:
    megabytes = CHILD_BYTES // 1024 // 1024
    return _ChildFailedError(
        "E_TOO_BIG",
        f"Đọc tệp cần hơn {megabytes} MB bộ nhớ hoặc {CHILD_SECONDS} giây nên bị dừng: hãy gửi tệp "
        "nhỏ hơn, chỉ có bảng số liệu.",
    )


def _table(document: dict, *, is_refused: bool) -> "Table":
    from cchc.figures import Finding
    from cchc.ingest.tables.table import Table

    return Table(
        columns=tuple(document["columns"]),
        rows=document["rows"],
        findings=tuple(Finding(**finding) for finding in document["findings"]),
        refused=is_refused,
    )
