"""Who changed places over the years: every unit in grey, at most four in colour, rank 1 on top."""

import pandas as pd

from cchc.catalog.indicator import Indicator
from cchc.charts.chart import Chart, spread
from cchc.charts.theme import (
    CONTEXT,
    FAINT,
    LINE_WIDTH,
    SERIES,
    SURFACE,
    TEXT_SIZE,
    axis,
    layout,
)
from cchc.charts.wording import is_missing

HEIGHT = 620
TOP, BOTTOM, RIGHT = 16, 44, 150
LABEL_APART = 19  # pixels between two labels at the right end
HOVER = (
    "<b>%{text}</b><br>Năm %{x}: hạng %{y}/%{customdata[0]}"
    "<br>Điểm: %{customdata[1]:,.2f}<extra></extra>"
)


def bump_chart(
    history: pd.DataFrame,
    indicator: Indicator,
    *,
    highlight: tuple[str, ...],
    years: tuple[int, int] | None = None,
) -> Chart:
    """Ranks by year. `history` as rank_history gives it, with `short` names.

    `highlight`: up to four series; `years`: the two that the title compares, else first and last.
    """
    ranked = history[history["rank"].notna()].sort_values(["series", "year"])
    chosen = [series for series in highlight if series in set(ranked["series"])][: len(SERIES)]
    others = ranked[~ranked["series"].isin(chosen)]
    lines = [ranked[ranked["series"] == series] for series in chosen]
    figure = {
        "data": [_background(others), *_coloured(lines)],
        "layout": _layout(ranked, lines, years),
    }
    return Chart(
        title=_title(lines, ranked, years),
        subtitle=f"Thứ hạng {indicator.name} theo năm, hạng 1 ở trên cùng",
        figure=figure,
        alt=_alt(lines, ranked, indicator, years),
        notes=_notes(ranked),
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
        "hovertemplate": HOVER,
    }


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
            "hovertemplate": HOVER,
        }
        for rows, style in zip(lines, SERIES, strict=False)
    ]


def _joined(rows: pd.DataFrame) -> dict:
    """x, y, text and customdata with a None wherever the line must be cut."""
    x, y, text, custom = [], [], [], []
    line = None
    for row in rows.itertuples(index=False):
        here = (row.series, row.segment)
        is_gap = line is not None and (here != line or row.year - x[-1] > 1)
        if is_gap:
            for values in (x, y, text, custom):
                values.append(None)
            custom[-1] = [None, None]
        x.append(int(row.year))
        y.append(int(row.rank))
        text.append(row.short)
        custom.append([int(row.of), None if is_missing(row.score) else round(row.score, 2)])
        line = here
    return {"x": x, "y": y, "text": text, "customdata": custom, "connectgaps": False}


def _fills(rows: pd.DataFrame, colour: str) -> list[str]:
    """A line that starts again after a cut starts with a hollow mark; gaps count as points."""
    fills, line = [], None
    for row in rows.itertuples(index=False):
        is_cut = line is not None and row.segment != line[0]
        if line is not None and (is_cut or row.year - line[1] > 1):
            fills.append(colour)
        fills.append(SURFACE if is_cut else colour)
        line = (row.segment, row.year)
    return fills


def _layout(ranked: pd.DataFrame, lines: list[pd.DataFrame], compared: tuple | None) -> dict:
    lowest = int(ranked["of"].max()) if len(ranked) else 1
    years = sorted({int(year) for year in ranked["year"]}) or [0]
    steps = [1, *range(10, lowest, 10)] + ([lowest] if lowest % 10 > 3 else [])
    return layout(
        height=HEIGHT,
        margin={"l": 8, "r": RIGHT, "t": TOP, "b": BOTTOM, "pad": 4},
        xaxis=axis(
            tickvals=_ticks(years),
            tickangle=0,
            showgrid=False,
            range=[years[0] - 0.3, years[-1] + 0.3],
        ),
        yaxis=axis(range=[lowest + 1.5, -0.5], tickvals=steps, ticktext=[str(s) for s in steps]),
        annotations=_end_labels(lines, lowest),
        shapes=[_band(compared)] if compared else [],
    )


def _ticks(years: list[int]) -> list[int]:
    """At most six years, evenly back from the last: a phone has no room for more."""
    step = max(1, -(-(years[-1] - years[0]) // 5))
    return list(range(years[-1], years[0] - 1, -step))[::-1]


def _band(years: tuple[int, int]) -> dict:
    """A quiet band behind the two years that are compared."""
    return {
        "type": "rect",
        "layer": "below",
        "x0": years[0],
        "x1": years[1],
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "fillcolor": FAINT,
        "line": {"width": 0},
    }


def _end_labels(lines: list[pd.DataFrame], lowest: int) -> list[dict]:
    """Name and rank beside the last point of each coloured line, moved apart where they meet."""
    per_place = (HEIGHT - TOP - BOTTOM) / (lowest + 2)
    ends = [rows.iloc[-1] for rows in lines]
    wished = [float(end["rank"]) for end in ends]
    places = spread(wished, apart=LABEL_APART / per_place)
    return [
        {
            "x": int(end["year"]),
            "y": place,
            "xanchor": "left",
            "xshift": 12,
            "showarrow": False,
            "align": "left",
            "text": f"<b>{end['short']}</b> {int(end['rank'])}",
            "font": {"size": TEXT_SIZE, "color": style["color"]},
        }
        for end, place, style in zip(ends, places, SERIES, strict=False)
    ]


def _title(lines: list[pd.DataFrame], ranked: pd.DataFrame, years: tuple | None) -> str:
    if lines:
        return "; ".join(journey(rows, years) for rows in lines[:2])
    units = ranked["series"].nunique()
    return f"{units} đơn vị đổi hạng qua các năm {ranked['year'].min()}–{ranked['year'].max()}"


def journey(rows: pd.DataFrame, years: tuple[int, int] | None) -> str:
    """ "Đà Nẵng từ hạng 12 (2012) lên hạng 1 (2013)", within one segment of its line only."""
    first, last = _ends(rows, years)
    if first is None:
        return f"{last['short']} hạng {last['rank']}/{last['of']} năm {last['year']}"
    if last["rank"] == first["rank"]:
        return f"{last['short']} hạng {last['rank']} cả năm {first['year']} và {last['year']}"
    way = "lên" if last["rank"] < first["rank"] else "xuống"
    return (
        f"{last['short']} từ hạng {first['rank']} ({first['year']}) "
        f"{way} hạng {last['rank']} ({last['year']})"
    )


def _ends(rows: pd.DataFrame, years: tuple[int, int] | None) -> tuple:
    """The earlier and the later row to compare; no earlier one across a cut."""
    rows = rows.sort_values("year")
    asked = rows[rows["year"] == years[1]] if years else rows.iloc[0:0]
    last = asked.iloc[-1] if len(asked) else rows.iloc[-1]
    before = rows[(rows["segment"] == last["segment"]) & (rows["year"] < last["year"])]
    if years and len(asked):
        before = before[before["year"] == years[0]]
    return (None if before.empty else before.iloc[0]), last


def _alt(lines: list, ranked: pd.DataFrame, indicator: Indicator, years: tuple | None) -> str:
    span = f"{ranked['year'].min()} đến {ranked['year'].max()}"
    journeys = "; ".join(journey(rows, years) for rows in lines)
    return f"Biểu đồ thứ hạng {indicator.name} từ {span}. {journeys}".strip()


def _notes(ranked: pd.DataFrame) -> tuple[str, ...]:
    """Units whose line ends early, and years in which the line is cut."""
    notes = []
    if ranked["segment"].nunique() > 1:
        starts = ranked.groupby("segment")["year"].min().iloc[1:]
        years = ", ".join(str(year) for year in starts)
        notes.append(f"Đường đứt từ năm {years}: cách tính hoặc đơn vị hành chính đã đổi.")
    last = ranked.groupby("series").tail(1)
    ended = last[last["year"] < ranked["year"].max()]
    notes += [f"{row['short']} có số liệu đến năm {row['year']}." for _, row in ended.iterrows()][
        :4
    ]
    return tuple(notes)
