"""What is well with a store and what is not, in words; looks at everything and changes nothing."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing

import duckdb
from filelock import FileLock, Timeout

from cchc.errors import StoreError
from cchc.store import database
from cchc.store.backup import named_files
from cchc.store.folder import NOTHING, Folder
from cchc.store.journal import Entry
from cchc.store.records import Check
from cchc.vietnamese import number

# The rule of `current`, worked out from the reports alone.
RECOMPUTED = """
WITH known AS (
    SELECT f.*, r.confirmed_seq FROM all_figure f JOIN report r ON r.id = f.report_id
    WHERE r.status = 'confirmed'
), chosen AS (
    FROM known QUALIFY row_number() OVER (
        PARTITION BY agency, level, indicator, kind, breakdown, denominator, "from", "to"
        ORDER BY confirmed_seq DESC, ordinal) = 1
)
SELECT (SELECT struct_pack(n := count(*), h := sum(hash(ordinal))) FROM chosen)
     = (SELECT struct_pack(n := count(*), h := sum(hash(ordinal))) FROM all_figure WHERE current)
"""
# What people left: how much of it, codes given twice, and what belongs to no agenda.
MEETINGS = """
SELECT (SELECT count(*) FROM view WHERE dropped_at IS NULL),
       (SELECT count(*) FROM agenda WHERE dropped_at IS NULL),
       (SELECT count(*) FROM decision WHERE done_at IS NULL),
       (SELECT count(code) - count(DISTINCT code) FROM view),
       (SELECT count(*) FROM (SELECT agenda FROM decision UNION ALL SELECT agenda FROM showing) o
        ANTI JOIN agenda a ON a.id = o.agenda)
"""
NEEDED_SPACE = 500_000_000  # bytes beyond two copies of the current version


def examine(folder: Folder) -> list[Check]:
    """Every check, in the order in which a person would look."""
    return [_checked(name, look, folder) for name, look in CHECKS.items()]


def _checked(name: str, look: Callable[[Folder], str], folder: Folder) -> Check:
    """A check is well when it returns what it saw, and not when it refuses."""
    try:
        return Check(name=name, ok=True, message=look(folder))
    except StoreError as error:
        return Check(name=name, ok=False, message=str(error))
    except (OSError, duckdb.Error) as error:
        return Check(name=name, ok=False, message=f"Không xem được: {error}")


def _pointer(folder: Folder) -> str:
    pointer = folder.pointer()
    if pointer == NOTHING:
        return "Kho chưa có dữ liệu."
    if not folder.version_file(pointer.version).exists():
        raise StoreError(
            f"Con trỏ chỉ đến phiên bản {pointer.version} nhưng tệp đó không còn. {_REBUILD}"
        )
    return f"Phiên bản hiện hành là {pointer.version}."


def _current_version(folder: Folder) -> str:
    pointer = folder.pointer()
    if pointer == NOTHING:
        return "Chưa có phiên bản nào."
    seal = folder.seal(pointer.version)
    if not seal or seal.pointer != pointer or not folder.is_whole(seal):
        raise StoreError(f"Phiên bản {pointer.version} bị hỏng. {_REBUILD}")
    with closing(database.open_reading(folder.version_file(seal.version))) as connection:
        [(count,)] = database.run(connection, "SELECT count(*) FROM current_figure")
    megabytes = number(seal.size / 1e6, 1)
    return f"Nguyên vẹn, mở được: {number(count)} số liệu hiện hành, {megabytes} MB."


def _older_versions(folder: Folder) -> str:
    older = [version for version in folder.kept() if version < folder.pointer().version]
    seals = {version: folder.seal(version) for version in older}
    broken = [str(v) for v, seal in seals.items() if not seal or not folder.is_whole(seal)]
    if broken:
        raise StoreError(
            f"Phiên bản cũ bị hỏng: {', '.join(broken)}. Số liệu hiện hành không bị ảnh hưởng."
        )
    return f"Giữ {len(older)} phiên bản cũ, đều nguyên vẹn."


def _journal(folder: Folder) -> str:
    entries = list(folder.journal.entries())
    pointer = folder.pointer()
    heads = {entry.seq: entry.hash for entry in entries}
    if pointer != NOTHING and heads.get(pointer.version) != pointer.head:
        raise StoreError(
            f"Nhật ký không có dòng của phiên bản {pointer.version}. Hãy khôi phục từ bản sao lưu."
        )
    ahead = sum(entry.seq > pointer.version for entry in entries)
    note = f"; {ahead} dòng sẽ được đưa vào phiên bản ở lần ghi tiếp theo" if ahead else ""
    return f"{len(entries)} dòng, chuỗi mã băm liền mạch{note}."


def _originals(folder: Folder) -> str:
    there = set(folder.originals.names())
    named = set(named_files(_readable_entries(folder)))
    if missing := named - there:
        raise StoreError(f"Thiếu {len(missing)} bản gốc: {_short(missing)}. {_RESTORE}")
    if damaged := folder.originals.damaged():
        raise StoreError(f"{len(damaged)} bản gốc bị thay đổi: {_short(damaged)}. {_RESTORE}")
    return f"{len(there)} tệp, nội dung đều khớp mã băm."


def _readable_entries(folder: Folder) -> Iterator[Entry]:
    """The entries before the first that is broken; the journal's own check speaks of that one."""
    try:
        yield from folder.journal.entries()
    except StoreError:
        return


def _current_figures(folder: Folder) -> str:
    pointer = folder.pointer()
    if pointer == NOTHING:
        return "Chưa có số liệu."
    with closing(database.open_reading(folder.version_file(pointer.version))) as connection:
        [(is_equal,)] = database.run(connection, RECOMPUTED)
    if not is_equal:
        raise StoreError(f"Bảng số liệu hiện hành khác với khi tính lại từ báo cáo. {_REBUILD}")
    return "Khớp khi tính lại từ mọi báo cáo đã xác nhận."


def _meetings(folder: Folder) -> str:
    pointer = folder.pointer()
    if pointer == NOTHING:
        return "Chưa có góc nhìn hay cuộc họp nào."
    with closing(database.open_reading(folder.version_file(pointer.version))) as connection:
        [(views, agendas, still, twice, lost)] = database.run(connection, MEETINGS)
    if twice or lost:
        raise StoreError(
            f"{twice} mã góc nhìn bị trùng, {lost} kết luận hay biên bản không thuộc cuộc họp nào. "
            f"{_REBUILD}"
        )
    return f"{views} góc nhìn đã lưu, {agendas} cuộc họp, {still} việc chưa xong."


def _schema(folder: Folder) -> str:
    seal = folder.seal(folder.pointer().version)
    found = seal.schema if seal else database.SCHEMA_VERSION
    if found > database.SCHEMA_VERSION:
        raise StoreError(f"Lược đồ {found} mới hơn bản phần mềm này. Hãy cập nhật phần mềm.")
    if found < database.SCHEMA_VERSION:
        return f"Lược đồ {found}; sẽ nâng lên {database.SCHEMA_VERSION} ở lần ghi tiếp theo."
    return f"Lược đồ {found}."


def _space(folder: Folder) -> str:
    existing = next(p for p in (folder.path, *folder.path.parents) if p.exists())
    free = shutil.disk_usage(existing).free
    seal = folder.seal(folder.pointer().version)
    needed = NEEDED_SPACE + 2 * (seal.size if seal else 0)
    if free < needed:
        raise StoreError(
            f"Ổ đĩa chỉ còn {free / 1e6:.0f} MB, nên có ít nhất {needed / 1e6:.0f} MB để ghi."
        )
    return f"Còn {free / 1e9:.0f} GB."


def _lock(folder: Folder) -> str:
    if not folder.lock_file.exists():
        return "Chưa có ai ghi."
    try:
        with FileLock(folder.lock_file, timeout=0):
            return "Không ai đang ghi."
    except Timeout:
        return "Đang có người ghi; việc đọc không bị ảnh hưởng."


def _leftovers(folder: Folder) -> str:
    count = len(folder.leftovers())
    if count:
        return f"{count} tệp tạm của lần ghi dở; sẽ được dọn ở lần ghi tiếp theo."
    return "Không có tệp tạm còn sót."


def _short(names) -> str:
    return ", ".join(f"{name[:12]}…" for name in sorted(names)[:3])


_REBUILD = "Hãy chạy lệnh rebuild để dựng lại từ bản gốc và nhật ký."
_RESTORE = "Hãy khôi phục từ bản sao lưu."
CHECKS = {
    "Con trỏ": _pointer,
    "Phiên bản hiện hành": _current_version,
    "Phiên bản cũ": _older_versions,
    "Nhật ký": _journal,
    "Bản gốc": _originals,
    "Số liệu hiện hành": _current_figures,
    "Góc nhìn, cuộc họp": _meetings,
    "Lược đồ": _schema,
    "Chỗ trống trên đĩa": _space,
    "Khoá ghi": _lock,
    "Tệp tạm": _leftovers,
}
