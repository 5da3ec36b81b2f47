"""Funnel plots: who is named, who is marked, what stays readable with thousands of units."""

import json

import numpy as np
import pandas as pd

from cchc.charts.funnel import MOST_NAMES, funnel_chart
from cchc.indicators.funnel import placed
from tests.charts.frames import ON_TIME, assert_golden, value_rows


def units(*shares: float, size: int = 1000, names: list[str] | None = None) -> pd.DataFrame:
    """A unit for each share of its cases, called Xã 1, Xã 2 … or as told."""
    rows = [
        {
            "series": f"u{n}", "short": names[n - 1] if names else f"Xã {n}", "year": 2024,
            "value": share, "numerator": share * size / 100, "denominator": size,
        }
        for n, share in enumerate(shares, start=1)
    ]  # fmt: skip
    return value_rows(*rows)


def chart_of(rows: pd.DataFrame, *, mine: str | None = None):
    judged, curves, found = placed(rows)
    widened = float(found.widening(np.array([judged["denominator"].median()]))[0])
    return funnel_chart(
        judged, curves, ON_TIME, block="xã", period="Năm 2024", denominator="hồ sơ đã giải quyết",
        widened=widened, mine=mine,
    )  # fmt: skip


USUAL = [96, 97, 96.5, 96.2, 96.8, 97.1, 96.4, 96.6, 96.3, 96.9]


def test_who_is_far_below_is_named_first():
    assert chart_of(units(*USUAL, 85)).title == "1 xã kém hẳn phần còn lại: Xã 11"


def test_where_nobody_stands_apart_that_is_the_finding():
    assert chart_of(units(*USUAL)).title == "Không đơn vị nào trong 10 xã khác hẳn phần còn lại"


def test_one_s_own_unit_is_told_first_and_marked_wherever_it_stands():
    chart = chart_of(units(*USUAL, 85), mine="u2")
    assert chart.title.replace("\xa0", " ").startswith("Xã 2 (97,0 %) nằm trong phễu; 1 xã kém hẳn")
    own = chart.figure["data"][-1]
    assert (own["marker"]["symbol"], own["y"]) == ("diamond", [97])
    assert chart.figure["layout"]["annotations"][0]["text"] == "<b>Xã 2</b>"
    bad = chart_of(units(*USUAL, 85), mine="u11").title.replace("\xa0", " ")
    assert bad.startswith("Xã 11 (85,0 %) kém hẳn phần còn lại")


def test_variation_between_units_widens_the_limits_and_is_said():
    calm, wild = chart_of(units(*USUAL)), chart_of(units(*[90, 98] * 10))
    assert not any("đã nới" in note for note in calm.notes)
    assert any("đã nới" in note for note in wild.notes)
    assert wild.title.startswith("Không đơn vị nào")


def test_thousands_of_units_stay_readable_and_light():
    shares = np.random.default_rng(7).normal(96, 1, 3321).clip(80, 100)
    shares[:40] = 70
    chart = chart_of(units(*shares.round(1), size=400))
    assert chart.title.startswith("40 xã kém hẳn phần còn lại: Xã ")
    assert chart.title.endswith("…")
    assert len(chart.figure["layout"]["annotations"]) == MOST_NAMES
    assert len(json.dumps(chart.figure)) < 400_000


def test_units_of_very_different_size_stand_on_an_axis_by_ratio():
    mixed = pd.concat([units(*USUAL, size=40), units(*USUAL, size=20_000)])
    assert chart_of(mixed).figure["layout"]["xaxis"]["type"] == "log"
    assert "type" not in chart_of(units(*USUAL)).figure["layout"]["xaxis"]


def test_the_figure_is_valid_and_as_it_was_looked_at():
    chart = chart_of(units(*USUAL, 85, 99.9), mine="u3")
    assert_golden("funnel", chart.figure)
