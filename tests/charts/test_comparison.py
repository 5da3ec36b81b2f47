"""Units side by side: worst first, counts and intervals, stated and small ones hollow."""

from cchc.charts.comparison import MOST_ROWS, comparison_chart
from cchc.charts.theme import SURFACE
from tests.charts.frames import ON_TIME, assert_golden, value_rows

# Bình Gia, quý I/2021: huyện 42/43, các xã 2612/2616.
ROWS = value_rows(
    {"year": 2021, "series": "a", "short": "Bình Gia", "value": 97.67, "numerator": 42,
     "denominator": 43, "low": 87.94, "high": 99.59},
    {"year": 2021, "series": "b", "short": "Bình Gia · các xã", "value": 99.85,
     "numerator": 2612, "denominator": 2616, "low": 99.61, "high": 99.94},
    {"year": 2020, "series": "c", "short": "Đà Bắc", "value": 99.8, "basis": "stated"},
    {"year": 2021, "series": "d", "short": "Xã Nhỏ", "value": 100, "numerator": 9,
     "denominator": 9, "low": 70.1, "high": 100, "is_small": True},
)  # fmt: skip


def drawn(**more):
    return comparison_chart(ROWS, ON_TIME, denominator="hồ sơ đã giải quyết", **more)


def test_the_worst_is_first_and_named():
    chart = drawn()
    assert chart.title.startswith("Tỷ lệ đúng hạn: Bình Gia thấp nhất (97,7\xa0%)")
    assert chart.subtitle == f"{ON_TIME.name}, tính trên hồ sơ đã giải quyết"
    marks = chart.figure["data"][1]
    assert marks["x"] == [97.67, 99.8, 99.85, 100]


def test_intervals_are_drawn_and_counts_written():
    intervals, marks = drawn().figure["data"]
    assert intervals["x"][:3] == [87.94, 99.59, None]
    assert "42/43 hồ sơ" in marks["text"][0]
    assert "87,94 % – 99,59 %" in marks["text"][0]
    words = " ".join(note["text"] for note in drawn().figure["layout"]["annotations"])
    assert "2.612/2.616" in words


def test_stated_and_small_ones_are_hollow_and_explained():
    chart = drawn()
    marks = chart.figure["data"][1]["marker"]
    assert marks["color"] == [
        marks["line"]["color"][0],
        SURFACE,
        marks["line"]["color"][2],
        SURFACE,
    ]
    assert marks["symbol"] == ["circle", "diamond", "circle", "circle"]
    assert any(note.startswith("◇") for note in chart.notes)
    assert any(note.startswith("○") for note in chart.notes)


def test_percentages_do_not_pass_one_hundred_by_much():
    low, high = drawn().figure["layout"]["xaxis"]["range"]
    assert low < 70.1
    assert 100 <= high < 102


def test_the_pooled_rate_is_a_line_with_its_counts():
    pooled = {"value": 99.81, "numerator": 2654, "denominator": 2659}
    chart = drawn(pooled=pooled)
    assert "Gộp chung: 99,8\xa0% (2.654/2.659)" in chart.subtitle
    assert any(shape["x0"] == 99.81 for shape in chart.figure["layout"]["shapes"])


def test_many_units_are_said_to_be_more_than_drawn():
    many = value_rows(*({"year": 2021, "series": str(n), "value": 90 + n / 10} for n in range(40)))
    chart = comparison_chart(many, ON_TIME)
    assert len(chart.figure["data"][1]["x"]) == MOST_ROWS
    assert f"Hình vẽ {MOST_ROWS} đơn vị đầu trên 40." in chart.notes


def test_the_figure_is_valid_and_as_it_was_looked_at():
    assert_golden("comparison", drawn().figure)


def test_one_unit_among_others_is_drawn_wherever_it_stands_and_the_title_is_about_it():
    many = value_rows(*({"year": 2021, "series": str(n), "short": f"Xã {n}", "value": 90 + n / 10}
                        for n in range(40)))  # fmt: skip
    chart = comparison_chart(many, ON_TIME, highlight=("39",), most=8)
    assert (
        chart.title.replace("\xa0", " ")
        == "Tỷ lệ đúng hạn, Xã 39: 93,9 %, cả 40 đơn vị từ 90,0 % đến 93,9 %"
    )
    assert len(chart.figure["data"][1]["x"]) == 9
