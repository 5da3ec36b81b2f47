"""How a finding names figures: whose, which, where they stand."""

from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from cchc.catalog.catalog import Catalog
from cchc.errors import UnknownCodeError
from cchc.figures import Finding, Severity
from cchc.ingest.files.grid import Grid, column_letters
from cchc.vietnamese import number, percent


@dataclass(frozen=True, eq=False)
class Wording:
    """The words for the figures of one table (columns of FIGURE_SCHEMA)."""

    table: pa.Table
    catalog: Catalog

    @cached_property
    def _columns(self) -> dict[str, list]:
        names = ("agency", "breakdown", "indicator", "row", "place", "value")
        return {name: self.table[name].to_pylist() for name in names}

    def agency(self, line: int) -> str:
        """Id of the agency of a figure."""
        return self._columns["agency"][line]

    def indicator(self, line: int) -> str:
        """Code of the indicator of a figure."""
        return self._columns["indicator"][line]

    def value(self, line: int) -> float:
        """The figure itself."""
        return self._columns["value"][line]

    def row(self, line: int) -> int | None:
        """Row of the sheet or line of the text."""
        return self._columns["row"][line]

    def where(self, line: int) -> str | None:
        """Where a figure stands: "Sheet1!F9", "dòng 9, cột 6" or "câu 12"."""
        return figure_place(self._columns["row"][line], self._columns["place"][line])

    def whose(self, line: int) -> str:
        """The agency and the breakdown of a figure, as a sentence begins with them."""
        breakdown = self._columns["breakdown"][line]
        name = self.agency_name(self.agency(line))
        return f"{name}, {breakdown}" if breakdown else name

    def agency_name(self, agency: str) -> str:
        """The name of an agency; its id where the list does not have it."""
        try:
            return self.catalog.agencies.get(agency).name
        except UnknownCodeError:
            return agency

    def name(self, code: str) -> str:
        """An indicator as a sentence names it."""
        indicator = self.catalog.indicators.get(code)
        return indicator.short or indicator.name

    def shown(self, code: str, value: float) -> str:
        """A value with its unit where it needs one."""
        indicator = self.catalog.indicators.get(code)
        if indicator.unit == "%":
            return percent(round(value, 2), None)
        return number(round(value, 6))

    def finding(
        self, rule: str, severity: Severity, line: int, message: str, *, stated, expected
    ) -> Finding:
        """A finding about one figure: `message` follows on whose it is."""
        return Finding(
            rule=rule,
            severity=severity,
            message=f"{self.whose(line)}: {message}",
            agency=self.agency(line),
            where=self.where(line),
            stated=_plain(stated),
            expected=_plain(expected),
            indicator=self.indicator(line),
        )


def column_mark(grid: Grid, column: int) -> str:
    """The column of a figure as it is stored: "Sheet1!F" of a sheet, "cột 6" of a text."""
    if grid.name is None:
        return grid.column_place(column)
    return f"{grid.name}!{column_letters(column + 1)}"


def figure_place(row: int | None, place: str | None) -> str | None:
    """Where a figure stands: "Sheet1!F9", "dòng 9, cột 6", "dòng 9, cột «score»"."""
    if row is None or place is None:
        return place
    if "!" in place:
        return f"{place}{row}"
    return f"dòng {row}, {place if place.startswith('cột ') else f'cột «{place}»'}"


def _plain(value):
    """The number without what floating point adds: 39.61, not 39.60999999999999."""
    return round(float(value), 6) if isinstance(value, (int, float)) else value
