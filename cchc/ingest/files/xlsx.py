"""XLSX workbooks: stored values, number formats, merged ranges, what is hidden.

Read part by part from the archive rather than through a workbook library: what a sheet claims of
its size is never believed, formulas without a stored result are told from empty cells, and
nothing is evaluated, followed or unpacked.
"""

import posixpath
import re
import zipfile

from cchc.ingest.files.archive import (
    corrupt,
    elements,
    encrypted,
    local_name,
    odd_members,
    open_archive,
    text_of,
)
from cchc.ingest.files.grid import Range, Value, Workbook
from cchc.ingest.files.limits import CELLS, SHEETS
from cchc.ingest.files.refusal import note, refuse
from cchc.ingest.files.serials import from_serial, is_date_format
from cchc.ingest.files.sparse import SparseSheet

# The number formats every workbook has without declaring them (ECMA-376 part 1, 18.8.30).
BUILT_IN_FORMATS = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_EXACT_DIGITS = 15  # Excel shows no more; the rest is binary noise


def read_xlsx(data: bytes, *, salvage: bool = False) -> Workbook:
    """The sheets of a workbook; refuses macros unless salvaging, and whatever is unsafe."""
    archive = open_archive(data)
    findings = odd_members(archive)
    names = set(archive.namelist())
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        if not salvage:
            raise refuse(
                "E_MACRO",
                "Tệp có mã macro nên không được mở: hãy lưu lại dạng .xlsx "
                "(không macro) rồi gửi lại.",
            )
        findings.append(note("W_MACRO_IGNORED", "Tệp có mã macro; chỉ các giá trị được đọc."))
    book = _Book(archive)
    if book.has_links:
        findings.append(
            note(
                "W_EXTERNAL_LINK",
                "Tệp có ô lấy số từ tệp khác; các số ấy được đọc "
                "như lần tính cuối, không tệp nào khác được mở.",
            )
        )
    sheets = [_read_sheet(book, *sheet) for sheet in book.sheets]
    findings += [finding for _, found in sheets for finding in found]
    return Workbook(kind="xlsx", sheets=tuple(grid for grid, _ in sheets), findings=tuple(findings))


class _Book:
    """What all sheets of a workbook share."""

    def __init__(self, archive: zipfile.ZipFile):
        self.archive = archive
        self.path = _workbook_path(archive)
        self.targets = _relations(archive, self.path)
        kinds = {kind.rpartition("/")[2] for _, kind in self.targets.values()}
        self.has_links = bool(kinds & {"externalLink", "externalLinkPath"})
        self.from_1904, self.sheets = self._described()
        self.strings = self._strings()
        self.formats = self._formats()

    def part(self, kind: str) -> str | None:
        """Path of the one part of a kind ("styles", "sharedStrings"), if there is one."""
        paths = [path for path, relation in self.targets.values() if relation.endswith("/" + kind)]
        return paths[0] if paths and paths[0] in self.archive.namelist() else None

    def _described(self) -> tuple[bool, list[tuple[str, str, bool]]]:
        """Which calendar, and of each worksheet its name, path and whether it is hidden."""
        from_1904, sheets = False, []
        for element in elements(self.archive, self.path, "workbookPr", "sheet"):
            if local_name(element) == "workbookPr":
                from_1904 = element.get("date1904") in ("1", "true")
                continue
            relation = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
            path, kind = self.targets.get(relation, ("", ""))
            if path and kind.endswith("/worksheet"):
                hidden = element.get("state", "visible") != "visible"
                sheets.append((element.get("name") or path, path, hidden))
        if not sheets:
            raise corrupt()
        if len(sheets) > SHEETS:
            raise refuse("E_TOO_BIG", f"Tệp có {len(sheets)} trang tính, quá {SHEETS}.")
        return from_1904, sheets

    def _strings(self) -> list[str]:
        path = self.part("sharedStrings")
        strings: list[str] = []
        for element in elements(self.archive, path, "si") if path else ():
            strings.append(text_of(element))
            if len(strings) > CELLS:
                raise corrupt()
        return strings

    def _formats(self) -> list[str | None]:
        """The number format of each cell style, None for General."""
        path = self.part("styles")
        declared, of_styles = dict(BUILT_IN_FORMATS), []
        for element in elements(self.archive, path, "numFmt", "cellXfs") if path else ():
            if local_name(element) == "numFmt":
                declared[_integer(element.get("numFmtId"))] = element.get("formatCode", "")
            else:
                of_styles = [_integer(style.get("numFmtId")) for style in element]
        return [declared.get(number) for number in of_styles]


def _workbook_path(archive: zipfile.ZipFile) -> str:
    """Path of the workbook part, as the archive's own relations name it."""
    names = archive.namelist()
    if "EncryptedPackage" in names:
        raise encrypted()
    for path, kind in _relations(archive, "").values():
        if kind.endswith("/officeDocument") and path in names:
            return path
    if "xl/workbook.xml" in names:
        return "xl/workbook.xml"
    raise corrupt()


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (path in the archive, kind) of a part; what lies outside has no path."""
    folder, file = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{file}.rels")
    if path not in archive.namelist():
        return {}
    return {
        element.get("Id", ""): (_inside(folder, element), element.get("Type", ""))
        for element in elements(archive, path, "Relationship")
    }


def _inside(folder: str, relation) -> str:
    """Path within the archive that a relation names; none of what lies outside is ever followed."""
    target = relation.get("Target", "")
    if relation.get("TargetMode") == "External":
        return ""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(folder, target))


def _read_sheet(book: _Book, name: str, path: str, hidden: bool):
    """One sheet as a grid, with what was left out of it."""
    sheet = SparseSheet(name)
    following = 0
    for element in elements(book.archive, path, "col", "row", "mergeCell"):
        kind = local_name(element)
        if kind == "row":
            following = _read_row(book, sheet, element, following)
        elif kind == "col":
            _read_column(sheet, element)
        else:
            sheet.merged.append(_range(element.get("ref", "")))
    return sheet.grid(hidden=hidden)


def _read_column(sheet: SparseSheet, element) -> None:
    if element.get("hidden") in ("1", "true"):
        first, last = _integer(element.get("min")), _integer(element.get("max"))
        sheet.hidden_columns.update(range(first - 1, min(last, 16_384)))


def _read_row(book: _Book, sheet: SparseSheet, element, following: int) -> int:
    """Puts the cells of a row into the sheet; returns the index of the row after it."""
    row = _integer(element.get("r")) - 1 if element.get("r") else following
    if element.get("hidden") in ("1", "true"):
        sheet.hidden_rows.add(row)
    column = -1
    for cell in element:
        reference = cell.get("r")
        column = _position(reference)[1] if reference else column + 1
        style = cell.get("s")
        number_format = (
            book.formats[int(style)] if style and int(style) < len(book.formats) else None
        )
        value, has_formula = _cell(book, cell, number_format)
        if value is not None:
            sheet.put(row, column, value, number_format)
        elif has_formula:
            sheet.put(row, column, None, number_format)
            sheet.uncached.add((row, column))
    return row + 1


def _cell(book: _Book, cell, number_format: str | None) -> tuple[Value, bool]:
    """The stored value of a cell, and whether a formula stands behind it."""
    stored, has_formula, inline = None, False, None
    for child in cell:
        name = local_name(child)
        if name == "v":
            stored = child.text
        elif name == "f":
            has_formula = True
        elif name == "is":
            inline = text_of(child)
    if inline is not None:
        return inline or None, has_formula
    if not stored:
        return None, has_formula
    return _value(book, cell.get("t", "n"), stored, number_format), has_formula


def _value(book: _Book, kind: str, stored: str, number_format: str | None) -> Value:
    if kind == "s":
        index = _integer(stored)
        if not 0 <= index < len(book.strings):
            raise corrupt()
        return book.strings[index] or None
    if kind == "b":
        return stored.strip() == "1"
    if kind == "n":
        return _number(stored, number_format, from_1904=book.from_1904)
    return stored  # str: text of a formula; e: an error such as #REF!; d: an ISO date


def _number(stored: str, number_format: str | None, *, from_1904: bool) -> Value:
    try:
        number = float(stored)
    except ValueError:
        return stored
    if number_format is not None and is_date_format(number_format):
        day = from_serial(number, from_1904=from_1904)
        if day is not None:
            return day
    if len(stored) > _EXACT_DIGITS:
        number = float(f"{number:.{_EXACT_DIGITS}g}")
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _position(reference: str) -> tuple[int, int]:
    """Row and column from 0 of a reference such as "F9"."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise corrupt()
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _range(reference: str) -> Range:
    first, _, last = reference.partition(":")
    top, left = _position(first)
    return (top, left, *_position(last or first))


def _integer(text: str | None) -> int:
    """A whole number that the format prescribes; anything else means a damaged file."""
    try:
        return int(text or 0)
    except ValueError as error:
        raise corrupt() from error
