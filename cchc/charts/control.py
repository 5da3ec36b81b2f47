"""One unit over time with the limits of what it does by itself: XmR, or p′ with its counts.

Beneath the values stands what the limits come from: the moving ranges, or the numbers of cases.
"""

import pandas as pd

from cchc.catalog.events import Event
from cchc.catalog.indicator import Indicator
from cchc.charts.chart import Chart
from cchc.charts.happenings import happenings
from cchc.charts.theme import (
    BETTER,
    CONTEXT,
    FOURTH,
    LINE_WIDTH,
    MAIN,
    SAME,
    SMALL_TEXT,
    SURFACE,
    TEXT_SIZE,
    WORSE,
    axis,
    layout,
)
from cchc.charts.timeline import middle, time_axis, year_lines
from cchc.charts.verdicts import verdict_sentence
from cchc.charts.wording import counts_shown, in_sentence, is_missing, over, shown
from cchc.languages import say
from cchc.vietnamese import NOTHING, number

HEIGHT = 480
UPPER, LOWER = [0.32, 1], [0, 0.2]  # of the height: values, and what the limits come from
FEWEST = 3  # points that make a picture
HALF = 0.5
LATELY = 7  # points from which a line comes to its last one
AIR = 0.12  # of the span of values, above and below
SYMBOLS = {1: "triangle-up", 0: "circle", -1: "triangle-down"}


def control_chart(
    drawn: pd.DataFrame,
    verdict,
    indicator: Indicator,
    *,
    unit: str,
    denominator: str | None = None,
    events: tuple[Event, ...] = (),
    target: float | None = None,
) -> Chart:
    """`drawn` as indicators.behaviour.history gives it, `verdict` as .verdict does.

    `target`: a line to hold the values against, in the indicator's unit.
    """
    marks = happenings(events, drawn["from"].min(), drawn["to"].max())
    title = verdict_sentence(verdict, indicator, unit)
    figure = _figure(drawn, verdict, indicator, denominator, marks, target)
    is_drawn = len(drawn) >= FEWEST
    return Chart(
        title=title,
        subtitle=_subtitle(drawn, verdict, indicator, denominator),
        figure=figure if is_drawn else {"data": [], "layout": {}},
        alt=say("Biểu đồ kiểm soát, {n} kỳ. {finding}.", n=len(drawn), finding=title),
        notes=(*_notes(drawn, verdict), *marks.notes) if is_drawn else (),
        folded=marks.notes if is_drawn else (),
    )


def _figure(drawn, verdict, indicator: Indicator, denominator, marks, target) -> dict:
    start, end = drawn["from"].min(), drawn["to"].max()
    return {
        "data": [
            *_limit_lines(drawn),
            _values(drawn, indicator),
            *_beneath(drawn, verdict.method),
        ],
        "layout": layout(
            height=HEIGHT,
            margin={"l": 8, "r": 14, "t": 40, "b": 36, "pad": 4},
            xaxis=time_axis(start, end) | {"anchor": "y2"},
            yaxis=_upper_axis(drawn, indicator, target),
            yaxis2=axis(
                domain=LOWER, rangemode="tozero", nticks=3, tickformat=_ticks(verdict.method)
            ),
            shapes=[*year_lines(start, end), *marks.shapes, *_target_line(target)],
            annotations=[
                *marks.annotations,
                *_target_words(drawn, indicator, target),
                _last_word(drawn, indicator),
                _beneath_words(verdict.method, denominator),
            ],
        ),
    }


def _subtitle(drawn: pd.DataFrame, verdict, indicator: Indicator, denominator: str | None) -> str:
    base = over(denominator)
    method = say("biểu đồ p′") if verdict.method == "proportion" else say("biểu đồ XmR")
    last = drawn.iloc[-1]
    counts = counts_shown(last["numerator"], last["denominator"])
    now = shown(last["value"], indicator) + (f" ({counts})" if counts else "")
    mean = "" if is_missing(last["centre"]) else shown(last["centre"], indicator)
    return say(
        "{measure}{base}, {method}. Kỳ cuối {period}: {now}; vạch giữa: {mean}",
        measure=indicator.name,
        base=base,
        method=method,
        period=in_sentence(last["period"]),
        now=now,
        mean=mean or NOTHING,
    )


def _days(rows: pd.DataFrame) -> list[str]:
    return [middle(start, end) for start, end in zip(rows["from"], rows["to"], strict=True)]


def _limit_lines(drawn: pd.DataFrame) -> list[dict]:
    """Centre and limits, stepped with the number of cases, anew in each phase."""
    styles = {
        "centre": {"width": 1.5},
        "lower": {"width": 1.5, "dash": "dash"},
        "upper": {"width": 1.5, "dash": "dash"},
    }
    return [
        {
            "type": "scatter",
            "mode": "lines",
            **_with_breaks(drawn, column),
            "line": {"color": SAME, "shape": "hvh", **style},
            "hoverinfo": "skip",
        }
        for column, style in styles.items()
        if drawn[column].notna().any()
    ]


def _with_breaks(drawn: pd.DataFrame, column: str) -> dict:
    """x and y of a column with a gap after each phase."""
    x, y = [], []
    for _, phase in drawn.groupby("phase", sort=True):
        x += [*_days(phase), None]
        y += [*(None if is_missing(v) else round(v, 3) for v in phase[column]), None]
    return {"x": x, "y": y}


def _values(drawn: pd.DataFrame, indicator: Indicator) -> dict:
    """The values; those that a rule marks are larger, by shape and colour."""
    line = _with_breaks(drawn, "value")
    kinds, texts = [], []
    for _, phase in drawn.groupby("phase", sort=True):
        kinds += [*(_judged(mark, indicator) for mark in phase["mark"]), 0]
        texts += [*(_hover(row, indicator) for _, row in phase.iterrows()), ""]
    colours = {1: BETTER, 0: MAIN, -1: WORSE}
    return {
        "type": "scatter",
        "mode": "lines+markers",
        **line,
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": MAIN, "width": LINE_WIDTH - 1},
        "marker": {
            "color": [colours[kind] for kind in kinds],
            "symbol": [SYMBOLS[kind] for kind in kinds],
            "size": [11 if kind else 6 for kind in kinds],
        },
    }


def _judged(mark: int, indicator: Indicator) -> int:
    """+1 where a marked point is good, −1 where it is bad; as it stands without a direction."""
    return -int(mark) if indicator.better == "lower" else int(mark)


def _hover(row: pd.Series, indicator: Indicator) -> str:
    counts = counts_shown(row["numerator"], row["denominator"])
    value = f"<b>{shown(row['value'], indicator)}</b>" + (f" ({counts})" if counts else "")
    limits = ""
    if not is_missing(row["lower"]):
        limits = say(
            "Thường thấy: {low} – {high}",
            low=shown(row["lower"], indicator),
            high=shown(row["upper"], indicator),
        )
    return "<br>".join(part for part in (row["period"], value, limits) if part)


def _beneath(drawn: pd.DataFrame, method: str) -> list[dict]:
    """The numbers of cases, or the moving ranges with their limit."""
    if method == "proportion":
        return [_cases(drawn)]
    ranges = {
        "type": "scatter",
        "mode": "lines+markers",
        "yaxis": "y2",
        **_with_breaks(drawn, "range"),
        "line": {"color": MAIN, "width": 1.2},
        "marker": {"size": 4, "color": MAIN},
        "hovertemplate": "%{y:,.2f}<extra></extra>",
    }
    if drawn["range_limit"].isna().all():
        return [ranges]
    limit = {
        "type": "scatter",
        "mode": "lines",
        "yaxis": "y2",
        **_with_breaks(drawn, "range_limit"),
        "line": {"color": SAME, "width": 1.5, "dash": "dash"},
        "hoverinfo": "skip",
    }
    return [ranges, limit]


def _cases(drawn: pd.DataFrame) -> dict:
    return {
        "type": "bar",
        "yaxis": "y2",
        "x": _days(drawn),
        "y": [int(n) for n in drawn["denominator"]],
        "marker": {"color": CONTEXT},
        "hovertemplate": "%{y:,}<extra></extra>",
    }


def _ticks(method: str) -> str:
    """Cases are whole; ranges are small."""
    return ",d" if method == "proportion" else ",.2~f"


def _upper_axis(drawn: pd.DataFrame, indicator: Indicator, target: float | None) -> dict:
    spans = pd.concat(
        [drawn["value"], drawn["lower"], drawn["upper"], pd.Series([target], dtype=float)]
    )
    low, high = float(spans.min()), float(spans.max())
    air = max((high - low) * AIR, 10**-indicator.decimals)
    ceiling = min(high + air, 100 + air / 2) if indicator.unit == "%" else high + air
    floor = max(low - air, -air / 2) if low >= 0 else low - air
    suffix = " %" if indicator.unit == "%" else ""
    return axis(domain=UPPER, range=[floor, ceiling], nticks=6, ticksuffix=suffix)


def _target_line(target: float | None) -> list[dict]:
    if target is None:
        return []
    line = {"color": FOURTH, "width": 2, "dash": "dashdot"}
    return [
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": target,
            "y1": target,
            "line": line,
        }
    ]


def _target_words(drawn: pd.DataFrame, indicator: Indicator, target: float | None) -> list[dict]:
    """What the line of the target is, at its left end, on the side where no values lie."""
    if target is None:
        return []
    wanted = say("chỉ tiêu {value}", value=shown(target, indicator))
    first = drawn["value"].head(max(len(drawn) // 4, 1))
    side = "top" if (first > target).mean() > HALF else "bottom"
    return [_word(target, wanted, FOURTH) | {"yanchor": side}]


def _last_word(drawn: pd.DataFrame, indicator: Indicator) -> dict:
    """The last value, beside its point: above it, or below where the line comes down to it."""
    last, lately = drawn.iloc[-1], drawn["value"].iloc[-LATELY:]
    is_falling = lately.mean() > last["value"]
    return {
        "x": middle(last["from"], last["to"]),
        "y": round(last["value"], 3),
        "yanchor": "top" if is_falling else "bottom",
        "yshift": -6 if is_falling else 6,
        "xanchor": "right",
        "text": f"<b>{shown(last['value'], indicator)}</b>",
        "bgcolor": SURFACE,
        "showarrow": False,
        "font": {"size": TEXT_SIZE, "color": MAIN},
    }


def _word(y: float, text: str, colour: str) -> dict:
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": y,
        "yanchor": "bottom",
        "text": text,
        "showarrow": False,
        "font": {"size": SMALL_TEXT, "color": colour},
    }


def _beneath_words(method: str, denominator: str | None) -> dict:
    """The name of the lower part, over it."""
    cases = say("Số {cases}", cases=denominator or say("trường hợp"))
    text = cases if method == "proportion" else say("Mức đổi giữa hai kỳ liền nhau")
    return _word(LOWER[1], text, SAME) | {"yref": "paper"}


def _notes(drawn: pd.DataFrame, verdict) -> tuple[str, ...]:
    notes = []
    if drawn["centre"].notna().any():
        notes.append(
            say("Vạch đứt: giới hạn dao động tính từ chính chuỗi số, kể cả số hồ sơ mỗi kỳ.")
            if verdict.method == "proportion"
            else say("Vạch đứt: giới hạn dao động, trung bình ± 2,66 lần mức đổi trung bình.")
        )
        notes.append(say("▲ ▼ là các kỳ mà một quy tắc đánh dấu."))
    if drawn["phase"].nunique() > 1:
        notes.append(say("Giới hạn chỉ tính lại ở mốc đổi đơn vị, cách tính hoặc mẫu số."))
    short = drawn["centre"].isna().groupby(drawn["phase"]).all()
    if short.any() and not short.all():
        notes.append(say("Đoạn dưới {n} kỳ không có giới hạn.", n=number(verdict.needed, 0)))
    return tuple(notes)
