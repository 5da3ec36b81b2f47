"""The field of one year as a staircase: score against rank, so that gaps between places show."""

import pandas as pd

from cchc.catalog.indicator import Indicator
from cchc.charts.chart import Chart, spread
from cchc.charts.theme import (
    CONTEXT,
    INK,
    SAME,
    SERIES,
    SMALL_TEXT,
    TEXT_SIZE,
    axis,
    layout,
)
from cchc.charts.wording import rank_shown, shown
from cchc.vietnamese import number

HEIGHT = 420
PLOT_HEIGHT = HEIGHT - 70
HOVER = "<b>%{text}</b><br>Hạng %{x}: %{y:,.2f} điểm<extra></extra>"


def score_chart(
    ranking: pd.DataFrame,
    indicator: Indicator,
    *,
    year: int,
    highlight: tuple[str, ...] = (),
    against: int | None = None,
) -> Chart:
    """Score by rank of one year, as ranking() gives it with `short`; behind it the earlier year."""
    rows = ranking[ranking["rank"].notna() & ranking["score"].notna()].sort_values("rank")
    chosen = [s for s in highlight if s in set(rows["series"])][: len(SERIES)]
    figure = {
        "data": [*_earlier(rows, against), _field(rows), *_chosen(rows, chosen)],
        "layout": _layout(rows, chosen, indicator),
    }
    return Chart(
        title=_title(rows, indicator, year),
        subtitle=f"Điểm {indicator.name} năm {year} theo hạng: càng dốc, cách biệt càng lớn",
        figure=figure,
        alt=f"Điểm của {len(rows)} đơn vị theo hạng, năm {year}. {_title(rows, indicator, year)}.",
        notes=_notes(ranking, rows, against),
    )


def is_complete(rows: pd.DataFrame) -> bool:
    """Whether every ranked unit has its score."""
    return len(rows) > 0 and len(rows) >= rows["of"].max()


def _field(rows: pd.DataFrame) -> dict:
    return {
        "type": "scatter",
        # Between places that are not known there is no staircase to draw.
        "mode": "lines+markers" if is_complete(rows) else "markers",
        "x": [int(rank) for rank in rows["rank"]],
        "y": [round(score, 2) for score in rows["score"]],
        "text": list(rows["short"]),
        "line": {"color": SAME, "width": 1.2, "shape": "hv"},
        "marker": {"color": SAME, "size": 7},
        "hovertemplate": HOVER,
    }


def _earlier(rows: pd.DataFrame, against: int | None) -> list[dict]:
    """The whole field of the earlier year, to tell own movement from everybody's."""
    before = rows[["rank_before", "score_before"]].dropna().sort_values("rank_before")
    if against is None or len(before) < 0.9 * rows["of"].max():
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [int(rank) for rank in before["rank_before"]],
            "y": [round(score, 2) for score in before["score_before"]],
            "line": {"color": CONTEXT, "width": 2, "dash": "dot", "shape": "hv"},
            "hoverinfo": "skip",
        }
    ]


def _chosen(rows: pd.DataFrame, chosen: list[str]) -> list[dict]:
    found = [rows[rows["series"] == series].iloc[0] for series in chosen]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [int(row["rank"])],
            "y": [round(row["score"], 2)],
            "text": [row["short"]],
            "marker": {"color": style["color"], "symbol": style["symbol"], "size": 14},
            "hovertemplate": HOVER,
        }
        for row, style in zip(found, SERIES, strict=False)
    ]


def _layout(rows: pd.DataFrame, chosen: list[str], indicator: Indicator) -> dict:
    last = int(rows["rank"].max()) if len(rows) else 1
    ticks = sorted({1, last} | {tick for tick in range(10, last, 10) if last - tick > 4})
    return layout(
        height=HEIGHT,
        margin={"l": 8, "r": 16, "t": 26, "b": 44, "pad": 4},
        xaxis=axis(
            tickvals=ticks,
            tickangle=0,
            range=[0, last + 1],
            showgrid=False,
            title={"text": "Hạng", "font": {"size": SMALL_TEXT}, "standoff": 8},
        ),
        yaxis=axis(nticks=6, ticksuffix=" %" if indicator.unit == "%" else ""),
        annotations=_labels(rows, chosen),
    )


def _labels(rows: pd.DataFrame, chosen: list[str]) -> list[dict]:
    """Names at the chosen marks, and at first and last place where nobody was chosen."""
    named = (
        rows[rows["series"].isin(chosen)] if chosen else rows.iloc[[0, -1]] if len(rows) else rows
    )
    colours = {series: style["color"] for series, style in zip(chosen, SERIES, strict=False)}
    span = max(rows["score"].max() - rows["score"].min(), 1) if len(rows) else 1
    heights = spread([float(score) for score in named["score"]], apart=span * 22 / PLOT_HEIGHT)
    middle = rows["rank"].max() / 2 if len(rows) else 0
    return [
        {
            "x": int(row["rank"]),
            "y": height,
            "text": f"<b>{row['short']}</b> {number(row['score'], 2)}",
            "xanchor": "left" if row["rank"] <= middle else "right",
            "yanchor": "bottom",
            "xshift": 10 if row["rank"] <= middle else -10,
            "showarrow": False,
            "font": {"size": TEXT_SIZE, "color": colours.get(row["series"], INK)},
        }
        for (_, row), height in zip(named.iterrows(), heights, strict=True)
    ]


def _title(rows: pd.DataFrame, indicator: Indicator, year: int) -> str:
    """The leader and how far the field is spread; of single facts only what they say."""
    if rows.empty:
        return f"Chưa có điểm {indicator.name} năm {year}"
    first, last = rows.iloc[0], rows.iloc[-1]
    place = "dẫn đầu" if first["rank"] == 1 else rank_shown(first["rank"], first["of"])
    said = f"{first['short']} {place} với {shown(first['score'], indicator)}"
    if not is_complete(rows) or len(rows) < 2:
        return f"{said}; chỉ biết điểm của {len(rows)} trên {int(first['of'])} đơn vị"
    lead = number(abs(first["score"] - rows.iloc[1]["score"]), 2)
    field = number(abs(first["score"] - last["score"]), 2)
    return f"{said}, hơn hạng kế {lead}; cả bảng cách nhau {field}"


def _notes(ranking: pd.DataFrame, rows: pd.DataFrame, against: int | None) -> tuple[str, ...]:
    notes = []
    if _earlier(rows, against):
        notes.append(f"Đường chấm: cả bảng năm {against}.")
    unscored = int((ranking["rank"].notna() & ranking["score"].isna()).sum())
    if unscored:
        notes.append(f"{unscored} đơn vị có hạng nhưng không công bố điểm, chỉ có trong bảng.")
    tied = int(rows["tied"].sum())
    if tied:
        notes.append(f"{tied} đơn vị đồng hạng (điểm bằng nhau chung một hạng).")
    return tuple(notes)
