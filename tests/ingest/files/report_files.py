"""One small report in every format and dress a province may send it in."""

import io
import struct
import unicodedata
import zipfile
from datetime import date

import openpyxl

UNITS = (
    "Huyện An Lạc", "Huyện Bình Sơn", "Huyện Cẩm Khê", "Huyện Đồng Phú",
    "Thị xã Hòa Thành", "TP. Long Mỹ", "Huyện Mỹ Đức", "Huyện Phú Tân",
)  # fmt: skip
HEADINGS = ["Đơn vị", "Kỳ báo cáo", "Tiếp nhận", "Đã giải quyết", "Đúng hạn", "Tỷ lệ đúng hạn (%)"]
# on time / resolved is 99.2 % in every row, rounded to one decimal
ROWS = [
    [unit, "2026-03", 1200 + 137 * n, 1160 + 134 * n, round((1160 + 134 * n) * 0.9922), 99.2]
    for n, unit in enumerate(UNITS)
]
TONES = "\u0300\u0301\u0303\u0309\u0323"


def as_csv(rows, *, mark: str = ",", end: str = "\r\n") -> str:
    """Rows as delimited text; nothing is quoted that does not come quoted."""
    lines = (mark.join("" if cell is None else str(cell) for cell in row) for row in rows)
    return end.join(lines) + end


def report(*, rows=None, headings=None, **how) -> bytes:
    """The report as CSV in UTF-8."""
    return as_csv([headings or HEADINGS, *(rows or ROWS)], **how).encode("utf-8")


def in_1258(text: str) -> bytes:
    """Text in Windows-1258, which writes tones after their letters."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in marks if mark in TONES]
        rest = unicodedata.normalize("NFC", "".join(m for m in marks if m not in TONES))
        out.append((rest + "".join(tones)).encode("cp1258"))
    return b"".join(out)


# VNI by its own rule: the letter, then one character for all its marks (tone, or hat with tone).
_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_HAT = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_VNI_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_WHOLE = {
    "đ": "ñ",
    "ơ": "ô",
    "ư": "ö",
    "ỉ": "æ",
    "ĩ": "ó",
    "ị": "ò",
    "ỵ": "î",
    "í": "í",
    "ì": "ì",
}


def in_vni(text: str) -> str:
    """Lower-case text as a VNI font writes it."""
    return "".join(map(_vni_letter, unicodedata.normalize("NFC", text)))


def _vni_letter(letter: str) -> str:
    if letter in _VNI_WHOLE:
        return _VNI_WHOLE[letter]
    base, *marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in TONES), "")
    if "\u0302" in marks:
        return base + _VNI_HAT[tone]
    if "\u0306" in marks:
        return base + _VNI_BREVE[tone]
    whole = _VNI_WHOLE.get(unicodedata.normalize("NFC", base + "\u031b"), base)
    return (whole if "\u031b" in marks else base) + _VNI_TONES.get(tone, "")


def workbook(*sheets, prepare=None) -> bytes:
    """An XLSX of (name, rows) pairs; `prepare` may change the openpyxl workbook before saving."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if prepare:
        prepare(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(archive: bytes, ending: str, change) -> bytes:
    """An archive with the members of one ending changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, change(data) if name.endswith(ending) else data)
    return out.getvalue()


def archive(**members: bytes) -> bytes:
    """A ZIP of named members; two underscores stand for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def ods(rows, *, tail: str = "") -> bytes:
    """An OpenDocument sheet; a tuple is (fraction, as shown) of a percent cell."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{lines}{tail}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", mimetype)
        target.writestr("content.xml", content)
    return out.getvalue()


def _ods_cell(value) -> str:
    if value is None:
        return "<table:table-cell/>"
    kind, stored, shown = "float", value, value
    if isinstance(value, tuple):
        kind, (stored, shown) = "percentage", value
    if isinstance(value, str):
        return (
            f"<table:table-cell "
            f'office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        )
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{stored!r}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def biff5(rows, *, encrypted: bool = False) -> bytes:
    """A bare Excel 5 stream in code page 1258, as machines of 1995 wrote it."""
    sheet = _record(0x809, "HHHH", 0x500, 0x10, 0, 0)
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, str):
                text = in_1258(value)
                sheet += _record(0x204, "HHHH", row, column, 15, len(text), tail=text)
            elif value is not None:
                sheet += _record(0x203, "HHHd", row, column, 15, float(value))
    sheet += _record(0xA, "")
    head = _record(0x809, "HHHH", 0x500, 0x5, 0, 0)
    head += _record(0x2F, "HH", 1, 2) if encrypted else b""
    head += _record(0x42, "H", 1258)
    head += _record(0x31, "HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, tail=b"\x05Arial") * 5
    head += _record(0xE0, "8H", *[0] * 8) * 16
    name = b"\x06Sheet1"
    start = len(head) + 4 + 6 + len(name) + 4  # where the sheet begins: after this and the end mark
    return head + _record(0x85, "IH", start, 0, tail=name) + _record(0xA, "") + sheet


def _record(kind: int, shape: str, *values, tail: bytes = b"") -> bytes:
    body = struct.pack(f"<{shape}", *values) + tail
    return struct.pack("<HH", kind, len(body)) + body


def page(rows, *, before: str = "", after: str = "") -> bytes:
    """The rows as the HTML table that web systems save under .xls."""
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><body>{before}<table>{lines}</table>{after}</body></html>".encode()
