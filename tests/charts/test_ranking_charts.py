"""Scores by rank and who moved most: complete fields, single facts, ties."""

from cchc.charts.movers import by_places_moved, movers_chart
from cchc.charts.scores import score_chart
from tests.charts.frames import PCI, assert_golden, ranking

# PCI 2013 against 2012, five units taken as a field of their own.
FIELD = ranking(
    [
        ("Đà Nẵng", 1, 66.45, 4, 61.71),
        ("Thừa Thiên Huế", 2, 65.56, 5, 57.12),
        ("Kiên Giang", 3, 63.55, 2, 62.96),
        ("Quảng Ninh", 4, 63.51, 3, 59.55),
        ("Đồng Tháp", 5, 63.35, 1, 63.79),
    ]
)
FACTS = ranking([("Hải Phòng", 1, 96.17, 2, 91.87), ("Hà Nội", 3, 92.57, 3, 91.43)], of=63)


def test_the_staircase_says_the_gaps():
    chart = score_chart(FIELD, PCI, year=2013, against=2012)
    assert chart.title == (
        "Đà Nẵng dẫn đầu với 66,45\xa0điểm, hơn hạng kế 0,89; cả bảng cách nhau 3,10"
    )
    earlier, field = chart.figure["data"]
    assert field["mode"] == "lines+markers"
    assert earlier["y"] == [63.79, 62.96, 59.55, 61.71, 57.12]


def test_of_single_facts_no_gap_is_claimed_and_no_line_drawn():
    chart = score_chart(FACTS, PCI, year=2024, against=2023)
    assert "hơn hạng kế" not in chart.title
    assert "chỉ biết điểm của 2 trên 63 đơn vị" in chart.title
    assert [trace["mode"] for trace in chart.figure["data"]] == ["markers"]


def test_chosen_units_are_marked_and_named():
    chart = score_chart(FIELD, PCI, year=2013, highlight=("Đồng Tháp",))
    assert chart.figure["data"][-1]["x"] == [5]
    assert "<b>Đồng Tháp</b> 63,35" in chart.figure["layout"]["annotations"][0]["text"]


def test_a_tie_is_said():
    tied = ranking([("A", 1, 60, 1, 60), ("B", 2, 57.62, 2, 58), ("C", 2, 57.62, 3, 57)])
    chart = score_chart(tied, PCI, year=2011)
    assert "2 đơn vị đồng hạng (điểm bằng nhau chung một hạng)." in chart.notes


def test_the_largest_move_comes_first_whichever_way():
    assert list(by_places_moved(FIELD)["short"]) == [
        "Đồng Tháp", "Đà Nẵng", "Thừa Thiên Huế", "Kiên Giang", "Quảng Ninh",
    ]  # fmt: skip


def test_moves_have_ranks_places_and_the_change_of_score():
    chart = movers_chart(FIELD, PCI, year=2013, against=2012)
    assert chart.title == "Đồng Tháp đổi hạng nhiều nhất: từ 1 xuống 5, 2012 → 2013"
    words = " ".join(note["text"] for note in chart.figure["layout"]["annotations"])
    assert "4 → 1 <b>▲\xa03\xa0bậc</b>" in words
    assert ">+4,74\xa0điểm<" in words
    assert chart.figure["data"][0]["x"] == [1, 5]


def test_moves_of_single_facts_say_of_how_many():
    chart = movers_chart(FACTS, PCI, year=2024, against=2023)
    assert "Chỉ biết hạng cả hai kỳ của 2 trên 63 đơn vị." in chart.notes


def test_the_figures_are_valid_and_as_they_were_looked_at():
    scores = score_chart(FIELD, PCI, year=2013, against=2012, highlight=("Đà Nẵng",)).figure
    moves = movers_chart(FIELD, PCI, year=2013, against=2012).figure
    assert_golden("scores", scores)
    assert_golden("movers", moves)
