"""Who changed places over the years: every unit in grey, at most four in colour, rank 1 on top.

Coloured lines are named at both ends; in a field of up to fifteen units the grey ones are too.
"""

import pandas as pd

from cchc.catalog.events import Event
from cchc.catalog.indicator import Indicator
from cchc.charts.chart import Chart, spread
from cchc.charts.happenings import Happenings, happenings_by_step
from cchc.charts.rank_periods import period_named, period_shown, tick_shown
from cchc.charts.theme import (
    CONTEXT,
    FAINT,
    LINE_WIDTH,
    SAME,
    SERIES,
    SURFACE,
    TEXT_SIZE,
    axis,
    layout,
)
from cchc.charts.wording import is_missing
from cchc.languages import say

HEIGHT = 620
TOP, BOTTOM, LEFT, RIGHT = 16, 44, 44, 172
LABEL_APART = 19  # pixels between two labels at an end
ALL_NAMED = 15  # units; in a larger field only the coloured ones are named
LABELS = 5  # beneath the axis, 3 where they are longer than a year: a phone has no room for more


def bump_chart(
    history: pd.DataFrame,
    indicator: Indicator,
    *,
    highlight: tuple[str, ...],
    years: tuple[int | str, int | str] | None = None,
    events: tuple[Event, ...] = (),
) -> Chart:
    """Ranks by period. `history` as rank_history gives it, with `short` names.

    `highlight`: up to four series; `years`: the labels of the two standings that the title
    compares, else first and last; `events`: what happened, drawn where it falls.
    """
    years = years and (str(years[0]), str(years[1]))
    ranked = history[history["rank"].notna()].sort_values(["series", "at"])
    chosen = [series for series in highlight if series in set(ranked["series"])][: len(SERIES)]
    others = ranked[~ranked["series"].isin(chosen)]
    lines = [ranked[ranked["series"] == series] for series in chosen]
    marks = happenings_by_step(ranked, events)
    figure = {
        "data": [_background(others), *_coloured(lines)],
        "layout": _layout(ranked, lines, others, years, marks),
    }
    return Chart(
        title=_title(lines, ranked, years),
        subtitle=say("Thứ hạng {index} qua các kỳ, hạng 1 ở trên cùng", index=indicator.name),
        figure=figure,
        alt=_alt(lines, ranked, indicator, years),
        notes=(*_notes(ranked), *marks.notes),
        folded=marks.notes,
    )


def _background(others: pd.DataFrame) -> dict:
    """All other units as one trace; a gap ends each unit and each segment of its line."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        **_joined(others),
        "line": {"color": CONTEXT, "width": 0.8},
        "marker": {"color": CONTEXT, "size": 3},
        "opacity": 0.75,
        "hovertemplate": _hover(),
    }


def _hover() -> str:
    rank = say("hạng {place}", place="%{y}/%{customdata[0]}")
    score = say("điểm {score}", score="%{customdata[1]:,.2f}")
    return f"<b>%{{text}}</b><br>%{{customdata[2]}}: {rank}<br>{score}<extra></extra>"


def _coloured(lines: list[pd.DataFrame]) -> list[dict]:
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            **_joined(rows),
            "name": rows["short"].iloc[-1],
            "line": {"color": style["color"], "width": LINE_WIDTH + 0.5, "dash": style["dash"]},
            "marker": {
                "symbol": style["symbol"],
                "size": 9,
                "color": _fills(rows, style["color"]),
                "line": {"color": style["color"], "width": 2},
            },
            "hovertemplate": _hover(),
        }
        for rows, style in zip(lines, SERIES, strict=False)
    ]


def _joined(rows: pd.DataFrame) -> dict:
    """x, y, text and customdata with a None wherever the line must be cut."""
    x, y, text, custom = [], [], [], []
    line = None
    for row in rows.itertuples(index=False):
        here = (row.series, row.segment)
        is_gap = line is not None and (here != line or row.at - x[-1] > 1)
        if is_gap:
            for values in (x, y, text, custom):
                values.append(None)
            custom[-1] = [None, None, None]
        x.append(int(row.at))
        y.append(int(row.rank))
        text.append(row.short)
        score = None if is_missing(row.score) else round(row.score, 2)
        custom.append([int(row.of), score, period_shown(row.label)])
        line = here
    return {"x": x, "y": y, "text": text, "customdata": custom, "connectgaps": False}


def _fills(rows: pd.DataFrame, colour: str) -> list[str]:
    """A line that starts again after a cut starts with a hollow mark; gaps count as points."""
    fills, line = [], None
    for row in rows.itertuples(index=False):
        is_cut = line is not None and row.segment != line[0]
        if line is not None and (is_cut or row.at - line[1] > 1):
            fills.append(colour)
        fills.append(SURFACE if is_cut else colour)
        line = (row.segment, row.at)
    return fills


def _layout(
    ranked: pd.DataFrame,
    lines: list[pd.DataFrame],
    others: pd.DataFrame,
    compared: tuple | None,
    marks: Happenings,
) -> dict:
    lowest = int(ranked["of"].max()) if len(ranked) else 1
    periods = dict(sorted(set(zip(ranked["at"], ranked["label"], strict=True)))) or {0: "0"}
    first, last = min(periods), max(periods)
    air = max(0.3, (last - first) * 0.025)
    ticks = _ticks(first, last, LABELS if periods[last].isdecimal() else 3)
    steps = [1, *range(10, lowest, 10)] + ([lowest] if lowest % 10 > 3 else [])
    return layout(
        height=HEIGHT,
        margin={"l": LEFT, "r": RIGHT, "t": TOP + 24 * bool(marks.notes), "b": BOTTOM, "pad": 4},
        xaxis=axis(
            tickvals=ticks,
            ticktext=[tick_shown(periods.get(at, "")) for at in ticks],
            tickangle=0,
            showgrid=False,
            range=[first - air, last + air],
        ),
        yaxis=axis(range=[lowest + 1.5, -0.5], tickvals=steps, ticktext=[str(s) for s in steps],
                   showticklabels=lowest > ALL_NAMED),
        annotations=[*_labels(lines, others, lowest), *marks.annotations],
        shapes=[*_band(compared, periods), *marks.shapes],
    )  # fmt: skip


def _ticks(first: int, last: int, most: int) -> list[int]:
    """At most so many periods, evenly back from the last."""
    step = max(1, -(-(last - first) // (most - 1)))
    return list(range(last, first - 1, -step))[::-1]


def _band(years: tuple[str, str] | None, periods: dict[int, str]) -> list[dict]:
    """A quiet band behind the two periods that are compared."""
    edges = [at for at, label in periods.items() if years and label in years]
    if len(edges) < 2:
        return []
    return [
        {
            "type": "rect",
            "layer": "below",
            "x0": edges[0],
            "x1": edges[1],
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "fillcolor": FAINT,
            "line": {"width": 0},
        }
    ]


def _labels(lines: list[pd.DataFrame], others: pd.DataFrame, lowest: int) -> list[dict]:
    """Name and rank at the last point of each line, rank at its first; apart where they meet."""
    named = [(rows, style["color"]) for rows, style in zip(lines, SERIES, strict=False)]
    if lowest <= ALL_NAMED:
        named += [(rows, SAME) for _, rows in others.groupby("series", sort=False)]
    ends = [(rows.iloc[-1], colour) for rows, colour in named]
    starts = [(rows.iloc[0], colour) for rows, colour in named if len(rows) > 1]
    return [*_end_labels(ends, lowest, "left"), *_end_labels(starts, lowest, "right")]


def _end_labels(ends: list[tuple[pd.Series, str]], lowest: int, side: str) -> list[dict]:
    """Beside the points of one end. Only labels of the same period can meet."""
    per_place = (HEIGHT - TOP - BOTTOM) / (lowest + 2)
    notes = []
    for at in sorted({int(end["at"]) for end, _ in ends}):
        here = [(end, colour) for end, colour in ends if end["at"] == at]
        wished = [float(end["rank"]) for end, _ in here]
        places = spread(wished, apart=LABEL_APART / per_place)
        notes += [_label(*one, place, side) for one, place in zip(here, places, strict=True)]
    return notes


def _label(end: pd.Series, colour: str, place: float, side: str) -> dict:
    rank = int(end["rank"])
    return {
        "x": int(end["at"]),
        "y": place,
        "xanchor": side,
        "xshift": 12 if side == "left" else -12,
        "showarrow": False,
        "align": side,
        "text": f"<b>{end['short']}</b> {rank}" if side == "left" else f"<b>{rank}</b>",
        "font": {"size": TEXT_SIZE, "color": colour},
    }


def _title(lines: list[pd.DataFrame], ranked: pd.DataFrame, years: tuple | None) -> str:
    if lines:
        return "; ".join(journey(rows, years) for rows in lines[:2])
    first, last = _span(ranked)
    units = ranked["series"].nunique()
    return say("{n} đơn vị được xếp hạng, {first}–{last}", n=units, first=first, last=last)


def _span(ranked: pd.DataFrame) -> tuple[str, str]:
    ordered = ranked.sort_values("at")["label"]
    return period_shown(ordered.iloc[0]), period_shown(ordered.iloc[-1])


def journey(rows: pd.DataFrame, years: tuple[str, str] | None) -> str:
    """ "Đà Nẵng từ hạng 12 (2012) lên hạng 1 (2013)", within one segment of its line only."""
    first, last = _ends(rows, years)
    said = {"name": last["short"], "rank": int(last["rank"]), "now": period_shown(last["label"])}
    if first is None:
        said["now"] = period_named(last["label"])
        return say("{name} hạng {rank}/{of} {now}", of=int(last["of"]), **said)
    said |= {"earlier": int(first["rank"]), "before": period_shown(first["label"])}
    if last["rank"] == first["rank"]:
        return say("{name} hạng {rank} cả hai kỳ {before} và {now}", **said)
    if last["rank"] < first["rank"]:
        return say("{name} từ hạng {earlier} ({before}) lên hạng {rank} ({now})", **said)
    return say("{name} từ hạng {earlier} ({before}) xuống hạng {rank} ({now})", **said)


def _ends(rows: pd.DataFrame, years: tuple[str, str] | None) -> tuple:
    """The earlier and the later row to compare; no earlier one across a cut."""
    rows = rows.sort_values("at")
    asked = rows[rows["label"] == years[1]] if years else rows.iloc[0:0]
    last = asked.iloc[-1] if len(asked) else rows.iloc[-1]
    before = rows[(rows["segment"] == last["segment"]) & (rows["at"] < last["at"])]
    if years and len(asked):
        before = before[before["label"] == years[0]]
    return (None if before.empty else before.iloc[0]), last


def _alt(lines: list, ranked: pd.DataFrame, indicator: Indicator, years: tuple | None) -> str:
    first, last = _span(ranked) if len(ranked) else ("", "")
    said = say(
        "Biểu đồ thứ hạng {index} từ {first} đến {last}.",
        index=indicator.name, first=first, last=last,
    )  # fmt: skip
    return f"{said} {'; '.join(journey(rows, years) for rows in lines)}".strip()


def _notes(ranked: pd.DataFrame) -> tuple[str, ...]:
    """Units whose line ends early, and periods in which the line is cut."""
    notes = []
    if ranked["segment"].nunique() > 1:
        cuts = ranked.sort_values("at").groupby("segment", sort=False)["label"].first().iloc[1:]
        when = ", ".join(period_shown(label) for label in cuts)
        notes.append(
            say("Đường đứt từ {when}: cách tính hoặc đơn vị hành chính đã đổi.", when=when)
        )
    last = ranked.groupby("series").tail(1)
    ended = last[last["at"] < ranked["at"].max()]
    notes += [
        say("{name} có số liệu đến {when}.", name=row["short"], when=period_named(row["label"]))
        for _, row in ended.iterrows()
    ][:4]
    return tuple(notes)
