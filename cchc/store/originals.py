"""Every file that came in, byte for byte, under the hash of its bytes; and what was read of it.

Nothing here is ever changed or removed. A file is whole before its name appears.
"""

import hashlib
import os
import re
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from cchc.errors import StoreError
from cchc.store import disk

HASH_NAME = re.compile(r"[0-9a-f]{64}")
ABANDONED_AFTER = 3600  # seconds; another process may be writing a younger one
_HASHER = ThreadPoolExecutor(1)


def hash_of(data: bytes | pa.Buffer) -> str:
    """SHA-256 in hexadecimal: the name under which the bytes are kept."""
    return hashlib.sha256(data).hexdigest()


def hash_of_file(path: Path) -> str:
    """The same for a file, without holding it in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, kw_only=True)
class Staged:
    """A large file on its way in: hashed in a thread of its own while it is read from `path`."""

    path: Path
    hashing: Future
    is_copy: bool = True

    @staticmethod
    def where_it_is(file: Path) -> "Staged":
        """A file that is only looked at."""
        return Staged(path=file, hashing=_HASHER.submit(hash_of_file, file), is_copy=False)

    @property
    def sha256(self) -> str:
        """The hash of its bytes; waits until they are all read."""
        return self.hashing.result()

    def discard(self) -> None:
        """Forget a copy that was not kept."""
        if self.is_copy:
            self.path.unlink(missing_ok=True)


class Originals:
    """The folder of originals."""

    def __init__(self, folder: Path):
        self.folder = folder

    def keep(self, data: bytes | pa.Buffer | Staged) -> str:
        """Store the bytes, or a staged file; their hash. A damaged copy of them is replaced."""
        if isinstance(data, Staged):
            return self._keep_staged(data)
        name = hash_of(data)
        if not self._has(name):
            disk.make_folder(self.folder)
            disk.write_whole(self.folder / name, data)
        return name

    def _keep_staged(self, file: Staged) -> str:
        if file.path.exists() and not self._has(file.sha256):
            os.replace(file.path, self.folder / file.sha256)
            disk.sync(self.folder)
        return file.sha256

    def _has(self, name: str) -> bool:
        path = self.folder / name
        return path.exists() and hash_of_file(path) == name

    def stage(self, file: Path) -> Staged:
        """A copy of a large file beside the originals, which nobody changes.

        What is read of it is what is kept, and its bytes are hashed once.
        """
        disk.make_folder(self.folder)
        copy = disk.temporary_beside(self.folder / "copy")
        try:
            disk.copy_file(file, copy)
        except OSError:
            copy.unlink(missing_ok=True)
            raise
        return Staged(path=copy, hashing=_HASHER.submit(_hash_and_sync, copy))

    def read(self, name: str) -> bytes:
        """The bytes of that hash; StoreError where they are gone or not the same any more."""
        path = self.folder / name
        if not HASH_NAME.fullmatch(name) or not path.exists():
            raise StoreError(f"Kho không có bản gốc {name[:12]}…. Hãy khôi phục từ bản sao lưu.")
        data = path.read_bytes()
        if hash_of(data) != name:
            raise StoreError(
                f"Bản gốc {name[:12]}… đã bị thay đổi trên đĩa. Hãy khôi phục từ bản sao lưu."
            )
        return data

    def names(self) -> Iterator[str]:
        """Hashes of everything kept."""
        if self.folder.is_dir():
            yield from sorted(p.name for p in self.folder.iterdir() if HASH_NAME.fullmatch(p.name))

    def damaged(self) -> list[str]:
        """Hashes whose bytes are not theirs any more."""
        return [name for name in self.names() if hash_of_file(self.folder / name) != name]

    def clean(self) -> None:
        """Remove what an interrupted write left behind."""
        for path in self.folder.glob(f"*{disk.TEMPORARY}"):
            if time.time() - path.stat().st_mtime > ABANDONED_AFTER:
                path.unlink(missing_ok=True)


def _hash_and_sync(path: Path) -> str:
    name = hash_of_file(path)
    disk.sync(path)
    return name
