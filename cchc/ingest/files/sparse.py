"""Cells as a file names them, one by one, gathered into a rectangle that is never too big."""

from dataclasses import dataclass, field

from cchc.figures import Finding
from cchc.ingest.files.grid import Grid, Range, Value, column_letters
from cchc.ingest.files.limits import (
    CELL_CHARACTERS,
    CELLS,
    COLUMNS,
    STRAY_CELLS,
    STRAY_GAP_COLUMNS,
    STRAY_GAP_ROWS,
)
from cchc.ingest.files.refusal import note, refuse
from cchc.vietnamese import number as shown


@dataclass
class SparseSheet:
    """A sheet while it is being read; rows and columns count from 0."""

    name: str
    rows: dict[int, list[Value]] = field(default_factory=dict)
    formats: dict[int, list[str | None]] = field(default_factory=dict)
    far: list[tuple[int, int, Value]] = field(default_factory=list)  # beyond the last column
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncached: set[tuple[int, int]] = field(default_factory=set)
    held: int = 0

    def put(self, row: int, column: int, value: Value, number_format: str | None = None) -> None:
        """Notes one cell; refuses the sheet once it holds more than a sheet may."""
        if isinstance(value, str) and len(value) > CELL_CHARACTERS:
            raise cell_too_long(f"{self.name}!{column_letters(column + 1)}{row + 1}", len(value))
        if column >= COLUMNS:
            self._put_far(row, column, value)
            return
        values = self.rows.setdefault(row, [])
        formats = self.formats.setdefault(row, [])
        missing = column - len(values)
        if missing < 0:  # a damaged sheet names a cell twice; the last one stands, as in Excel
            values[column], formats[column] = value, number_format
            return
        self.held += missing + 1
        if self.held > CELLS:
            raise too_big(self.name)
        values.extend([None] * missing)
        formats.extend([None] * missing)
        values.append(value)
        formats.append(number_format)

    def _put_far(self, row: int, column: int, value: Value) -> None:
        self.far.append((row, column, value))
        if len(self.far) > STRAY_CELLS:
            raise refuse(
                "E_TOO_WIDE",
                f"Trang tính «{self.name}» rộng quá {COLUMNS} cột: hãy gửi bảng đúng biểu mẫu.",
                where=self.name,
            )

    def grid(self, *, hidden: bool = False) -> tuple[Grid, list[Finding]]:
        """The rectangle that holds everything but stray cells, and what was left out."""
        stray = self._take_stray_rows() + self._take_stray_columns() + self.far
        height = max(self.rows, default=-1) + 1
        width = max(map(len, self.rows.values()), default=0)
        if height * width > CELLS:
            raise too_big(self.name)
        grid = Grid(
            name=self.name,
            cells=[_padded(self.rows.get(row, []), width) for row in range(height)],
            formats=[_padded(self.formats.get(row, []), width) for row in range(height)],
            merged=_within(self.merged, height, width),
            hidden=hidden,
            hidden_rows=frozenset(row for row in self.hidden_rows if row in self.rows),
            hidden_columns=frozenset(c for c in self.hidden_columns if c < width),
            uncached=frozenset(self.uncached),
        )
        return grid, [_stray_note(self.name, stray)] if stray else []

    def _take_stray_rows(self) -> list[tuple[int, int, Value]]:
        """Removes and returns the few cells far below everything else."""
        self._drop_empty_rows()
        numbers = sorted(self.rows)
        for index in range(len(numbers) - 1, 0, -1):
            below = numbers[index:]
            if sum(_filled(self.rows[row]) for row in below) > STRAY_CELLS:
                return []
            if numbers[index] - numbers[index - 1] > STRAY_GAP_ROWS:
                return [cell for row in below for cell in _cells(row, self.rows.pop(row))]
        return []

    def _take_stray_columns(self) -> list[tuple[int, int, Value]]:
        """Removes and returns the few cells far to the right of everything else."""
        used = sorted({c for row, values in self.rows.items() for _, c, _ in _cells(row, values)})
        for index in range(len(used) - 1, 0, -1):
            right = set(used[index:])
            stray = [
                cell
                for row, values in self.rows.items()
                for cell in _cells(row, values)
                if cell[1] in right
            ]
            if len(stray) > STRAY_CELLS:
                return []
            if used[index] - used[index - 1] > STRAY_GAP_COLUMNS:
                self._cut_columns(used[index - 1] + 1)
                return stray
        return []

    def _cut_columns(self, width: int) -> None:
        for row in self.rows:
            self.rows[row] = self.rows[row][:width]

    def _drop_empty_rows(self) -> None:
        """Forgets rows and ends of rows that are only formatted, never filled."""
        for row in list(self.rows):
            values = self.rows[row]
            while values and values[-1] is None:
                values.pop()
            if not values:
                del self.rows[row]


def cell_too_long(where: str, length: int) -> Exception:
    """Refusal of a cell longer than a spreadsheet could hold."""
    return refuse(
        "E_CELL_TOO_LONG",
        f"Ô ở {where} dài {shown(length)} ký tự, quá {shown(CELL_CHARACTERS)}: có thể một dấu nháy "
        "không được đóng. Hãy sửa ô này rồi gửi lại.",
        where=where,
    )


def too_big(name: str) -> Exception:
    """Refusal of a sheet with more cells than any report has."""
    return refuse(
        "E_TOO_BIG",
        f"Trang tính «{name}» chiếm quá {CELLS // 1_000_000} triệu ô nên "
        "không được mở: hãy xóa các hàng, cột thừa hoặc gửi tệp CSV.",
        where=name,
    )


def _filled(values: list[Value]) -> int:
    return sum(value is not None for value in values)


def _cells(row: int, values: list[Value]) -> list[tuple[int, int, Value]]:
    return [(row, column, value) for column, value in enumerate(values) if value is not None]


def _padded(values: list, width: int) -> list:
    return values[:width] + [None] * (width - len(values))


def _within(merged: list[Range], height: int, width: int) -> tuple[Range, ...]:
    """Merged ranges cut to the rectangle; those wholly outside are gone."""
    return tuple(
        (top, left, min(bottom, height - 1), min(right, width - 1))
        for top, left, bottom, right in merged
        if top < height and left < width
    )


def _stray_note(name: str, stray: list[tuple[int, int, Value]]) -> Finding:
    row, column, value = stray[0]
    where = f"{name}!{column_letters(column + 1)}{row + 1}"
    return note(
        "W_STRAY_CELL",
        f"{where}: {len(stray)} ô lạc xa ngoài bảng (giá trị «{value}») bị "
        "bỏ qua; nếu là số liệu, hãy đưa vào trong bảng rồi gửi lại.",
        where=where,
    )
