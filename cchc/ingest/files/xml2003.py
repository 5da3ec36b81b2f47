"""SpreadsheetML of Excel 2003: one XML file, usually named .xls, that some systems still export."""

from datetime import datetime, time

from lxml import etree

from cchc.figures import Finding
from cchc.ingest.files.archive import corrupt, local_name, unsafe_xml
from cchc.ingest.files.grid import Grid, Value, Workbook
from cchc.ingest.files.limits import COLUMNS, UPLOAD_BYTES
from cchc.ingest.files.refusal import refuse
from cchc.ingest.files.sparse import SparseSheet


def read_xml2003(text: str) -> Workbook:
    """The sheets of a SpreadsheetML workbook."""
    if len(text) > UPLOAD_BYTES:
        raise refuse("E_TOO_BIG", f"Tệp XML dài {len(text) / 1e6:.0f} triệu ký tự, vượt giới hạn.")
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise unsafe_xml("Workbook")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.split("?>", 1)[-1].lstrip().encode(), parser)
    except etree.XMLSyntaxError as error:
        raise corrupt() from error
    percents = _percent_styles(root)
    sheets = [_read_sheet(sheet, percents) for sheet in root.iter("{*}Worksheet")]
    findings = [finding for _, found in sheets for finding in found]
    return Workbook(
        kind="xml2003", sheets=tuple(grid for grid, _ in sheets), findings=tuple(findings)
    )


def _attribute(element, name: str, default: str = "") -> str:
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), default)


def _integer(element, name: str, default: int) -> int:
    try:
        return int(_attribute(element, name, str(default)))
    except ValueError as error:
        raise corrupt() from error


def _percent_styles(root) -> dict[str, str]:
    """Number formats of the named styles that show percentages."""
    formats = {}
    for style in root.iter("{*}Style"):
        for part in style.iter("{*}NumberFormat"):
            shown = _attribute(part, "Format")
            formats[_attribute(style, "ID")] = "0.00%" if shown == "Percent" else shown
    return {name: shown for name, shown in formats.items() if "%" in shown}


def _read_sheet(element, percents: dict[str, str]) -> tuple[Grid, list[Finding]]:
    """One sheet as a grid, with what was left out of it."""
    sheet = SparseSheet(_attribute(element, "Name"))
    row = column = 0
    for part in element.iter("{*}Row", "{*}Column"):
        if local_name(part) == "Column":
            column = _integer(part, "Index", column + 1)
            if _attribute(part, "Hidden") == "1":
                sheet.hidden_columns.add(column - 1)
        else:
            row = _integer(part, "Index", row + 1)
            _read_row(sheet, part, row - 1, percents)
    hidden = any(
        local_name(e) == "Visible" and e.text != "SheetVisible" for e in element.iter("{*}Visible")
    )
    return sheet.grid(hidden=hidden)


def _read_row(sheet: SparseSheet, part, row: int, percents: dict[str, str]) -> None:
    if _attribute(part, "Hidden") == "1":
        sheet.hidden_rows.add(row)
    column = 0
    for cell in part.iterchildren("{*}Cell"):
        column = _integer(cell, "Index", column + 1)
        across = min(_integer(cell, "MergeAcross", 0), COLUMNS)
        down = _integer(cell, "MergeDown", 0)
        if across or down:
            sheet.merged.append((row, column - 1, row + down, column - 1 + across))
        value = _value(cell)
        if value is not None:
            sheet.put(row, column - 1, value, percents.get(_attribute(cell, "StyleID")))
        elif _attribute(cell, "Formula"):
            sheet.put(row, column - 1, None)
            sheet.uncached.add((row, column - 1))
        column += across


def _value(cell) -> Value:
    """Stored value of a cell by its declared type."""
    data = cell.find("{*}Data")
    if data is None:
        return None
    kind, text = _attribute(data, "Type"), "".join(data.itertext())
    try:
        if kind == "Number":
            number = float(text)
            return int(number) if number.is_integer() and abs(number) < 1e15 else number
        if kind == "DateTime":
            moment = datetime.fromisoformat(text)  # noqa: DTZ007 - sheets know no time zone
            return moment.date() if moment.time() == time() else moment
    except ValueError:
        return text or None
    return text == "1" if kind == "Boolean" else text or None
