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
    SURFACE,
    TEXT_SIZE,
    axis,
    layout,
)
from cchc.charts.wording import is_missing, rank_shown, shown
from cchc.languages import say
from cchc.vietnamese import number

HEIGHT = 420
PLOT_HEIGHT = HEIGHT - 70
FEW = 20  # units; in a larger field there is no room for the gap beside every rank


def score_chart(
    ranking: pd.DataFrame,
    indicator: Indicator,
    *,
    year: int | str,
    highlight: tuple[str, ...] = (),
    against: int | str | None = None,
) -> Chart:
    """Score by rank of one period, as ranking() gives it with `short`; behind it the earlier one.

    Where there are `rank_low` and `rank_high`, a bar through each mark spans the ranks possible.
    """
    rows = ranking[ranking["rank"].notna() & ranking["score"].notna()].sort_values("rank")
    chosen = [s for s in highlight if s in set(rows["series"])][: len(SERIES)]
    figure = {
        "data": [*_earlier(rows, against), _field(rows), *_chosen(rows, chosen)],
        "layout": _layout(rows, chosen, indicator),
    }
    return Chart(
        title=_title(rows, indicator, year),
        subtitle=say(
            "{index}, {period}, theo hạng: càng dốc, cách biệt càng lớn",
            index=indicator.name, period=year,
        ),
        figure=figure,
        alt=say(
            "{index} của {n} đơn vị theo hạng, {period}. {title}.",
            index=indicator.name, n=len(rows), period=year, title=_title(rows, indicator, year),
        ),
        notes=_notes(ranking, rows, against),
    )  # fmt: skip


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
        "hovertemplate": _hover(),
        **_ranges(rows),
    }


def _hover() -> str:
    """Name, rank and score of the mark beneath the pointer."""
    rank = say("hạng {place}", place="%{x}")
    return f"<b>%{{text}}</b><br>{rank}: %{{y:,.2f}}<extra></extra>"


def has_ranges(rows: pd.DataFrame) -> bool:
    """Whether any rank could be another one."""
    return "rank_low" in rows and bool((rows["rank_low"] < rows["rank_high"]).any())


def _ranges(rows: pd.DataFrame) -> dict:
    """From each mark to the best and the worst rank possible."""
    if not has_ranges(rows):
        return {}
    better, worse = rows["rank"] - rows["rank_low"], rows["rank_high"] - rows["rank"]
    return {
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [0 if is_missing(places) else int(places) for places in worse],
            "arrayminus": [0 if is_missing(places) else int(places) for places in better],
            "color": CONTEXT,
            "thickness": 4,
            "width": 0,
        }
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
            "hovertemplate": _hover(),
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
            title={"text": say("Hạng"), "font": {"size": SMALL_TEXT}, "standoff": 8},
        ),
        yaxis=axis(nticks=6, ticksuffix=" %" if indicator.unit == "%" else ""),
        annotations=[*_labels(rows, chosen), *_gaps(rows)],
    )


def _gaps(rows: pd.DataFrame) -> list[dict]:
    """Beneath each mark what misses to the place above; where there is room for all."""
    if len(rows) > FEW or has_ranges(rows):
        return []
    known = rows[rows["gap"].notna() & (rows["gap"] > 0)].drop_duplicates("rank")
    return [
        {
            "x": int(row["rank"]),
            "y": round(row["score"], 2),
            "yanchor": "top",
            "yshift": -8,
            "showarrow": False,
            "text": number(row["gap"], 2),
            "font": {"size": SMALL_TEXT - 1, "color": SAME},
        }
        for _, row in known.iterrows()
    ]


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
            "bgcolor": SURFACE,  # ranges of the others lie beneath
            "font": {"size": TEXT_SIZE, "color": colours.get(row["series"], INK)},
        }
        for (_, row), height in zip(named.iterrows(), heights, strict=True)
    ]


def _title(rows: pd.DataFrame, indicator: Indicator, year: int | str) -> str:
    """The leader and how far the field is spread; of single facts only what they say."""
    if rows.empty:
        return say("Chưa có {index}, {period}", index=indicator.name, period=year)
    first, last = rows.iloc[0], rows.iloc[-1]
    said = _first_said(first, indicator)
    if not is_complete(rows) or len(rows) < 2:
        known = {"n": len(rows), "of": int(first["of"])}
        return f"{said}; " + say("chỉ biết điểm của {n} trên {of} đơn vị", **known)
    lead = number(abs(first["score"] - rows.iloc[1]["score"]), 2)
    field = number(abs(first["score"] - last["score"]), 2)
    return f"{said}, " + say(
        "hơn hạng kế {lead}; cả bảng cách nhau {field}", lead=lead, field=field
    )


def _first_said(first: pd.Series, indicator: Indicator) -> str:
    """Who stands first of those known."""
    score = shown(first["score"], indicator)
    if first["rank"] == 1:
        return say("{name} dẫn đầu với {score}", name=first["short"], score=score)
    place = rank_shown(first["rank"], first["of"])
    return say("{name} {rank} với {score}", name=first["short"], rank=place, score=score)


def _notes(ranking: pd.DataFrame, rows: pd.DataFrame, against: int | str | None) -> tuple[str, ...]:
    notes = []
    if has_ranges(rows):
        notes.append(say("Vạch ngang: các hạng có thể, do số hồ sơ ít hoặc điểm quá sát nhau."))
    elif _gaps(rows):
        notes.append(say("Số nhỏ dưới mỗi điểm: kém hạng trên bao nhiêu."))
    if _earlier(rows, against):
        notes.append(say("Đường chấm: cả bảng {period}.", period=against))
    unscored = int((ranking["rank"].notna() & ranking["score"].isna()).sum())
    if unscored:
        notes.append(
            say("{n} đơn vị có hạng nhưng không công bố điểm, chỉ có trong bảng.", n=unscored)
        )
    tied = int(rows["tied"].sum())
    if tied:
        notes.append(say("{n} đơn vị đồng hạng (điểm bằng nhau chung một hạng).", n=tied))
    return tuple(notes)
