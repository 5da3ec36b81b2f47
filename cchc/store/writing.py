"""One decision at a time: a new version beside the current one, a line in the journal, the swap.

The order of a write, with the names of the steps that a test can stop at:

    kept      every file the decision speaks of stands in originals/, synced
    copied    the current version is copied under a temporary name
    applied   the decision is in the copy, which is checkpointed, closed and synced
    sealed    the copy was opened read-only, holds the decision, and has its seal
    renamed   it is versions/<n>.duckdb, synced; nobody looks at it yet
    journaled line n is in the journal, synced: from here on the decision stands
    swapped   the pointer names version n, synced; only now the caller is told "done"

A stop before `journaled` leaves a version no journal line and no pointer speaks of: the next write
removes it. A stop after it leaves a journal one line ahead of the pointer: the next write takes the
version whose head is that line, or replays the line if that version is not whole. An error that is
no crash takes the line back, as nobody can have seen it. So a decision is there in full or not at
all, and one that was confirmed to the caller is in the journal, the originals and a version.
A journal behind the pointer, or of another history, was changed from outside; nothing is written.
"""

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import duckdb
from filelock import FileLock, Timeout

from cchc.errors import StoreError
from cchc.store import database, disk
from cchc.store.applying import Material, apply
from cchc.store.folder import NOTHING, Folder, Pointer, Seal
from cchc.store.journal import FIRST, BrokenJournalError, Entry
from cchc.store.records import Difference
from cchc.store.vouching import require_writable

KEPT_VERSIONS = 20
PATIENCE = 30.0  # seconds to wait for another writer

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # the engine passes on their text alone
STEPS = ("kept", "copied", "applied", "sealed", "renamed", "journaled", "swapped")


def utc_now() -> datetime:
    """The machine's clock; only ever shown, never used to put decisions in order."""
    return datetime.now(UTC)


class Writer:
    """Writes decisions to one folder. `at_step` is called with the name of each step reached."""

    def __init__(
        self,
        folder: Folder,
        *,
        patience: float = PATIENCE,
        clock: Callable[[], datetime] = utc_now,
        at_step: Callable[[str], None] = lambda step: None,
    ):
        self.folder, self.patience = folder, patience
        self._clock, self._reached = clock, at_step

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the writers' lock; inside, the current version is whole and has the last line."""
        with self.locked():
            self.catch_up()
            yield

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the writers' lock, whatever state the folder is in."""
        require_writable()
        with said_in_vietnamese():
            disk.make_folder(self.folder.versions)
            try:
                lock = FileLock(self.folder.lock_file, timeout=self.patience).acquire()
            except Timeout as error:
                raise StoreError(
                    f"Đang có người khác ghi vào kho (đã chờ {self.patience:g} giây). Chưa có gì "
                    "thay đổi; hãy thử lại sau ít phút."
                ) from error
            with lock:
                yield

    def catch_up(self) -> None:
        """Clean up after a crash and make the pointer name a whole version of the last line."""
        self._remove_leftovers()
        last, pointer = self.last_entry(), self._pointer()
        wanted = Pointer(version=last.seq, head=last.hash) if last else NOTHING
        seal = self.folder.seal(wanted.version)
        if last and not (seal and seal.pointer == wanted and self.folder.is_whole(seal)):
            self._replay(wanted)
        if pointer != wanted:
            disk.write_whole(self.folder.pointer_file, wanted.text())
        self._prune(wanted.version)

    def commit(
        self, action: str, *, who: str, body: dict[str, Any], material: Material | None = None
    ) -> tuple[int, Difference | None]:
        """Make the decision stand; its number and, of an import, what it changed."""
        self._reached("kept")
        pointer = self.folder.pointer()
        entry = self.next_entry(action, who=who, body=body)
        base = self.folder.seal(pointer.version)
        difference = self.build(base, [entry], material)
        self.publish(entry)
        return entry.seq, difference

    def next_entry(self, action: str, *, who: str, body: dict[str, Any], after: int = 0) -> Entry:
        """The entry that would follow the last one; numbers up to `after` are not used again."""
        last = self.folder.journal.last()
        return Entry(
            seq=max(last.seq if last else 0, after) + 1,
            at=self._clock().astimezone(UTC).isoformat(),
            who=who,
            action=action,
            body=body,
            previous=last.hash if last else FIRST,
        )

    def build(
        self, base: Seal | None, entries: list[Entry], material: Material | None = None
    ) -> Difference | None:
        """The version after the last of `entries`, made from `base`; not current yet."""
        pointer = Pointer(version=entries[-1].seq, head=entries[-1].hash)
        target = self.folder.version_file(pointer.version)
        with disk.renamed_into(target) as file:
            if base:
                disk.copy_file(self.folder.version_file(base.version), file)
            self._reached("copied")
            with database.workshop(target.parent) as connection:
                with database.attached(connection, file):
                    difference = self._apply(connection, entries, material, is_new=base is None)
                disk.sync(file)
                self._reached("applied")
                with database.attached(connection, file, read_only=True):
                    _verify(connection, pointer)
            self.folder.write_seal(file, pointer, database.SCHEMA_VERSION)
            self._reached("sealed")
        disk.sync(target.parent)
        self._reached("renamed")
        return difference

    def publish(self, entry: Entry) -> None:
        """Journal the entry and swap the pointer; after an error neither has happened."""
        pointer = Pointer(version=entry.seq, head=entry.hash)
        size = self.folder.journal.size()
        try:
            with disk.renamed_into(self.folder.pointer_file) as file:
                disk.write_synced(file, pointer.text())
                self.folder.journal.append(entry)
                self._reached("journaled")
        except BaseException:
            if self.folder.pointer() != pointer:
                self._take_back(entry, size)
            raise
        with contextlib.suppress(OSError):  # the journal has it: a lost swap is made up for later
            disk.sync(self.folder.path)
        self._reached("swapped")
        self._prune(pointer.version)

    def _take_back(self, entry: Entry, size: int) -> None:
        if self.folder.journal.size() > size:
            self.folder.journal.cut_to(size)
        self.folder.remove_version(entry.seq)

    def _apply(
        self,
        connection: duckdb.DuckDBPyConnection,
        entries: list[Entry],
        material: Material | None,
        *,
        is_new: bool,
    ) -> Difference | None:
        difference = None
        database.run(connection, "BEGIN")
        database.create(connection) if is_new else database.migrate(connection)
        for entry in entries:
            fitting = material or Material(originals=self.folder.originals)
            difference = apply(connection, entry, fitting)
        database.run(connection, "COMMIT")
        return difference

    def _replay(self, wanted: Pointer) -> None:
        """Build the wanted version from the newest whole one of the same history, or from none."""
        entries = list(self.folder.journal.entries())
        heads = {entry.seq: entry.hash for entry in entries}
        base = self.folder.newest_whole(up_to=wanted.version - 1)
        while base and heads.get(base.version) != base.head:
            base = self.folder.newest_whole(up_to=base.version - 1)
        done = base.version if base else 0
        self.build(base, [entry for entry in entries if entry.seq > done])

    def last_entry(self) -> Entry | None:
        """The last line, a torn one cut off; refuses a journal that lost what the pointer knows."""
        journal, pointer = self.folder.journal, self._pointer()
        last = journal.last()
        if (last.seq if last else 0) < pointer.version:
            raise BrokenJournalError(None, f"thiếu dòng của phiên bản {pointer.version}")
        if last and last.seq == pointer.version and last.hash != pointer.head:
            raise BrokenJournalError(None, "không phải dòng mà phiên bản hiện hành đã ghi")
        journal.cut_torn_line()
        return last

    def _pointer(self) -> Pointer:
        """The pointer; NOTHING where it is damaged, as the journal says what it should be."""
        try:
            return self.folder.pointer()
        except StoreError:
            return NOTHING

    def _remove_leftovers(self) -> None:
        self.folder.originals.clean()
        for path in self.folder.leftovers():
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _prune(self, current: int) -> None:
        """Keep the newest versions up to the current one."""
        kept = [version for version in self.folder.kept() if version <= current][:KEPT_VERSIONS]
        for version in set(self.folder.kept()) - set(kept):
            self.folder.remove_version(version)


def _verify(connection: duckdb.DuckDBPyConnection, pointer: Pointer) -> None:
    """The finished version, opened again, ends with the entry it is named after."""
    sql = "SELECT hash FROM audit WHERE seq = (SELECT max(seq) FROM audit)"
    if database.run(connection, sql) != [(pointer.head,)]:
        raise StoreError("Phiên bản vừa ghi không đọc lại được. Chưa có gì thay đổi.")


@contextlib.contextmanager
def said_in_vietnamese() -> Iterator[None]:
    """What the system or the engine refuses, as a StoreError that a person can act on."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        raise StoreError(
            f"Không ghi được: {_reason(error)}. Chưa có gì thay đổi; hãy xử lý rồi thử lại."
        ) from error


def _reason(error: Exception) -> str:
    if any(os.strerror(number) in str(error) for number in NO_ROOM):
        return "ổ đĩa đã đầy"
    if isinstance(error, PermissionError):
        return f"không có quyền ghi vào «{error.filename}»"
    return (str(error).splitlines() or [type(error).__name__])[0]
