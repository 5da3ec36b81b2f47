"""The time axis of charts: where a period stands, and years, quarters or months as ticks."""

from datetime import date, timedelta

from cchc.charts.theme import FAINT, axis

ONE_DAY = timedelta(days=1)
LONG, SHORT = 900, 220  # days: ticks are years above the one, months below the other
ROMAN = ("I", "II", "III", "IV")


def middle(start: date, end: date) -> str:
    """The middle of a period: a year's value stands over the year, not at its end."""
    return (start + (end - start) / 2).isoformat()


def time_axis(start: date, end: date) -> dict:
    """Years, each name over the middle of it; quarters or months where the span is short."""
    days = (end - start).days
    ticks = (_years if days > LONG else _quarters if days > SHORT else _months)(start, end)
    air = max((end - start) * 0.03, timedelta(days=12))
    return axis(
        type="date",
        range=[(start - air).isoformat(), (end + air).isoformat()],
        tickvals=[middle(first, last) for first, last, _ in ticks],
        ticktext=[text for _, _, text in ticks],
        showgrid=False,
        tickangle=0,
    )


def year_lines(start: date, end: date) -> list[dict]:
    """A faint line at each 1 January."""
    return [
        {
            "type": "line",
            "layer": "below",
            "x0": f"{year}-01-01",
            "x1": f"{year}-01-01",
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": FAINT, "width": 1},
        }
        for year in range(start.year + 1, end.year + 1)
    ]


def _years(start: date, end: date) -> list[tuple[date, date, str]]:
    """Every year, or every second, third … of a long history, the last one always."""
    years = list(range(start.year, end.year + 1))
    step = -(-len(years) // 8)
    kept = years[::-1][::step]
    return [(date(year, 1, 1), date(year, 12, 31), str(year)) for year in reversed(kept)]


def _months(start: date, end: date) -> list[tuple[date, date, str]]:
    first, months = start.replace(day=1), []
    while first <= end:
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        months.append((first, after - ONE_DAY, f"{first.month}/{first.year}"))
        first = after
    return months


def _quarters(start: date, end: date) -> list[tuple[date, date, str]]:
    first = date(start.year, 3 * ((start.month - 1) // 3) + 1, 1)
    quarters = []
    while first <= end:
        number = (first.month - 1) // 3
        after = date(first.year + (number == 3), 3 * ((number + 1) % 4) + 1, 1)
        quarters.append((first, after - ONE_DAY, f"{ROMAN[number]}/{first.year}"))
        first = after
    step = -(-len(quarters) // 6)
    return list(reversed(quarters[::-1][::step]))
