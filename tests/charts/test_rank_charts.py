"""Bars of places, components and slopes: what they add up to and what they do not claim."""

import pandas as pd
import pytest

from cchc.catalog.indicators import load_indicators
from cchc.charts.rank_components import components_chart
from cchc.charts.rank_periods import period_named, period_shown, tick_shown
from cchc.charts.rank_slope import slope_chart
from cchc.charts.rank_why import part_shown, why_chart
from cchc.charts.theme import BETTER, WORSE
from tests.charts.frames import PCI, ranking
from tests.charts.test_ranking_charts import FIELD

INDEX_766 = load_indicators().get("service_index_766")
PARTS = [("Chính đơn vị", 32.5), ("Các đơn vị khác", -4.5), ("Đơn vị vào, ra", 0.0)]


def drawn():
    return why_chart(title="Huế lên 28 bậc", subtitle="PCI", ranks=(30, 2),
                     when=("năm 2012", "năm 2013"), parts=PARTS)  # fmt: skip


def test_the_bars_lead_from_the_old_rank_to_the_new_one():
    bars, ends = drawn().figure["data"]
    assert bars["base"] == [30.0, -2.5, 2.0]
    assert [base + length for base, length in zip(bars["base"], bars["x"], strict=True)] == [
        -2.5, 2.0, 2.0,
    ]  # fmt: skip
    assert ends["x"] == [30, 2]
    assert bars["marker"]["color"][:2] == [BETTER, WORSE]


def test_every_part_is_said_in_places_with_its_sign():
    words = [note["text"] for note in drawn().figure["layout"]["annotations"]]
    assert "<b>▲\xa032,5\xa0bậc</b>" in words
    assert "<b>▼\xa04,5\xa0bậc</b>" in words
    assert "Các đơn vị khác: ▼\xa04,5\xa0bậc" in drawn().alt
    assert part_shown(0.0) == "●\xa00\xa0bậc"


def test_where_nothing_can_be_told_apart_there_is_a_sentence_and_no_figure():
    chart = why_chart(
        title="Không so được", subtitle="", ranks=(1, None), when=("a", "b"), parts=[]
    )
    assert chart.figure["data"] == []


def component(name, value, before, most, units=1):
    return {
        "code": name, "name": name, "value": value, "value_before": before,
        "change": None if before is None else value - before, "mean": value - 1, "best": value + 1,
        "best_of": "x", "units": units, "max": most, "left": None if most is None else most - value,
        "period": "28/10/2024", "period_before": None if before is None else "19/8/2024",
    }  # fmt: skip


def test_components_say_where_most_changed_and_where_most_is_left():
    rows = pd.DataFrame(
        [component("Thanh toán", 9.6, 7.6, 10.0), component("Số hóa", 15.8, 15.6, 22.0)]
    )
    chart = components_chart(rows, INDEX_766, name="Quảng Nam")
    assert chart.title.replace("\xa0", " ") == (
        "Quảng Nam đổi nhiều nhất ở «Thanh toán» (+2,00 điểm); "
        "còn thiếu nhiều nhất ở «Số hóa»: 6,20 điểm"
    )
    assert any("Chưa có điểm thành phần của đơn vị khác" in note for note in chart.notes)
    assert [trace["type"] for trace in chart.figure["data"]] == ["bar", "bar", "scatter"]


def test_components_without_maximum_or_past_stand_beside_the_block_only():
    rows = pd.DataFrame([component("Thẩm định", 60.0, None, None, units=12)])
    chart = components_chart(rows, PCI, name="Kim Hải")
    assert chart.title == "Điểm thành phần của Kim Hải"
    assert chart.notes == (
        "Thanh đậm: điểm đạt.",
        "Vạch đứng: trung bình của khối. Hình thoi: cao nhất khối.",
    )


def test_a_slope_has_ranks_at_both_ends_and_says_how_many_improved():
    chart = slope_chart(FIELD, PCI, when=("2012", "2013"), highlight=("Đà Nẵng",))
    texts = [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert texts == ["<b>4</b> 61,71", "<b>1</b> Đà Nẵng 66,45"]
    assert chart.title.startswith("4 trên 5 đơn vị tốt lên, 2012 → 2013")


def test_no_slope_across_a_change_of_method():
    rows = ranking([("A", 1, 60.0, 2, 58.0)]).assign(score_change=float("nan"))
    assert slope_chart(rows, PCI, when=("2005", "2006"), highlight=()) is None


@pytest.mark.parametrize(
    ("label", "shown", "named", "tick"),
    [
        ("2013", "2013", "năm 2013", "2013"),
        ("2026-Q3", "quý III/2026", "quý III/2026", "III/2026"),
        ("2026-10", "tháng 10/2026", "tháng 10/2026", "10/2026"),
        ("2026-H1", "6 tháng đầu năm 2026", "6 tháng đầu năm 2026", "đầu 2026"),
    ],
)
def test_periods_in_words_and_beneath_an_axis(label, shown, named, tick):
    assert (period_shown(label), period_named(label), tick_shown(label)) == (shown, named, tick)
