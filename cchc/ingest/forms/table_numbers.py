"""The numbers of a matched table: each column read as its indicator is, counts or rates."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cchc.catalog.identities import Identity
from cchc.catalog.indicators import Indicators
from cchc.ingest.files.grid import Grid
from cchc.ingest.forms.cell_numbers import Place, Read, as_percent, numbers_at
from cchc.ingest.forms.columns import ValueColumn
from cchc.ingest.forms.rows import Row


@dataclass(frozen=True, kw_only=True)
class TableNumbers:
    """The numbers of one table, whose rows are agencies or fields."""

    grid: Grid
    columns: list[ValueColumn]
    rows: list[Row]
    identities: tuple[Identity, ...]
    indicators: Indicators

    @cached_property
    def values(self) -> dict[Place, float]:
        """Every number by its place."""
        return {p: v for column in self.columns for p, v in self._column(column).items()}

    def no_numbers(self, row: Row) -> Iterator[tuple[Place, str]]:
        """The cells of a row that should hold a number and do not, with the reason."""
        for column in self.columns:
            place = (row.row, column.index)
            if place in self.grid.uncached:
                yield place, "công thức chưa có kết quả lưu trong tệp"
            elif place in self._unreadable:
                yield place, f"«{self.grid.cells[row.row][column.index]}» không phải là số"
            elif self._is_whole(column) and self.values.get(place, 0) < 0:
                yield place, f"số âm {self.values[place]:g}"
            elif self._is_rank(column) and self.values.get(place, 1) < 1:
                yield place, f"hạng {self.values[place]:g} không thể có"

    @cached_property
    def _read(self) -> dict[int, Read]:
        """Each column as printed."""
        return {
            c.index: numbers_at(
                self.grid, self._places(c), whole=self._is_whole(c), ranks=self._is_rank(c)
            )
            for c in self.columns
        }

    @cached_property
    def _unreadable(self) -> frozenset[Place]:
        return frozenset(place for read in self._read.values() for place in read.unreadable)

    def _places(self, column: ValueColumn) -> list[Place]:
        rows = (row for row in self.rows if row.kind != "subset")
        return [(row.row, column.index) for row in rows if column.index in row.cells]

    @cached_property
    def totals(self) -> dict[Place, int]:
        """Of how many a rank is, where its cell prints it."""
        return {place: n for read in self._read.values() for place, n in read.totals.items()}

    def _is_rank(self, column: ValueColumn) -> bool:
        is_rank = self.indicators.get(column.column.indicator).kind == "rank"
        return is_rank and column.column.kind == "actual"

    def _is_whole(self, column: ValueColumn) -> bool:
        return self.indicators.get(column.column.indicator).is_counted

    def _column(self, column: ValueColumn) -> dict[Place, float]:
        """One column; fractions as percent where the counts beside them say so."""
        values = dict(self._read[column.index].values)
        unit = self.indicators.get(column.column.indicator).unit
        if unit == "%" and values and max(values.values()) <= 1:
            return dict(as_percent(values, self._recomputed(column)) or values)
        return values

    def _recomputed(self, column: ValueColumn) -> dict[Place, float]:
        """The rate of a column from the counts beside it, in percent."""
        code = column.column.indicator
        rates = [one for one in self.identities if one.rule == "rate" and one.indicator == code]
        shares = {}
        for row, index in self._places(column) if rates else ():
            top, base = (self._sum(row, terms) for terms in (rates[0].terms, rates[0].base))
            if top is not None and base:
                shares[row, index] = 100 * top / base
        return shares

    def _sum(self, row: int, terms: tuple[str, ...]) -> float | None:
        """Σ of counts in one row; None where a column is missing or blank."""
        total = 0.0
        for term in terms:
            code = term.removeprefix("-")
            found = [
                value
                for column in self.columns
                if column.column.indicator == code
                and (value := self._read[column.index].values.get((row, column.index))) is not None
            ]
            if not found:
                return None
            total += -found[0] if term.startswith("-") else found[0]
        return total
