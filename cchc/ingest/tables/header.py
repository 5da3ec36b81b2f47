"""Where a table's header stands in a grid, and the name its rows give to each column."""

import math
import re
from dataclasses import dataclass
from datetime import date

from cchc.ingest.files.grid import Grid, Value
from cchc.ingest.files.refusal import refuse
from cchc.ingest.tables.cells import plain_text
from cchc.ingest.tables.grid_rows import Row, heads_columns, is_numbering, usual_width
from cchc.ingest.tables.table_words import load_table_words
from cchc.vietnamese import fold

MOST_HEADER_ROWS = 5
FEWEST_COVERED = 0.34  # of the columns with data a header must name; below it is a title
SEARCHED_ROWS = 50  # rows of data that tell which columns are used
JOINT = " > "
_GROUP = re.compile("[IVXLC]{1,6}|[A-H]")
_ORDINAL = re.compile(r"[IVXLC]{1,6}|[A-H]|\d{1,3}(?:\.\d{1,3})*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Header:
    """The header of a table: its rows from the top, and the name of each column it names."""

    rows: tuple[int, ...]
    names: dict[int, str]
    below: int  # the first row that may be data or a section

    @property
    def texts(self) -> frozenset[tuple[str, ...]]:
        """The texts of its rows, by which a header repeated on the next page is known."""
        return frozenset({tuple(self.names.values())})


def find_header(grid: Grid, rows: list[Row]) -> Header:
    """The header of the first table of a grid; refuses a grid that has none."""
    first = _first_data(grid, rows)
    if first is None:
        return _header_without_numbers(grid, rows)
    if heads_columns(grid, first, rows[first.index + 1 :]) and not _texts_above(grid, rows, first):
        return _header(grid, [first.index])
    found = _rows_above(grid, rows, first)
    if not found:
        raise _no_header(grid, first)
    header = _header(grid, found)
    if _covers_too_little(header, rows, first) or _is_all_title(grid, found):
        raise _no_header(grid, first)
    return header


def _no_header(grid: Grid, first: Row) -> Exception:
    where = grid.row_place(first.index)
    return refuse(
        "E_NO_HEADER",
        f"{where}: số liệu bắt đầu mà phía trên không có dòng tiêu đề cột: hãy thêm dòng tiêu đề "
        "(Đơn vị, Kỳ báo cáo, …) rồi gửi lại.",
        where=where,
    )


def _first_data(grid: Grid, rows: list[Row]) -> Row | None:
    """The first row that holds data of the table, not a number in a title."""
    usual = usual_width(rows)
    need = min(usual, max(2, math.ceil(usual / 2)))
    for row in rows:
        if row.data and len(row.filled) >= max(need, 1) and usual:
            below = rows[row.index + 1 : row.index + 1 + SEARCHED_ROWS]
            if not is_numbering(grid, row, [r for r in below if r.numbers]):
                return _start_of_run(rows, row)
    return None


def _start_of_run(rows: list[Row], row: Row) -> Row:
    """The first of the rows with data that end in a given one, narrower ones included."""
    while row.index and rows[row.index - 1].data:
        row = rows[row.index - 1]
    return row


def _header_without_numbers(grid: Grid, rows: list[Row]) -> Header:
    """The header of a table of words: its first row that is as wide as most."""
    widest = max((len(row.filled) for row in rows), default=0)
    wide = [row for row in rows if len(row.filled) * 2 > widest]
    if not wide:
        raise refuse("E_NO_ROWS", "Không có bảng nào trong tệp: hãy gửi bảng có số liệu.")
    return _header(grid, [wide[0].index])


def _header(grid: Grid, found: list[int]) -> Header:
    return Header(rows=tuple(found), names=column_names(grid, found), below=found[-1] + 1)


def _texts_above(grid: Grid, rows: list[Row], first: Row) -> bool:
    """Whether a row of headings stands right above the first row with numbers."""
    above = _rows_above(grid, rows, first)
    return bool(above) and len(rows[above[-1]].filled) * 2 >= len(first.filled)


def _used_columns(rows: list[Row], first: Row) -> set[int]:
    """Columns that hold something in the rows of data."""
    data = [row for row in rows[first.index :] if row.data][:SEARCHED_ROWS]
    usual = usual_width(data)
    return {column for row in data if len(row.filled) * 2 > usual for column in row.filled}


def _rows_above(grid: Grid, rows: list[Row], first: Row) -> list[int]:
    """The rows that head the table whose data begins at `first`, from the top."""
    used = _used_columns(rows, first)
    bottom = _bottom(grid, rows, first, used)
    if bottom is None:
        return []
    top, covered = bottom, _covered(grid, bottom) & used
    for index in range(bottom - 1, bottom - MOST_HEADER_ROWS, -1):
        if index < 0 or not _may_head(rows[index]) or _is_all_title(grid, [index]):
            break
        above = _covered(grid, index) & used
        if above - covered or (top == index + 1 and _is_parent(grid, index, top, used)):
            top = index
        covered |= above
    return list(range(top, bottom + 1))


def _may_head(row: Row) -> bool:
    return not row.is_blank and not row.data


def _bottom(grid: Grid, rows: list[Row], first: Row, used: set[int]) -> int | None:
    """The lowest row of the header: the nearest row of texts that is not a section's name."""
    above = [row for row in rows[: first.index] if not row.is_blank]
    while above:
        row = above.pop()
        below = rows[row.index + 1 :]
        if is_numbering(grid, row, [r for r in below if r.numbers][:SEARCHED_ROWS]):
            continue
        if not _may_head(row):
            return None
        if above and _is_section(grid, row, above[-1], used):
            continue
        return row.index
    return None


def _is_section(grid: Grid, row: Row, above: Row, used: set[int]) -> bool:
    """Whether a row between header and data only names the group of units that follows."""
    texts = [plain_text(grid.cells[row.index][column]) for column in row.filled]
    if len(texts) <= 2 < len(used):
        known = load_table_words().vocabulary
        if is_group_ordinal(texts[0]) or known.section_level(max(texts, key=len)):
            return True
    lead = set(sorted(used)[:2])
    return len(used) > 2 and set(row.filled) <= lead and len(above.filled) > len(row.filled)


def _covered(grid: Grid, index: int) -> set[int]:
    """Columns a row of headings names, merged ones in full."""
    columns = {c for c, value in enumerate(grid.cells[index]) if plain_text(value)}
    for top, left, bottom, right in grid.merged:
        if top <= index <= bottom and plain_text(grid.cells[top][left]):
            columns |= set(range(left, right + 1))
    return columns


def _is_parent(grid: Grid, index: int, below: int, used: set[int]) -> bool:
    """Whether a row groups the headings of a row below that already names every column."""
    above = [column for column, value in enumerate(grid.cells[index]) if plain_text(value)]
    if above == [min(used)]:  # one text over the first column is the table's title
        return False
    texts = [plain_text(grid.cells[below][column]) for column in sorted(used)]
    named = [text for text in texts if text]
    if len(set(map(fold, named))) < len(named):
        return True
    return (
        any(
            top == index
            and left < right
            and right - left + 1 < len(used)
            and plain_text(grid.cells[top][left])
            for top, left, _, right in grid.merged
        )
        and len(_covered(grid, index) & used) > 1
    )


def _is_all_title(grid: Grid, found: list[int]) -> bool:
    """Whether every text of the rows is a title of the report."""
    words = load_table_words()
    texts = [t for index in found for value in grid.cells[index] if (t := plain_text(value))]
    return all(words.starts(text, "titles") for text in texts)


def _covers_too_little(header: Header, rows: list[Row], first: Row) -> bool:
    used = _used_columns(rows, first)
    return len(used & header.names.keys()) < FEWEST_COVERED * len(used)


def column_names(grid: Grid, found: list[int]) -> dict[int, str]:
    """The name of each column that header rows name, levels joined: "Tiếp nhận > Trực tuyến"."""
    levels = [_level(grid, index) for index in found]
    if not any(top in found and left < right for top, left, _, right in grid.merged):
        _fill_to_the_right(levels)
    return {column: JOINT.join(path) for column, path in paths(levels).items()}


def paths(levels: list[dict[int, str]]) -> dict[int, list[str]]:
    """By column the texts above it, from the top; what is repeated right below itself once."""
    found: dict[int, list[str]] = {}
    for column in sorted(set().union(*levels)):
        path = found[column] = []
        for level in levels:
            text = level.get(column)
            if text and text not in path[-1:]:
                path.append(text)
    return found


def _level(grid: Grid, index: int) -> dict[int, str]:
    """Texts of one header row by column, merged ones under every column they reach."""
    texts = {c: heading_text(value) for c, value in enumerate(grid.cells[index])}
    for top, left, bottom, right in grid.merged:
        if top <= index <= bottom:
            text = heading_text(grid.cells[top][left])
            texts |= dict.fromkeys(range(left, right + 1), text)
    return {column: text for column, text in texts.items() if text}


def heading_text(value: Value) -> str | None:
    """A cell of the header as text; a day that stands for its month is written so."""
    if isinstance(value, date):
        return f"{value:%m/%Y}" if value.day == 1 else f"{value:%d/%m/%Y}"
    return plain_text(value)


def _fill_to_the_right(levels: list[dict[int, str]]) -> None:
    """Gives a heading over blanks to the columns right of it, where merging was lost on saving."""
    for depth, level in enumerate(levels[:-1]):
        below = set().union(*levels[depth + 1 :])
        for column in sorted(below - level.keys()):
            left = column - 1
            has_children = left in below
            same_parent = all(up.get(column) == up.get(left) for up in levels[:depth])
            if left in level and has_children and same_parent:
                level[column] = level[left]


def is_group_ordinal(text: str) -> bool:
    """Whether a cell numbers a group of rows: IV, B."""
    return bool(_GROUP.fullmatch(text.strip(" .)")))


def is_ordinal(text: str) -> bool:
    """Whether a cell only counts rows: 1, 1.2, IV, B."""
    return bool(_ORDINAL.fullmatch(text.strip(" .)")))
