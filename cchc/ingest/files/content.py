"""What a file is, by its first bytes and inner parts; its name is only compared with that."""

import io
import struct
import zipfile
from pathlib import PurePath

from cchc.figures import Finding
from cchc.ingest.files.refusal import note, refuse

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # container of Office files of 1997 to 2007
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# First record of a bare workbook stream: its kind and its length, of Excel 2, 3, 4, 5 and 97.
_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00",
         b"\x09\x08\x10\x00")  # fmt: skip
_STREAM_NAMES = {
    name: name.encode("utf-16-le")
    for name in ("EncryptedPackage", "WordDocument", "PowerPoint Document", "Workbook", "Book")
}
_STRANGERS = {
    b"%PDF": "PDF", b"{\\rtf": "RTF", b"\x89PNG": "ảnh PNG", b"\xff\xd8\xff": "ảnh JPEG",
    b"GIF8": "ảnh GIF", b"Rar!": "tệp nén RAR", b"7z\xbc\xaf": "tệp nén 7z",
    b"\x1f\x8b": "tệp nén gzip",
    b"PAR1": "Parquet", b"SQLite format 3": "cơ sở dữ liệu SQLite", b"MZ": "chương trình",
    b"\x7fELF": "chương trình",
}  # fmt: skip
_LOOKED_AT = 4096
_NAMES_OF_KIND = {
    "csv": {"csv", "txt", "tsv", "tab", "prn", ""},
    "xlsx": {"xlsx", "xlsm", "xltx", ""},
    "xls": {"xls", "xlt", ""},
    "ods": {"ods", ""},
    "html": {"html", "htm", ""},
    "xml2003": {"xml", ""},
}
_SPOKEN = {
    "csv": "văn bản CSV", "xlsx": "bảng tính XLSX", "xls": "bảng tính XLS đời cũ",
    "ods": "bảng tính ODS", "html": "trang HTML", "xml2003": "bảng tính XML 2003",
}  # fmt: skip


def recognise(data: bytes) -> str:
    """xlsx, xls, ods or text; refuses what is no table at all, saying what it is."""
    if data.startswith(_ZIP):
        return _kind_of_archive(data)
    if data.startswith(_OLE):
        return _kind_of_container(data)
    if data.startswith(_BIFF):
        return "xls"
    for signature, what in _STRANGERS.items():
        if data.startswith(signature) and not _reads_as_text(data, signature):
            raise mismatch(what)
    return "text"


def is_plain_text(data: bytes) -> bool:
    """Whether the bytes are text without markup, which needs no parser of others to be read."""
    is_text = not data.startswith((*_ZIP, _OLE, *_BIFF, *_STRANGERS))
    return is_text and b"<" not in data[:_LOOKED_AT]


def _reads_as_text(data: bytes, signature: bytes) -> bool:
    """Whether a short signature may also be the beginning of plain words ("MZ", "GIF8")."""
    return signature in (b"MZ", b"GIF8") and b"\x00" not in data[:512] and b"\n" in data[:4096]


def mismatch(what: str) -> Exception:
    """Refusal of a file that is no table, saying what it is."""
    return refuse(
        "E_TYPE_MISMATCH",
        f"Tệp thực ra là {what}, không phải bảng số liệu: hãy gửi tệp CSV hoặc Excel.",
    )


def _kind_of_archive(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError, struct.error):
        return "xlsx"  # its own reader says what is damaged
    if "content.xml" in names and "xl/workbook.xml" not in names:
        return "ods"
    if any(name.startswith("word/") for name in names):
        raise mismatch("văn bản Word")
    if "xl/workbook.bin" in names:
        raise refuse("E_UNSUPPORTED", "Tệp dạng .xlsb không đọc được: hãy lưu lại dạng .xlsx.")
    if any("workbook" in name for name in names) or "EncryptedPackage" in names:
        return "xlsx"
    if "[Content_Types].xml" in names:
        return "xlsx"
    raise mismatch("tệp nén")


def _kind_of_container(data: bytes) -> str:
    """What an OLE container holds, by the names in its directory."""
    if _STREAM_NAMES["EncryptedPackage"] in data:
        raise refuse(
            "E_ENCRYPTED", "Tệp có mật khẩu nên không đọc được: hãy bỏ mật khẩu rồi gửi lại."
        )
    if any(_STREAM_NAMES[name] in data for name in ("Workbook", "Book")):
        return "xls"
    if _STREAM_NAMES["WordDocument"] in data:
        raise mismatch("văn bản Word đời cũ")
    if _STREAM_NAMES["PowerPoint Document"] in data:
        raise mismatch("bài trình chiếu")
    return "xls"


def name_disagrees(kind: str, name: str) -> list[Finding]:
    """A note where the name says another format than the content, which is what was read."""
    ending = PurePath(name).suffix.lower().lstrip(".")
    if ending in _NAMES_OF_KIND.get(kind, {ending}):
        return []
    return [
        note(
            "E_TYPE_MISMATCH",
            f"Tên tệp là .{ending} nhưng nội dung là {_SPOKEN[kind]}; tệp được đọc theo nội dung.",
        )
    ]
