"""What a text file holds: delimited rows, a web page or XML saved as .xls, or no table at all."""

import json
import re

from cchc.ingest.files.content import mismatch
from cchc.ingest.files.decode import decode
from cchc.ingest.files.delimited import read_delimited
from cchc.ingest.files.grid import Workbook
from cchc.ingest.files.refusal import refuse

_MARKUP = re.compile(
    r"\s*(?:<\?[^>]*>\s*)*(?:<!--.*?-->\s*)*<(?:!doctype|[a-z][\w:]*)\b", re.I | re.S
)
_SHEET_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_JSON = re.compile(r'\s*(?:\[\s*(?:[\[{"\d]|null|true|false)|\{\s*["}])')
_HEAD = 4096


def read_text(data: bytes, *, salvage: bool = False) -> Workbook:
    """The grids of a text; refuses what is empty, binary, JSON, or markup without a table."""
    decoded = decode(data, salvage=salvage)
    if not decoded.text.strip("\ufeff \t\r\n;,|\x1a"):
        raise refuse("E_EMPTY", "Tệp trống, không có dòng nào: hãy xuất lại bảng số liệu.")
    workbook = _read(decoded.text, salvage=salvage)
    return Workbook(
        kind=workbook.kind, sheets=workbook.sheets, encoding=decoded.encoding,
        findings=decoded.findings + workbook.findings,
    )  # fmt: skip


def is_plain(text: str) -> bool:
    """Whether a text is neither markup nor JSON."""
    return not _MARKUP.match(text[:_HEAD]) and not _is_json(text)


def _read(text: str, *, salvage: bool) -> Workbook:
    if _MARKUP.match(text[:_HEAD]):
        if _SHEET_XML in text[:_HEAD]:
            from cchc.ingest.files.xml2003 import read_xml2003

            return read_xml2003(text)
        from cchc.ingest.files.webpage import read_webpage

        return read_webpage(text)
    if _is_json(text):
        raise mismatch("dữ liệu JSON")
    grid, findings = read_delimited(text, salvage=salvage)
    return Workbook(kind="csv", sheets=(grid,), findings=tuple(findings))


def _is_json(text: str) -> bool:
    """Whether the text, or its first line, is JSON of more than a bare word."""
    if not _JSON.match(text[:_HEAD]):
        return False
    for candidate in (text.split("\n", 1)[0], text):
        try:
            return isinstance(json.loads(candidate), (dict, list))
        except (ValueError, RecursionError):
            continue
    return False
