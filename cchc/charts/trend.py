"""One indicator over time: a line for each unit, cut wherever two values must not be compared.

Values are joined only within one unit, level, block, segment and kind of period: a quarter is not
joined to a year, nor cấp huyện to toàn huyện. A value that stands alone stays a mark.
"""

import pandas as pd

from cchc.catalog.events import Event
from cchc.catalog.indicator import Indicator
from cchc.charts.chart import Chart, spread
from cchc.charts.field import MOST_LINES, band, field_notes, field_of
from cchc.charts.happenings import Happenings, happenings
from cchc.charts.hovers import hover
from cchc.charts.theme import (
    CONTEXT,
    LINE_WIDTH,
    SERIES,
    SURFACE,
    TEXT_SIZE,
    axis,
    layout,
)
from cchc.charts.timeline import ONE_DAY, middle, time_axis, year_lines
from cchc.charts.wording import (
    BASIS,
    change_shown,
    counts_shown,
    in_sentence,
    is_missing,
    over,
    shown,
)
from cchc.languages import say
from cchc.periods import Period
from cchc.vietnamese import percent

HEIGHT = 440
TOP, BOTTOM = 40, 40
MARK, FINE_MARK = 10, 5  # pixels
MANY = 30  # points of a line, whose marks would hide it
LINE = ["series", "level", "breakdown", "segment", "kind"]
# Days from the start of one period to that of the next; a longer step is a gap in the line.
# Cumulative periods (6 and 9 months) follow each other by a year.
STEP = {"year": 366, "half": 366, "nine_months": 366, "quarter": 92, "month": 31, "week": 7}


def trend_chart(
    values: pd.DataFrame,
    indicator: Indicator,
    *,
    highlight: tuple[str, ...] = (),
    denominator: str | None = None,
    events: tuple[Event, ...] = (),
    height: int = HEIGHT,
    subject: str | None = None,
) -> Chart:
    """The history of each series. `values` as values() gives it, with `short` names.

    `highlight`: up to four series in colour, in that order, else the first four; `events`: what
    happened, drawn where it falls within the history; `subject`: what the title speaks of where
    the page has named the unit.
    """
    known = values[values["value"].notna()].copy()
    known["kind"] = [Period(a, b).kind for a, b in zip(known["from"], known["to"], strict=True)]
    known["breakdown"] = known["breakdown"].astype(object).fillna("")
    known = _with_runs(known)
    chosen = _chosen(known, highlight)
    units = known["series"].nunique()
    known, field = _with_field(known, chosen)
    marks = _happened(known, events)
    figure = {
        "data": [*band(field), *_context(known, chosen), *_lines(known, chosen, indicator)],
        "layout": _layout(known, field, chosen, indicator, marks, height),
    }
    title = _title(known, chosen, indicator, subject)
    return Chart(
        title=title,
        subtitle=indicator.name + over(denominator),
        figure=figure,
        alt=_alt(known, title, indicator),
        notes=(*field_notes(field, units - len(chosen)), *_notes(known), *marks.notes),
        folded=marks.notes,
    )


def _happened(known: pd.DataFrame, events: tuple[Event, ...]) -> Happenings:
    """What happened while the history ran."""
    if known.empty:
        return Happenings()
    return happenings(events, known["from"].min(), known["to"].max())


def _with_runs(known: pd.DataFrame) -> pd.DataFrame:
    """Adds `run`: periods of one line that follow each other without a gap share a number."""
    known = known.sort_values([*LINE, "from"], ignore_index=True)
    days = pd.to_datetime(known["from"]).groupby([known[c] for c in LINE]).diff().dt.days
    is_gap = days.isna() | (days > known["kind"].map(STEP).fillna(0) + 1)
    return known.assign(run=is_gap.cumsum())


def _chosen(known: pd.DataFrame, highlight: tuple[str, ...]) -> list[str]:
    there = list(dict.fromkeys(known["series"]))
    wanted = [series for series in highlight if series in there]
    return (wanted or there)[: len(SERIES)]


def _with_field(known: pd.DataFrame, chosen: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What is drawn as lines, and the field that stands for all others where they are many."""
    is_other = ~known["series"].isin(chosen)
    if known["series"][is_other].nunique() <= MOST_LINES:
        return known, field_of(known.iloc[0:0])
    return known[~is_other], field_of(known[is_other])


def _context(known: pd.DataFrame, chosen: list[str]) -> list[dict]:
    """Everybody else in grey, a trace for each, its name said once."""
    others = known[~known["series"].isin(chosen)]
    return [_grey(rows) for _, rows in others.groupby("series", sort=False)]


def _grey(rows: pd.DataFrame) -> dict:
    x, y = [], []
    for _, line in rows.groupby("run", sort=False):
        x += [*(middle(a, b) for a, b in zip(line["from"], line["to"], strict=True)), None]
        y += [*line["value"].round(3), None]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x[:-1],
        "y": y[:-1],
        "line": {"color": CONTEXT, "width": 1.2},
        "marker": {"color": CONTEXT, "size": 5},
        "hovertemplate": f"{rows['short'].iloc[0]}<extra></extra>",
    }


def _lines(known: pd.DataFrame, chosen: list[str], indicator: Indicator) -> list[dict]:
    """The coloured lines, each preceded by the spans its periods cover where they differ."""
    has_spans = known["kind"].nunique() > 1
    traces = []
    for series, style in zip(chosen, SERIES, strict=False):
        own = known[known["series"] == series]
        restarts = _restarts(own)
        if has_spans:
            traces.append(_spans(own, style["color"]))
        traces += [
            _line(rows, style, indicator, is_restart=run in restarts)
            for run, rows in own.groupby("run", sort=False)
        ]
    return traces


def _restarts(own: pd.DataFrame) -> set[int]:
    """Runs with which a line begins again after a change of method, base or units."""
    firsts = own.sort_values("to").groupby(["level", "segment"], sort=False).head(1)
    return set(firsts.groupby("level")["run"].apply(lambda runs: runs.iloc[1:]))


def _spans(own: pd.DataFrame, colour: str) -> dict:
    """How long each value's period lasted, as a thin bar through its mark."""
    x, y = [], []
    for start, end, value in zip(own["from"], own["to"], own["value"], strict=True):
        x += [start.isoformat(), end.isoformat(), None]
        y += [round(value, 3), round(value, 3), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": colour, "width": 2},
        "opacity": 0.45,
        "hoverinfo": "skip",
    }


def _line(rows: pd.DataFrame, style: dict, indicator: Indicator, *, is_restart: bool) -> dict:
    """One line; a restart after a cut begins hollow, and so does a rate that was only stated."""
    is_hollow = (rows["basis"] == "stated") & (indicator.kind == "rate")
    fills = [
        SURFACE if hollow or (is_restart and place == 0) else style["color"]
        for place, hollow in enumerate(is_hollow)
    ]
    return {
        "type": "scatter",
        "mode": "lines+markers" if len(rows) > 1 else "markers",
        "name": rows["short"].iloc[0],
        "x": [middle(a, b) for a, b in zip(rows["from"], rows["to"], strict=True)],
        "y": list(rows["value"].round(3)),
        **hover([_hover(row, indicator) for _, row in rows.iterrows()]),
        "line": {"color": style["color"], "width": LINE_WIDTH, "dash": style["dash"]},
        "marker": {
            "size": MARK if len(rows) <= MANY else FINE_MARK,
            "symbol": style["symbol"],
            "color": fills if SURFACE in fills else style["color"],
            "line": {"color": style["color"], "width": 2},
        },
        **_error_bars(rows, style["color"]),
    }


def _error_bars(rows: pd.DataFrame, colour: str) -> dict:
    """The 95 % interval of each rate that was computed from counts."""
    if rows["low"].isna().all():
        return {}
    above = (rows["high"] - rows["value"]).astype(float).fillna(0).round(3)
    below = (rows["value"] - rows["low"]).astype(float).fillna(0).round(3)
    bars = {"type": "data", "array": list(above), "arrayminus": list(below)}
    return {"error_y": bars | {"width": 0, "thickness": 1.5, "color": colour}}


def _hover(row: pd.Series, indicator: Indicator) -> str:
    """Name, period, value, counts, interval and basis of one point."""
    value = shown(row["value"], indicator, approx=row["approx"])
    parts = [f"<b>{row['short']}</b> · {row['period']}", f"<b>{value}</b>"]
    counts = counts_shown(row["numerator"], row["denominator"])
    if counts:
        parts.append(say("{counts} hồ sơ", counts=counts))
    if not is_missing(row["low"]):
        low, high = percent(row["low"], 2), percent(row["high"], 2)
        parts.append(say("{low} – {high} (khoảng tin cậy 95 %)", low=low, high=high))
    if indicator.kind == "rate":
        parts.append(say(BASIS.get(row["basis"], "")).capitalize())
    return "<br>".join(part for part in [*parts, row["note"]] if part)


def _layout(known, field, chosen: list[str], indicator: Indicator, marks, height: int) -> dict:
    if known.empty:
        return layout(height=height)
    start, end = known["from"].min(), known["to"].max()
    if len(field):
        start, end = min(start, field["from"].min()), max(end, field["to"].max())
    low, high = _value_range(known, field, indicator)
    per_pixel = (high - low) / (height - TOP - BOTTOM)
    return layout(
        height=height,
        margin={"l": 8, "r": 14, "t": TOP, "b": BOTTOM, "pad": 4},
        xaxis=time_axis(start, end),
        yaxis=axis(range=[low, high], nticks=6, ticksuffix=" %" if indicator.unit == "%" else ""),
        shapes=[*year_lines(start, end), *marks.shapes],
        annotations=[*marks.annotations, *_end_labels(known, chosen, indicator, per_pixel)],
    )


def _value_range(known, field, indicator: Indicator) -> tuple[float, float]:
    """The span of values and intervals with air for labels; percentages stay below 100."""
    lowest = float(pd.concat([known["value"], known["low"], field["low"]]).min())
    highest = float(pd.concat([known["value"], known["high"], field["high"]]).max())
    air = max((highest - lowest) * 0.15, 0.5 if indicator.unit == "%" else 10**-indicator.decimals)
    ceiling = min(highest + air, 100 + air / 2) if indicator.unit == "%" else highest + air
    floor = lowest - air if lowest < 0 else max(lowest - air, -air / 4)
    return floor, ceiling


def _end_labels(known, chosen: list[str], indicator: Indicator, per_pixel: float) -> list[dict]:
    """Name and last value beside the last point of each coloured series, inside the figure."""
    ends = [known[known["series"] == series].sort_values("to").iloc[-1] for series in chosen]
    places = spread([float(end["value"]) for end in ends], apart=20 * per_pixel)
    start = known["from"].min()
    whole = max(known["to"].max() - start, ONE_DAY)
    return [
        {
            "x": middle(end["from"], end["to"]),
            "y": place,
            "yshift": _side(known, end) * 16,
            "xanchor": _anchor(((end["from"] - start) + (end["to"] - start)) / 2 / whole),
            "showarrow": False,
            "text": _end_words(end, indicator, is_alone=len(ends) == 1),
            "bgcolor": SURFACE,
            "font": {"size": TEXT_SIZE, "color": style["color"]},
        }
        for end, place, style in zip(ends, places, SERIES, strict=False)
    ]


def _end_words(end: pd.Series, indicator: Indicator, *, is_alone: bool) -> str:
    """The value, and whose it is where the title does not say so."""
    value = shown(end["value"], indicator, approx=end["approx"])
    return f"<b>{value}</b>" if is_alone else f"<b>{end['short']}</b> {value}"


def _anchor(share: float) -> str:
    """Which end of a label stands at a point that lies at this share of the width."""
    return "left" if share < 0.35 else "right" if share > 0.65 else "center"


def _side(known: pd.DataFrame, end: pd.Series) -> int:
    """Above the last point, or below where the line comes down to it."""
    run = known[(known["run"] == end["run"]) & (known["to"] < end["to"])]
    return -1 if len(run) and run["value"].iloc[-1] > end["value"] else 1


def _title(
    known: pd.DataFrame, chosen: list[str], indicator: Indicator, subject: str | None
) -> str:
    """What the first unit did last, against the value before it on the same line."""
    if not chosen:
        return say("Chưa có số liệu {name}", name=indicator.name)
    own = known[known["series"] == chosen[0]].sort_values("to")
    now = own.iloc[-1]
    line = own[(own[LINE] == now[LINE]).all(axis=1)]
    value = shown(now["value"], indicator, approx=now["approx"])
    _, *level = now["short"].split(" · ")
    name = " · ".join([subject, *level]) if subject else now["short"]
    said = f"{name}: {value}, {in_sentence(now['period'])}"
    if len(line) < 2:
        return said
    before = line.iloc[-2]
    change = change_shown(now["value"] - before["value"], indicator)
    return say(
        "{said} ({change} so với {period})",
        said=said,
        change=change,
        period=in_sentence(before["period"]),
    )


def _alt(known: pd.DataFrame, title: str, indicator: Indicator) -> str:
    units, points = known["series"].nunique(), len(known)
    return (
        say(
            "{name} theo thời gian: {units} đơn vị, {points} số liệu. ",
            name=indicator.name,
            units=units,
            points=points,
        )
        + title
    )


def _notes(known: pd.DataFrame) -> tuple[str, ...]:
    notes = []
    if known["kind"].nunique() > 1:
        notes.append(
            say("Vạch mờ là độ dài kỳ báo cáo; chỉ nối các kỳ cùng loại của cùng phạm vi.")
        )
    if (known["basis"] == "stated").any() and known["low"].notna().any():
        notes.append(say("Điểm rỗng: chỉ có tỷ lệ như nơi báo cáo nêu."))
    if (known["basis"] == "derived").any():
        notes.append(say("Có kỳ được suy ra từ các kỳ khác, xem cột Cơ sở trong bảng."))
    if known["segment"].nunique() > 1:
        notes.append(say("Đường đứt ở nơi cách tính, mẫu số hoặc đơn vị hành chính đã đổi."))
    return tuple(notes)
