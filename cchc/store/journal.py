"""The journal: one line per decision, each with the hash of the line before; only ever appended to.

A line is a JSON object with seq, at (UTC), who, action, body, previous and hash. A last line
without its end was cut by a crash before anybody was told "done", so it is cut off and nothing is
lost. Any other line that does not fit its hash or its neighbour was changed afterwards.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cchc.errors import StoreError
from cchc.store import disk

FIRST = "0" * 64
TAIL = 1 << 16


class BrokenJournalError(StoreError):
    """A line of the journal is not what was written; says which."""

    def __init__(self, line: int | None, reason: str):
        place = f"dòng {line}" if line else "dòng cuối"
        super().__init__(
            f"Nhật ký hỏng ở {place}: {reason}. Hãy giữ nguyên thư mục kho và khôi phục từ bản "
            "sao lưu."
        )
        self.line = line


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One decision. `body` is plain JSON; files it speaks of are named by their hashes."""

    seq: int
    at: str
    who: str
    action: str
    body: dict[str, Any]
    previous: str = FIRST

    @property
    def hash(self) -> str:
        """SHA-256 over all of the line but the hash itself."""
        return hashlib.sha256(_canonical(asdict(self)).encode()).hexdigest()

    @property
    def time(self) -> datetime:
        """When it was decided, in UTC."""
        return datetime.fromisoformat(self.at)

    @property
    def moment(self) -> datetime:
        """The same as a column holds it: UTC without saying so."""
        return self.time.astimezone(UTC).replace(tzinfo=None)

    def line(self) -> bytes:
        """The line as it stands in the file, its end included."""
        return (_canonical(asdict(self) | {"hash": self.hash}) + "\n").encode()

    @staticmethod
    def parse(line: bytes) -> "Entry":
        """The entry of a line; ValueError where it is none or does not fit its own hash."""
        try:
            fields = json.loads(line)
            stated = fields.pop("hash")
            entry = Entry(**fields)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ValueError("không đọc được") from error
        if entry.hash != stated:
            raise ValueError("nội dung không khớp mã băm của chính nó")
        return entry


def _canonical(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Journal:
    """The file of entries."""

    def __init__(self, path: Path):
        self.path = path

    def size(self) -> int:
        """Bytes in the file."""
        return self.path.stat().st_size if self.path.exists() else 0

    def entries(self, data: bytes | None = None) -> Iterator[Entry]:
        """Every whole entry from the first on; BrokenJournalError at the first that is wrong."""
        lines = (self._read() if data is None else data).split(b"\n")[:-1]
        seq, previous = 0, FIRST
        for number, line in enumerate(lines, 1):
            entry = _parse(number, line)
            if entry.previous != previous:
                raise BrokenJournalError(number, "không nối tiếp dòng trước")
            if entry.seq <= seq:
                raise BrokenJournalError(number, "số thứ tự không tăng")
            seq, previous = entry.seq, entry.hash
            yield entry

    def last(self) -> Entry | None:
        """The last whole entry, found from the end of the file."""
        tail = self._tail()
        line = tail[: tail.rfind(b"\n") + 1].rstrip(b"\n").rpartition(b"\n")[2]
        return _parse(None, line) if line else None

    def append(self, entry: Entry) -> None:
        """Add the line and sync it; after an error the file is what it was."""
        size, is_new = self.size(), not self.path.exists()
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            disk.write_all(descriptor, entry.line())
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, size)
            raise
        finally:
            os.close(descriptor)
        if is_new:
            disk.sync(self.path.parent)

    def cut_to(self, size: int) -> None:
        """Take back what was appended and is not yet part of any version."""
        with self.path.open("rb+") as file:
            file.truncate(size)
            os.fsync(file.fileno())

    def cut_torn_line(self) -> bool:
        """Drop a last line that a crash cut short; says whether there was one."""
        whole = self.size() - len(self._tail().rpartition(b"\n")[2])
        if whole == self.size():
            return False
        self.cut_to(whole)
        return True

    def _read(self) -> bytes:
        return self.path.read_bytes() if self.path.exists() else b""

    def _tail(self) -> bytes:
        """The end of the file, long enough to hold a whole line and a torn one."""
        size, length, tail = self.size(), TAIL, b""
        if not size:
            return b""
        with self.path.open("rb") as file:
            while len(tail) < size and tail.count(b"\n") < 2:
                file.seek(max(0, size - length))
                tail, length = file.read(), length * 8
        return tail


def _parse(number: int | None, line: bytes) -> Entry:
    try:
        return Entry.parse(line)
    except ValueError as error:
        raise BrokenJournalError(number, str(error)) from error
