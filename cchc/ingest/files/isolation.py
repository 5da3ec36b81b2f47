"""Reading what strangers send in a child process that may die without taking anything along.

Each file has a fork with memory and time of its own and is handed back as one JSON document;
whatever happens to it, the caller gets that or a refusal in words. What forks stays for the next
file: importing the readers takes longer than most files.
"""

import contextlib
import json
import os
import select
import signal
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
    from cchc.ingest.files.documents import Document
    from cchc.ingest.files.grid import Workbook
    from cchc.ingest.tables.table import Table

ROOT = Path(__file__).parents[3]
# Allocators that take what they use: reserves of theirs would count against the child's memory.
_FRUGAL = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "131072",  # what is large goes back to the system when it is freed
    "OPENBLAS_NUM_THREADS": "1",
}
WALL_SECONDS = 3 * CHILD_SECONDS  # a busy machine may give the child a third of one core
KEPT_READY = 2  # as many as read ahead in an import


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
    from cchc.ingest.files.grid import Workbook
    from cchc.ingest.files.wire import read_workbook
    from cchc.ingest.files.workbooks import read_grid

    if is_plain_text(data):
        return read_grid(data, name, salvage=salvage)
    try:
        with _child("grid", data, name, salvage=salvage) as (_, document):
            return read_workbook(document.read())
    except _ChildFailedError as failure:
        return Workbook(kind="", sheets=(), findings=(failure.finding(),), refused=True)


def isolated_document(data: bytes, name: str) -> "Document":
    """The document in a file, as read_document gives it; RefusedError says why there is none."""
    from cchc.ingest.files.content import is_plain_text
    from cchc.ingest.files.documents import read_document
    from cchc.ingest.files.refusal import RefusedError
    from cchc.ingest.files.wire import read_document_of, read_refusal

    if is_plain_text(data):
        return read_document(data, name)
    try:
        with _child("document", data, name) as (status, answer):
            if status == REFUSED:
                raise read_refusal(answer.read())
            return read_document_of(answer.read())
    except _ChildFailedError as failure:
        raise RefusedError(failure.finding()) from failure


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
    """Has a child read a file; its exit status and its document, or a refusal of the file."""
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        file, answer = source, Path(folder) / "answer"
        if isinstance(source, bytes):
            file = Path(folder) / "file"
            file.write_bytes(source)
        asked = {"what": what, "name": name, "file": str(file.absolute()), "answer": str(answer)}
        status = _asked(asked | {"salvage": salvage, "raw": raw})
        with answer.open("rb") as document:
            yield status, document


def _asked(request: dict) -> int:
    """The status of the fork that has written the answer; _ChildFailedError if there is none.

    The child stays ready for the next file, unless it was ended with this one.
    """
    child = _ready()
    try:
        status = child.ask(request)
        if status not in (DONE, REFUSED):
            raise _failure(status, child.errors)
        return status
    finally:
        if child.is_running and len(_READY) < KEPT_READY:
            child.errors.seek(0)
            child.errors.truncate()
            _READY.append(child)
        else:
            child.end()


def _ready() -> "_Child":
    """A child that waits for a file, else a new one."""
    with contextlib.suppress(IndexError):
        while True:
            child = _READY.pop()
            if child.is_running:
                return child
            child.end()
    return _Child()


class _Child:
    """A process that answers requests one after another."""

    def __init__(self):
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        self._process = subprocess.Popen(
            [sys.executable, "-m", "cchc.ingest.files.child"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, cwd=ROOT,
            env=os.environ | _FRUGAL, start_new_session=True,
        )  # fmt: skip

    @property
    def is_running(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, request: dict) -> int:
        """The status of the fork that met the request, or with which the child itself ended."""
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        if not select.select([self._process.stdout], [], [], WALL_SECONDS)[0]:
            self.end()
            raise _too_much()
        line = self._process.stdout.readline()
        return int(line) if line else self._process.wait()

    def end(self) -> None:
        """Ends the process and its fork."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
        self._process.wait()


_READY: list[_Child] = []


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
