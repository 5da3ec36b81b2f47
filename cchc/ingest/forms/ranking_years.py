"""Years side by side in a ranking: the period they span, and the columns of each year."""

from dataclasses import replace

from cchc.ingest.forms.columns import ValueColumn
from cchc.ingest.forms.header_block import Origin
from cchc.ingest.forms.matching import Match
from cchc.periods import Period, of_kind


def with_years(origin: Origin, match: Match, *, corrected: bool) -> Origin:
    """The origin of a ranking with the period that its headings name, unless somebody chose one.

    Where the title names several years and headings none, nothing says which: no period at all.
    """
    if not match.form.of_index or corrected:
        return origin
    years = _years(match)
    if years is None:
        is_open = origin.period is not None and _has_several_years(origin.period)
        return replace(origin, period=None) if is_open else origin
    if origin.period and origin.period.start <= years.start and years.end <= origin.period.end:
        return origin
    return replace(origin, period=years, period_text=None)


def _years(match: Match) -> Period | None:
    """From the first to the last day that headings name; None where a column names none."""
    columns = [p.column for p in match.values if p.is_read]
    named = [c.of_period or (c.of_year and of_kind("year", c.of_year)) for c in columns]
    if not named or None in named:
        return None
    return Period(min(p.start for p in named), max(p.end for p in named))


def _has_several_years(period: Period) -> bool:
    return period.kind == "span" and period.end.year > period.start.year


def years_apart(
    match: Match, columns: list[ValueColumn], period: Period
) -> list[tuple[Period, list[ValueColumn]]]:
    """The columns of a ranking year by year: a name may be of other units in another year.

    The columns of any other form are read together, as those of the report's period.
    """
    if not match.form.of_index:
        return [(period, columns)]
    periods = dict.fromkeys(column.period for column in columns)
    return [(one, [c for c in columns if c.period == one]) for one in periods]
