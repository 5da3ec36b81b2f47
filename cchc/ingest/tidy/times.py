"""Periods of a tidy table that cannot be right: before there was anything to report, or to come."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import numpy as np

from cchc.figures import Finding
from cchc.ingest.tidy.table import TidyTable, every

EARLIEST = 2001  # the year of the first programme of administrative reform
YEARS_AHEAD = 1  # a plan, or a clock that is wrong


def check_times(table: TidyTable, *, today: date | None = None) -> list[Finding]:
    """Years that must be slips of the pen, and years in which an index was not yet made."""
    latest = (today or datetime.now(UTC).date()).year + YEARS_AHEAD
    return [*_odd_years(table, latest), *_before_the_index(table)]


def _odd_years(table: TidyTable, latest: int) -> Iterator[Finding]:
    years = _years(table)
    is_odd = (years < EARLIEST) | (years > latest)
    rows = np.flatnonzero(table.accepted & is_odd[table.periods]) if is_odd.any() else ()
    said = f"ngoài khoảng {EARLIEST}–{latest}. Hãy xem lại năm"
    yield from every(rows, lambda row: _about(table, row, "odd_period", said))


def _before_the_index(table: TidyTable) -> Iterator[Finding]:
    years = _years(table)
    for number, index in enumerate(table.reading.indices.values):
        if index is None or not index.versions:
            continue
        first = index.versions[0].from_year
        is_early = (years < first) & (years >= EARLIEST)
        if not is_early.any():
            continue
        mine = table.accepted & (table.indices == number)
        rows = np.flatnonzero(mine & is_early[table.periods])
        said = f"trước năm {first}, khi {index.short} bắt đầu có. Hãy xem lại năm và chỉ số"
        yield from every(rows, lambda row, s=said: _about(table, row, "before_index", s))


def _years(table: TidyTable) -> np.ndarray:
    """The year of each distinct period; 0 where a row has none, which is said elsewhere."""
    periods = [said.period for said in table.reading.periods.values]
    return np.array([period.year if period else 0 for period in periods])


def _about(table: TidyTable, row: int, rule: str, said: str) -> Finding:
    year = table.reading.periods.values[table.periods[row]].period
    year = year.year if year else 0
    column = next(
        (role for role in ("year", "period", "as_of", "start") if table.column(role)), None
    )
    message = f"{table.label(row)}: năm {year} {said}"
    return table.finding(row, column, rule, "doubt", message, stated=float(year))
