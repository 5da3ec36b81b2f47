"""Which of a unit's periods one line is drawn through."""

from datetime import date

import pandas as pd

from cchc.ui.rates.rate import commonest_kind, with_history

JAN, FEB = (date(2024, 1, 1), date(2024, 1, 31)), (date(2024, 2, 1), date(2024, 2, 29))
QUARTER, YEAR = (date(2024, 1, 1), date(2024, 3, 31)), (date(2023, 1, 1), date(2023, 12, 31))


def rows(**periods: list) -> pd.DataFrame:
    said = [(unit, "district", *span, 99.0) for unit, spans in periods.items() for span in spans]
    return pd.DataFrame(said, columns=["series", "level", "from", "to", "value"])


def test_each_unit_is_drawn_by_the_kind_of_period_it_has_most_of():
    kept = commonest_kind(rows(a=[JAN, FEB, QUARTER, YEAR], b=[YEAR]))
    assert list(kept["from"]) == [JAN[0], FEB[0], YEAR[0]]
    assert list(kept["series"]) == ["a", "a", "b"]


def test_one_value_is_no_history_and_the_longest_unit_comes_first():
    drawn = with_history(
        rows(a=[JAN, FEB], b=[YEAR], c=[JAN, FEB, (date(2024, 3, 1), date(2024, 3, 31))])
    )
    assert list(drawn["series"]) == ["c", "c", "c", "a", "a"]
    assert with_history(rows(a=[JAN, QUARTER])).empty
