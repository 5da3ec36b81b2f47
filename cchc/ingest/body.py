"""Which rows below a header are data, and what every other row is."""

from dataclasses import dataclass, field
from itertools import pairwise

from cchc.ingest.cells import NUMBER, TEXT, plain_text
from cchc.ingest.grid import Grid
from cchc.ingest.grid_rows import Row, is_numbering, usual_width
from cchc.ingest.header import SEARCHED_ROWS, Header, is_ordinal
from cchc.ingest.refusal import refuse
from cchc.ingest.table_words import load_table_words

SECTION, REPEATED, NUMBERING, REMARK, SECOND = (
    "section", "repeated", "numbering", "remark", "second"
)  # fmt: skip


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
    """One walk down the rows of a table."""

    def __init__(self, grid: Grid, rows: list[Row], header: Header):
        self.grid, self.header, self.body = grid, header, Body()
        self.words = load_table_words()
        self.rows = [row for row in rows[header.below :] if not row.is_blank]
        self.named = set(header.names)
        data = [row for row in self.rows if row.numbers]
        self.usual = usual_width(data) or max((len(row.filled) for row in self.rows), default=0)
        self.last = max((row.index for row in self.rows if self._has_data(row)), default=-1)

    def read(self) -> Body:
        """Sorts every row; stops where a second table begins."""
        for position, row in enumerate(self.rows):
            if self._begins_second(position, row):
                self.body.put_aside(SECOND, *(later.index for later in self.rows[position:]))
                break
            kind = self._kind(row)
            if kind is None:
                self.body.data.append(row.index)
            else:
                self.body.put_aside(kind, row.index)
        return self.body

    def _has_data(self, row: Row) -> bool:
        """Whether a row holds figures; a lone number below a gap is a page's, not a row's."""
        if not row.data or self._is_remark(row):
            return False
        return len(row.filled) > 1 or self.usual == 1 or not self._is_after_gap(row)

    def _is_after_gap(self, row: Row) -> bool:
        before = max(
            (r.index for r in self.rows if r.index < row.index), default=self.header.below - 1
        )
        return row.index > before + 1

    def _kind(self, row: Row) -> str | None:
        """None for data."""
        if self._is_repeated_header(row):
            return REPEATED
        if is_numbering(self.grid, row, self._numbers_below(row)):
            return NUMBERING
        if self._is_remark(row):
            return REMARK
        if self._has_data(row):
            return None
        return self._kind_of_words(row)

    def _kind_of_words(self, row: Row) -> str | None:
        """What a row without any number is: data of words, a unit without figures, or a heading."""
        if any(self.words.is_total(text) for text in self._texts(row)):
            return None
        if row.index > self.last >= 0:
            return None if self._continues(row) else REMARK
        if len(row.filled) * 2 >= self.usual > 2 or len(row.filled) == self.usual:
            return None
        return SECTION if self._is_section(row) or self._is_apart(row) else None

    def _is_apart(self, row: Row) -> bool:
        """Whether a lone text stands beside a gap or over a repeated header, as a page's title."""
        after = next((r for r in self.rows if r.index > row.index), None)
        is_over_header = after is not None and self._is_repeated_header(after)
        return len(row.filled) == 1 and (self._is_after_gap(row) or is_over_header)

    def _continues(self, row: Row) -> bool:
        """Whether a row of words after the last number still belongs to the table."""
        touches = row.index == self._previous(row) + 1
        return touches and len(row.filled) * 2 > self.usual

    def _previous(self, row: Row) -> int:
        return max(i for i in [*self.body.data, self.header.rows[-1]] if i < row.index)

    def _is_section(self, row: Row) -> bool:
        """Whether a row of words names the group below it, rather than a unit without figures."""
        texts = self._texts(row)
        name = max(texts, key=len)
        if len(texts) > 1 and not is_ordinal(texts[0]):
            return False
        if any(top == row.index and right > left for top, left, _, right in self.grid.merged):
            return True
        if len(texts) > 1 and not texts[0].strip(".)").isdigit():
            return True
        is_group = self.words.vocabulary.section_level(
            name
        ) or self.words.vocabulary.authority_level(name)
        return (
            bool(is_group) or name.endswith(":") or name.isupper() or is_ordinal(name.split(".")[0])
        )

    def _texts(self, row: Row) -> list[str]:
        return [plain_text(self.grid.cells[row.index][column]) for column in row.filled]

    def _is_remark(self, row: Row) -> bool:
        """Whether a row explains the table; one with many cells is data, whatever it says."""
        if len(row.filled) > max(2, self.usual // 3):
            return False
        return row.numbers < 2 and self.words.is_remark(self._texts(row)[0])

    def _is_repeated_header(self, row: Row) -> bool:
        """Whether a row says again what a row of the header says, as on each printed page."""
        texts = {c: plain_text(self.grid.cells[row.index][c]) for c in row.filled}
        if len(texts) < min(2, len(self.named)):
            return False
        return any(
            texts == {c: t for c, v in enumerate(self.grid.cells[index]) if (t := plain_text(v))}
            for index in self.header.rows
        )

    def _numbers_below(self, row: Row) -> list[Row]:
        return [later for later in self.rows if later.index > row.index and later.numbers][
            :SEARCHED_ROWS
        ]

    def _begins_second(self, position: int, row: Row) -> bool:
        """Whether, after a gap, another header begins with data of its own below it."""
        previous = self.rows[position - 1].index if position else self.header.rows[-1]
        if row.index == previous + 1 or not self.body.data or row.data:
            return False
        later = self.rows[position : position + 4]
        if any(self._is_repeated_header(r) for r in later):
            return False
        return any(
            not head.data and below.data and self._heads(head, below)
            for head, below in pairwise([*later, *self.rows[position + 4 : position + 5]])
        )

    @staticmethod
    def _heads(row: Row, below: Row) -> bool:
        """Whether a row of words stands over the numbers of the row below it."""
        return len(row.filled) > 1 and any(
            row.kinds[c] == TEXT and below.kinds[c] == NUMBER for c in row.filled
        )


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
