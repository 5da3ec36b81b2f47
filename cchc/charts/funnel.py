"""Units of one time by their number of cases: who differs by more than chance and common variation.

The wide end holds units of few cases, whose rates say little. Only those outside the outer limits
are named; the reader's own unit is marked wherever it stands.
"""

from math import log10

import pandas as pd

from cchc.catalog.indicator import Indicator
from cchc.charts.chart import Chart
from cchc.charts.theme import (
    BETTER,
    FAINT,
    INK,
    MAIN,
    SAME,
    SMALL_TEXT,
    TEXT_SIZE,
    WORSE,
    axis,
    layout,
)
from cchc.charts.wording import counts_shown, in_sentence, shown
from cchc.languages import say
from cchc.vietnamese import number

HEIGHT = 460
MOST_NAMES = 6  # labels on the figure; the sentence and the table name the others
MANY_TIMES = 20  # a spread of sizes from which their axis is by ratio
AIR = 0.06
NAMED_IN_TITLE = 3


def funnel_chart(
    judged: pd.DataFrame,
    curves: pd.DataFrame,
    indicator: Indicator,
    *,
    block: str,
    period: str,
    denominator: str,
    widened: float,
    mine: str | None = None,
) -> Chart:
    """`judged` and `curves` as indicators.funnel.placed gives them, with `short` names.

    `block`: whose units they are, in words; `mine`: the series of the reader's unit; `widened`: by
    what factor variation between units widened the limits of a unit of middle size.
    """
    title = _title(judged, indicator, block, period, mine)
    return Chart(
        title=title,
        subtitle=say(
            "{measure}, tính trên {base}; {block}, {period}. Gộp chung: {rate}",
            measure=indicator.name,
            base=denominator,
            block=block,
            period=in_sentence(period),
            rate=shown(curves["centre"].iloc[0], indicator),
        ),
        figure={
            "data": [*_limits(curves), *_units(judged, indicator, mine)],
            "layout": _layout(judged, curves, indicator, denominator, mine),
        },
        alt=say("Biểu đồ phễu của {n} đơn vị. {finding}.", n=number(len(judged), 0), finding=title),
        notes=_notes(widened),
    )


def bad_side(indicator: Indicator) -> int:
    """On which side of the limits a unit is worse than the others."""
    return 1 if indicator.better == "lower" else -1


def _title(judged, indicator: Indicator, block: str, period: str, mine: str | None) -> str:
    own = judged[judged["series"] == mine] if mine else judged.iloc[0:0]
    worse, better = _split(judged, indicator)
    said = [_about_own(own.iloc[0], indicator)] if len(own) else []
    if worse.empty and better.empty:
        words = say("không đơn vị nào trong {n} {block} khác hẳn phần còn lại",
                    n=number(len(judged), 0), block=block)  # fmt: skip
        said.append(words if said else words.capitalize())
    elif len(worse):
        said.append(
            say(
                "{n} {block} kém hẳn phần còn lại: {names}",
                n=number(len(worse), 0),
                block=block,
                names=_names(worse),
            )
        )
    else:
        said.append(
            say(
                "{n} {block} tốt hẳn hơn phần còn lại: {names}",
                n=number(len(better), 0),
                block=block,
                names=_names(better),
            )
        )
    return "; ".join(said)


def _about_own(row: pd.Series, indicator: Indicator) -> str:
    value = shown(row["value"], indicator)
    if not row["outside"]:
        return say("{unit} ({value}) nằm trong phễu", unit=row["short"], value=value)
    if row["outside"] == bad_side(indicator):
        return say("{unit} ({value}) kém hẳn phần còn lại", unit=row["short"], value=value)
    return say("{unit} ({value}) tốt hẳn hơn phần còn lại", unit=row["short"], value=value)


def _split(judged: pd.DataFrame, indicator: Indicator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Those worse and those better than the limits, the furthest from the others first."""
    far = judged.sort_values("value", ascending=indicator.better != "lower")
    bad = bad_side(indicator)
    return far[far["outside"] == bad], far[far["outside"] == -bad].iloc[::-1]


def _names(rows: pd.DataFrame) -> str:
    names = ", ".join(rows["short"].head(NAMED_IN_TITLE))
    return f"{names}…" if len(rows) > NAMED_IN_TITLE else names


def _limits(curves: pd.DataFrame) -> list[dict]:
    """The space between the outer limits as an area, the inner limits and the centre as lines."""
    sizes = [int(n) for n in curves["size"]]
    area = {
        "type": "scatter",
        "mode": "lines",
        "x": [*sizes, *sizes[::-1]],
        "y": [*curves["high_99.8"].round(3), *curves["low_99.8"].round(3)[::-1]],
        "fill": "toself",
        "fillcolor": FAINT,
        "line": {"color": SAME, "width": 1.2},
        "hoverinfo": "skip",
    }
    lines = [("low_95", "dot"), ("high_95", "dot"), ("centre", "solid")]
    return [area, *(_line(sizes, curves[column], dash) for column, dash in lines)]


def _line(sizes: list[int], values: pd.Series, dash: str) -> dict:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": sizes,
        "y": list(values.round(3)),
        "line": {"color": SAME, "width": 1.2, "dash": dash},
        "hoverinfo": "skip",
    }


def _units(judged: pd.DataFrame, indicator: Indicator, mine: str | None) -> list[dict]:
    """Within the limits small and quiet, outside by shape and colour, one's own on top."""
    own = judged["series"] == mine
    bad = bad_side(indicator)
    groups = (
        (judged[(judged["outside"] == 0) & ~own], MAIN, "circle-open", 7),
        (judged[(judged["outside"] == bad) & ~own], WORSE, "triangle-down", 12),
        (judged[(judged["outside"] == -bad) & ~own], BETTER, "triangle-up", 12),
        (judged[own], INK, "diamond", 15),
    )
    return [_marks(rows, indicator, *style) for rows, *style in groups if len(rows)]


def _marks(rows: pd.DataFrame, indicator: Indicator, colour: str, symbol: str, size: int) -> dict:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [int(n) for n in rows["denominator"]],
        "y": list(rows["value"].round(3)),
        "text": [
            f"<b>{short}</b><br>{shown(value, indicator)} ({counts_shown(n, d)})"
            for short, value, n, d in zip(
                rows["short"], rows["value"], rows["numerator"], rows["denominator"], strict=True
            )
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"color": colour, "symbol": symbol, "size": size},
    }


def _layout(judged, curves, indicator: Indicator, denominator: str, mine: str | None) -> dict:
    sizes = judged["denominator"]
    is_by_ratio = sizes.max() > MANY_TIMES * sizes.min()
    scale = {"type": "log", "dtick": 1} if is_by_ratio else {"nticks": 6}
    suffix = " %" if indicator.unit == "%" else ""
    return layout(
        height=HEIGHT,
        margin={"l": 8, "r": 14, "t": 14, "b": 56, "pad": 4},
        xaxis=axis(
            **scale,
            tickformat=",d",
            title={"text": say("Số {cases}", cases=denominator), "font": {"size": SMALL_TEXT}},
            showgrid=False,
        ),
        yaxis=axis(range=_range(judged, curves, indicator), nticks=6, ticksuffix=suffix),
        annotations=_labels(judged, indicator, mine, is_by_ratio=is_by_ratio),
    )


def _range(judged: pd.DataFrame, curves: pd.DataFrame, indicator: Indicator) -> list[float]:
    """All units, and the limits as far as units go: the wide end may run out of the picture."""
    values = judged["value"]
    low = min(values.min(), curves["low_99.8"].median())
    high = max(values.max(), curves["high_99.8"].median())
    air = max((high - low) * AIR, 0.2)
    ceiling = min(high + air, 100 + air / 2) if indicator.unit == "%" else high + air
    return [float(max(low - air, -air / 2)), float(ceiling)]


def _labels(judged, indicator: Indicator, mine: str | None, *, is_by_ratio: bool) -> list[dict]:
    """Names beside one's own unit and the worst outside; a wordy figure names fewer."""
    worse, better = _split(judged, indicator)
    named = pd.concat([judged[judged["series"] == mine], worse, better])
    middle = judged["denominator"].median()
    return [
        {
            "x": log10(row["denominator"]) if is_by_ratio else row["denominator"],
            "y": row["value"],
            "text": f"<b>{row['short']}</b>" if row["series"] == mine else row["short"],
            "xanchor": "right" if row["denominator"] > middle else "left",
            "xshift": -10 if row["denominator"] > middle else 10,
            "showarrow": False,
            "font": {"size": TEXT_SIZE if row["series"] == mine else SMALL_TEXT, "color": INK},
        }
        for _, row in named.drop_duplicates("series").head(MOST_NAMES).iterrows()
    ]


def _notes(widened: float) -> tuple[str, ...]:
    limits = say(
        "Vùng nhạt: giới hạn 99,8 %; vạch chấm: 95 %. Đơn vị ít hồ sơ dao động nhiều nên phễu loe."
    )
    if widened <= 1:
        return (limits,)
    return (
        limits,
        say(
            "Các đơn vị khác nhau nhiều hơn số hồ sơ giải thích được, nên giới hạn đã nới "
            "{times} lần ở đơn vị cỡ giữa (Spiegelhalter 2005).",
            times=number(widened, 1),
        ),
    )
