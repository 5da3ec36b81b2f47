"""What was promised and what came of it: a bar for the result, a tick for the target.

Each bar begins at nought. The result of the year before is a hollow mark.
"""

import pandas as pd

from cchc.charts.chart import Chart
from cchc.charts.theme import (
    BETTER,
    CONTEXT,
    FAINT,
    INK,
    MAIN,
    SMALL_TEXT,
    SURFACE,
    TEXT_SIZE,
    WORSE,
    axis,
    layout,
)
from cchc.charts.wording import is_missing
from cchc.languages import say
from cchc.vietnamese import number

ROW = 88
MOST_ROWS = 16
BAR, TICK = 0.15, 0.22  # of a row
NAME_WIDTH = 44  # letters
COLOURS = {"reached": BETTER, "missed": WORSE, "open": MAIN}


def bullet_chart(rows: pd.DataFrame, *, unit: str, title: str, subtitle: str) -> Chart:
    """One row per target in the order given, the largest shortfall first.

    Columns: name (what the row is), state, value, before (NaN unknown), target, said (the result
    and, in a second line, what is missing), basis (target and counts), period.
    """
    drawn = rows.head(MOST_ROWS).reset_index(drop=True)
    figure = {
        "data": [_bars(drawn, unit), _before(drawn, unit), _ticks(drawn, unit)],
        "layout": _layout(drawn, unit),
    }
    return Chart(
        title=title,
        subtitle=subtitle,
        figure=figure,
        alt=f"{say('Kết quả so với chỉ tiêu, {n} dòng.', n=number(len(rows), 0))} {title}.",
        notes=_notes(rows, drawn),
    )


def _bars(rows: pd.DataFrame, unit: str) -> dict:
    colours = [COLOURS.get(state, CONTEXT) for state in rows["state"]]
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(rows.index),
        "x": [round(value, 3) for value in rows["value"]],
        "width": BAR,
        "text": list(rows["name"] + ", " + rows["period"]),
        "textposition": "none",
        "marker": {"color": colours},
        "hovertemplate": f"<b>%{{text}}</b><br>{say('Kết quả')}: %{{x}} {unit}<extra></extra>",
    }


def _before(rows: pd.DataFrame, unit: str) -> dict:
    known = rows[rows["before"].notna()]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(value, 3) for value in known["before"]],
        "y": list(known.index),
        "marker": {"size": 11, "color": SURFACE, "line": {"color": INK, "width": 2}},
        "hovertemplate": f"{say('Năm trước')}: %{{x}} {unit}<extra></extra>",
    }


def _ticks(rows: pd.DataFrame, unit: str) -> dict:
    """All target ticks as one trace of short upright lines."""
    x, y = [], []
    for place, target in enumerate(rows["target"]):
        x += [target, target, None]
        y += [place - TICK, place + TICK, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": INK, "width": 4},
        "hovertemplate": f"{say('Chỉ tiêu')}: %{{x}} {unit}<extra></extra>",
    }


def _layout(rows: pd.DataFrame, unit: str) -> dict:
    count = max(len(rows), 1)
    highest = max([100.0 if unit == "%" else 0.0, *rows["target"], *rows["value"]])
    return layout(
        height=ROW * count + 56,
        margin={"l": 8, "r": 8, "t": 40, "b": 34, "pad": 4},
        xaxis=axis(range=[0, highest * 1.02], ticksuffix=" %" if unit == "%" else "", nticks=6),
        yaxis=axis(range=[count - 0.65, -0.85], showticklabels=False, showgrid=False),
        annotations=[note for place, row in rows.iterrows() for note in _words(place, row)],
        shapes=[_track(place) for place in range(len(rows))],
    )


def _words(place: int, row: pd.Series) -> list[dict]:
    """Above the bar: name and counts at the left, what is reached or missing at the right."""
    line = {"xref": "paper", "y": place, "yshift": 39, "showarrow": False}
    name = row["name"] if len(row["name"]) <= NAME_WIDTH else row["name"][: NAME_WIDTH - 1] + "…"
    small = f"<br><span style='font-size:{SMALL_TEXT}px'>{row['basis']}</span>"
    font = {"size": TEXT_SIZE, "color": COLOURS.get(row["state"], INK)}
    return [
        line | {"x": 0, "xanchor": "left", "align": "left", "text": name + small},
        line | {"x": 1, "xanchor": "right", "align": "right", "text": row["said"], "font": font},
    ]


def _track(place: int) -> dict:
    """The quiet ground a bar stands on."""
    return {
        "type": "rect",
        "layer": "below",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": place - BAR,
        "y1": place + BAR,
        "fillcolor": FAINT,
        "line": {"width": 0},
    }


def _notes(rows: pd.DataFrame, drawn: pd.DataFrame) -> tuple[str, ...]:
    notes = [say("Vạch đứng đậm: chỉ tiêu; thanh: kết quả.")]
    if not all(is_missing(value) for value in drawn["before"]):
        notes.append(say("○ kết quả năm trước."))
    if len(rows) > len(drawn):
        notes.append(
            say(
                "Hình vẽ {n} trên {all} dòng, thiếu nhiều nhất trước; bảng có đủ.",
                n=number(len(drawn), 0), all=number(len(rows), 0),
            )
        )  # fmt: skip
    return tuple(notes)
