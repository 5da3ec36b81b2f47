"""One file with journal, originals and current version; and the way back.

A backup is a zip: manifest.json, journal.jsonl, versions/<n>.duckdb and originals/<sha256>. The
lock is held only while its parts are fixed: originals never change, the journal is read at once,
and the version file stays readable for the one who has it open.
"""

import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cchc.errors import StoreError
from cchc.store import database, disk
from cchc.store.folder import NOTHING, Folder, Seal
from cchc.store.journal import Entry
from cchc.store.writing import Writer, said_in_vietnamese

FORMAT = 1
MANIFEST, JOURNAL = "manifest.json", "journal.jsonl"
MEMBER = re.compile(r"manifest\.json|journal\.jsonl|versions/\d+\.duckdb|originals/[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class _Snapshot:
    """What a backup holds, fixed under the lock."""

    seal: Seal
    journal: bytes
    originals: list[str]
    version: BinaryIO


def write(writer: Writer, file: Path) -> None:
    """See Store.backup."""
    with writer.turn():
        snapshot = _snapshot(writer.folder)
    with snapshot.version, said_in_vietnamese(), disk.renamed_into(file) as temporary:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            _fill(archive, snapshot, writer.folder)
        disk.sync(temporary)
    disk.sync(file.absolute().parent)


def _snapshot(folder: Folder) -> _Snapshot:
    pointer = folder.pointer()
    if pointer == NOTHING:
        raise StoreError("Kho chưa có gì để sao lưu.")
    return _Snapshot(
        seal=folder.seal(pointer.version),
        journal=folder.journal.path.read_bytes(),
        originals=list(folder.originals.names()),
        version=folder.version_file(pointer.version).open("rb"),
    )


def _fill(archive: zipfile.ZipFile, snapshot: _Snapshot, folder: Folder) -> None:
    manifest = {"format": FORMAT, "seal": asdict(snapshot.seal)}
    archive.writestr(MANIFEST, json.dumps(manifest))
    archive.writestr(JOURNAL, snapshot.journal)
    with archive.open(_version_member(snapshot.seal), "w", force_zip64=True) as member:
        shutil.copyfileobj(snapshot.version, member, disk.CHUNK)
    for name in snapshot.originals:
        archive.write(folder.originals.folder / name, f"originals/{name}")


def _version_member(seal: Seal) -> str:
    return f"versions/{seal.version}.duckdb"


def restore(writer: Writer, file: Path) -> None:
    """See Store.restore. Nothing in the store is touched before all of the backup was checked."""
    here = writer.folder
    with (
        writer.locked(),
        tempfile.TemporaryDirectory(dir=here.path, suffix=disk.TEMPORARY) as unpacked,
    ):
        there = Folder(unpacked)
        seal = _unpacked(file, there)
        _check(there, seal)
        replaced = here.journal.path.read_bytes() if here.journal.size() else b""
        used = max(here.kept(), default=0)
        is_other = replaced not in (b"", there.journal.path.read_bytes())
        kept = here.originals.keep(replaced) if is_other else None
        _put_in_place(there, here, seal)
        if kept:
            _note(writer, seal, kept, after=used)


def _unpacked(file: Path, there: Folder) -> Seal:
    try:
        with zipfile.ZipFile(file) as archive:
            if strange := [n for n in archive.namelist() if not MEMBER.fullmatch(n)]:
                raise _bad_backup(file, f"có phần lạ «{strange[0]}»")
            manifest = json.loads(archive.read(MANIFEST))
            archive.extractall(there.path)
        if manifest["format"] != FORMAT:
            raise _bad_backup(file, "được ghi theo cách mà bản phần mềm này chưa biết")
        return Seal(**manifest["seal"])
    except OSError as error:
        raise _bad_backup(file, f"không đọc được ({error.strerror or error})") from error
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError) as error:
        raise _bad_backup(file, "không nguyên vẹn") from error


def _bad_backup(file: Path, problem: str) -> StoreError:
    return StoreError(f"Bản sao lưu «{file.name}» {problem}. Kho không bị thay đổi.")


def _check(there: Folder, seal: Seal) -> None:
    """Every byte that came is what the journal, the seal and the names say."""
    entries = list(there.journal.entries())
    if not entries or (entries[-1].seq, entries[-1].hash) != (seal.version, seal.head):
        raise StoreError("Nhật ký trong bản sao lưu không khớp phiên bản. Kho không bị thay đổi.")
    missing = set(named_files(entries)) - set(there.originals.names())
    wrong = missing | set(there.originals.damaged())
    if wrong:
        raise StoreError(
            f"Bản sao lưu thiếu hoặc hỏng {len(wrong)} bản gốc. Kho không bị thay đổi."
        )
    if not there.is_whole(seal):
        raise StoreError("Phiên bản trong bản sao lưu bị hỏng. Kho không bị thay đổi.")
    database.open_reading(there.version_file(seal.version)).close()


def named_files(entries: list[Entry]) -> Iterator[str]:
    """Hashes of the originals that journal entries speak of."""
    for entry in entries:
        body: dict[str, Any] = entry.body
        if entry.action == "import":
            yield from (body["report"]["sha256"], body["figures"], body["findings"])
            yield from body["catalog"].values()
        elif entry.action == "restore":
            yield body["replaced"]


def _put_in_place(there: Folder, here: Folder, seal: Seal) -> None:
    """Originals, version, journal, pointer, in this order: until the last the old one answers."""
    _move_all(there.originals.folder, here.originals.folder)
    _move_all(there.versions, here.versions)
    here.write_seal(here.version_file(seal.version), seal.pointer, seal.schema)
    _move_all(there.path, here.path)
    disk.write_whole(here.pointer_file, seal.pointer.text())
    for version in here.kept():
        if version != seal.version:
            here.remove_version(version)


def _move_all(source: Path, target: Path) -> None:
    """Every backed-up file of one folder into another, synced."""
    disk.make_folder(target)
    for file in source.iterdir():
        if file.is_file() and file.name != MANIFEST:
            disk.sync(file)
            os.replace(file, target / file.name)
    disk.sync(target)


def _note(writer: Writer, seal: Seal, replaced: str, *, after: int) -> None:
    """A line that says what was replaced; the old journal is kept among the originals.

    Its number is one that neither history has used, so no version number ever means two things.
    """
    body = {"replaced": replaced}
    entry = writer.next_entry("restore", who="restore", body=body, after=after)
    writer.build(seal, [entry])
    writer.publish(entry)
