"""What a ranking opens on: full periods of one era, blocks named without their province."""

import pandas as pd

from cchc.ui.ranking.asking import capital, within_years, without_shared_province
from cchc.ui.ranking.rankable import default_periods


def history(*periods: tuple[str, int, int]) -> pd.DataFrame:
    """(label, units, segment) in order of time."""
    rows = [
        {"label": label, "at": at, "year": int(label[:4]), "segment": segment, "series": str(unit)}
        for at, (label, units, segment) in enumerate(periods)
        for unit in range(units)
    ]
    return pd.DataFrame(rows, columns=["label", "at", "year", "segment", "series"])


def test_the_last_full_period_and_the_one_before_it():
    assert default_periods(history(("2014", 63, 0), ("2015", 63, 0))) == ("2015", "2014")
    assert default_periods(history(("2015", 63, 0))) == ("2015", None)
    assert default_periods(history()) == (None, None)


def test_a_handful_of_facts_beside_fuller_years_is_passed_over():
    years = history(("2014", 63, 0), ("2015", 63, 0), ("2016", 4, 0))
    assert default_periods(years) == ("2015", "2014")


def test_fewer_units_since_a_reform_are_not_a_handful():
    quarters = history(("2025-Q2", 139, 0), ("2025-Q3", 45, 1), ("2025-Q4", 45, 1))
    assert default_periods(quarters) == ("2025-Q4", "2025-Q3")


def test_the_years_of_the_scope():
    years = history(("2013", 1, 0), ("2014", 1, 0), ("2015", 1, 0))
    assert within_years(years, 2014, None)["label"].tolist() == ["2014", "2015"]
    assert within_years(years, None, 2013)["label"].tolist() == ["2013"]
    assert len(within_years(years, None, None)) == 3


def test_blocks_of_one_province_are_named_without_it():
    assert without_shared_province(["Tỉnh A · phường", "Tỉnh A · xã"]) == ["phường", "xã"]
    both = ["Tỉnh A · phường", "Tỉnh B · phường"]
    assert without_shared_province(both) == both
    assert without_shared_province(["Tỉnh A", "Tỉnh A · xã"]) == ["Tỉnh A", "Tỉnh A · xã"]
    assert capital("phường") == "Phường"
