"""What is still open, apart from what is done: within its time limit and past it."""

import pandas as pd

from cchc.charts.chart import Chart
from cchc.charts.theme import MAIN, SMALL_TEXT, TEXT_SIZE, WORSE, axis, layout
from cchc.charts.wording import is_missing
from cchc.languages import say
from cchc.vietnamese import number, percent

ROW = 48
BAR = 0.24  # of a row
MOST_ROWS = 12
NAME_WIDTH = 28  # letters of a name that a phone shows beside its numbers


def pending_chart(pending: pd.DataFrame, *, whole: pd.Series | None = None) -> Chart:
    """Open dossiers of each unit. Columns short, period, total, in_time, overdue (NaN unknown).

    `whole`: the row of the unit that they all lie in, which the title speaks of; as a bar it would
    dwarf them.
    """
    rows = pending.sort_values(["overdue", "total"], ascending=False, ignore_index=True)
    drawn = rows.head(MOST_ROWS)
    figure = {
        "data": [
            _bars(drawn, "overdue", WORSE, say("Quá hạn"), pattern="/"),
            _bars(drawn, "in_time", MAIN, say("Trong hạn"), pattern=""),
            _unsplit(drawn),
        ],
        "layout": _layout(drawn),
    }
    title = _title(rows) if whole is None else _said(whole)
    return Chart(
        title=title,
        subtitle=say("Hồ sơ đang giải quyết cuối kỳ: quá hạn (gạch chéo) và trong hạn (đặc)"),
        figure=figure,
        alt=say("Hồ sơ đang giải quyết của {n} đơn vị. {title}.", n=len(rows), title=title),
        notes=_notes(rows, len(drawn)),
    )


def _bars(rows: pd.DataFrame, column: str, colour: str, name: str, *, pattern: str) -> dict:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": list(rows.index),
        "x": [None if is_missing(value) else int(value) for value in rows[column]],
        "width": BAR,
        "text": list(rows["short"]),
        "textposition": "none",
        "marker": {"color": colour, "pattern": {"shape": pattern, "solidity": 0.45}},
        "hovertemplate": say(
            "<b>%{{text}}</b><br>{name}: %{{x:,}} hồ sơ<extra></extra>", name=name
        ),
    }


def _unsplit(rows: pd.DataFrame) -> dict:
    """Where a report gives only the total, an empty bar: how much of it is late is not known."""
    is_split = rows["in_time"].notna() | rows["overdue"].notna()
    return {
        "type": "bar",
        "orientation": "h",
        "name": say("Chưa tách"),
        "y": list(rows.index),
        "x": [None if split else int(t) for split, t in zip(is_split, rows["total"], strict=True)],
        "width": BAR,
        "text": list(rows["short"]),
        "textposition": "none",
        "marker": {"color": "rgba(0,0,0,0)", "line": {"color": MAIN, "width": 2}},
        "hovertemplate": say("<b>%{text}</b><br>Đang giải quyết: %{x:,} hồ sơ<extra></extra>"),
    }


def _layout(rows: pd.DataFrame) -> dict:
    count = max(len(rows), 1)
    return layout(
        height=ROW * count + 60,
        margin={"l": 8, "r": 8, "t": 26, "b": 34, "pad": 4},
        barmode="stack",
        xaxis=axis(rangemode="tozero", nticks=5, tickformat=",d"),
        yaxis=axis(range=[count - 0.5, -0.75], showticklabels=False, showgrid=False),
        annotations=[note for place, row in rows.iterrows() for note in _words(place, row)],
    )


def _words(place: int, row: pd.Series) -> list[dict]:
    line = {"xref": "paper", "y": place, "yshift": 18, "showarrow": False}
    late = "" if is_missing(row["overdue"]) else say(" · quá hạn {n}", n=number(row["overdue"], 0))
    said = f"<b>{number(row['total'], 0)}</b>{late}"
    return [
        line | {"x": 0, "xanchor": "left", "text": _name(row), "font": {"size": TEXT_SIZE}},
        line | {"x": 1, "xanchor": "right", "text": said, "font": {"size": SMALL_TEXT + 1}},
    ]


def _name(row: pd.Series) -> str:
    """A name that leaves room for the numbers beside it."""
    name = row["short"]
    return name if len(name) <= NAME_WIDTH else name[: NAME_WIDTH - 1] + "…"


def _title(rows: pd.DataFrame) -> str:
    """About the first unit only: units of different periods, or within each other, do not add."""
    if rows.empty:
        return say("Không có số liệu về hồ sơ đang giải quyết")
    return _said(rows.iloc[0])


def _said(first: pd.Series) -> str:
    """ "A còn 3.634 hồ sơ đang giải quyết, 237 đã quá hạn (6,5 %)"."""
    said = say(
        "{short} còn {n} hồ sơ đang giải quyết", short=first["short"], n=number(first["total"], 0)
    )
    if is_missing(first["overdue"]):
        return say("{said}, chưa tách số quá hạn", said=said)
    share = percent(100 * first["overdue"] / first["total"]) if first["total"] else ""
    return say(
        "{said}, {n} đã quá hạn ({share})", said=said, n=number(first["overdue"], 0), share=share
    )


def _notes(rows: pd.DataFrame, drawn: int) -> tuple[str, ...]:
    unsplit = int((rows["overdue"].isna() & rows["in_time"].isna()).sum())
    notes = [say("Mỗi đơn vị một kỳ; hồ sơ đang giải quyết không tính vào tỷ lệ đúng hạn.")]
    if unsplit:
        notes.append(
            say(
                "Thanh rỗng: {n} đơn vị chỉ nêu tổng số, không tách trong hạn, quá hạn.",
                n=unsplit,
            )
        )
    if len(rows) > drawn:
        notes.append(say("Hình vẽ {drawn} đơn vị đầu trên {n}.", drawn=drawn, n=len(rows)))
    return tuple(notes)
