"""The field behind a few coloured lines: many units are a band, not a tangle of lines.

The lines of hundreds of units hide each other, and weigh megabytes. Between the tenth and the
ninetieth of a hundred lies the middle of the field; who falls out of it is for the comparison.
"""

import pandas as pd

from cchc.charts.theme import CONTEXT, FAINT
from cchc.charts.timeline import middle
from cchc.languages import say
from cchc.vietnamese import number

MOST_LINES = 30  # more units than this are a band
FEWEST = 10  # units that make a field
TENTH, NINETIETH = 0.1, 0.9


def field_of(others: pd.DataFrame) -> pd.DataFrame:
    """Per period of the commonest kind: segment, from, to, low, high; empty where few units are."""
    commonest = others[others["kind"] == others["kind"].mode().get(0)]
    values = commonest.groupby(["segment", "from", "to"])["value"]
    columns = {"low": values.quantile(TENTH), "high": values.quantile(NINETIETH)}
    return pd.DataFrame(columns)[values.size() >= FEWEST].reset_index()


def field_notes(field: pd.DataFrame, units: int) -> tuple[str, ...]:
    """What the band is, where there is one."""
    if field.empty:
        return ()
    words = say("Dải xám: khoảng của 80 % ở giữa trong {n} đơn vị khác.", n=number(units, 0))
    return (words,)


def band(field: pd.DataFrame) -> list[dict]:
    """The field as filled areas, cut wherever lines are cut."""
    return [_area(rows.sort_values("to")) for _, rows in field.groupby("segment", sort=False)]


def _area(rows: pd.DataFrame) -> dict:
    days = [middle(start, end) for start, end in zip(rows["from"], rows["to"], strict=True)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*days, *days[::-1]],
        "y": [*rows["high"].round(2), *rows["low"].round(2)[::-1]],
        "fill": "toself",
        "fillcolor": FAINT,
        "line": {"color": CONTEXT, "width": 1},
        "hoverinfo": "skip",
    }
