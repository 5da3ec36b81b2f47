"""What a score is made of: own points of each component beside mean, best and maximum."""

import pandas as pd

from cchc.catalog.indicator import Indicator
from cchc.charts.chart import Chart
from cchc.charts.theme import CONTEXT, INK, MAIN, SMALL_TEXT, SURFACE, TEXT_SIZE, axis, layout
from cchc.charts.wording import HARD_SPACE, change_shown, in_sentence, is_missing
from cchc.languages import say
from cchc.vietnamese import number

ROW = 62
THICK = 0.3


def components_chart(rows: pd.DataFrame, indicator: Indicator, *, name: str) -> Chart:
    """`rows` as components() gives them; `name` is the unit's."""
    rows = rows.reset_index(drop=True)
    figure = {"data": _traces(rows), "layout": _layout(rows, indicator)}
    title = _title(rows, indicator, name)
    return Chart(
        title=title,
        subtitle=_subtitle(rows, indicator),
        figure=figure,
        alt=say("Điểm thành phần của {name}. {title}.", name=name, title=title),
        notes=_notes(rows),
    )


def _traces(rows: pd.DataFrame) -> list[dict]:
    """Maximum as a pale bar, own points on it; mean and best of the block where others are known.
    Earlier points as a hollow mark."""
    y = list(range(len(rows)))
    own = [round(value, 2) for value in rows["value"]]
    bar = {"type": "bar", "orientation": "h", "y": y, "width": THICK, "hoverinfo": "skip"}
    traces = [
        bar | {"x": [None if is_missing(m) else m for m in rows["max"]],
               "marker": {"color": CONTEXT}, "opacity": 0.45},
        bar | {"x": own, "marker": {"color": MAIN}},
    ]  # fmt: skip
    beside = rows[rows["units"] > 1]
    traces += [_marks(beside, "mean", "line-ns", INK), _marks(beside, "best", "diamond", INK)]
    before = _marks(rows[rows["value_before"].notna()], "value_before", "circle", SURFACE)
    return [trace for trace in [*traces, before] if trace["x"]]


def _marks(rows: pd.DataFrame, column: str, symbol: str, colour: str) -> dict:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(value, 2) for value in rows[column]],
        "y": list(rows.index),
        "marker": {
            "symbol": symbol,
            "size": 18 if symbol == "line-ns" else 10,
            "color": colour,
            "line": {"color": INK, "width": 2},
        },
        "hoverinfo": "skip",
    }


def _layout(rows: pd.DataFrame, indicator: Indicator) -> dict:
    widest = rows[["value", "max", "best"]].max().max()
    return layout(
        height=ROW * len(rows) + 44,
        margin={"l": 8, "r": 8, "t": 16, "b": 32, "pad": 4},
        barmode="overlay",
        xaxis=axis(range=[0, widest * 1.04], tickangle=0, nticks=6),
        yaxis=axis(range=[len(rows) - 0.6, -0.75], showticklabels=False, showgrid=False),
        annotations=[
            note for place, row in rows.iterrows() for note in _words(place, row, indicator)
        ],
    )


def _words(place: int, row: pd.Series, indicator: Indicator) -> tuple[dict, dict]:
    """Above each bar the component at the left; points, change and what is left at the right."""
    line = {"xref": "paper", "y": place, "yshift": 21, "showarrow": False}
    points = number(row["value"], indicator.decimals)
    said = f"<b>{points}</b>" if is_missing(row["max"]) else f"<b>{points}</b>/{number(row['max'])}"
    if not is_missing(row["change"]):
        said += f" ({change_shown(row['change'], indicator)})"
    return (
        line | {"x": 0, "xanchor": "left", "text": row["name"], "font": {"size": SMALL_TEXT + 1}},
        line | {"x": 1, "xanchor": "right", "text": said, "font": {"size": TEXT_SIZE}},
    )


def _title(rows: pd.DataFrame, indicator: Indicator, name: str) -> str:
    """Where most was gained or lost, and where most is still to be had."""
    said = []
    changed = rows[rows["change"].notna() & (rows["change"] != 0)]
    if len(changed):
        most = changed.loc[changed["change"].abs().idxmax()]
        change = change_shown(most["change"], indicator)
        said.append(say("đổi nhiều nhất ở «{part}» ({change})", part=most["name"], change=change))
    left = rows[rows["left"].notna() & (rows["left"] > 0)]
    if len(left):
        most = left.loc[left["left"].idxmax()]
        points = number(most["left"], indicator.decimals) + HARD_SPACE + indicator.unit
        said.append(
            say("còn thiếu nhiều nhất ở «{part}»: {points}", part=most["name"], points=points)
        )
    if not said:
        return say("Điểm thành phần của {name}", name=name)
    return f"{name} " + "; ".join(said)


def _subtitle(rows: pd.DataFrame, indicator: Indicator) -> str:
    now = in_sentence(rows["period"].iloc[0])
    then = rows["period_before"].dropna()
    what = say("Điểm thành phần {index}, {period}", index=indicator.name, period=now)
    if len(then):
        what += " · " + say("so với {period}", period=in_sentence(then.iloc[0]))
    return what


def _notes(rows: pd.DataFrame) -> tuple[str, ...]:
    """What the marks are; only those that are drawn."""
    marks = [say("Thanh đậm: điểm đạt.")]
    if rows["max"].notna().any():
        marks.append(say("Thanh nhạt: điểm tối đa."))
    if rows["value_before"].notna().any():
        marks.append(say("Vòng rỗng: kỳ trước."))
    if (rows["units"] > 1).any():
        marks.append(say("Vạch đứng: trung bình của khối. Hình thoi: cao nhất khối."))
    else:
        marks.append(say("Chưa có điểm thành phần của đơn vị khác cùng kỳ để so."))
    return tuple(marks)
