"""When a level is reached: only from a trend that is real, and never sooner than it allows."""

from datetime import date

import pandas as pd
import pytest

from cchc.indicators.projection import LATER, STEPS, projection
from cchc.periods import of_kind


def months(values, *, first=2023):
    """VALUE_COLUMNS as far as they matter, one row a month."""
    periods = [of_kind("month", first + n // 12, n % 12 + 1) for n in range(len(values))]
    return pd.DataFrame(
        {
            "from": [p.start for p in periods],
            "to": [p.end for p in periods],
            "value": values,
            "segment": 0,
            "level": "province_total",
        }
    )


def test_a_steady_pace_reaches_the_level_when_it_says():
    found = projection(months([50 + n for n in range(18)]), 80)  # 67 now, its last three 66
    assert found.verdict == "projected"
    assert found.slope == pytest.approx(1, abs=0.03)
    assert found.day.year == 2025
    assert date(2025, 7, 1) <= found.earliest <= found.day <= found.latest <= date(2025, 10, 31)


def test_the_pace_is_that_of_the_later_half():
    quick, slow = [50 + 3 * n for n in range(9)], [76 + 0.2 * n for n in range(9)]
    found = projection(months(quick + slow), 80)
    assert found.slope == pytest.approx(0.2, abs=0.02)


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ([70 + (-1) ** n for n in range(18)], "unclear"),  # up and down
        ([50 + n for n in range(9)] + [60, 59, 61, 60, 59, 61, 60, 59, 61], "unclear"),  # halted
        ([90 - n for n in range(12)], "away"),
        ([60 + 0.01 * n for n in range(18)], "far"),
        ([81, 82, 83, 82, 84, 83, 82, 84, 85, 84, 83, 85], "reached"),
        ([50 + n for n in range(11)], "few"),
    ],
)
def test_otherwise_nothing_is_foretold(values, verdict):
    found = projection(months(values), 80)
    assert found.verdict == verdict
    assert found.day is None


def test_of_what_should_be_low_the_way_is_down():
    found = projection(months([20 - n for n in range(14)]), 2, "<=")
    assert found.verdict == "projected"
    assert found.slope < 0


def test_a_change_of_method_begins_a_new_line():
    rows = months([50 + n for n in range(18)])
    rows["segment"] = [0] * 10 + [1] * 8
    assert projection(rows, 80).verdict == "few"


def test_the_slope_of_a_published_example():
    """Nine measurements against time 1…9 (Sen 1968, as in textbooks): slopes 12, 14 and so on."""
    from scipy.stats import theilslopes

    found = theilslopes([9, 15, 19, 20, 45, 55, 78], [1, 2, 3, 4, 10, 12, 18], alpha=0.93)
    assert (found.slope, found.low_slope, found.high_slope) == pytest.approx(
        (4, 26 / 7, 35 / 8), abs=1e-6
    )
    assert STEPS["month"][0] >= LATER
