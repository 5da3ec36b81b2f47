"""A file's table as read, before any meaning: the `table` command."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path, PurePath
from typing import TextIO

from cchc.figures import Finding
from cchc.ingest.files.content import mismatch
from cchc.ingest.files.grid import Grid, Value, Workbook
from cchc.ingest.files.refusal import RefusedError, doubt, note, refuse
from cchc.ingest.files.text_blocks import is_large_text
from cchc.ingest.files.workbooks import read_grid
from cchc.ingest.tables.cells import NUMBER, kind_of, plain_text
from cchc.ingest.tables.grid_rows import period_named
from cchc.ingest.tables.large_table import large_table
from cchc.ingest.tables.months import PERIOD_NAME
from cchc.ingest.tables.sheet_table import SheetTable, table_of
from cchc.ingest.tables.table_words import load_table_words
from cchc.vietnamese import fold

WORDS_OF_A_SENTENCE = 4  # in a cell, on average, and the file is prose
SHARE_OF_WIDTH = 0.8  # of the rows of a table are equally wide
_WORKBOOK_NAMES = {".xls", ".xlsx", ".xlsm", ".ods"}
ROWS_AT_ONCE = 10_000
SHEET_NAME = "Trang tính"


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: names, rows of typed cells, what was found; nothing but findings when refused."""

    columns: tuple[str, ...] = ()
    rows: Sequence[list[Value]] = field(default_factory=list)
    places: Sequence[str] = ()  # of each row: "dòng 9", "Sheet1, dòng 9"
    findings: tuple[Finding, ...] = ()
    refused: bool = False


def read_table(
    source: bytes | Path, name: str, *, salvage: bool = False, raw: bool = False
) -> Table:
    """The table of a file of any accepted format; never raises for bad data."""
    try:
        if not raw and is_large_text(source):
            return _table(large_table(source, salvage=salvage))
        data = source if isinstance(source, bytes) else source.read_bytes()
        return _read(read_grid(data, name, salvage=salvage), name, salvage=salvage, raw=raw)
    except RefusedError as refusal:
        return refused(refusal.findings)


def _read(workbook: Workbook, name: str, *, salvage: bool, raw: bool) -> Table:
    """The table of a workbook of grids."""
    if workbook.refused:
        return refused(workbook.findings)
    try:
        table, more = _chosen(workbook, name, salvage=salvage, raw=raw)
    except RefusedError as refusal:
        return refused((*workbook.findings, *refusal.findings))
    return _table(table, *workbook.findings, *more)


def _table(table: SheetTable, *before: Finding) -> Table:
    return Table(
        columns=tuple(table.names),
        rows=table.rows,
        places=table.places,
        findings=(*before, *table.findings),
    )


def refused(findings) -> Table:
    """A table of nothing but the reasons why there is none."""
    return Table(findings=tuple(findings), refused=True)


def _chosen(workbook: Workbook, name: str, *, salvage: bool, raw: bool):
    """The right sheet's table, or the tables of like sheets stacked; with notes on the others."""
    _refuse_prose(workbook, name)
    hidden = [grid for grid in workbook.sheets if grid.hidden and grid.cells]
    shown = [grid for grid in workbook.sheets if not grid.hidden and grid.cells] or hidden
    tables, refusals = _tables(shown, salvage=salvage, raw=raw)
    is_page = workbook.kind == "html" and not raw
    if not tables or (is_page and not any(map(_weight, tables.values()))):
        raise _why_none(workbook, refusals)
    best = (
        max(tables, key=lambda sheet: _weight(tables[sheet]))
        if len(tables) > 1
        else next(iter(tables))
    )
    alike = [sheet for sheet, table in tables.items() if _is_alike(table, tables[best])]
    others = [sheet for sheet in tables if sheet not in alike and _weight(tables[sheet]) > 1]
    findings = _about_sheets([grid.name for grid in hidden if grid not in shown], others, best)
    return _stacked({sheet: tables[sheet] for sheet in alike}), findings


def _tables(grids: list[Grid], *, salvage: bool, raw: bool):
    """Tables by sheet name, and the refusals of sheets without one."""
    tables: dict[str | None, SheetTable] = {}
    refusals: list[tuple[int, RefusedError]] = []
    for grid in grids:
        try:
            tables[grid.name] = table_of(grid, salvage=salvage, raw=raw)
        except RefusedError as refusal:
            refusals.append((grid.height * grid.width, refusal))
    return tables, refusals


def _why_none(workbook: Workbook, refusals: list[tuple[int, RefusedError]]) -> RefusedError:
    """The refusal of the largest sheet; a page without a table is no table at all."""
    if workbook.kind == "html":
        return mismatch("trang web, không có bảng số liệu nào")
    if not refusals:
        return refuse("E_NO_ROWS", "Tệp không có trang tính nào có số liệu.")
    return max(refusals, key=lambda pair: pair[0])[1]


def _weight(table: SheetTable) -> int:
    """How much of a report a table is: its numbers."""
    return sum(isinstance(value, (int, float)) for row in table.rows for value in row)


def _is_alike(table: SheetTable, other: SheetTable) -> bool:
    return [fold(name) for name in table.names] == [fold(name) for name in other.names]


def _stacked(tables: dict[str | None, SheetTable]) -> SheetTable:
    """Tables of like sheets as one; sheets that alone tell the period give it as a column."""
    first = next(iter(tables.values()))
    if len(tables) == 1:
        return first
    heading = _sheet_heading(tables)
    lead = {sheet: [sheet] if heading else [] for sheet in tables}
    findings = [finding for table in tables.values() for finding in table.findings]
    message = (
        f"{len(tables)} trang tính cùng tiêu đề được đọc chung: {', '.join(map(str, tables))}."
    )
    return SheetTable(
        names=[*([heading] if heading else []), *first.names],
        rows=[[*lead[sheet], *row] for sheet, table in tables.items() for row in table.rows],
        places=[place for table in tables.values() for place in table.places],
        findings=[note("W_SHEETS_STACKED", message), *findings],
    )


def _sheet_heading(tables: dict[str | None, SheetTable]) -> str | None:
    """Heading of a column of sheet names, where rows of two sheets would else look alike."""
    words = load_table_words()
    first = next(iter(tables.values()))
    if any(words.begins_as(name, "period") for name in first.names):
        return None
    labels = [_label(row) for table in tables.values() for row in table.rows]
    if max(Counter(labels).values()) == 1:
        return None
    return PERIOD_NAME if all(period_named(sheet) for sheet in tables) else SHEET_NAME


def _label(row: list[Value]) -> tuple[str, ...]:
    """What names a row: words among its first cells, not its figures, which change by month."""
    return tuple(value for value in row[:2] if isinstance(value, str))


def _about_sheets(hidden: list[str], others: list[str], best: str) -> list[Finding]:
    found = []
    if hidden:
        spoken = ", ".join(f"«{name}»" for name in hidden)
        found.append(note("W_HIDDEN_SHEET", f"Trang tính ẩn {spoken} không được đọc."))
    if others:
        spoken = ", ".join(f"«{name}»" for name in others)
        message = (
            f"Trang tính «{best}» được đọc; {spoken} cũng có bảng nhưng khác tiêu đề nên không "
            f"được đọc. "
            "Hãy gửi riêng nếu cần."
        )
        found.append(doubt("W_OTHER_SHEET", message, where=best))
    return found


def _refuse_prose(workbook: Workbook, name: str) -> None:
    """Refuses sentences that happen to hold commas; under a workbook's name they are its ruin."""
    if workbook.kind != "csv" or not _is_prose(workbook.sheets[0]):
        return
    if PurePath(name).suffix.lower() in _WORKBOOK_NAMES:
        raise refuse(
            "E_CORRUPT",
            "Tệp mang tên bảng tính nhưng chỉ có một đoạn chữ: bản gốc đã mất hoặc gửi nhầm. "
            "Hãy gửi lại.",
        )
    raise refuse(
        "E_NOT_TABLE", "Tệp là văn xuôi, không phải bảng: hãy nhập ở mục báo cáo dạng văn bản."
    )


def _is_prose(grid: Grid) -> bool:
    """Whether a text has no numbers in cells, rows of all widths, and sentences for cells."""
    cells = [value for row in grid.cells for value in row if plain_text(value)]
    if not cells or any(kind_of(value) == NUMBER for value in cells):
        return False
    widths = Counter(width for width in grid.widths if width)
    usual, rows = widths.most_common(1)[0]
    is_even = usual > 1 and rows >= SHARE_OF_WIDTH * widths.total() and widths.total() > 1
    words = sum(len(str(value).split()) for value in cells) / len(cells)
    return not is_even and words >= WORDS_OF_A_SENTENCE


def as_json(table: Table) -> dict:
    """The table as the command line prints it: {"columns", "rows", "findings"}."""
    return {
        "columns": list(table.columns),
        "rows": [json_row(row) for row in table.rows],
        "findings": [finding_json(finding) for finding in table.findings],
    }


def write_json(table: Table, stream: TextIO) -> None:
    """The same document, written row by row: a million rows never stand in memory twice."""
    stream.write(f'{{"columns": {_dumped(list(table.columns))}, "rows": [')
    for start in range(0, len(table.rows), ROWS_AT_ONCE):
        rows = table.rows[start : start + ROWS_AT_ONCE]
        stream.write((", " if start else "") + _dumped(rows)[1:-1])
    findings = [finding_json(finding) for finding in table.findings]
    stream.write(f'], "findings": {_dumped(findings)}}}\n')


def _dumped(value) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=json_cell)


def json_row(row: list[Value]) -> list:
    """Numbers as numbers, days as "YYYY-MM-DD", missing as null."""
    return [json_cell(value) for value in row]


def json_cell(value: Value):
    """One cell as JSON knows it."""
    return value.isoformat() if isinstance(value, (date, datetime, time)) else value


def finding_json(finding: Finding) -> dict:
    """A finding as printed: rule, severity, place, both values and the sentence."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "where": finding.where,
        "stated": json_cell(finding.stated),
        "expected": json_cell(finding.expected),
        "message": finding.message,
    }
