from io import BytesIO

import pytest
from pptx import Presentation

from cchc.exports.slides import presentation
from tests.exports.views import HOSTILE, view


@pytest.fixture(scope="module")
def deck():
    made = presentation([view(caveat="Số liệu minh họa")], title="Giao ban", notes=["Ghi chú họp"])
    return Presentation(BytesIO(made))


def slide(deck, title):
    return next(one for one in deck.slides if one.shapes.title.text_frame.text == title)


def text(slide) -> str:
    return "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)


def test_each_block_has_its_slide_in_order(deck):
    assert [one.shapes.title.text_frame.text for one in deck.slides] == [
        "Giao ban", "Tỉnh", "Lạng Sơn tăng 3,6 điểm %", "Lạng Sơn còn 1.212 hồ sơ",
        "Bảng số liệu", "Nhận xét",
    ]  # fmt: skip


def test_a_chart_is_native_and_has_the_numbers_of_the_figure(deck):
    chart = next(s for s in slide(deck, "Lạng Sơn tăng 3,6 điểm %").shapes if s.has_chart).chart
    series = next(one for one in chart.plots[0].series if one.name == "Lạng Sơn")
    assert list(series.values) == [91.5, 95.25, 98.8]
    assert [float(v) for v in series._element.xpath("c:xVal//c:v/text()")] == [2023, 2024, 2025]
    assert chart.part.chart_workbook.xlsx_part is not None


def test_bars_are_a_bar_chart(deck):
    chart = next(s for s in slide(deck, "Lạng Sơn còn 1.212 hồ sơ").shapes if s.has_chart).chart
    assert list(chart.plots[0].categories) == ["Lạng Sơn", "Huế"]
    assert [tuple(s.values) for s in chart.plots[0].series] == [(12, 7), (1200, None)]


def test_the_foot_says_scope_definition_source_version_and_link(deck):
    said = text(slide(deck, "Lạng Sơn tăng 3,6 điểm %"))
    for part in ("Phạm vi: Tất cả đơn vị", "Đúng hạn ÷ Đã giải quyết", "118/2025/NĐ-CP",
                 "bao-cao.xlsx", "bản 8", "15/01/2026", "http://may-chu/dung-han?luc=8",
                 "Số liệu minh họa", "Ghi chú họp", "Huế thiếu năm 2024."):  # fmt: skip
        assert part in said, part


def test_the_chart_is_described_for_who_cannot_see_it(deck):
    frame = next(s for s in slide(deck, "Lạng Sơn tăng 3,6 điểm %").shapes if s.has_chart)
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == "Hai đường, ba năm."


def test_a_table_has_vietnamese_numbers_and_a_hostile_name_does_no_harm(deck):
    table = next(s for s in slide(deck, "Bảng số liệu").shapes if s.has_table).table
    assert [cell.text for cell in table.rows[1].cells] == ["Lạng Sơn", "98,81", "635.593"]
    assert [cell.text for cell in table.rows[3].cells] == ["Huế", "–", "–"]
    hostile = table.cell(2, 0).text
    assert hostile.startswith("=cmd")
    assert "\u202e" not in hostile
    assert len(hostile) <= 90 < len(HOSTILE)
