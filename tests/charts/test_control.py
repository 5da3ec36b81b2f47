"""Control charts: the verdict is the title, phases have their own limits, marks have shapes."""

from dataclasses import replace
from datetime import date

import pytest

from cchc.catalog.events import load_events
from cchc.charts.control import control_chart
from cchc.charts.theme import BETTER, WORSE
from cchc.charts.verdicts import prospect, verdict_sentence
from cchc.indicators.behaviour import history, line_of, verdict
from tests.charts.frames import ON_TIME, assert_golden
from tests.indicators.test_behaviour import LATE, NEW_UNITS, SWING, months

RISING = [*SWING[:16], *[96.6] * 8]


def chart_of(frame, indicator=ON_TIME, *, changes=(), method=None, **more):
    line = line_of(frame)
    judged = verdict(line, indicator, changes=changes, method=method)
    drawn = history(line, indicator, changes=changes, method=method)
    return control_chart(drawn, judged, indicator, unit="huyện A", **more)


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def test_the_title_is_the_verdict_and_its_reason():
    title = plain(chart_of(months(*RISING)).title)
    assert title == (
        "Tỷ lệ đúng hạn của huyện A cải thiện rõ: 9 tháng liền trên mức trung bình 96,2 %"
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (SWING, "chưa rõ thay đổi: 97,0 % trong tháng 12/2025, trong dao động thường thấy ("),
        (SWING[:5], "chưa đủ số liệu: mới có 5 tháng kể từ 01/01/2024, cần ít nhất 12"),
        ([*SWING, 80.0], "xấu đi rõ: 80,0 % trong tháng 1/2026, thấp hơn dao động thường thấy ("),
        ([*SWING[:16], 96.9, 96.6, 96.3, 96.0, 95.7, 95.4, 95.1], "xấu đi rõ: 8 tháng liền giảm"),
    ],
)
def test_every_rule_has_its_words(values, said):
    assert said in plain(chart_of(months(*values)).title)


def test_a_run_with_a_gap_is_not_said_to_be_without_one():
    frame = months(*RISING).drop(index=20)
    assert "8 tháng có số liệu trên mức trung bình" in plain(chart_of(frame).title)


def test_what_is_good_is_blue_and_up_whichever_way_the_numbers_go():
    up = _marks(chart_of(months(*RISING)))
    assert up[-2] == (BETTER, "triangle-up")
    down = _marks(chart_of(months(*RISING), LATE))
    assert down[-2] == (WORSE, "triangle-down")


def _marks(chart) -> list[tuple]:
    marker = next(t for t in chart.figure["data"] if t.get("mode") == "lines+markers")["marker"]
    return list(zip(marker["color"], marker["symbol"], strict=True))


def test_a_recorded_change_cuts_the_lines_and_is_named():
    frame = months(*SWING[:18], *SWING[:14], cases=4000)
    events = load_events().of(ON_TIME)
    chart = chart_of(frame, changes=(NEW_UNITS,), events=events)
    lower = next(t for t in chart.figure["data"] if t["line"].get("dash") == "dash")
    assert lower["y"].count(None) == 2
    assert any("01/07/2025 Bỏ cấp huyện" in note for note in chart.notes)
    assert any("chỉ tính lại ở mốc" in note for note in chart.notes)


def test_with_counts_the_cases_stand_beneath_and_without_them_the_ranges():
    counted = chart_of(months(*SWING, cases=500)).figure["data"][-1]
    assert (counted["type"], counted["yaxis"], counted["y"][0]) == ("bar", "y2", 500)
    single = chart_of(months(*SWING, cases=500), method="individuals").figure["data"]
    assert [t["y"][1] for t in single if t.get("yaxis") == "y2"] == [2.0, pytest.approx(6.536)]


def test_a_target_is_a_line_of_its_own_and_never_the_verdict():
    without, beside = chart_of(months(*SWING)), chart_of(months(*SWING), target=98.0)
    assert without.title == beside.title
    words = [plain(label["text"]) for label in beside.figure["layout"]["annotations"]]
    assert "chỉ tiêu 98,0 %" in words


@pytest.mark.parametrize(
    ("operator", "wanted", "said"),
    [
        (">=", 80, "kỳ nào cũng đạt"),
        (">=", 96, "lúc đạt, lúc không"),
        (">=", 104, "không tự đạt được"),
        ("<=", 104, "kỳ nào cũng đạt"),
        ("<=", 80, "không tự đạt được"),
        ("=", 96, ""),
    ],
)
def test_what_a_target_may_expect_comes_from_the_limits(operator, wanted, said):
    judged = verdict(line_of(months(*SWING)), ON_TIME)
    found = prospect(judged, operator, wanted)
    assert said in found
    assert bool(said) == bool(found)


def test_limits_foretell_nothing_of_a_unit_that_is_changing():
    judged = verdict(line_of(months(*SWING, *[98.0] * 8)), ON_TIME)
    assert judged.signal is not None
    assert prospect(judged, ">=", 80) == ""


def test_too_few_points_have_no_prospect_and_no_picture():
    judged = verdict(line_of(months(97.0, 96.0)), ON_TIME)
    assert prospect(judged, ">=", 90) == ""
    assert chart_of(months(97.0, 96.0)).figure["data"] == []


def test_an_indicator_without_direction_rises_or_falls():
    neutral = replace(ON_TIME, better="neither")
    judged = verdict(line_of(months(*RISING)), neutral)
    assert " tăng rõ: " in verdict_sentence(judged, neutral, "huyện A")


def test_the_figure_is_valid_and_as_it_was_looked_at():
    chart = chart_of(months(*SWING[:16], *[96.6] * 8, cases=2000), target=98.0)
    assert_golden("control", chart.figure)


def test_dates_stand_on_the_axis_of_the_lower_part():
    layout = chart_of(months(*SWING)).figure["layout"]
    assert layout["xaxis"]["anchor"] == "y2"
    assert layout["xaxis"]["range"][0] < date(2024, 1, 16).isoformat()
