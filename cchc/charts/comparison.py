"""Units side by side at one time: a mark for the rate, a line for its interval, the counts beside.

Name and value stand above each mark, not beside it, so that a phone and a projector read alike.
"""

import pandas as pd

from cchc.catalog.indicator import Indicator
from cchc.charts.chart import Chart
from cchc.charts.theme import (
    CONTEXT,
    FAINT,
    MAIN,
    SAME,
    SECOND,
    SMALL_TEXT,
    SURFACE,
    TEXT_SIZE,
    axis,
    layout,
)
from cchc.charts.wording import BASIS, counts_shown, is_missing, over, shown
from cchc.languages import say
from cchc.vietnamese import percent

ROW = 66  # pixels for one unit: two lines of text and its mark
WORDS_ABOVE = 30  # pixels from a mark to the middle of its words: none touches the other
MOST_ROWS = 12
NAME_WIDTH = 34  # letters of a name that a phone shows beside its value


def comparison_chart(
    compared: pd.DataFrame,
    indicator: Indicator,
    *,
    denominator: str | None = None,
    pooled: dict | None = None,
    highlight: tuple[str, ...] = (),
    most: int = MOST_ROWS,
    is_named: bool = False,
) -> Chart:
    """One row per unit as compare() gives it, with `short` names; worst first.

    `denominator`: what the rate is a share of, in words; `pooled`: the rate of all together;
    `most`: how many rows are drawn, while title and alternative text speak of all; `is_named`:
    the place where the chart stands has named the measure.
    """
    rows = _ordered(compared, indicator)
    is_drawn = (rows.index < most) | rows["series"].isin(highlight)
    shown_rows = rows[is_drawn].reset_index(drop=True)
    title = _title(rows, indicator, highlight)
    title = title if is_named or rows.empty else _measured(title, indicator)
    figure = {
        "data": [_intervals(shown_rows), _marks(shown_rows, indicator, highlight)],
        "layout": _layout(shown_rows, indicator, pooled),
    }
    return Chart(
        title=title,
        subtitle=_subtitle(indicator, denominator, pooled),
        figure=figure,
        alt=say(
            "So sánh {n} đơn vị theo {name}. {title}.",
            n=len(rows),
            name=indicator.name,
            title=title,
        ),
        notes=_notes(rows, len(shown_rows)),
    )


def _ordered(compared: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Exceptions first: the worst on top; without a direction the highest."""
    rows = compared[compared["value"].notna()]
    return rows.sort_values(
        ["value", "short"], ascending=[indicator.better == "higher", True], ignore_index=True
    )


def _intervals(rows: pd.DataFrame) -> dict:
    """One trace for all intervals, a gap after each."""
    x, y = [], []
    for place, (low, high) in enumerate(zip(rows["low"], rows["high"], strict=True)):
        if not is_missing(low):
            x += [round(low, 3), round(high, 3), None]
            y += [place, place, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": SECOND, "width": 5},
        "hoverinfo": "skip",
    }


def _marks(rows: pd.DataFrame, indicator: Indicator, highlight: tuple[str, ...]) -> dict:
    colours = [MAIN if not highlight or s in highlight else SAME for s in rows["series"]]
    is_hollow = [
        bool(small) or basis == "stated"
        for small, basis in zip(rows["is_small"], rows["basis"], strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(value, 3) for value in rows["value"]],
        "y": list(range(len(rows))),
        "text": [_hover(row, indicator) for _, row in rows.iterrows()],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "size": 13,
            "symbol": ["diamond" if basis == "stated" else "circle" for basis in rows["basis"]],
            "color": [
                SURFACE if hollow else c for hollow, c in zip(is_hollow, colours, strict=True)
            ],
            "line": {"color": colours, "width": 2.5},
        },
    }


def _hover(row: pd.Series, indicator: Indicator) -> str:
    """Name, value, counts, interval, period and basis of one mark."""
    value = shown(row["value"], indicator, approx=row["approx"])
    parts = [f"<b>{row['name']}</b>", f"{value} · {row['period']}"]
    counts = counts_shown(row["numerator"], row["denominator"])
    if counts:
        parts.append(say("{counts} hồ sơ", counts=counts))
    if not is_missing(row["low"]):
        low, high = percent(row["low"], 2), percent(row["high"], 2)
        parts.append(say("Khoảng tin cậy 95 %: {low} – {high}", low=low, high=high))
    parts.append(say(BASIS.get(row["basis"], "")).capitalize())
    return "<br>".join(part for part in parts if part)


def _layout(rows: pd.DataFrame, indicator: Indicator, pooled: dict | None) -> dict:
    count = max(len(rows), 1)
    low, high = value_range(rows, indicator)
    return layout(
        height=ROW * count + 56,
        margin={"l": 8, "r": 8, "t": 26, "b": 34, "pad": 4},
        xaxis=axis(range=[low, high], ticksuffix=" %" if indicator.unit == "%" else "", nticks=6),
        yaxis=axis(range=[count - 0.6, -0.75], showticklabels=False, showgrid=False),
        annotations=[
            note for place, row in rows.iterrows() for note in _words(place, row, indicator)
        ],
        shapes=[_rule(place) for place in range(count)] + ([_centre(pooled)] if pooled else []),
    )


def value_range(rows: pd.DataFrame, indicator: Indicator) -> list[float]:
    """The span of values and intervals with air; of percentages never past 100."""
    lowest = pd.concat([rows["value"], rows["low"]]).min() if len(rows) else 0
    highest = pd.concat([rows["value"], rows["high"]]).max() if len(rows) else 100
    air = max((highest - lowest) * 0.06, 0.3)
    ceiling = highest + air if indicator.unit != "%" else min(highest + air, 100 + air / 2)
    floor = max(lowest - air, -air / 2) if lowest >= 0 else lowest - air
    return [float(floor), float(ceiling)]


def _words(place: int, row: pd.Series, indicator: Indicator) -> list[dict]:
    """Above the mark: name and, beneath it, the counts at the left; the value at the right."""
    counts = counts_shown(row["numerator"], row["denominator"])
    name = row["short"]
    short = name if len(name) <= NAME_WIDTH else name[: NAME_WIDTH - 1] + "…"
    small = f"<br><span style='font-size:{SMALL_TEXT}px'>{counts or row['period']}</span>"
    value = f"<b>{shown(row['value'], indicator, approx=row['approx'])}</b>"
    line = {"xref": "paper", "y": place, "yshift": WORDS_ABOVE, "showarrow": False}
    return [
        line | {"x": 0, "xanchor": "left", "align": "left", "text": short + small,
                "bgcolor": SURFACE},
        line | {"x": 1, "xanchor": "right", "text": value, "font": {"size": TEXT_SIZE + 2}},
    ]  # fmt: skip


def _rule(place: int) -> dict:
    return {
        "type": "line",
        "layer": "below",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": place,
        "y1": place,
        "line": {"color": FAINT, "width": 1},
    }


def _centre(pooled: dict) -> dict:
    """The rate of all units together, sum over sum."""
    return {
        "type": "line",
        "x0": pooled["value"],
        "x1": pooled["value"],
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"color": CONTEXT, "width": 2, "dash": "dash"},
    }


def _title(rows: pd.DataFrame, indicator: Indicator, highlight: tuple[str, ...]) -> str:
    """The worst and the best; of one unit among others how it stands between them."""
    if rows.empty:
        return say("Chưa có số liệu {name}", name=indicator.name)
    first, last = rows.iloc[0], rows.iloc[-1]
    if len(rows) == 1:
        return f"{first['short']}: {shown(first['value'], indicator)}"
    if len(highlight) == 1:
        return _among(rows, indicator, highlight[0])
    low = say("thấp nhất") if indicator.better == "higher" else say("cao nhất")
    high = say("cao nhất") if indicator.better == "higher" else say("thấp nhất")
    return (
        f"{first['short']} {low} ({shown(first['value'], indicator)}), "
        f"{last['short']} {high} ({shown(last['value'], indicator)})"
    )


def _measured(title: str, indicator: Indicator) -> str:
    """ "Tỷ lệ trễ hạn: Xã A cao nhất (21,0 ‰), …": a heading that is understood by itself."""
    return f"{indicator.short}{', ' if ': ' in title else ': '}{title}"


def _among(rows: pd.DataFrame, indicator: Indicator, series: str) -> str:
    own = rows[rows["series"] == series].iloc[0]
    low, high = (shown(value, indicator) for value in (rows["value"].min(), rows["value"].max()))
    return say(
        "{name}: {value}, cả {n} đơn vị từ {low} đến {high}",
        name=own["short"], value=shown(own["value"], indicator), n=len(rows), low=low, high=high,
    )  # fmt: skip


def _subtitle(indicator: Indicator, denominator: str | None, pooled: dict | None) -> str:
    base = over(denominator)
    together = ""
    if pooled:
        counts = counts_shown(pooled["numerator"], pooled["denominator"])
        together = say(
            ". Gộp chung: {rate} ({counts}), vạch đứt",
            rate=shown(pooled["value"], indicator),
            counts=counts,
        )
    return f"{indicator.name}{base}{together}"


def _notes(rows: pd.DataFrame, drawn: int) -> tuple[str, ...]:
    notes = []
    if (rows["basis"] == "stated").any():
        notes.append(say("◇ chỉ có tỷ lệ như nơi báo cáo nêu, không có số hồ sơ để tính lại."))
    if rows["is_small"].any():
        notes.append(say("○ dưới 30 hồ sơ: quá ít để so sánh."))
    if rows["low"].notna().any():
        notes.append(say("Vạch ngang: khoảng tin cậy 95 % (Wilson)."))
    if rows["period"].nunique() > 1:
        notes.append(say("Mỗi đơn vị một kỳ khác nhau, xem cột Kỳ trong bảng."))
    if len(rows) > drawn:
        notes.append(say("Hình vẽ {drawn} đơn vị đầu trên {n}.", drawn=drawn, n=len(rows)))
    return tuple(notes)
