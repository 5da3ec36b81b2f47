"""ODS workbooks of LibreOffice: stored values and what is hidden; repeats are never unrolled."""

from collections.abc import Iterator
from datetime import datetime, time

from cchc.figures import Finding
from cchc.ingest.files.archive import (
    corrupt,
    elements,
    encrypted,
    local_name,
    odd_members,
    open_archive,
)
from cchc.ingest.files.grid import Grid, Value, Workbook
from cchc.ingest.files.limits import CELLS, COLUMNS, SHEETS
from cchc.ingest.files.refusal import RefusedError, refuse
from cchc.ingest.files.sparse import SparseSheet

_PERCENT = "0.00%"


def read_ods(data: bytes, *, salvage: bool = False) -> Workbook:
    """The sheets of an OpenDocument workbook."""
    archive = open_archive(data)
    if "content.xml" not in archive.namelist():
        raise corrupt()
    _refuse_password(archive)
    findings = odd_members(archive)
    sheets = list(_read_tables(archive, _hidden_styles(archive)))
    if len(sheets) > SHEETS:
        raise refuse("E_TOO_BIG", f"Tệp có {len(sheets)} trang tính, quá {SHEETS}.")
    findings += [finding for _, found in sheets for finding in found]
    return Workbook(kind="ods", sheets=tuple(grid for grid, _ in sheets), findings=tuple(findings))


def _refuse_password(archive) -> None:
    path = "META-INF/manifest.xml"
    if path in archive.namelist() and any(True for _ in elements(archive, path, "encryption-data")):
        raise encrypted()


def _attribute(element, name: str, default: str = "") -> str:
    """An attribute by its local name: the same prefix stands for several versions' namespaces."""
    return next((v for k, v in element.attrib.items() if k.endswith("}" + name)), default)


def _hidden_styles(archive) -> set[str]:
    """Names of table styles that hide the sheet."""
    hidden = set()
    for style in elements(archive, "content.xml", "style"):
        for properties in style:
            if _attribute(properties, "display") == "false":
                hidden.add(_attribute(style, "name"))
    return hidden


def _repeat(element, name: str) -> int:
    try:
        return max(1, int(_attribute(element, name, "1")))
    except ValueError as error:
        raise corrupt() from error


def _read_tables(archive, hidden_styles: set[str]) -> Iterator[tuple[Grid, list[Finding]]]:
    """Each sheet as a grid, with what was left out of it; a table's name is known at its end."""
    sheet, row, column = SparseSheet(""), 0, 0
    for element in elements(archive, "content.xml", "table-column", "table-row", "table"):
        kind = local_name(element)
        if kind == "table-column":
            column = _read_column(sheet, element, column)
        elif kind == "table-row":
            row = _read_row(sheet, element, row)
        else:
            sheet.name = _attribute(element, "name")
            yield sheet.grid(hidden=_attribute(element, "style-name") in hidden_styles)
            sheet, row, column = SparseSheet(""), 0, 0


def _read_column(sheet: SparseSheet, element, column: int) -> int:
    following = column + _repeat(element, "number-columns-repeated")
    if _attribute(element, "visibility") in ("collapse", "filter"):
        sheet.hidden_columns.update(range(column, min(following, COLUMNS)))
    return following


def _read_row(sheet: SparseSheet, element, row: int) -> int:
    """Puts a row, as often as it repeats; returns the index of the row after it."""
    times = _repeat(element, "number-rows-repeated")
    cells = list(_row_cells(element))
    if cells and (cells[-1][0] + 1) * times > CELLS:
        raise _too_big()
    for repeated in range(row, row + times if cells else row):
        for column, value, number_format in cells:
            sheet.put(repeated, column, value, number_format)
        if _attribute(element, "visibility") in ("collapse", "filter"):
            sheet.hidden_rows.add(repeated)
    sheet.merged += _merges(element, row)
    return row + times


def _row_cells(element):
    """Filled cells of a row: column, value, number format."""
    column = 0
    for cell in element:
        if local_name(cell) not in ("table-cell", "covered-table-cell"):
            continue
        times = _repeat(cell, "number-columns-repeated")
        value, number_format = _value(cell)
        if value is not None:
            if times > COLUMNS:
                raise _too_big()
            yield from ((column + step, value, number_format) for step in range(times))
        column += times


def _merges(element, row: int):
    """Merged ranges that begin in a row."""
    column = 0
    for cell in element:
        down, across = _repeat(cell, "number-rows-spanned"), _repeat(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            yield row, column, row + down - 1, column + across - 1
        column += _repeat(cell, "number-columns-repeated")


def _value(cell) -> tuple[Value, str | None]:
    """Stored value of a cell, with "0.00%" as its number format where it is a percentage."""
    kind, stored = _attribute(cell, "value-type"), _attribute(cell, "value")
    text = "\n".join("".join(p.itertext()) for p in cell if local_name(p) == "p")
    if kind in ("float", "currency", "percentage") and not text.startswith(("#", "Err:")):
        number = float(stored)
        whole = number.is_integer() and abs(number) < 1e15
        return (int(number) if whole else number), _PERCENT if kind == "percentage" else None
    if kind == "date":
        return _moment(_attribute(cell, "date-value")), None
    if kind == "boolean":
        return _attribute(cell, "boolean-value") == "true", None
    return text or None, None


def _moment(stored: str) -> Value:
    try:
        moment = datetime.fromisoformat(stored)  # noqa: DTZ007 - sheets know no time zone
    except ValueError:
        return stored or None
    return moment.date() if moment.time() == time() else moment


def _too_big() -> RefusedError:
    """Refusal of a sheet blown up by repeats, with the other format that carries such a table."""
    big = refuse("E_TOO_BIG", "Trang tính lặp ô tới hàng triệu lần nên không được mở.")
    other = refuse(
        "E_UNSUPPORTED",
        "Bảng cỡ này không nhận ở dạng .ods: hãy lưu thành .xlsx hoặc CSV chỉ gồm vùng có số liệu.",
    )
    return RefusedError(*big.findings, *other.findings)
