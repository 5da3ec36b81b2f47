"""What the columns of a matched table give: an indicator each, for a period."""

from dataclasses import dataclass, replace

from cchc.catalog.form import Column
from cchc.ingest.forms.matching import Match, Proposal
from cchc.periods import Period, find_period, of_kind


@dataclass(frozen=True, kw_only=True)
class ValueColumn:
    """One column of numbers: where it stands, what it is, and the period of its figures."""

    index: int
    column: Column
    period: Period
    heading: str
    notes: tuple[str, ...] = ()


def value_columns(match: Match, period: Period) -> list[ValueColumn]:
    """The columns of a table that hold numbers, in their order."""
    read = [p for p in match.values if p.is_read]
    given = {p.column.indicator for p in read}
    return [
        ValueColumn(
            index=p.heading.column,
            column=_meant(p.column, given),
            period=_period(p, period),
            heading=p.heading.text,
            notes=p.heading.notes,
        )
        for p in read
    ]


def _meant(column: Column, given: set[str | None]) -> Column:
    """The column as it is meant beside the others of the table."""
    if column.alone and column.beside not in given:
        return replace(column, indicator=column.alone, alone=None, beside=None)
    return column


def _period(proposal: Proposal, period: Period) -> Period:
    """The period a column speaks of: the report's, the year so far, the year of the plan."""
    role = proposal.column.role
    if role == "plan":
        return of_kind("year", period.year, 1, period.calendar)
    if role == "cumulative":
        return _so_far(proposal, period)
    if proposal.column.of_period:
        return proposal.column.of_period
    if year := proposal.column.of_year:
        return _of_year(year, period)
    for _ in range(-proposal.column.year):
        period = period.same_last_year()
    return period


def _of_year(year: int, period: Period) -> Period:
    """The year that a heading names, cut off as the report's own where that lies in one year."""
    if period.kind in ("year", "span", "week", "day") or year > period.year:
        return of_kind("year", year, 1, period.calendar)
    for _ in range(period.year - year):
        period = period.same_last_year()
    return period


def _so_far(proposal: Proposal, period: Period) -> Period:
    """From the dates in the heading, else from the beginning of the year to the report's end."""
    printed = " ".join((proposal.heading.text, *proposal.heading.notes))
    if found := find_period(printed, calendar=period.calendar, year=period.year):
        return found
    year = of_kind("year", period.year, 1, period.calendar)
    return Period(min(year.start, period.start), period.end)
