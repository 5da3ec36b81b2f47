"""Imported reports as rows of a list."""

from cchc.catalog.catalog import Catalog
from cchc.periods import Period
from cchc.store.records import ReportRow
from cchc.vietnamese import moment_text

COLUMNS = ("số", "tệp", "đơn vị", "kỳ", "số liệu", "lỗi", "cần xem", "ai nhập", "lúc", "trạng thái")
STATUS = {"confirmed": "đang dùng", "draft": "bản nháp", "withdrawn": "đã rút"}


def report_cells(row: ReportRow, catalog: Catalog) -> list:
    """One report as the cells of COLUMNS."""
    sheet = f" [{row.sheet}]" if row.sheet else ""
    agency = catalog.agencies.get(row.agency).name if row.agency else None
    period = _period(row)
    return [
        row.id, f"{row.file}{sheet}", agency, period.name if period else None, row.figures,
        row.errors, row.doubts, row.who, moment_text(row.recorded_at),
        STATUS[row.status],
    ]  # fmt: skip


def report_json(row: ReportRow, catalog: Catalog) -> dict:
    """One report of `reports --json`."""
    period = _period(row)
    return {
        "report_id": row.id,
        "file": row.file,
        "sha256": row.sha256,
        "sheet": row.sheet,
        "form": row.form,
        "agency": catalog.agencies.get(row.agency).name if row.agency else None,
        "period": period and {
            "from": period.start.isoformat(), "to": period.end.isoformat(), "name": period.name,
        },
        "status": row.status,
        "who": row.who,
        "recorded_at": row.recorded_at.isoformat(),
        "confirmed_by": row.confirmed_by,
        "confirmed_at": row.confirmed_at and row.confirmed_at.isoformat(),
        "withdrawn_by": row.withdrawn_by,
        "withdrawn_at": row.withdrawn_at and row.withdrawn_at.isoformat(),
        "withdrawn_why": row.withdrawn_why,
        "rows_read": row.rows_read,
        "rows_accepted": row.rows_accepted,
        "rows_rejected": row.rows_rejected,
        "figures": row.figures,
        "errors": row.errors,
        "doubts": row.doubts,
        "notes": row.notes,
        "choices": row.choices,
    }  # fmt: skip


def _period(row: ReportRow) -> Period | None:
    return Period(row.start, row.end) if row.start and row.end else None
