"""The table of a large text: read in blocks, typed by its distinct cells like any other."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from cchc.figures import Finding
from cchc.ingest.files.refusal import listed, note, refuse
from cchc.ingest.files.text_blocks import Source as TextSource
from cchc.ingest.files.text_blocks import TextBlocks, open_text_blocks
from cchc.ingest.tables.alike import by_shape
from cchc.ingest.tables.columns import Source, Word
from cchc.ingest.tables.grid_rows import is_numbering, rows_of
from cchc.ingest.tables.header import Header, find_header
from cchc.ingest.tables.large_rows import LargeRows, rows_of_text
from cchc.ingest.tables.sheet_table import RowPlaces, SheetTable, column_titles, typed_table

SELDOM = 0.5  # distinct cells among those of a block, from which on they hardly repeat


@dataclass(frozen=True)
class TextPlaces:
    """Where the rows of one column of a text stand."""

    lines: np.ndarray
    index: int

    @property
    def column(self) -> str:
        """ "cột 6"."""
        return f"cột {self.index + 1}"

    def cell(self, position: int) -> str:
        """ "dòng 9, cột 6"."""
        return f"dòng {self.lines[position]}, cột {self.index + 1}"

    def row(self, position: int) -> str:
        """ "dòng 9"."""
        return f"dòng {self.lines[position]}"


def large_table(source: TextSource, *, salvage: bool = False) -> SheetTable:
    """The table of a large text; refuses what cannot be read in blocks."""
    blocks = open_text_blocks(source)
    rows = rows_of(blocks.head)
    header = find_header(blocks.head, rows)
    after = _last_of_header(blocks, header)
    if after + 1 >= blocks.head.height:
        raise refuse("E_NO_ROWS", "Dưới tiêu đề không có dòng số liệu nào: hãy gửi bảng đã điền.")
    columns, lines = _columns(blocks, after)
    names, doubts = column_titles(blocks.head, header, _used(columns, header))
    is_data = np.ones(len(lines), bool)  # one for all columns
    sources = [_source(columns.pop(at), lines, name, at, is_data) for at, name in names.items()]
    found = rows_of_text(sources)
    if not found.roles.data:
        raise refuse("E_NO_ROWS", "Dưới tiêu đề không có dòng số liệu nào: hãy gửi bảng đã điền.")
    table = typed_table(sources, found.roles, salvage=salvage)
    table.findings[:0] = [*blocks.findings, *doubts, *_put_aside(found, sources[0].places)]
    return table


def _last_of_header(blocks: TextBlocks, header: Header) -> int:
    """The last row of the header, a row that numbers its columns included."""
    after = header.rows[-1]
    rows = rows_of(blocks.head)[after + 1 :]
    is_numbered = bool(rows) and is_numbering(blocks.head, rows[0], rows[1:])
    return after + 1 if is_numbered else after


def _columns(blocks: TextBlocks, after: int) -> tuple[dict[int, pa.DictionaryArray], np.ndarray]:
    """Every column whole, and the line of each row."""
    parts: dict[int, list[pa.DictionaryArray]] = {}
    lines = []
    for block in blocks.blocks(after=after):
        lines.append(block.lines)
        for index, column in block.columns.items():
            parts.setdefault(index, []).append(column)
    if not lines:
        raise refuse("E_NO_ROWS", "Dưới tiêu đề không có dòng số liệu nào: hãy gửi bảng đã điền.")
    whole = {index: _combined(parts.pop(index)) for index in list(parts)}  # never all twice
    return whole, np.concatenate(lines)


def _combined(parts: list[pa.DictionaryArray]) -> pa.DictionaryArray:
    """A column as one array; of cells that hardly repeat no list of distinct ones is made."""
    if sum(len(part.dictionary) for part in parts) > SELDOM * sum(map(len, parts)):
        decoded = [parts.pop(0).dictionary_decode() for _ in range(len(parts))]
        cells = pa.concat_arrays(decoded)
        del decoded
        is_filled = cells.is_valid().to_numpy(zero_copy_only=False)
        numbers = pa.array(np.cumsum(is_filled, dtype=np.int32) - 1, mask=~is_filled)
        words = cells.drop_null() if cells.null_count else cells
        return pa.DictionaryArray.from_arrays(numbers, words)
    column = pa.chunked_array(parts).unify_dictionaries()
    indices = pa.concat_arrays([chunk.indices for chunk in column.chunks])
    return pa.DictionaryArray.from_arrays(indices, column.chunk(0).dictionary)


def _used(columns: dict[int, pa.DictionaryArray], header: Header) -> list[int]:
    """Columns with a heading or with data."""
    filled = [index for index, column in columns.items() if column.null_count < len(column)]
    return sorted({*header.names, *filled})


def _source(
    column: pa.DictionaryArray, lines: np.ndarray, name: str, index: int, data: np.ndarray
) -> Source:
    places = TextPlaces(lines, index)
    source = Source(name=name, words=[], codes=np.zeros(0, int), data=data, places=places)
    if shaped := by_shape(source, column):
        return shaped
    texts = column.dictionary.to_pylist()
    codes = column.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False)
    return replace(source, words=[*map(Word, texts), Word(None)], codes=codes)


def _put_aside(found: LargeRows, places: TextPlaces) -> list[Finding]:
    """Notes on rows that are not data."""
    kinds = (
        ("W_REPEATED_HEADER", found.repeated, "lặp lại tiêu đề cột nên bị bỏ qua"),
        ("W_SECTION_ROW", found.sections, "chỉ nêu tên nhóm, không có số"),
        ("W_SECOND_TABLE", found.second, "là một bảng thứ hai, chỉ bảng đầu được đọc"),
        ("W_REMARK_ROW", found.remarks, "là ghi chú hoặc chữ ký dưới bảng"),
    )
    return [
        note(rule, f"{listed(RowPlaces(places, rows))}: {why}.", where=places.row(rows[0]))
        for rule, rows, why in kinds
        if len(rows)
    ]
