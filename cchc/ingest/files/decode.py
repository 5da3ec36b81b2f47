"""From bytes to text: which encoding, how sure, and repairs of text that was encoded twice.

UTF-8 proves itself. Everything else Vietnamese is told apart by how many of its accented words
are possible syllables under each table.
"""

import re
import unicodedata
from dataclasses import dataclass

from cchc.figures import Finding
from cchc.ingest.files.legacy_fonts import CONVERTERS, SURE_SHARE
from cchc.ingest.files.refusal import doubt, note, refuse
from cchc.ingest.files.vietnamese_syllables import share_of_syllables

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE_BYTES = 200_000
_MOSTLY, _HARDLY = 0.4, 0.05  # share of NULs among the high and the low bytes of UTF-16
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_CONTROLS_OF_BINARY = 0.01  # share of control characters no text has
_BAD_PER_GOOD = 20  # bytes; any UTF-8 accents at all are no accident in another encoding
_WESTERN_SIGNS = "’‘“”–—…•€°§«»·´\u00a0"
_TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]")
_MOST_TIMES = 3
_SAMPLE_CHARACTERS = 60


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """A text, the encoding it came in, and what was found on the way."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, *, salvage: bool = False) -> Decoded:
    """The text of a file; refuses binary content and damaged text, naming the line."""
    decoded = _repaired(_decoded(data, salvage=salvage))
    _refuse_binary(decoded.text)
    return decoded


def _decoded(data: bytes, *, salvage: bool) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, salvage=salvage)
    encoding = _unmarked_utf16(data)
    if encoding:
        return _strictly(data, encoding, salvage=salvage)
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        return _vietnamese(data) or _damaged_or_western(data, salvage=salvage)


def _strictly(data: bytes, encoding: str, *, salvage: bool) -> Decoded:
    """Decodes what its mark says; a byte that does not fit means a damaged file."""
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding)
    except UnicodeDecodeError as error:
        if salvage:
            return _replaced(data, encoding)
        raise _damaged(data, encoding, error.start) from error


def _replaced(data: bytes, encoding: str) -> Decoded:
    finding = doubt(
        "W_BYTES_REPLACED",
        "Một số byte hỏng được thay bằng dấu \ufffd: hãy so các ô có dấu này với bản gốc.",
    )
    return Decoded(text=data.decode(encoding, "replace"), encoding=encoding, findings=(finding,))


def _damaged(data: bytes, encoding: str, position: int) -> Exception:
    line = data[:position].decode(encoding, "replace").count("\n") + 1
    return refuse(
        "E_ENCODING",
        f"Dòng {line}: có byte không đọc được theo {encoding.upper()}; tệp bị "
        "hỏng hoặc ghép từ nhiều bảng mã: hãy lưu lại bằng UTF-8.",
        where=f"dòng {line}",
    )


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: nearly every other byte of it is NUL."""
    sample = data[: _SAMPLE_BYTES // 2 * 2]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = (sample[start::2].count(0) * 2 / len(sample) for start in (0, 1))
    if odd >= _MOSTLY and even <= _HARDLY:
        return "utf-16-le"
    return "utf-16-be" if even >= _MOSTLY and odd <= _HARDLY else None


def _vietnamese(data: bytes) -> Decoded | None:
    """The text under the Vietnamese table that makes words of it, if one does."""
    sample = data[:_SAMPLE_BYTES]
    shares = {
        name: share_of_syllables(_by_table(sample, name)) for name in (*CONVERTERS, "windows-1258")
    }
    best = max(shares, key=lambda name: (shares[name], name == "windows-1258"))
    if shares[best] < SURE_SHARE:
        return None
    text = _by_table(data, best)
    finding = legacy_finding(best, before=_readable(data), after=text, sure=best == "windows-1258")
    return Decoded(text=text, encoding=best, findings=(finding,))


def _by_table(data: bytes, name: str) -> str:
    if name == "windows-1258":
        return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    return CONVERTERS[name](data.decode("latin-1"))


def legacy_finding(encoding: str, *, before: str, after: str, sure: bool) -> Finding:
    """Says which old encoding was recognised, with a sample for the analyst to confirm."""
    was, now = _sample(before), _sample(after)
    message = (
        f"Chữ theo bảng mã cũ {encoding} đã được chuyển sang Unicode: «{was}» đọc là «{now}». "
        "Hãy xác nhận mẫu này đúng."
    )
    return (note if sure else doubt)("W_LEGACY_ENCODING", message)


def _sample(text: str) -> str:
    """The first line that shows accents, short enough to read at a glance."""
    line = next((line for line in text.splitlines() if not line.isascii()), "")
    return line.strip()[:_SAMPLE_CHARACTERS]


def _readable(data: bytes) -> str:
    return data[:_SAMPLE_BYTES].decode("cp1252", "replace")


def _damaged_or_western(data: bytes, *, salvage: bool) -> Decoded:
    """Refuses UTF-8 with some bad bytes; else the most likely encoding, to be confirmed."""
    replaced = data.decode("utf-8", "replace")
    accents = sum(character > "\x7f" for character in replaced) - replaced.count("\ufffd")
    if accents * _BAD_PER_GOOD >= replaced.count("\ufffd"):
        return _strictly(data, "utf-8", salvage=salvage)
    encoding = _foreign(data[:_SAMPLE_BYTES])
    text = data.decode(encoding, "replace")
    message = (
        f"Không rõ bảng mã của tệp; tạm đọc theo {encoding}: «{_sample(text)}». Nếu mẫu sai, hãy "
        "lưu lại bằng UTF-8 rồi gửi lại."
    )
    return Decoded(text=text, encoding=encoding, findings=(doubt("W_ENCODING_GUESSED", message),))


def _foreign(sample: bytes) -> str:
    """Windows-1252 where that makes letters and quotes of every byte, else the best guess."""
    western = sample.decode("cp1252", "replace")
    if all(c < "\x80" or c.isalpha() or c in _WESTERN_SIGNS for c in western):
        return "cp1252"
    from charset_normalizer import from_bytes

    guess = from_bytes(sample, steps=5).best()
    return guess.encoding if guess else "cp1252"


def _repaired(decoded: Decoded) -> Decoded:
    """Undoes UTF-8 that was taken for Windows-1252 and encoded again, line by line."""
    text = decoded.text
    for _ in range(_MOST_TIMES):
        if not _TWICE.search(text):
            break
        text = "".join(once_less(line) for line in text.splitlines(keepends=True))
    if text == decoded.text:
        return decoded
    message = (
        f"Chữ bị mã hóa hai lần đã được sửa: «{_sample(decoded.text)}» đọc là «{_sample(text)}»."
    )
    findings = (*decoded.findings, note("W_DOUBLE_ENCODED", message))
    return Decoded(text=text, encoding=decoded.encoding, findings=findings)


def once_less(text: str) -> str:
    """The text encoded once less, or as it stands where it was not encoded twice."""
    try:
        return b"".join(map(_windows_byte, text)).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _windows_byte(character: str) -> bytes:
    """The Windows-1252 byte of a character; the five codes it leaves undefined pass through."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _refuse_binary(text: str) -> None:
    controls = _CONTROLS.findall(text[:_SAMPLE_BYTES])
    position = text.find("\x00")
    if position < 0 and len(controls) <= _CONTROLS_OF_BINARY * len(text[:_SAMPLE_BYTES]):
        return
    if position < 0:
        position = _CONTROLS.search(text).start()
    line = text.count("\n", 0, position) + 1
    raise refuse(
        "E_BINARY",
        f"Dòng {line}: có ký tự nhị phân trong văn bản, các số quanh đó không tin "
        "được: hãy xuất lại tệp.",
        where=f"dòng {line}",
    )
