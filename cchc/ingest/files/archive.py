"""Archives behind office files (xlsx, ods), opened without trusting what they say of themselves.

Nothing is ever unpacked to disk; members are streamed, and none can give more than it declares.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from cchc.figures import Finding
from cchc.ingest.files.limits import MEMBERS, RATIO, RATIO_FROM_BYTES, UNPACKED_BYTES, UPLOAD_BYTES
from cchc.ingest.files.refusal import note, refuse

# What a damaged archive can raise while it is opened and unpacked.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError,
)  # fmt: skip
_DECLARATIONS = re.compile(
    b"|".join(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY")
              for code in ("ascii", "utf-16-le", "utf-16-be")),
    re.IGNORECASE,
)  # fmt: skip
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # how OOXML writes what XML cannot hold
_LONGEST_DECLARATION = 18  # bytes of "<!DOCTYPE" in UTF-16


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, after its size, members and ratios were found bearable."""
    if len(data) > UPLOAD_BYTES:
        raise refuse(
            "E_TOO_BIG",
            f"Tệp lớn {len(data) / 1e6:.0f} MB, vượt giới hạn "
            f"{UPLOAD_BYTES // 1_000_000} MB: hãy tách tệp hoặc lưu thành CSV.",
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise corrupt() from error
    members = archive.infolist()
    if len(members) > MEMBERS or sum(m.file_size for m in members) > UNPACKED_BYTES:
        raise _bomb()
    if any(m.file_size > max(RATIO_FROM_BYTES, RATIO * m.compress_size) for m in members):
        raise _bomb()
    if any(m.flag_bits & 0x1 for m in members):
        raise encrypted()
    return archive


def corrupt() -> Exception:
    """Refusal of a file that is cut off or damaged."""
    return refuse(
        "E_CORRUPT", "Tệp bị hỏng hoặc chưa tải lên hết: hãy mở lại bằng Excel, lưu lại và gửi lại."
    )


def encrypted() -> Exception:
    """Refusal of a file behind a password."""
    return refuse(
        "E_ENCRYPTED",
        "Tệp có mật khẩu nên không đọc được: hãy bỏ mật khẩu "
        "(Tệp › Thông tin › Bảo vệ) rồi gửi lại.",
    )


def _bomb() -> Exception:
    return refuse(
        "E_TOO_BIG",
        "Tệp nén bung ra quá lớn (trên 100 MB, trên 2.000 tệp con hoặc nén "
        "quá 100 lần) nên không được mở: hãy xuất lại tệp chỉ có bảng số liệu.",
    )


def odd_members(archive: zipfile.ZipFile) -> list[Finding]:
    """Notes on members that name places outside the archive, or stand in it twice."""
    names = archive.namelist()
    odd = [
        n for n in names if n.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", n) or ":" in n
    ]
    odd += sorted({n for n in names if names.count(n) > 1})
    if not odd:
        return []
    shown = ", ".join(f"«{n[:60]}»" for n in odd[:3])
    return [
        note(
            "W_ODD_ARCHIVE",
            f"Trong tệp có {len(odd)} tệp con tên lạ ({shown}); chúng bị bỏ "
            "qua, không tệp nào được ghi ra đĩa.",
        )
    ]


class _WithoutDeclarations:
    """A member as a stream that refuses document types and entities as they pass."""

    def __init__(self, stream, name: str):
        self._stream, self._name, self._tail = stream, name, b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes of the member."""
        chunk = self._stream.read(size)
        if _DECLARATIONS.search(self._tail + chunk):
            raise unsafe_xml(self._name)
        self._tail = chunk[-_LONGEST_DECLARATION:]
        return chunk


def unsafe_xml(name: str) -> Exception:
    """Refusal of XML that declares entities or a document type, which no spreadsheet needs."""
    return refuse(
        "E_UNSAFE_XML",
        f"Phần «{name[:80]}» của tệp khai báo thực thể XML, điều bảng tính "
        "không bao giờ cần và có thể dùng để đọc trộm máy chủ: tệp không được mở.",
    )


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Turns what the unpacker and the XML parser raise into a refusal."""
    try:
        yield
    except (*_DAMAGE, KeyError, etree.XMLSyntaxError) as error:
        raise corrupt() from error


def elements(archive: zipfile.ZipFile, name: str, *tags: str) -> Iterator[etree._Element]:
    """Finished elements of the local names `tags` in a member, in order, each cleared after use."""
    with _reading(name), archive.open(name) as member:
        stream = _WithoutDeclarations(member, name)
        wanted = [f"{{*}}{tag}" for tag in tags]
        for _, element in etree.iterparse(
            stream,
            tag=wanted,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            if element.getroottree().docinfo.doctype:  # in an encoding the scan cannot see through
                raise unsafe_xml(name)
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def local_name(element: etree._Element) -> str:
    """Name of an element without its namespace: strict and usual files differ only there."""
    return element.tag.rpartition("}")[2]


def text_of(element: etree._Element) -> str:
    """Text of a rich or plain string, phonetic hints of Asian scripts left out."""
    parts = []
    for child in element:
        name = local_name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts.append(text_of(child))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(parts))
