"""Tasks given from above by how they stand: five states, in words and with counts."""

import pandas as pd

from cchc.charts.chart import Chart
from cchc.charts.theme import (
    CONTEXT,
    FOURTH,
    MAIN,
    SECOND,
    SMALL_TEXT,
    TEXT_SIZE,
    WORSE,
    axis,
    layout,
)
from cchc.languages import later, say
from cchc.vietnamese import number

ROW = 56
BAR = 0.26  # of a row
MOST_ROWS = 16
# In the order of the bar; overdue stands first and is hatched, so that it is found in grey too.
STATES = {
    "overdue": (later("quá hạn, chưa xong"), WORSE, "/"),
    "late": (later("xong nhưng trễ"), FOURTH, "x"),
    "waiting": (later("đang làm, còn hạn"), CONTEXT, ""),
    "on_time": (later("xong đúng hạn"), SECOND, ""),
    "early": (later("xong sớm"), MAIN, ""),
    "kept": (later("xong sớm hoặc đúng hạn"), SECOND, "."),
}


def task_chart(rows: pd.DataFrame) -> Chart:
    """Counts of each unit: columns short, period, total and one per state (NaN unknown).

    `kept` is used where a report does not tell early from on time.
    """
    order = [c for c in ("overdue", "late", "total") if c in rows]
    rows = rows.sort_values(order, ascending=False, ignore_index=True)
    drawn = rows.head(MOST_ROWS)
    states = [state for state in STATES if drawn[state].fillna(0).any()]
    figure = {
        "data": [_bars(drawn, state) for state in states],
        "layout": _layout(drawn, states),
    }
    title = _title(rows)
    return Chart(
        title=title,
        subtitle=say("Số nhiệm vụ được giao theo tình trạng, quá hạn nhiều nhất trước"),
        figure=figure,
        alt=f"{say('Nhiệm vụ được giao của {n} đơn vị.', n=number(len(rows), 0))} {title}.",
        notes=_notes(rows, drawn),
    )


def _bars(rows: pd.DataFrame, state: str) -> dict:
    words, colour, pattern = STATES[state]
    return {
        "type": "bar",
        "orientation": "h",
        "name": say(words),
        "y": list(rows.index),
        "x": [int(value) for value in rows[state].fillna(0)],
        "width": BAR,
        "text": list(rows["short"]),
        "textposition": "none",
        "marker": {"color": colour, "pattern": {"shape": pattern, "solidity": 0.4}},
        "hovertemplate": f"<b>%{{text}}</b><br>{say(words)}: %{{x:,}}<extra></extra>",
    }


def _layout(rows: pd.DataFrame, states: list[str]) -> dict:
    count = max(len(rows), 1)
    return layout(
        height=ROW * count + 110,
        margin={"l": 8, "r": 8, "t": 64, "b": 34, "pad": 4},
        barmode="stack",
        showlegend=len(states) > 1,
        legend={"orientation": "h", "x": 0, "y": 1, "yref": "container", "yanchor": "top",
                "traceorder": "normal", "font": {"size": SMALL_TEXT}, "itemclick": False,
                "itemdoubleclick": False},
        xaxis=axis(rangemode="tozero", nticks=6, tickformat=",d"),
        yaxis=axis(range=[count - 0.5, -0.8], showticklabels=False, showgrid=False),
        annotations=[note for place, row in rows.iterrows() for note in _words(place, row)],
    )  # fmt: skip


def _words(place: int, row: pd.Series) -> list[dict]:
    line = {"xref": "paper", "y": place, "yshift": 21, "showarrow": False}
    late = say("{n} quá hạn trên ", n=number(row["overdue"], 0)) if row["overdue"] > 0 else ""
    text = f"{late}<b>{number(row['total'], 0)}</b>"
    font = {"size": SMALL_TEXT + 1}
    return [
        line | {"x": 0, "xanchor": "left", "text": row["short"], "font": {"size": TEXT_SIZE}},
        line | {"x": 1, "xanchor": "right", "text": text, "font": font},
    ]


def _title(rows: pd.DataFrame) -> str:
    late = rows[rows["overdue"] > 0]
    if rows.empty:
        return say("Chưa có số liệu về nhiệm vụ được giao")
    if late.empty:
        return say("Không đơn vị nào có nhiệm vụ quá hạn chưa xong")
    first = late.iloc[0]
    return say(
        "{n} trên {all} đơn vị có nhiệm vụ quá hạn chưa xong; nhiều nhất là {unit} ({late})",
        n=number(len(late), 0), all=number(len(rows), 0), unit=first["short"],
        late=number(first["overdue"], 0),
    )  # fmt: skip


def _notes(rows: pd.DataFrame, drawn: pd.DataFrame) -> tuple[str, ...]:
    notes = []
    if rows["period"].nunique() > 1:
        notes.append(say("Mỗi đơn vị một kỳ, kỳ mới nhất đã báo cáo."))
    if rows["kept"].notna().any():
        notes.append(say("Có báo cáo không tách hoàn thành sớm và đúng hạn."))
    if len(rows) > len(drawn):
        notes.append(
            say("Hình vẽ {n} trên {all} đơn vị; bảng có đủ.", n=number(len(drawn), 0),
                all=number(len(rows), 0))
        )  # fmt: skip
    return tuple(notes)
