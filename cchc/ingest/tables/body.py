"""Which rows below a header are data, and what every other row is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from cchc.ingest.files.grid import Grid
from cchc.ingest.files.refusal import refuse
from cchc.ingest.tables.cells import NUMBER, TEXT, plain_text
from cchc.ingest.tables.grid_rows import Row, is_numbering, usual_width
from cchc.ingest.tables.header import SEARCHED_ROWS, Header, is_ordinal
from cchc.ingest.tables.table_words import load_table_words

SECTION, REPEATED, NUMBERING, REMARK, SECOND = (
    "section", "repeated", "numbering", "remark", "second"
)  # fmt: skip
SECOND_HEADER_ROWS = 5  # a second table's title and headings, and its first row of data


@dataclass
class Body:
    """The rows of data of a table, and the other rows below its header by what they are."""

    data: list[int] = field(default_factory=list)
    others: dict[str, list[int]] = field(default_factory=dict)

    def put_aside(self, kind: str, *rows: int) -> None:
        """Notes rows that are not data."""
        self.others.setdefault(kind, []).extend(rows)


def find_body(grid: Grid, rows: list[Row], header: Header) -> Body:
    """The rows of data below a header; everything else is named for what it is."""
    return _Reader(grid, rows, header).read()


class _Reader:
    """One walk down the rows of a table; rows are known by their position among the filled ones."""

    def __init__(self, grid: Grid, rows: list[Row], header: Header):
        self.grid, self.header, self.body = grid, header, Body()
        self.words = load_table_words()
        self.rows = [row for row in rows[header.below :] if not row.is_blank]
        self.header_texts = [self._by_column(rows[index]) for index in header.rows]
        data = [row for row in self.rows if row.numbers]
        self.usual = usual_width(data) or max((len(row.filled) for row in self.rows), default=0)
        positions = range(len(self.rows) - 1, -1, -1)
        self.last = next((n for n in positions if self._has_data(n)), -1)

    def read(self) -> Body:
        """Sorts every row; stops where a second table begins."""
        for position, row in enumerate(self.rows):
            if self._begins_second(position):
                self.body.put_aside(SECOND, *(later.index for later in self.rows[position:]))
                break
            kind = self._kind(position)
            if kind is None:
                self.body.data.append(row.index)
            else:
                self.body.put_aside(kind, row.index)
        return self.body

    def _kind(self, position: int) -> str | None:
        """None for data."""
        row = self.rows[position]
        if self._is_repeated_header(row):
            return REPEATED
        if is_numbering(self.grid, row, self._numbers_below(position)):
            return NUMBERING
        if self._is_remark(row):
            return REMARK
        return None if self._has_data(position) else self._kind_of_words(position)

    def _has_data(self, position: int) -> bool:
        """Whether a row holds figures; a lone number below a gap is a page's, not a row's."""
        row = self.rows[position]
        if not row.data or self._is_remark(row):
            return False
        if not row.numbers and len(row.filled) * 2 < self.usual:
            return False
        if len(row.filled) > 1 or self.usual == 1:
            return True
        return row.numbers > 0 and not self._is_after_gap(position)

    def _is_after_gap(self, position: int) -> bool:
        """Whether a blank row stands right above."""
        before = self.rows[position - 1].index if position else self.header.below - 1
        return self.rows[position].index > before + 1

    def _kind_of_words(self, position: int) -> str | None:
        """What a row without any number is: data of words, a unit without figures, or a heading."""
        row = self.rows[position]
        if any(map(self.words.is_total, self._texts(row))):
            return None
        if position > self.last >= 0:
            return None if self._continues(row) else REMARK
        if len(row.filled) * 2 >= self.usual > 2 or len(row.filled) == self.usual:
            return None
        return SECTION if self._is_section(row) or self._is_apart(position) else None

    def _is_apart(self, position: int) -> bool:
        """Whether a lone text stands below a gap or over a repeated header, as a page's title."""
        below = self.rows[position + 1 : position + 2]
        is_over_header = any(map(self._is_repeated_header, below))
        is_lone = len(self.rows[position].filled) == 1
        return is_lone and (self._is_after_gap(position) or is_over_header)

    def _continues(self, row: Row) -> bool:
        """Whether a row of words after the last number still belongs to the table."""
        previous = self.body.data[-1] if self.body.data else self.header.rows[-1]
        return row.index == previous + 1 and len(row.filled) * 2 > self.usual

    def _is_section(self, row: Row) -> bool:
        """Whether a row of words names the group below it, rather than a unit without figures."""
        if any(top == row.index and right > left for top, left, _, right in self.grid.merged):
            return True
        return names_group(self._texts(row))

    def _texts(self, row: Row) -> list[str]:
        return list(self._by_column(row).values())

    def _by_column(self, row: Row) -> dict[int, str]:
        cells = self.grid.cells[row.index]
        return {column: plain_text(cells[column]) for column in row.filled}

    def _is_remark(self, row: Row) -> bool:
        """Whether a row explains the table; one with many cells is data, whatever it says."""
        is_whole = row.numbers > 0 and len(row.filled) == self.usual
        if is_whole or len(row.filled) > max(2, self.usual // 3):
            return False
        return row.numbers < 2 and self.words.is_remark(self._texts(row)[0])

    def _is_repeated_header(self, row: Row) -> bool:
        """Whether a row says again what a row of the header says, as on each printed page."""
        if len(row.filled) < min(2, len(self.header.names)):
            return False
        same_columns = [texts for texts in self.header_texts if tuple(texts) == row.filled]
        return bool(same_columns) and self._by_column(row) in same_columns

    def _numbers_below(self, position: int) -> Iterator[Row]:
        """The next rows with numbers, looked for only when somebody asks."""
        later = islice(self.rows, position + 1, None)
        return islice((row for row in later if row.numbers), SEARCHED_ROWS)

    def _begins_second(self, position: int) -> bool:
        """Whether, after a gap, another header begins with data of its own below it."""
        row = self.rows[position]
        if row.data or not self.body.data or not self._is_after_gap(position):
            return False
        later = self.rows[position : position + SECOND_HEADER_ROWS]
        if any(map(self._is_repeated_header, later)):
            return False
        return any(
            not head.data and below.data and _heads(head, below) for head, below in pairwise(later)
        )


def _heads(row: Row, below: Row) -> bool:
    """Whether a row of words stands over the numbers of the row below it."""
    return len(row.filled) > 1 and any(
        row.kinds[c] == TEXT and below.kinds[c] == NUMBER for c in row.filled
    )


def names_group(texts: list[str]) -> bool:
    """Whether the texts of a row without figures name a group: "II", "Khối huyện", "Sở, ngành:"."""
    name = max(texts, key=len)
    if len(texts) > 1:
        return is_ordinal(texts[0]) and not texts[0].strip(".)").isdigit()
    known = load_table_words().vocabulary
    is_group = known.section_level(name) or known.authority_level(name)
    is_shaped = name.endswith(":") or name.isupper() or is_ordinal(name.split(".")[0])
    return bool(is_group) or is_shaped


def refuse_ragged(grid: Grid, header: Header, body: Body) -> None:
    """Refuses a text whose rows have more or fewer fields than its header has columns."""
    if grid.widths is None:
        return
    expected = max(header.names) + 1
    for index in body.data:
        width = grid.widths[index]
        extra = [value for value in grid.cells[index][expected:] if plain_text(value)]
        declared = max(grid.widths[row] for row in header.rows)
        if width < expected or (extra and width > declared):
            raise _ragged(grid, index, width, max(expected, declared) if extra else expected)


def _ragged(grid: Grid, index: int, width: int, expected: int) -> Exception:
    where = grid.row_place(index)
    why = (
        "có thể dấu phẩy thập phân không nằm trong dấu nháy"
        if width > expected
        else "có thể dòng bị cắt hoặc thiếu ô"
    )
    return refuse(
        "E_RAGGED",
        f"{where}: có {width} ô trong khi tiêu đề có {expected} cột; {why}. Hãy sửa dòng này "
        f"rồi gửi lại.",
        where=where,
    )
