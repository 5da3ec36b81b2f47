"""Large texts of tidy tables, read by Arrow a block at a time instead of cell by cell.

Only a plain text goes this way: UTF-8, one line a row, its headings among the first lines. What is
not as plain comes back as None, and is read with the care that it needs, or refused for its size.
"""

import io
import mmap
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from cchc.catalog.catalog import Catalog
from cchc.figures import Draft
from cchc.ingest.files.delimited import dialect_of
from cchc.ingest.files.workbooks import read_grid
from cchc.ingest.tidy import reading as tidy
from cchc.ingest.tidy.headings import Bound, TidyHeader, find_header
from cchc.ingest.tidy.rows import Block
from cchc.ingest.tidy.table import Places
from cchc.periods import Period

LARGE = 2_000_000  # bytes; a smaller file is read cell by cell
_SAMPLE = 65_536
_BLOCK = 32 << 20
_SLICE = 1 << 20  # of a block, so that it is still at hand when it is counted
_TEXT = pa.dictionary(pa.int32(), pa.string())
_WHOLE_ROLES = {"rank", "of"}
_LINE_END = ord("\n")


class NotPlainError(Exception):
    """The text has something that only the careful reader can tell."""


def read_large(
    source: bytes | Path,
    catalog: Catalog,
    *,
    file: str,
    agency: str | None = None,
    period: Period | None = None,
) -> Draft | None:
    """The tidy table of a large plain text; None where it is not one, or not plain.

    A file is never in memory as a whole. Its hash is the caller's to fill in.
    """
    text = _PlainText.of(source, catalog)
    if text is None:
        return None
    for typed in (True, False):
        try:
            read = tidy.read_blocks(
                text.blocks(typed=typed), text.header, catalog,
                places=Places(), agency=agency, period=period,
            )  # fmt: skip
            return tidy.draft_of([read], catalog, file=file, sha256="", agency=agency)
        except (pa.ArrowInvalid, NotPlainError):
            continue
    return None


@dataclass(frozen=True, kw_only=True, eq=False)
class _PlainText:
    """A text whose first lines showed its delimiter, its width and its headings."""

    source: bytes | Path
    delimiter: str
    width: int
    header: TidyHeader
    catalog: Catalog

    @classmethod
    def of(cls, source: bytes | Path, catalog: Catalog) -> "_PlainText | None":
        """The text, if its beginning is plain and heads a tidy table."""
        sample = _bytes_of(source)[:_SAMPLE].rpartition(b"\n")[0]
        workbook = read_grid(sample, "")
        if workbook.kind != "csv" or workbook.findings or workbook.encoding != "utf-8":
            return None
        grid, dialect = workbook.sheets[0], dialect_of(sample.decode("utf-8-sig"))
        header = find_header(grid.cells, catalog)
        one_line_a_row = grid.lines == tuple(range(1, grid.height + 1))
        if header is None or dialect.delimiter is None or not one_line_a_row:
            return None
        return cls(
            source=source,
            delimiter=dialect.delimiter,
            width=grid.widths[header.row],
            header=header,
            catalog=catalog,
        )

    def blocks(self, *, typed: bool) -> Iterator[Block]:
        """Blocks of the rows below the headings; NotPlainError where lines and rows differ."""
        line = self.header.row + 2  # lines count from 1
        text = _Lines(_bytes_of(self.source))
        for batch in ahead(self._batches(text, typed=typed)):
            columns = {bound.at: batch.column(str(bound.at)) for bound in self.header.columns}
            _refuse_odd(columns.values())
            yield Block(columns=columns, lines=np.arange(line, line + len(batch), dtype=np.int32))
            line += len(batch)
            text.let_go()
        if line - 1 != text.lines:
            raise NotPlainError

    def _batches(self, text: "_Lines", *, typed: bool) -> Iterator[pa.RecordBatch]:
        kinds = {str(bound.at): self._kind(bound, typed=typed) for bound in self.header.columns}
        return pa.csv.open_csv(
            text,
            read_options=pa.csv.ReadOptions(
                column_names=[str(at) for at in range(self.width)],
                skip_rows=self.header.row + 1,
                block_size=_BLOCK,
                use_threads=False,
            ),
            parse_options=pa.csv.ParseOptions(
                delimiter=self.delimiter, newlines_in_values=True, ignore_empty_lines=False
            ),
            convert_options=pa.csv.ConvertOptions(
                column_types=kinds,
                include_columns=list(kinds),
                null_values=[""],
                strings_can_be_null=True,
                check_utf8=False,  # each distinct word is, once
            ),
        )

    def _kind(self, bound: Bound, *, typed: bool) -> pa.DataType:
        """How Arrow reads a column: scores, ranks and counts as numbers, the rest as words.

        A stated rate stays as printed, because its decimals say how exact it is.
        """
        role, code = bound.meaning.role, bound.meaning.indicator
        is_count = code is not None and self.catalog.indicators.get(code).is_counted
        if typed and (role in _WHOLE_ROLES or is_count):
            return pa.int64()
        return pa.float64() if typed and role == "score" else _TEXT


def _bytes_of(source: bytes | Path) -> bytes | mmap.mmap:
    """The bytes of the text; those of a file where the system has them, not copied.

    New memory for each block would cost more than its parsing. The file must stay as long as it is:
    what is imported is a copy of ours.
    """
    if isinstance(source, bytes):
        return source
    with source.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


class _Lines(io.RawIOBase):
    """A text that counts its lines while it is read, the last one with or without its end."""

    def __init__(self, text: bytes | mmap.mmap):
        self._text, self._buffer, self._at = text, pa.py_buffer(text), 0
        self._ends, self._last = 0, _LINE_END

    @property
    def lines(self) -> int:
        """How many lines were read."""
        return self._ends + (self._last != _LINE_END)

    def readable(self) -> bool:
        return True

    def let_go(self) -> None:
        """What was read of a file need not stay in memory: Arrow reads far ahead."""
        if isinstance(self._text, mmap.mmap) and self._at:
            self._text.madvise(mmap.MADV_DONTNEED, 0, self._at)

    def read(self, size: int) -> pa.Buffer:
        """The next bytes; they are counted a slice at a time, while they are at hand."""
        data = self._buffer.slice(self._at, min(size, len(self._text) - self._at))
        self._at += len(data)
        bytes_ = np.frombuffer(data, np.uint8)
        for start in range(0, len(bytes_), _SLICE):
            self._ends += int(np.count_nonzero(bytes_[start : start + _SLICE] == _LINE_END))
        self._last = bytes_[-1] if len(bytes_) else self._last
        return data


def ahead(items: Iterator) -> Iterator:
    """The same items, the next one being made while one is used."""
    with ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = maker.submit(next, items, None)
            yield item


def _refuse_odd(columns: Iterable[pa.Array]) -> None:
    """Words must be UTF-8, else ArrowInvalid.

    Arrow takes "nan" and "inf" for numbers; here they are words that somebody must see.
    """
    for column in columns:
        if pa.types.is_dictionary(column.type):
            column.dictionary.validate(full=True)
        elif pa.types.is_floating(column.type) and not pc.all(pc.is_finite(column)).as_py():
            raise NotPlainError
