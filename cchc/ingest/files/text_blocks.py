"""A large delimited text, read block by block: columns of text, each row with its line.

Only the first rows become a grid, so that headings are found as in any sheet. All that would make
a row mean something else is checked on the way: bytes that are no text, rows of another width,
quotes that do not close, cells that no spreadsheet could hold.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from cchc.figures import Finding
from cchc.ingest.files.content import recognise
from cchc.ingest.files.decode import decode
from cchc.ingest.files.delimited import Dialect, cell_too_long, dialect_of, read_delimited, too_wide
from cchc.ingest.files.grid import Grid
from cchc.ingest.files.legacy_fonts import legacy_font_of
from cchc.ingest.files.limits import (
    CELL_CHARACTERS,
    COLUMNS,
    HEAD_BYTES,
    HEAD_ROWS,
    LARGE_TEXT_BYTES,
    ODD_ROWS,
    TEXT_BLOCK_BYTES,
    TRANSCODED_BYTES,
)
from cchc.ingest.files.refusal import RefusedError, note, refuse
from cchc.ingest.files.texts import is_plain
from cchc.ingest.tables.cells import NUMBER, kind_of

_LINE_END = b"\n"
_UTF8_MARK = b"\xef\xbb\xbf"
_TWICE = re.compile(b"\xc3[\x83\x84\x86\x82]\xc2[\x80-\xbf]|\xc3\xa1\xc2[\xba\xbb]")
_STRAY_QUOTE = re.compile(rb'[^,;|\t\r\n"]"[^,;|\t\r\n"]')
_WORDS = pa.dictionary(pa.int32(), pa.string())
Source = bytes | Path


@dataclass(frozen=True, kw_only=True)
class TextBlock:
    """Some rows of a text: columns by position, dictionary-encoded, and the line of each row."""

    columns: dict[int, pa.DictionaryArray]
    lines: np.ndarray


@dataclass
class _OddRows:
    """Rows of another width than the rest, as they are met: their ordinal and text."""

    found: list[tuple[int, str]] = field(default_factory=list)

    def __call__(self, row: csv.InvalidRow) -> str:
        self.found.append((row.number, row.text))
        return "skip" if len(self.found) <= ODD_ROWS else "error"


@dataclass
class TextBlocks:
    """A large text once its head was read; `findings` grow while its blocks are read."""

    source: Source
    head: Grid
    dialect: Dialect
    width: int
    has_quotes: bool
    starts: list[int]  # byte on which each row of the head begins
    findings: list[Finding] = field(default_factory=list)
    has_sound_quotes: bool = False  # once all quotes within cells were seen to be doubled

    def blocks(self, *, after: int) -> Iterator[TextBlock]:
        """The rows below a row of the head; RefusedError where one cannot be trusted."""
        odd = _OddRows()
        ordinal, line = 0, self.head.row_number(after + 1)
        try:
            for batch in self._batches(self.starts[after + 1], odd):
                numbers, ordinal = _ordinals(odd, ordinal, batch.num_rows)
                extra = self._extra_lines(batch) if self.has_quotes else None
                numbers += line
                yield self._block(batch, numbers if extra is None else numbers + extra[:-1])
                line += 0 if extra is None else int(extra[-1])
        except pa.ArrowInvalid as error:
            raise self._refusal(error, odd, line) from error
        self._judge(odd, line)

    def _batches(self, start: int, odd: _OddRows) -> Iterator[pa.RecordBatch]:
        names = [str(column) for column in range(self.width)]
        stream = _opened(self.source)
        stream.seek(start)
        yield from csv.open_csv(
            stream,
            read_options=csv.ReadOptions(
                column_names=names, block_size=TEXT_BLOCK_BYTES, use_threads=False
            ),
            parse_options=csv.ParseOptions(
                delimiter=self.dialect.delimiter or "\x1f",
                quote_char=self.dialect.quote if self.has_quotes else False,
                newlines_in_values=self.has_quotes,
                ignore_empty_lines=False,
                invalid_row_handler=odd,
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, _WORDS),
                strings_can_be_null=True,
                null_values=[""],
            ),
        )

    def _extra_lines(self, batch: pa.RecordBatch) -> np.ndarray:
        """How many line ends stand within cells above each row of a batch, and in all of it."""
        extra = np.zeros(batch.num_rows + 1, np.int32)
        for column in batch.columns:
            ends = pc.count_substring(column.dictionary, "\n")
            if pc.any(pc.greater(ends, 0)).as_py():
                within = pc.fill_null(ends.take(column.indices), 0)
                extra[1:] += np.cumsum(within.to_numpy(zero_copy_only=False), dtype=np.int32)
        return extra

    def _block(self, batch: pa.RecordBatch, lines: np.ndarray) -> TextBlock:
        for position, column in enumerate(batch.columns):
            lengths = pc.binary_length(column.dictionary)
            longest = pc.max(lengths).as_py() or 0
            if longest > CELL_CHARACTERS:
                raise cell_too_long(f"cột {position + 1}", longest)
            if self.has_quotes and not self.has_sound_quotes:
                has_quote = pc.any(pc.match_substring(column.dictionary, self.dialect.quote))
                if has_quote.as_py():
                    _refuse_stray_quotes(self.source)
                    self.has_sound_quotes = True
        return TextBlock(columns=dict(enumerate(batch.columns)), lines=lines)

    def _judge(self, odd: _OddRows, line: int) -> None:
        """Refuses rows of figures with another width; remarks and titles are only noted."""
        quiet = []
        for ordinal, text in odd.found:
            place = f"dòng {line + ordinal - 1}"
            cells = text.split(self.dialect.delimiter or "\x1f")
            if any(kind_of(cell) == NUMBER for cell in cells):
                raise refuse(
                    "E_RAGGED",
                    f"{place}: có {len(cells)} ô trong khi bảng có {self.width} cột: "
                    f"«{text[:80]}». "
                    "Hãy sửa dòng này rồi gửi lại.",
                    where=place,
                )
            quiet.append(place)
        if quiet:
            message = f"{', '.join(quiet[:5])}: không phải dòng số liệu nên bị bỏ qua."
            self.findings.append(note("W_REMARK_ROW", message, where=quiet[0]))

    def _refusal(self, error: pa.ArrowInvalid, odd: _OddRows, line: int) -> RefusedError:
        """What a failure of the parser means to the person who sent the file."""
        if "UTF8" in str(error):
            return _bad_bytes(self.source)
        if "straddling" in str(error):
            return cell_too_long(f"quanh dòng {line}", TEXT_BLOCK_BYTES)
        if odd.found:
            self._judge(odd, line)
        return refuse("E_RAGGED", f"Quá nhiều dòng có số ô khác tiêu đề ({self.width} cột).")


def is_large_text(source: Source) -> bool:
    """Whether a file is delimited text that should be read in blocks."""
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size < LARGE_TEXT_BYTES:
        return False
    head = _start(source)
    try:
        return recognise(head) == "text" and is_plain(decode(_whole_lines(head), salvage=True).text)
    except RefusedError:
        return False


def open_text_blocks(source: Source) -> TextBlocks:
    """The head of a large text, and the way to its blocks; refuses what is no table of text."""
    found = _scan(source)
    findings: list[Finding] = []
    if found.needs_turning or legacy_font_of(_head_text(source)):
        source, findings = _turned(source)
        found = _scan(source)
    text = _head_text(source)
    dialect = dialect_of(text)
    grid, _ = read_delimited(text, salvage=True)
    grid = _first_rows(grid)
    width = max(grid.widths, default=0)
    if width > COLUMNS:
        raise too_wide(grid.lines[grid.widths.index(width)])
    return TextBlocks(
        source=source,
        head=grid,
        dialect=dialect,
        width=width,
        has_quotes=found.has_quotes or dialect.quote != '"',
        starts=_line_starts(source, grid),
        findings=findings,
    )


def _start(source: Source) -> bytes:
    if isinstance(source, bytes):
        return source[:HEAD_BYTES]
    with source.open("rb") as file:
        return file.read(HEAD_BYTES)


def _whole_lines(head: bytes) -> bytes:
    """The first bytes of a text up to a line end where they are cut, so that no character is."""
    return (head[: head.rfind(b"\n") + 1] or head) if len(head) == HEAD_BYTES else head


def _head_text(source: Source) -> str:
    """The first lines, as many as a header and some data need."""
    lines = _whole_lines(_start(source)).removeprefix(_UTF8_MARK).splitlines(keepends=True)
    return b"".join(lines[:HEAD_ROWS]).decode("utf-8", "replace")


def _opened(source: Source) -> pa.NativeFile:
    if isinstance(source, bytes):
        return pa.BufferReader(source)
    return pa.OSFile(str(source))


@dataclass
class _Scan:
    """What all bytes of a text say before any is understood."""

    has_quotes: bool = False
    needs_turning: bool = False  # another encoding, or encoded twice


def _scan(source: Source) -> _Scan:
    """Looks once over the bytes: binary content, quotes, encodings that need turning."""
    scan = _Scan()
    head = _start(source)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or not _is_utf8(_whole_lines(head)):
        scan.needs_turning = True
        return scan
    for chunk in _chunks(source):
        if b"\0" in chunk:
            raise _binary(source)
        scan.has_quotes = scan.has_quotes or b'"' in chunk
        # Every text encoded twice holds this byte; one encoded once hardly ever does.
        if b"\xc2" in chunk and _TWICE.search(chunk):
            scan.needs_turning = True
    return scan


def _refuse_stray_quotes(source: Source) -> None:
    """Refuses quotes within cells that are not doubled: nobody knows where such a cell ends."""
    line = 1
    for chunk in _chunks(source):
        found = _STRAY_QUOTE.search(chunk)
        if found:
            where = f"dòng {line + chunk.count(_LINE_END, 0, found.start())}"
            message = f"{where}: có dấu nháy trong ô mà không được viết đôi: hãy xuất lại tệp."
            raise refuse("E_QUOTES", message, where=where)
        line += chunk.count(b"\n")


def _binary(source: Source) -> RefusedError:
    """Refusal that names the line of the first NUL."""
    line = 1
    for chunk in _chunks(source):
        position = chunk.find(b"\0")
        line += chunk.count(_LINE_END, 0, position if position >= 0 else len(chunk))
        if position >= 0:
            break
    where = f"dòng {line}"
    message = f"{where}: có ký tự nhị phân trong văn bản: hãy xuất lại tệp."
    return refuse("E_BINARY", message, where=where)


def _chunks(source: Source) -> Iterator[bytes]:
    stream = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
    with stream:
        while chunk := stream.read(TEXT_BLOCK_BYTES):
            yield chunk


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return (
        b"\0" not in head[:HEAD_BYTES:2] or b"\0" not in head[1:HEAD_BYTES:2] or b"\0" not in head
    )


def _turned(source: Source) -> tuple[bytes, list[Finding]]:
    """The text in UTF-8, whole, with what was found on the way to it."""
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > TRANSCODED_BYTES:
        raise refuse(
            "E_ENCODING", f"Tệp {size / 1e6:.0f} MB không theo UTF-8: hãy lưu lại bằng UTF-8."
        )
    decoded = decode(source if isinstance(source, bytes) else source.read_bytes())
    return decoded.text.encode("utf-8"), list(decoded.findings)


def _first_rows(grid: Grid) -> Grid:
    return Grid(
        name=None,
        cells=grid.cells[:HEAD_ROWS],
        lines=grid.lines[:HEAD_ROWS],
        widths=grid.widths[:HEAD_ROWS],
    )


def _line_starts(source: Source, grid: Grid) -> list[int]:
    """The byte each row of the head begins on, and where the row after the last would."""
    head = _start(source)
    ends = [found.end() for found in re.finditer(b"\r\n|\r|\n", head)]
    mark = len(_UTF8_MARK) if head.startswith(_UTF8_MARK) else 0
    starts = [mark, *ends]
    return [starts[line - 1] for line in grid.lines if line <= len(starts)]


def _ordinals(odd: _OddRows, before: int, rows: int) -> tuple[np.ndarray, int]:
    """The ordinals of the rows of a batch, those of odd rows left out; and the next one."""
    if not odd.found:
        return np.arange(before, before + rows, dtype=np.int32), before + rows
    skipped = np.array([number - 1 for number, _ in odd.found], np.int32)
    numbers = np.arange(before, before + rows + len(skipped), dtype=np.int32)
    numbers = numbers[~np.isin(numbers, skipped)][:rows]
    return numbers, int(numbers[-1]) + 1 if rows else before


def _bad_bytes(source: Source) -> RefusedError:
    """Refusal that names the first line that is not UTF-8."""
    line = 1
    for chunk in _chunks(source):
        for text in chunk.split(b"\n"):
            try:
                text.decode("utf-8")
            except UnicodeDecodeError:
                where = f"dòng {line}"
                return refuse(
                    "E_ENCODING",
                    f"{where}: có byte không đọc được theo UTF-8: hãy lưu lại bằng UTF-8.",
                    where=where,
                )
            line += 1
        line -= 1
    return refuse("E_ENCODING", "Có byte không đọc được theo UTF-8: hãy lưu lại bằng UTF-8.")
