"""Who moved most between two years: from one rank to another, with the change of score beside."""

import pandas as pd

from cchc.catalog.indicator import Indicator
from cchc.charts.chart import Chart
from cchc.charts.comparison import ROW, WORDS_ABOVE
from cchc.charts.theme import (
    CONTEXT,
    FAINT,
    SMALL_TEXT,
    SURFACE,
    TEXT_SIZE,
    axis,
    layout,
)
from cchc.charts.wording import (
    VERDICT_COLOURS,
    change_shown,
    is_missing,
    places_shown,
    rank_verdict,
)
from cchc.languages import say

MOST_ROWS = 8


def movers_chart(
    compared: pd.DataFrame, indicator: Indicator, *, year: int | str, against: int | str
) -> Chart:
    """Units by change of rank, largest first. `compared` as ranking() gives it, with `short`.

    `year` and `against` as they are to be read: 2013, "quý III/2026".
    """
    moved = by_places_moved(compared)
    rows = moved.head(MOST_ROWS).reset_index(drop=True)
    figure = {
        "data": [_move(place, row) for place, row in rows.iterrows()],
        "layout": _layout(rows, indicator),
    }
    title = _title(rows, year, against)
    return Chart(
        title=title,
        subtitle=say(
            "Thay đổi thứ hạng {index} từ {before} đến {now}; hạng 1 ở bên trái",
            index=indicator.name, before=against, now=year,
        ),
        figure=figure,
        alt=say("{n} đơn vị đổi hạng nhiều nhất. {title}.", n=len(rows), title=title),
        notes=_notes(compared, moved),
    )  # fmt: skip


def by_places_moved(compared: pd.DataFrame) -> pd.DataFrame:
    """Units whose rank changed, the largest change first."""
    moved = compared[compared["rank_change"].notna() & (compared["rank_change"] != 0)]
    order = moved["rank_change"].abs().sort_values(ascending=False, kind="stable").index
    return moved.loc[order]


def _notes(compared: pd.DataFrame, moved: pd.DataFrame) -> tuple[str, ...]:
    """How many are drawn, and of how many both ranks are known."""
    notes = []
    if len(moved) > MOST_ROWS:
        notes.append(say("Hình vẽ {n} trên {of} đơn vị đổi hạng.", n=MOST_ROWS, of=len(moved)))
    known, of = int(compared["rank_change"].notna().sum()), compared["of"].max()
    if known < of:
        notes.append(say("Chỉ biết hạng cả hai kỳ của {n} trên {of} đơn vị.", n=known, of=int(of)))
    return tuple(notes)


def _move(place: int, row: pd.Series) -> dict:
    """A line from the old rank (hollow) to the new one (arrow head)."""
    colour = VERDICT_COLOURS[rank_verdict(row["rank_change"])]
    before, now = int(row["rank_before"]), int(row["rank"])
    gained = row["rank_change"] > 0
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [before, now],
        "y": [place, place],
        "line": {"color": colour, "width": 4},
        "marker": {
            "size": [10, 14],
            "symbol": ["circle", "triangle-left" if gained else "triangle-right"],
            "color": [SURFACE, colour],
            "line": {"color": colour, "width": 2},
        },
        "hovertemplate": f"<b>{row['short']}</b><br>{say('hạng {place}', place='%{x}')}"
        "<extra></extra>",
    }


def _layout(rows: pd.DataFrame, indicator: Indicator) -> dict:
    count = max(len(rows), 1)
    last = int(rows[["of", "of_before"]].max().max()) if len(rows) else 1
    ticks = sorted({1, *range(10, last + 1, 10)})
    return layout(
        height=ROW * count + 56,
        margin={"l": 8, "r": 8, "t": 12, "b": 34, "pad": 4},
        xaxis=axis(range=[-0.5, last + 1.5], tickvals=ticks, tickangle=0, gridcolor=FAINT),
        yaxis=axis(range=[count - 0.6, -0.75], showticklabels=False, showgrid=False),
        annotations=[n for place, row in rows.iterrows() for n in _words(place, row, indicator)],
        shapes=[_track(place, last) for place in range(len(rows))],
    )


def _words(place: int, row: pd.Series, indicator: Indicator) -> list[dict]:
    """Above the line: name and change of score at the left, ranks and places at the right."""
    line = {"xref": "paper", "y": place, "yshift": WORDS_ABOVE, "showarrow": False}
    colour = VERDICT_COLOURS[rank_verdict(row["rank_change"])]
    score = say("không so điểm được")
    if not is_missing(row["score_change"]):
        score = change_shown(row["score_change"], indicator)
    small = f"<br><span style='font-size:{SMALL_TEXT}px'>{score}</span>"
    ranks = f"{int(row['rank_before'])} → {int(row['rank'])}"
    said = f"{ranks} <b>{places_shown(row['rank_change'])}</b>"
    font = {"size": TEXT_SIZE, "color": colour}
    return [
        line | {"x": 0, "xanchor": "left", "align": "left", "text": row["short"] + small},
        line | {"x": 1, "xanchor": "right", "text": said, "font": font},
    ]


def _track(place: int, last: int) -> dict:
    return {
        "type": "line",
        "layer": "below",
        "x0": 1,
        "x1": last,
        "y0": place,
        "y1": place,
        "line": {"color": CONTEXT, "width": 1},
    }


def _title(rows: pd.DataFrame, year: int | str, against: int | str) -> str:
    when = {"before": against, "now": year}
    if rows.empty:
        return say("Không đơn vị nào đổi hạng từ {before} đến {now}", **when)
    first = rows.iloc[0]
    said = when | {"name": first["short"], "earlier": int(first["rank_before"]),
                   "rank": int(first["rank"])}  # fmt: skip
    if first["rank_change"] > 0:
        return say("{name} đổi hạng nhiều nhất: từ {earlier} lên {rank}, {before} → {now}", **said)
    return say("{name} đổi hạng nhiều nhất: từ {earlier} xuống {rank}, {before} → {now}", **said)
