"""A version made again from originals and journal alone, and what shows that it is the same."""

import duckdb

from cchc.errors import StoreError
from cchc.store.database import run
from cchc.store.reading import Reader
from cchc.store.records import RebuildResult
from cchc.store.writing import Writer

TABLES = (
    "agency", "agency_alias", "agency_lineage", "report", "figure", "current_figure", "finding",
    "view", "agenda", "decision", "showing", "audit",
)  # fmt: skip


def checksum(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Per table the number of rows and the sum of their hashes, whatever their order."""
    found = {}
    for table in TABLES:
        sql = f"SELECT count(*), coalesce(sum(hash(t)), 0) FROM {table} t"  # noqa: S608
        [(rows, total)] = run(connection, sql)
        found[table] = f"{rows}:{total:x}"
    return found


def rebuild(writer: Writer, reader: Reader, *, who: str) -> RebuildResult:
    """See Store.rebuild. The audit gains the line that says so; everything else must be equal."""
    with writer.locked():
        if writer.last_entry() is None:
            raise StoreError("Kho chưa có gì để dựng lại.")
        entries = list(writer.folder.journal.entries())
        before = _checksum_before(reader)
        entry = writer.next_entry("rebuild", who=who, body={})
        writer.build(None, [*entries, entry])
        writer.publish(entry)
        after = reader.borrow(checksum)
    reports = sum(entry.action == "import" for entry in entries)
    differs = tuple(t for t in TABLES if before and t != "audit" and before[t] != after[t])
    return RebuildResult(
        version=entry.seq,
        reports=reports,
        differs=differs,
        message=_in_words(reports, differs, is_compared=before is not None),
    )


def _checksum_before(reader: Reader) -> dict[str, str] | None:
    """Of the current version, unless it is damaged: then there is nothing to compare with."""
    try:
        return None if reader.opened().warning else reader.borrow(checksum)
    except (StoreError, duckdb.Error):
        return None


def _in_words(reports: int, differs: tuple[str, ...], *, is_compared: bool) -> str:
    done = f"Đã dựng lại kho từ bản gốc và nhật ký ({reports} báo cáo)."
    if not is_compared:
        return f"{done} Phiên bản trước bị hỏng nên không so sánh được."
    if differs:
        return (
            f"{done} KHÁC với phiên bản trước ở bảng: {', '.join(differs)}. Bản dựng lại đang được "
            "dùng; hãy kiểm tra vì sao phiên bản trước khác nhật ký."
        )
    return f"{done} Mọi bảng giống hệt phiên bản trước."
