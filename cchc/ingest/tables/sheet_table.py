"""The table of one grid: header, rows, columns and everything found on the way."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from cchc.figures import Finding
from cchc.ingest.files.grid import Grid, Value
from cchc.ingest.files.refusal import doubt, listed, note, refuse
from cchc.ingest.tables.body import (
    REMARK,
    REPEATED,
    SECOND,
    SECTION,
    Body,
    find_body,
    refuse_ragged,
)
from cchc.ingest.tables.cells import NUMBER, TEXT, plain_text
from cchc.ingest.tables.columns import Places, Source, absent_words, decimal_mark, kind_of_column
from cchc.ingest.tables.doubts import find_doubts
from cchc.ingest.tables.filling import filled_down
from cchc.ingest.tables.grid_columns import grid_source
from cchc.ingest.tables.grid_rows import Row, rows_of
from cchc.ingest.tables.header import Header, find_header
from cchc.ingest.tables.months import find_wide, long_names, long_rows, turned
from cchc.ingest.tables.same_names import unify_names
from cchc.ingest.tables.scales import settle_scales
from cchc.ingest.tables.sums import check_totals, find_sums
from cchc.ingest.tables.table_words import load_table_words
from cchc.ingest.tables.totals import Roles, roles_of
from cchc.ingest.tables.values import Column, read_column
from cchc.vietnamese import fold

MANY_ROWS = 100_000
_LEFT_OUT = {
    SECTION: ("W_SECTION_ROW", "chỉ nêu tên nhóm, không có số nên không tính là dòng số liệu"),
    REPEATED: ("W_REPEATED_HEADER", "lặp lại tiêu đề cột nên bị bỏ qua"),
    REMARK: ("W_REMARK_ROW", "là ghi chú hoặc chữ ký dưới bảng nên không tính là dòng số liệu"),
}


@dataclass(kw_only=True)
class SheetTable:
    """A table read from one grid; `places` say where each row stands."""

    names: list[str]
    rows: Sequence[list[Value]]
    places: Sequence[str]
    findings: list[Finding] = field(default_factory=list)


class RowPlaces(Sequence):
    """Where each row of a table stands, said only when asked: "dòng 9"."""

    def __init__(self, places: Places, rows: np.ndarray, *, times: int = 1):
        self._places, self._rows, self._times = places, rows, times

    def __len__(self) -> int:
        return len(self._rows) * self._times

    def __getitem__(self, number: int) -> str:
        return self._places.row(self._rows[range(len(self))[number] // self._times])


class LateRows(Sequence):
    """Rows made only when they are asked for: a million of them would fill the memory twice."""

    def __init__(self, columns: list[Column], rows: np.ndarray):
        self._columns, self._rows = columns, rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, number: int | slice) -> list:
        rows = self._rows[number] if isinstance(number, slice) else self._rows[[number]]
        made = rows_at(self._columns, rows)
        return made if isinstance(number, slice) else made[0]


def rows_at(columns: list[Column], rows: np.ndarray) -> list[list[Value]]:
    """Some rows of some columns as lists of values."""
    return [list(row) for row in zip(*(column.values(rows) for column in columns), strict=True)]


@dataclass
class _Outline:
    """A grid once it is known which of its rows and columns are the table."""

    grid: Grid
    names: dict[int, str]
    roles: Roles  # by row of the grid
    findings: list[Finding]


def table_of(grid: Grid, *, salvage: bool = False, raw: bool = False) -> SheetTable:
    """The first table of a grid, typed, or as text where `raw`; refuses what has none."""
    outline = _outline(grid, salvage=salvage)
    if raw:
        return _raw_table(outline)
    roles = outline.roles
    rows = sorted([*roles.data, *roles.totals, *roles.subsets])
    is_data = np.isin(rows, roles.data)
    sources = [
        grid_source(outline.grid, column, name, rows=rows, data=is_data)
        for column, name in outline.names.items()
    ]
    numbered = roles.renumbered({row: number for number, row in enumerate(rows)})
    table = typed_table(sources, numbered, salvage=salvage)
    table.findings[:0] = outline.findings
    return table


def typed_table(sources: list[Source], roles: Roles, *, salvage: bool = False) -> SheetTable:
    """The table of some columns, typed and held against itself; roles are by row of the columns."""
    columns = _columns(sources, salvage=salvage)
    find_sums(roles, columns)
    rows = np.array(sorted(roles.data), np.int64)
    findings = [*_how_read(columns), *(found for c in columns for found in c.findings)]
    findings += check_totals(roles, columns, sources[0].places)
    names = next((c for c in columns if c.kind == TEXT and c.source.is_headed("agency")), None)
    findings += unify_names(names) if names else []
    findings += settle_scales(columns, rows)
    findings += find_doubts(columns, rows)
    return _assembled(columns, rows, findings)


def _outline(grid: Grid, *, salvage: bool) -> _Outline:
    """Finds header, rows and columns; refuses a grid without any row of data."""
    rows = rows_of(grid)
    header = find_header(grid, rows)
    body = find_body(grid, rows, header)
    if not body.data:
        where = grid.row_place(header.rows[-1])
        raise refuse(
            "E_NO_ROWS",
            f"{where}: dưới tiêu đề không có dòng số liệu nào: hãy gửi bảng đã điền.",
            where=where,
        )
    if not salvage:
        refuse_ragged(grid, header, body)
    columns = _used_columns(rows, header, body)
    grid, filled = filled_down(grid, body.data, columns)
    roles = roles_of(
        grid,
        body.data,
        columns=columns,
        counting=_counting(header),
        sections=body.others.get(SECTION, []),
    )
    if not roles.data:  # a table of one total is a table of one row
        roles = Roles(data=sorted(roles.totals))
    body.put_aside(SECTION, *roles.sections)
    names, doubts = column_titles(grid, header, columns)
    found = [*filled, *doubts, *_left_out(grid, body), *_hidden(grid, body.data, columns)]
    return _Outline(grid, names, roles, found)


def _counting(header: Header) -> list[int]:
    """Columns of ordinals by which rows head others; in a list of indicators none does."""
    words = load_table_words()
    if any("item" in words.meaning(name) for name in header.names.values()):
        return []
    return [column for column, name in header.names.items() if words.begins_as(name, "order")]


def _used_columns(rows: list[Row], header: Header, body: Body) -> list[int]:
    """Columns with a heading or with data; those with neither are only in the way."""
    return sorted(set(header.names).union(*(rows[row].filled for row in body.data)))


def column_titles(
    grid: Grid, header: Header, columns: list[int]
) -> tuple[dict[int, str], list[Finding]]:
    """A name of its own for each column, with findings for missing and repeated ones."""
    names = {column: header.names.get(column, f"Cột {column + 1}") for column in columns}
    unnamed = [column for column in columns if column not in header.names]
    counts = Counter(map(fold, names.values()))
    firsts = {fold(name): name for name in reversed(names.values())}
    repeated = [name for folded, name in firsts.items() if counts[folded] > 1]
    seen: Counter[str] = Counter()
    for column in columns:
        name = names[column]
        seen[fold(name)] += 1
        if seen[fold(name)] > 1:
            names[column] = f"{name} ({seen[fold(name)]})"
    return names, [*_unnamed(grid, unnamed), *_repeated(grid, repeated)]


def _unnamed(grid: Grid, columns: list[int]) -> list[Finding]:
    if not columns:
        return []
    places = listed([grid.column_place(column) for column in columns], of="cột")
    message = f"{len(columns)} cột có số liệu mà không có tiêu đề ({places}): hãy đặt tên cho cột."
    return [doubt("V_UNNAMED_COLUMN", message, where=grid.column_place(columns[0]))]


def _repeated(grid: Grid, names: list[str]) -> list[Finding]:
    if not names:
        return []
    spoken = listed([f"«{name}»" for name in names], of="tiêu đề")
    message = f"Tiêu đề {spoken} có ở nhiều cột; cột sau được đánh số (2), (3): hãy đặt tên riêng."
    return [doubt("V_DUPLICATE_COLUMN", message, where=grid.name)]


def _left_out(grid: Grid, body: Body) -> list[Finding]:
    """Notes on rows below the header that are not data."""
    found = []
    for kind, (rule, why) in _LEFT_OUT.items():
        rows = body.others.get(kind, [])
        if rows:
            places = [grid.row_place(row) for row in rows]
            found.append(note(rule, f"{listed(places)}: {why}.", where=places[0]))
    return found + _second(grid, body.others.get(SECOND, []))


def _second(grid: Grid, rows: list[int]) -> list[Finding]:
    if not rows:
        return []
    where = grid.row_place(rows[0])
    message = (
        f"{where}: có một bảng thứ hai, chỉ bảng đầu được đọc. Hãy gửi bảng thứ hai bằng tệp riêng."
    )
    return [doubt("W_SECOND_TABLE", message, where=where)]


def _hidden(grid: Grid, rows: list[int], columns: list[int]) -> list[Finding]:
    """A finding where rows or columns of the table are hidden in the sheet."""
    places = [grid.row_place(row) for row in rows if row in grid.hidden_rows]
    places += [grid.column_place(column) for column in columns if column in grid.hidden_columns]
    if not places:
        return []
    shown = listed(places, of="chỗ")
    message = f"{shown} bị ẩn trong tệp; số liệu ở đó vẫn được đọc. Hãy kiểm tra."
    return [doubt("W_HIDDEN_CELLS", message, where=places[0])]


def _columns(sources: list[Source], *, salvage: bool) -> list[Column]:
    """Every column typed, its numbers read as the whole file proves they are written."""
    absent = absent_words(sources)
    sources = [s.with_absent(words) for s, words in zip(sources, absent, strict=True)]
    kinds = [kind_of_column(source) for source in sources]
    mark = decimal_mark(s for s, kind in zip(sources, kinds, strict=True) if kind == NUMBER)
    return [
        read_column(source, kind=kind, file_decimal=mark, salvage=salvage)
        for source, kind in zip(sources, kinds, strict=True)
    ]


def _how_read(columns: list[Column]) -> list[Finding]:
    """One note for all columns whose marks were decided for the same reason, with a proof."""
    found: dict[str, list[Column]] = {}
    for column in columns:
        if column.reading and column.reading.why:
            found.setdefault(column.reading.why, []).append(column)
    return [_reading_note(why, alike) for why, alike in found.items()]


def _reading_note(why: str, columns: list[Column]) -> Finding:
    names = listed([f"«{column.name}»" for column in columns], most=3, of="cột")
    example, where = columns[0].reading.example, columns[0].source.places.column
    return note("W_NUMBER_READ", f"Cột {names}: {example} vì {why}.", where=where)


def _assembled(columns: list[Column], rows: np.ndarray, findings: list[Finding]) -> SheetTable:
    """The finished table, months turned to rows where there is a column for each."""
    places = columns[0].source.places
    wide = find_wide(columns)
    if wide is None:
        is_long = len(rows) > MANY_ROWS
        return SheetTable(
            names=[column.name for column in columns],
            rows=LateRows(columns, rows) if is_long else rows_at(columns, rows),
            places=RowPlaces(places, rows),
            findings=findings,
        )
    return SheetTable(
        names=long_names(wide),
        rows=long_rows(wide, rows),
        places=RowPlaces(places, rows, times=len(wide.periods)),
        findings=findings + turned(wide, rows),
    )


def _raw_table(outline: _Outline) -> SheetTable:
    """The rows of data as text, just as they stand."""
    cells, rows = outline.grid.cells, outline.roles.data
    return SheetTable(
        names=[*outline.names.values()],
        rows=[[_as_it_stands(cells[row][column]) for column in outline.names] for row in rows],
        places=[outline.grid.row_place(row) for row in rows],
        findings=outline.findings,
    )


def _as_it_stands(value: Value) -> str | None:
    return value if value is None or isinstance(value, str) else plain_text(value)
