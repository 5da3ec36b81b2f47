"""Every file that came in, byte for byte, under the hash of its bytes; and what was read of it.

Nothing here is ever changed or removed. A file is whole before its name appears.
"""

import hashlib
import re
import time
from collections.abc import Iterator
from pathlib import Path

from cchc.errors import StoreError
from cchc.store import disk

HASH_NAME = re.compile(r"[0-9a-f]{64}")
ABANDONED_AFTER = 3600  # seconds; another process may be writing a younger one


def hash_of(data: bytes) -> str:
    """SHA-256 in hexadecimal: the name under which the bytes are kept."""
    return hashlib.sha256(data).hexdigest()


def hash_of_file(path: Path) -> str:
    """The same for a file, without holding it in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Originals:
    """The folder of originals."""

    def __init__(self, folder: Path):
        self.folder = folder

    def keep(self, data: bytes | Path) -> str:
        """Store the bytes, or those of a file; their hash. A damaged copy of them is replaced."""
        if isinstance(data, Path):
            return self._keep_file(data)
        name = hash_of(data)
        path = self.folder / name
        if not path.exists() or hash_of_file(path) != name:
            disk.make_folder(self.folder)
            disk.write_whole(path, data)
        return name

    def _keep_file(self, file: Path) -> str:
        """A copy of the file, named by what was copied and not by what was there before."""
        disk.make_folder(self.folder)
        copy = disk.temporary_beside(self.folder / "copy")
        try:
            disk.copy_file(file, copy)
            name = hash_of_file(copy)
            path = self.folder / name
            if not path.exists() or hash_of_file(path) != name:
                disk.sync(copy)
                copy.replace(path)
                disk.sync(self.folder)
        finally:
            copy.unlink(missing_ok=True)
        return name

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
