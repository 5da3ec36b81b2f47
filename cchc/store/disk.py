"""Files that survive a power cut: written beside, synced, renamed, and their folder synced."""

import contextlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

CHUNK = 1 << 22
TEMPORARY = ".tmp"


def temporary_beside(path: Path) -> Path:
    """A name nobody else uses, in the same folder, that a cleaner recognises."""
    return path.with_name(f"{path.name}.{uuid4().hex[:12]}{TEMPORARY}")


def sync(path: Path) -> None:
    """Force a file, or the names in a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(path: Path) -> None:
    """The folder with its parents; its own name is synced when it is new."""
    if not path.is_dir():
        path.mkdir(parents=True, exist_ok=True)
        sync(path.parent)


def write_all(descriptor: int, data: bytes) -> None:
    """All of `data`, however few bytes the system takes at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def write_synced(path: Path, data: bytes) -> None:
    """A new file with `data`, synced; its name is not yet."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes) -> None:
    """`path` holds `data` afterwards, or what it held before: never a part."""
    with renamed_into(path) as temporary:
        write_synced(temporary, data)
    sync(path.parent)


@contextlib.contextmanager
def renamed_into(path: Path) -> Iterator[Path]:
    """A temporary name that becomes `path` when the block ends well, and vanishes otherwise.

    With it vanishes what the engine puts beside a file it could not finish.
    """
    temporary = temporary_beside(path)
    try:
        yield temporary
        os.replace(temporary, path)
    finally:
        for rest in (temporary, temporary.with_name(f"{temporary.name}.wal")):
            with contextlib.suppress(OSError):
                rest.unlink(missing_ok=True)


def copy_file(source: Path, target: Path) -> None:
    """A copy made inside the kernel; shares the blocks where the file system can."""
    with source.open("rb") as old, target.open("wb") as new:
        left = os.fstat(old.fileno()).st_size
        while left:
            done = _copy_range(old.fileno(), new.fileno(), left)
            if not done:
                raise OSError(f"{source} became shorter while it was copied")
            left -= done


def _copy_range(old: int, new: int, count: int) -> int:
    if hasattr(os, "copy_file_range"):
        return os.copy_file_range(old, new, count)
    data = os.read(old, min(count, CHUNK))
    write_all(new, data)
    return len(data)


def checksum_of(path: Path) -> int:
    """CRC-32 of the whole file: some six gigabytes a second, enough against damage."""
    checksum = 0
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum
