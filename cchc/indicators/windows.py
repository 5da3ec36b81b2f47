"""From the periods that were reported to the periods that were asked for.

A flow over a window is the window's own report, else the sum of reports that tile it without gap
or overlap, else the difference of two cumulative reports that began on the same day (6 tháng −
quý I). A stock is taken at the window's end; what was carried over, at its beginning. Nothing is
interpolated.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cchc.languages import say
from cchc.periods import Period, of_kind

Span = tuple[date, date]
ONE_DAY = timedelta(days=1)
PER_YEAR = {"year": 1, "half": 2, "quarter": 4, "month": 12}


@dataclass(frozen=True, kw_only=True)
class Obtained:
    """A value over a window, whether it was derived, and the spans it was made from."""

    value: float | None
    derived: bool
    spans: tuple[Span, ...]
    note: str = ""


def flow_over(
    window: Span, reported: Mapping[Span, float], carried: Mapping[Span, float] | None = None
) -> Obtained | None:
    """The flow over `window`, or None where the reports do not yield it.

    `carried` is the opening stock that stands within the flow: when periods are added it counts
    once, with the first of them.
    """
    if window in reported:
        return Obtained(value=reported[window], derived=False, spans=(window,))
    tiles = _tiles(window, reported)
    if tiles:
        again = sum((carried or {}).get(tile, 0) for tile in tiles[1:])
        value = sum(reported[tile] for tile in tiles) - again
        return Obtained(value=value, derived=True, spans=tiles)
    return _difference(window, reported)


def stock_at(window: Span, reported: Mapping[Span, float], *, opening: bool) -> Obtained | None:
    """The stock at the end of `window` (at its beginning when `opening`), or None."""
    edge = 0 if opening else 1
    spans = [span for span in reported if span[edge] == window[edge]]
    if not spans:
        return None
    # The report over the window itself first, else the shortest one that shares the edge.
    best = min(spans, key=lambda span: (span != window, span[1] - span[0]))
    return Obtained(value=reported[best], derived=best != window, spans=(best,))


def _tiles(window: Span, reported: Mapping[Span, float]) -> tuple[Span, ...]:
    """The longest reported spans that cover the window exactly, in order; empty if none do."""
    start, end = window
    starting: dict[date, list[Span]] = defaultdict(list)
    for span in reported:
        if start <= span[0] and span[1] <= end:
            starting[span[0]].append(span)
    return _chain(start, end, starting)


def _chain(start: date, end: date, starting: Mapping[date, list[Span]]) -> tuple[Span, ...]:
    for span in sorted(starting.get(start, ()), key=lambda s: s[1], reverse=True):
        if span[1] == end:
            return (span,)
        rest = _chain(span[1] + ONE_DAY, end, starting)
        if rest:
            return (span, *rest)
    return ()


def _difference(window: Span, reported: Mapping[Span, float]) -> Obtained | None:
    start, end = window
    for whole in sorted(reported):
        before = (whole[0], start - ONE_DAY)
        if whole[1] == end and whole[0] < start and before in reported:
            value = reported[whole] - reported[before]
            if value < 0:
                note = say("Hiệu hai báo cáo luỹ kế là số âm nên không dùng")
                return Obtained(value=None, derived=True, spans=(whole, before), note=note)
            return Obtained(value=value, derived=True, spans=(whole, before))
    return None


def windows_of_kind(kind: str, spans: list[Span]) -> list[Span]:
    """Every month, quarter, half or year that lies within what was reported, by each calendar
    that the reports use."""
    periods = [Period(*span) for span in spans]
    calendars = {period.calendar for period in periods}
    years = range(min(p.year for p in periods), max(p.year for p in periods) + 1)
    first, last = min(p.start for p in periods), max(p.end for p in periods)
    windows = [
        of_kind(kind, year, n, calendar)
        for calendar in sorted(calendars)
        for year in years
        for n in range(1, PER_YEAR[kind] + 1)
    ]
    return [(w.start, w.end) for w in windows if first <= w.start and w.end <= last]
