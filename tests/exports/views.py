"""One view made by hand, whose numbers a person can check in every form."""

from datetime import date

import pandas as pd

from cchc.charts.chart import Chart
from cchc.charts.theme import CONTEXT, MAIN, axis, layout
from cchc.exports.view import Definition, Drawing, Place, Table, Tile, Tiles, View, Words

HOSTILE = "=cmd|' /C calc'!A0 <b>xã</b>\x00\x0b\u202e" + "dài " * 200


def line_chart() -> Chart:
    """Two units over three years; the second is missing in 2024."""
    traces = [
        {"type": "scatter", "mode": "lines+markers", "name": "Lạng Sơn", "x": [2023, 2024, 2025],
         "y": [91.5, 95.25, 98.8], "line": {"color": MAIN, "dash": "dash"},
         "marker": {"symbol": "square", "size": 9, "color": MAIN}},
        {"type": "scatter", "mode": "lines", "name": "Huế", "x": [2023, 2024, 2025],
         "y": [90, None, 97], "line": {"color": CONTEXT}},
    ]  # fmt: skip
    note = {"x": 2025, "y": 98.8, "text": "<b>Lạng Sơn</b> 98,8 %", "xanchor": "left",
            "showarrow": False}  # fmt: skip
    figure = {
        "data": traces,
        "layout": layout(
            height=420,
            xaxis=axis(tickvals=[2023, 2024, 2025], range=[2022.8, 2025.2]),
            yaxis=axis(nticks=6, ticksuffix=" %"),
            annotations=[note],
        ),
    }
    return Chart(title="Lạng Sơn tăng 3,6 điểm %", subtitle="Tỷ lệ đúng hạn", figure=figure,
                 alt="Hai đường, ba năm.", notes=("Huế thiếu năm 2024.",))  # fmt: skip


def bar_chart() -> Chart:
    """Open dossiers of two units, in time and overdue."""
    bars = {"type": "bar", "orientation": "h", "y": [0, 1], "text": ["Lạng Sơn", "Huế"]}
    traces = [
        bars | {"name": "Quá hạn", "x": [12, 7],
                "marker": {"color": MAIN, "pattern": {"shape": "/"}}},
        bars | {"name": "Trong hạn", "x": [1200, None], "marker": {"color": CONTEXT}},
    ]  # fmt: skip
    figure = {"data": traces, "layout": layout(height=200, barmode="stack")}
    return Chart(title="Lạng Sơn còn 1.212 hồ sơ", subtitle="Hồ sơ đang giải quyết",
                 figure=figure, alt="Hai thanh.")  # fmt: skip


def rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "short": ["Lạng Sơn", HOSTILE, "Huế"],
            "value": [98.8063, 1234.5, None],
            "numerator": [635593.0, 2.0, None],
            "source": ["/nguon?so=20", None, "/nguon?so=46"],
        }
    )


def view(**more) -> View:
    """Tiles, two charts, a table with a hostile name, a sentence."""
    columns = {"short": "Đơn vị", "value": "Tỷ lệ (%)", "numerator": "Tử số", "source": "Nguồn"}
    blocks = (
        Tiles(title="Tỉnh", tiles=(Tile(label="Đúng hạn", value="98,8 %", lines=("+3,6",)),)),
        Drawing(chart=line_chart(), source="Nguồn: bao-cao.xlsx."),
        Drawing(chart=bar_chart()),
        Table(title="Bảng số liệu", columns=columns, rows=rows(),
              decimals={"value": 2, "numerator": 0}),
        Words(title="Nhận xét", lines=("Một.", "Hai.", "Ba.", "Bốn.", "Năm.")),
    )  # fmt: skip
    definition = Definition(
        code="on_time_rate", name="Tỷ lệ đúng hạn", unit="%", formula="Đúng hạn ÷ Đã giải quyết",
        nature="càng cao càng tốt", note="", legal_basis="Nghị định 118/2025/NĐ-CP",
    )  # fmt: skip
    place = Place(agency="Lạng Sơn", period="Năm 2025", indicator="Tỷ lệ đúng hạn", value="98,8 %",
                  report="bao-cao.xlsx (7)", place="Sheet1!F9", quote="đạt 98,8%")  # fmt: skip
    shown = {
        "title": "Đúng hạn", "scope": "Tất cả đơn vị", "as_of": "Số liệu đến 31/12/2025 · bản 8",
        "version": 8, "address": "dung-han?luc=8", "link": "http://may-chu/dung-han?luc=8",
        "blocks": blocks, "definitions": (definition,), "places": (place,),
        "made_on": date(2026, 1, 15),
    }  # fmt: skip
    return View(**(shown | more))
