"""Where things stand in a store's folder; the versions, their seals and the pointer to one of them.

current                  the number of the current version and the head of its journal
versions/<n>.duckdb      the state after journal entry n
versions/<n>.json        its seal: size, CRC-32, head of the journal, schema
originals/<sha256>       see originals.py
journal.jsonl            see journal.py
writers.lock             held by the one who writes
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from cchc.errors import StoreError
from cchc.store import disk
from cchc.store.journal import FIRST, Journal
from cchc.store.originals import Originals


@dataclass(frozen=True, kw_only=True)
class Pointer:
    """Which version is current; the head tells two histories with equal numbers apart."""

    version: int
    head: str

    def text(self) -> bytes:
        """As it stands in the file."""
        return f"{self.version} {self.head}\n".encode()


NOTHING = Pointer(version=0, head=FIRST)


@dataclass(frozen=True, kw_only=True)
class Seal:
    """What a version file was when it was finished."""

    version: int
    head: str
    schema: int
    size: int
    crc32: int

    @property
    def pointer(self) -> Pointer:
        """The pointer that makes this version the current one."""
        return Pointer(version=self.version, head=self.head)


class Folder:
    """The files of one store. Creates nothing until something is written."""

    def __init__(self, path: Path | str):
        self.path = Path(path)
        self.pointer_file = self.path / "current"
        self.versions = self.path / "versions"
        self.lock_file = self.path / "writers.lock"
        self.journal = Journal(self.path / "journal.jsonl")
        self.originals = Originals(self.path / "originals")

    def pointer(self) -> Pointer:
        """The current version; a few microseconds. NOTHING before the first write."""
        try:
            version, head = self.pointer_file.read_bytes().split()
            return Pointer(version=int(version), head=head.decode())
        except FileNotFoundError:
            return NOTHING
        except ValueError as error:
            raise StoreError(
                "Con trỏ của kho bị hỏng. Hãy chạy lệnh doctor, rồi rebuild để dựng lại."
            ) from error

    def version_file(self, version: int) -> Path:
        """The file of a version."""
        return self.versions / f"{version}.duckdb"

    def seal_file(self, version: int) -> Path:
        """The seal of a version."""
        return self.versions / f"{version}.json"

    def seal(self, version: int) -> Seal | None:
        """The seal of a version, if it has a readable one."""
        try:
            return Seal(**json.loads(self.seal_file(version).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def write_seal(self, file: Path, pointer: Pointer, schema: int) -> None:
        """Seal a finished version file that may still have a temporary name."""
        seal = Seal(
            version=pointer.version,
            head=pointer.head,
            schema=schema,
            size=file.stat().st_size,
            crc32=disk.checksum_of(file),
        )
        disk.write_whole(self.seal_file(pointer.version), json.dumps(asdict(seal)).encode())

    def is_whole(self, seal: Seal) -> bool:
        """Whether the version file is byte for byte what was sealed."""
        file = self.version_file(seal.version)
        try:
            return file.stat().st_size == seal.size and disk.checksum_of(file) == seal.crc32
        except OSError:
            return False

    def kept(self) -> list[int]:
        """Numbers of the version files there are, newest first."""
        names = (path.stem for path in self.versions.glob("*.duckdb"))
        return sorted((int(name) for name in names if name.isdecimal()), reverse=True)

    def newest_whole(self, up_to: int) -> Seal | None:
        """The seal of the newest undamaged version that is not after `up_to`."""
        for version in self.kept():
            seal = self.seal(version) if version <= up_to else None
            if seal and self.is_whole(seal):
                return seal
        return None

    def remove_version(self, version: int) -> None:
        """Remove a version and its seal; those who have it open keep it until they close it."""
        self.version_file(version).unlink(missing_ok=True)
        self.seal_file(version).unlink(missing_ok=True)

    def leftovers(self) -> list[Path]:
        """Temporary files of interrupted writes, outside the originals."""
        return [
            *self.path.glob(f"*{disk.TEMPORARY}"),
            *self.versions.glob(f"*{disk.TEMPORARY}"),
            *self.versions.glob(f"*{disk.TEMPORARY}.wal"),
        ]
