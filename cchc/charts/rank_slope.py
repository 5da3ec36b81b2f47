"""Two periods side by side: the score is the height, rank and score stand in the label."""

import pandas as pd

from cchc.catalog.indicator import Indicator
from cchc.charts.chart import Chart, spread
from cchc.charts.theme import CONTEXT, LINE_WIDTH, SERIES, SMALL_TEXT, axis, layout
from cchc.charts.wording import change_shown
from cchc.languages import say
from cchc.vietnamese import number

HEIGHT = 460
APART = 20  # pixels between two labels
LEFT, RIGHT = 74, 192  # room for the labels of each end


def slope_chart(
    compared: pd.DataFrame,
    indicator: Indicator,
    *,
    when: tuple[str, str],
    highlight: tuple[str, ...],
) -> Chart | None:
    """Scores then and now of ranking() with `short`; None where no score may be compared."""
    rows = compared[compared["score_change"].notna() & compared["rank"].notna()]
    if rows.empty:
        return None
    chosen = [
        rows[rows["series"] == one].iloc[0] for one in highlight if one in set(rows["series"])
    ]
    chosen = chosen[: len(SERIES)]
    title = _title(rows, indicator, when)
    return Chart(
        title=title,
        subtitle=say(
            "{index}: cao thấp theo giá trị; nhãn ghi hạng và giá trị", index=indicator.name
        ),
        figure={"data": [_field(rows), *_lines(chosen)], "layout": _layout(rows, chosen, when)},
        alt=say("Biểu đồ dốc của {n} đơn vị. {title}.", n=len(rows), title=title),
    )


def _field(rows: pd.DataFrame) -> dict:
    """Everybody in one grey trace, cut between units."""
    x, y = [], []
    for before, now in zip(rows["score_before"], rows["score"], strict=True):
        x += [0, 1, None]
        y += [round(before, 3), round(now, 3), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "connectgaps": False,
        "line": {"color": CONTEXT, "width": 1},
        "hoverinfo": "skip",
    }


def _lines(chosen: list[pd.Series]) -> list[dict]:
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": row["short"],
            "x": [0, 1],
            "y": [round(row["score_before"], 3), round(row["score"], 3)],
            "line": {"color": style["color"], "width": LINE_WIDTH + 0.5, "dash": style["dash"]},
            "marker": {"symbol": style["symbol"], "size": 10, "color": style["color"]},
            "hoverinfo": "skip",
        }
        for row, style in zip(chosen, SERIES, strict=False)
    ]


def _layout(rows: pd.DataFrame, chosen: list[pd.Series], when: tuple[str, str]) -> dict:
    scores = pd.concat([rows["score"], rows["score_before"]])
    air = max(scores.max() - scores.min(), 1e-6) * 0.05
    span = [scores.min() - air, scores.max() + air]
    return layout(
        height=HEIGHT,
        margin={"l": LEFT, "r": RIGHT, "t": 12, "b": 36, "pad": 4},
        xaxis=axis(
            range=[-0.03, 1.03], tickvals=[0, 1], ticktext=list(when), showgrid=False, tickangle=0
        ),
        yaxis=axis(range=span, showticklabels=False, showgrid=False),
        annotations=_labels(chosen, span),
    )


def _labels(chosen: list[pd.Series], span: list[float]) -> list[dict]:
    """Rank and score at both ends of the coloured lines, the name once; apart where they meet."""
    apart = (span[1] - span[0]) * APART / (HEIGHT - 48)
    notes = []
    for x, rank, score, side in ((0, "rank_before", "score_before", "right"),
                                 (1, "rank", "score", "left")):  # fmt: skip
        heights = spread([float(row[score]) for row in chosen], apart=apart)
        notes += [
            {
                "x": x,
                "y": height,
                "xanchor": side,
                "xshift": 10 if x else -10,
                "showarrow": False,
                "text": _text(row, rank, score),
                "font": {"size": SMALL_TEXT, "color": style["color"]},
            }
            for row, height, style in zip(chosen, heights, SERIES, strict=False)
        ]
    return notes


def _text(row: pd.Series, rank: str, score: str) -> str:
    name = f" {row['short']}" if rank == "rank" else ""
    return f"<b>{int(row[rank])}</b>{name} {number(row[score], 2)}"


def _title(rows: pd.DataFrame, indicator: Indicator, when: tuple[str, str]) -> str:
    """How many rose, and by how much the field as a whole moved."""
    sign = -1 if indicator.better == "lower" else 1
    better = int((sign * rows["score_change"] > 0).sum())
    middle = change_shown(rows["score_change"].median(), indicator)
    return say(
        "{n} trên {of} đơn vị tốt lên, {before} → {now}; đơn vị ở giữa đổi {middle}",
        n=better, of=len(rows), before=when[0], now=when[1], middle=middle,
    )  # fmt: skip
