"""The way to a level: what was, the level wanted, where the present pace leads and its range."""

from datetime import date

import pandas as pd

from cchc.catalog.events import Event
from cchc.charts.chart import Chart
from cchc.charts.happenings import Happenings, happenings
from cchc.charts.theme import FAINT, INK, LINE_WIDTH, MAIN, SECOND, SMALL_TEXT, axis, layout
from cchc.charts.timeline import middle, time_axis
from cchc.languages import say

HEIGHT = 320


def foresight_chart(
    rows: pd.DataFrame, *, wanted: float, wanted_said: str, unit: str, title: str, subtitle: str,
    fan: dict | None, notes: tuple[str, ...] = (), events: tuple[Event, ...] = (),
) -> Chart:  # fmt: skip
    """`rows`: from, to, value of the periods the trend is taken from.

    `fan` where something is foretold: start and level, then day, earliest and latest (None: beyond
    the picture) on which the level is reached.
    """
    marks = happenings(events, rows["from"].min(), rows["to"].max())
    last = max([rows["to"].max(), *(d for d in (fan or {}).values() if isinstance(d, date))])
    figure = {
        "data": [_line(rows), *(_ways(fan, wanted) if fan else [])],
        "layout": _layout(rows, last, wanted, wanted_said, unit, marks),
    }
    return Chart(title=title, subtitle=subtitle, figure=figure, alt=f"{title}.",
                 notes=(*notes, *marks.notes), folded=marks.notes)  # fmt: skip


def _line(rows: pd.DataFrame) -> dict:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [middle(a, b) for a, b in zip(rows["from"], rows["to"], strict=True)],
        "y": [round(value, 3) for value in rows["value"]],
        "line": {"color": MAIN, "width": LINE_WIDTH},
        "marker": {"color": MAIN, "size": 7},
        "hovertemplate": "%{y}<extra></extra>",
    }


def _ways(fan: dict, wanted: float) -> list[dict]:
    """The pace to the level, between the fastest and the slowest the trend allows."""
    start, level = fan["start"].isoformat(), round(fan["level"], 3)
    slow = fan["latest"] or fan["day"]
    area = {
        "type": "scatter",
        "mode": "lines",
        "x": [start, fan["earliest"].isoformat(), slow.isoformat(), start],
        "y": [level, wanted, wanted, level],
        "fill": "toself",
        "fillcolor": FAINT,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    way = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [start, fan["day"].isoformat()],
        "y": [level, wanted],
        "line": {"color": SECOND, "width": LINE_WIDTH, "dash": "dash"},
        "marker": {"color": SECOND, "size": [0, 12], "symbol": "diamond"},
        "hovertemplate": "%{x|%d/%m/%Y}<extra></extra>",
    }
    return [area, way]


def _layout(rows, last: date, wanted: float, said: str, unit: str, marks: Happenings) -> dict:
    values = [*rows["value"], wanted]
    air = max((max(values) - min(values)) * 0.15, 0.5)
    return layout(
        height=HEIGHT,
        margin={"l": 8, "r": 12, "t": 40, "b": 40, "pad": 4},
        xaxis=time_axis(rows["from"].min(), last),
        yaxis=axis(
            range=[min(values) - air, max(values) + air], ticksuffix=" %" if unit == "%" else ""
        ),
        shapes=[
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": wanted, "y1": wanted,
             "line": {"color": INK, "width": 1.5, "dash": "dot"}},
            *marks.shapes,
        ],
        annotations=[
            {"xref": "x domain", "x": 0, "y": wanted, "xanchor": "left", "yanchor": "bottom",
             "text": say("Mức cần đạt {value}", value=said), "showarrow": False,
             "font": {"size": SMALL_TEXT}},
            *marks.annotations,
        ],
    )  # fmt: skip
