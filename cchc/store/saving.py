"""A report into the store: its files first, then one decision that names them by their hashes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from cchc.errors import StoreError
from cchc.figures import Draft
from cchc.store import archive
from cchc.store.applying import Material
from cchc.store.coding import Coded, coded
from cchc.store.figuring import difference_of
from cchc.store.folder import NOTHING
from cchc.store.lifetime import once_each
from cchc.store.originals import Originals, Staged, hash_of
from cchc.store.reading import Reader
from cchc.store.reading import rows as as_rows
from cchc.store.records import SaveResult
from cchc.store.vouching import require_unchanged, require_writable, two_people_are_needed
from cchc.store.writing import Writer, said_in_vietnamese

SAME_FILE = """
SELECT id, status, figures_sha256 FROM report
WHERE sha256 = $sha256 AND sheet IS NOT DISTINCT FROM $sheet AND status <> 'withdrawn'
ORDER BY status = 'confirmed' DESC, id DESC
"""
CATALOG_STATE = "SELECT name, sha256 FROM catalog_state"


def save(
    writer: Writer,
    reader: Reader,
    draft: Draft,
    original: bytes | Staged,
    *,
    who: str,
    confirm: bool,
    catalog: Mapping[str, pa.Table],
    choices: Mapping[str, Any],
    seen: int | None = None,
) -> SaveResult:
    """See Store.save."""
    if draft.refused:
        raise StoreError(f"Báo cáo «{draft.file}» đã bị từ chối khi đọc; không có gì để lưu.")
    confirm = confirm and not two_people_are_needed()
    rows = coded(draft.figures)
    _keep_original(writer.folder.originals, draft, original)
    with writer.turn():
        packed = archive.table_bytes(rows.figures)
        earlier = _earlier(writer.folder.originals, reader, draft, rows, packed)
        if earlier:
            return _again(writer, reader, draft, rows, earlier, who=who, confirm=confirm, seen=seen)
        if confirm and seen is not None:
            require_unchanged(reader, draft.figures, seen=seen)
        material = Material(originals=writer.folder.originals, coded=rows, findings=draft.findings)
        body = _body(writer.folder.originals, draft, packed) | {
            "catalog": _keep_catalog(reader, material, catalog),
            "choices": dict(choices),
            "confirmed": confirm,
        }
        del packed  # of a large table a tenth of a gigabyte
        report, difference = writer.commit("import", who=who, body=body, material=material)
    return SaveResult(
        report_id=report, status="imported" if confirm else "draft", difference=difference
    )


def stage(writer: Writer, file: Path) -> Staged:
    """See Store.stage."""
    require_writable()
    with said_in_vietnamese():
        return writer.folder.originals.stage(file)


def _keep_original(originals: Originals, draft: Draft, original: bytes | Staged) -> None:
    require_writable()
    with said_in_vietnamese():
        kept = originals.keep(original)
    if kept != draft.sha256:
        raise StoreError(
            f"Nội dung của «{draft.file}» không phải là nội dung đã được đọc. Hãy đọc lại tệp."
        )


def _earlier(
    originals: Originals, reader: Reader, draft: Draft, rows: Coded, packed: pa.Buffer
) -> tuple[int, str] | None:
    """The report with the same original and the same figures that is not withdrawn, if any."""
    values = {"sha256": draft.sha256, "sheet": draft.sheet}
    for earlier in _known(reader, SAME_FILE, values):
        figures = earlier["figures_sha256"]
        if figures == hash_of(packed) or _are_equal(originals.read(figures), rows):
            return earlier["id"], earlier["status"]
    return None


def _known(reader: Reader, sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """What the store answers; one without a version knows nothing, and is not made to say so."""
    return reader.ask(sql, values, as_rows) if reader.folder.pointer() != NOTHING else []


def _are_equal(packed: pa.Buffer, rows: Coded) -> bool:
    """Whether the figures are the same, though they may be packed in another way."""
    figures = archive.table_from(packed)
    return len(figures) == len(rows.figures) and _plain(figures).equals(_plain(rows.figures))


def _plain(figures: pa.Table) -> pa.Table:
    """Without dictionaries, whose order may differ between equal tables."""
    columns = [
        column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
        for column in figures.columns
    ]
    return pa.table(columns, names=figures.column_names)


def _again(
    writer: Writer,
    reader: Reader,
    draft: Draft,
    rows: Coded,
    earlier: tuple[int, str],
    *,
    who: str,
    confirm: bool,
    seen: int | None,
) -> SaveResult:
    """The report stands already; a draft of it is confirmed now if that is what is asked."""
    report, status = earlier
    difference = reader.borrow(
        lambda cursor: difference_of(cursor, rows, rejected=draft.rows_rejected)
    )
    outcome = "unchanged" if status == "confirmed" else "draft"
    if status == "draft" and confirm:
        if seen is not None:
            require_unchanged(reader, draft.figures, seen=seen, own=report)
        writer.commit("confirm", who=who, body={"report": report})
        outcome = "imported"
    return SaveResult(report_id=report, status=outcome, difference=difference)


def _body(originals: Originals, draft: Draft, packed: pa.Buffer) -> dict[str, Any]:
    """What the journal says of an import; figures and findings are kept on the way."""
    return {
        "report": {
            "file": draft.file,
            "sha256": draft.sha256,
            "sheet": draft.sheet,
            "form": draft.form,
            "agency": draft.agency,
            "start": draft.period and draft.period.start.isoformat(),
            "end": draft.period and draft.period.end.isoformat(),
            "rows_read": draft.rows_read,
            "rows_accepted": draft.rows_accepted,
            "rows_rejected": draft.rows_rejected,
        },
        "figures": originals.keep(packed),
        "findings": originals.keep(archive.findings_bytes(draft.findings)),
    }


def _keep_catalog(
    reader: Reader, material: Material, catalog: Mapping[str, pa.Table]
) -> dict[str, str]:
    """The hashes of the tables that differ from what the store has; they are kept on the way."""
    known = {row["name"]: row["sha256"] for row in _known(reader, CATALOG_STATE, {})}
    changed = {}
    for name, table in catalog.items():
        if known.get(name) != _hash_of_table(table):
            packed = archive.table_bytes(table)
            changed[name], material.catalog[name] = material.originals.keep(packed), table
    return changed


@once_each
def _hash_of_table(table: pa.Table) -> str:
    return hash_of(archive.table_bytes(table))
