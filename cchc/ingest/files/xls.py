"""XLS workbooks, Excel's binary files of 1990 to 2007 (BIFF 2 to 8)."""

import io
import struct
from contextlib import redirect_stdout

import xlrd
from xlrd.compdoc import CompDocError

from cchc.figures import Finding
from cchc.ingest.files.archive import corrupt, encrypted
from cchc.ingest.files.grid import Grid, Value, Workbook
from cchc.ingest.files.limits import SHEETS, UPLOAD_BYTES
from cchc.ingest.files.refusal import note, refuse
from cchc.ingest.files.serials import from_serial
from cchc.ingest.files.sparse import SparseSheet
from cchc.vietnamese import nfc

# What a damaged binary file can raise inside the library; any of them means the same to us.
_DAMAGE = (
    xlrd.XLRDError, CompDocError, struct.error, AssertionError, AttributeError, IndexError,
    KeyError, NameError, NotImplementedError, MemoryError, OverflowError, RecursionError,
    TypeError, ValueError,
)  # fmt: skip
_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")


def read_xls(data: bytes, *, salvage: bool = False) -> Workbook:
    """The sheets of a binary workbook; refuses macros unless salvaging."""
    if len(data) > UPLOAD_BYTES:
        raise refuse("E_TOO_BIG", f"Tệp lớn {len(data) / 1e6:.0f} MB, vượt giới hạn.")
    findings = []
    if _MACROS in data:
        if not salvage:
            raise refuse(
                "E_MACRO",
                "Tệp .xls có mã macro nên không được mở: hãy lưu lại dạng .xlsx "
                "(không macro) rồi gửi lại.",
            )
        findings.append(note("W_MACRO_IGNORED", "Tệp có mã macro; chỉ các giá trị được đọc."))
    book = _open(data)
    if book.nsheets > SHEETS:
        raise refuse("E_TOO_BIG", f"Tệp có {book.nsheets} trang tính, quá {SHEETS}.")
    sheets = [_read_sheet(book, index) for index in range(book.nsheets)]
    findings += [finding for _, found in sheets for finding in found]
    return Workbook(kind="xls", sheets=tuple(grid for grid, _ in sheets), findings=tuple(findings))


def _open(data: bytes) -> xlrd.Book:
    """The workbook as the library sees it; its remarks about odd files are kept off our output."""
    try:
        with redirect_stdout(io.StringIO()):
            return xlrd.open_workbook(
                file_contents=data, formatting_info=True, ragged_rows=True,
                logfile=io.StringIO(), on_demand=False,
            )  # fmt: skip
    except xlrd.XLRDError as error:
        raise encrypted() if "encrypted" in str(error).lower() else corrupt() from error
    except _DAMAGE as error:
        raise corrupt() from error


def _read_sheet(book: xlrd.Book, index: int) -> tuple[Grid, list[Finding]]:
    """One sheet as a grid, with what was left out of it."""
    source = book.sheet_by_index(index)
    sheet = SparseSheet(source.name)
    try:
        for row in range(source.nrows):
            for column in range(source.row_len(row)):
                _put(book, sheet, source, row, column)
    except _DAMAGE as error:
        raise corrupt() from error
    sheet.merged = [
        (top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells
    ]
    sheet.hidden_rows = {row for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column for column, info in source.colinfo_map.items() if info.hidden}
    return sheet.grid(hidden=source.visibility != 0)


def _put(book: xlrd.Book, sheet: SparseSheet, source, row: int, column: int) -> None:
    kind = source.cell_type(row, column)
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return
    style = source.cell_xf_index(row, column)
    number_format = book.format_map[book.xf_list[style].format_key].format_str
    value = _value(book, kind, source.cell_value(row, column))
    sheet.put(row, column, value, None if number_format.lower() == "general" else number_format)


def _value(book: xlrd.Book, kind: int, stored) -> Value:
    if kind == xlrd.XL_CELL_TEXT:
        return nfc(stored) or None  # code page 1258 writes tones apart
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(stored)
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(stored, "#ERROR!")
    if kind == xlrd.XL_CELL_DATE:
        return from_serial(stored, from_1904=bool(book.datemode)) or stored
    return int(stored) if stored.is_integer() and abs(stored) < 1e15 else stored
