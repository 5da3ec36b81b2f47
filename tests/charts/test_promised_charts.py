"""Bullets, tasks, the way to a level and the map: what is drawn is what is said."""

from datetime import date

import pandas as pd
import pytest

from cchc.catalog.boundaries import borders, square, tiles
from cchc.charts.bullets import bullet_chart
from cchc.charts.foresight import foresight_chart
from cchc.charts.map import CLASSES, map_chart
from cchc.charts.tasks import task_chart


def bullets(count=2, **more):
    rows = pd.DataFrame(
        {
            "name": [f"Chỉ tiêu {n}" for n in range(count)],
            "state": ["missed"] + ["reached"] * (count - 1),
            "value": [90.0] + [99.0] * (count - 1),
            "before": [85.0] + [float("nan")] * (count - 1),
            "target": [95.0] * count,
            "said": ["<b>90,0 %</b><br>▼ thiếu 5,0 điểm %"] + ["▲ đạt"] * (count - 1),
            "basis": ["≥ 95,0 % · 9/10"] * count,
            "period": ["năm 2025"] * count,
        }
    )
    return bullet_chart(rows, unit="%", title="Một chỉ tiêu còn thiếu", subtitle="", **more)


def test_bars_begin_at_nought_and_each_target_is_a_tick():
    chart = bullets()
    bars, before, ticks = chart.figure["data"]
    assert bars["x"] == [90.0, 99.0]
    assert chart.figure["layout"]["xaxis"]["range"][0] == 0
    assert before["x"] == [85.0]
    assert ticks["x"] == [95.0, 95.0, None] * 2
    assert any("thiếu 5,0 điểm %" in note["text"] for note in chart.figure["layout"]["annotations"])
    assert "○ kết quả năm trước." in chart.notes


def test_more_targets_than_a_chart_holds_are_said():
    assert "Hình vẽ 16 trên 20 dòng, thiếu nhiều nhất trước; bảng có đủ." in bullets(20).notes


def tasks(**states):
    rows = {"short": ["Xã A", "Xã B"], "period": ["Quý I/2026"] * 2, "total": [10, 8]}
    empty = dict.fromkeys(("overdue", "late", "waiting", "on_time", "early", "kept"), [0, 0])
    return task_chart(pd.DataFrame(rows | empty | states))


def test_five_states_in_words_and_who_is_overdue_first():
    chart = tasks(overdue=[1, 3], late=[1, 0], waiting=[2, 1], on_time=[4, 3], early=[2, 1])
    names = [trace["name"] for trace in chart.figure["data"]]
    assert names == ["quá hạn, chưa xong", "xong nhưng trễ", "đang làm, còn hạn", "xong đúng hạn",
                     "xong sớm"]  # fmt: skip
    assert chart.figure["data"][0]["text"] == ["Xã B", "Xã A"]
    assert chart.title == "2 trên 2 đơn vị có nhiệm vụ quá hạn chưa xong; nhiều nhất là Xã B (3)"
    assert sum(trace["x"][0] for trace in chart.figure["data"]) == 8


def test_a_report_that_does_not_tell_early_from_on_time_has_one_bar_for_both():
    nothing = [float("nan")] * 2
    chart = tasks(on_time=nothing, early=nothing, kept=[9, 8], waiting=[1, 0])
    names = [trace["name"] for trace in chart.figure["data"]]
    assert names == ["đang làm, còn hạn", "xong sớm hoặc đúng hạn"]
    assert chart.title == "Không đơn vị nào có nhiệm vụ quá hạn chưa xong"


@pytest.mark.parametrize(("fan", "traces"), [(None, 1), ("some", 3)])
def test_the_way_to_a_level_is_drawn_only_where_something_is_foretold(fan, traces):
    rows = pd.DataFrame({"from": [date(2025, 1, 1)], "to": [date(2025, 1, 31)], "value": [70.0]})
    fan = fan and {"start": date(2025, 1, 31), "level": 70.0, "day": date(2025, 8, 1),
                   "earliest": date(2025, 6, 1), "latest": None}  # fmt: skip
    chart = foresight_chart(rows, wanted=80.0, wanted_said="80 %", unit="%", title="T", subtitle="",
                            fan=fan)  # fmt: skip
    assert len(chart.figure["data"]) == traces


def mapped(shapes, *, kind, is_whole, places, short="Đơn vị {}"):
    units = pd.DataFrame(
        {
            "agency": list(shapes),
            "short": [short.format(n) for n in range(len(shapes))],
            "place": places,
            "said": ["90,0 %"] * len(shapes),
            "is_named": [True] + [False] * (len(shapes) - 1),
            "is_chosen": [False] * len(shapes),
        }
    )
    return map_chart(shapes, units, ["thấp", "cao"], kind=kind, is_whole=is_whole, title="",
                     subtitle="", alt="")  # fmt: skip


LAYOUTS = {
    "borders": (borders("provinces_2025"), True),
    "tiles": (tiles("tiles_provinces"), True),
    "names": ({str(n): square(n % 6, n // 6) for n in range(9)}, False),
}


@pytest.mark.parametrize("kind", LAYOUTS)
def test_both_archipelagos_are_named_on_every_map_and_no_map_service_is_asked(kind):
    shapes, is_whole = LAYOUTS[kind]
    chart = mapped(
        shapes, kind=kind, is_whole=is_whole, places=[0.0, 1.0] + [0.0] * (len(shapes) - 2)
    )
    words = " ".join(note["text"] for note in chart.figure["layout"]["annotations"])
    assert "Quần đảo Hoàng Sa" in words
    assert "Quần đảo Trường Sa" in words
    assert {trace["type"] for trace in chart.figure["data"]} == {"scatter"}
    assert not {"geo", "map", "mapbox"} & set(chart.figure["layout"])


@pytest.mark.parametrize(
    ("name", "lines", "size"),
    [("Lào Cai", "Lào<br>Cai", 12), ("Thái Nguyên", "Thái<br>Nguyên", 10),
     ("Bà Rịa - Vũng Tàu", "Bà Rịa<br>- Vũng<br>Tàu", 10)],
)  # fmt: skip
def test_a_name_stays_within_its_tile_on_a_phone(name, lines, size):
    where = {"name": square(0, 0)}
    chart = mapped(where, kind="tiles", is_whole=True, places=[0.0], short=name)
    words = next(trace for trace in chart.figure["data"] if "textfont" in trace)
    assert (words["text"], words["textfont"]["size"]) == ([lines], [size])


def test_who_did_not_report_is_hatched_and_the_legend_says_so():
    shapes, _ = LAYOUTS["names"]
    chart = mapped(shapes, kind="names", is_whole=False, places=[0.0, 1.0] + [float("nan")] * 7)
    low, high, silent = chart.figure["data"][:3]
    assert (low["fillcolor"], high["fillcolor"]) == (CLASSES[0], CLASSES[-1])
    assert silent["fillpattern"]["shape"] == "/"
    legend = [trace["name"] for trace in chart.figure["data"] if "name" in trace]
    assert legend == ["thấp", "cao", "chưa có số liệu"]


def test_a_mark_in_each_unit_carries_its_agency():
    shapes, _ = LAYOUTS["names"]
    chart = mapped(shapes, kind="names", is_whole=False, places=[0.0] * 9)
    (marks,) = [trace for trace in chart.figure["data"] if "customdata" in trace]
    assert marks["customdata"] == list(shapes)
    assert marks["x"][0] == 0.5
