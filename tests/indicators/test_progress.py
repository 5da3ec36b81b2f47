"""What is missing in dossiers and what the rest must bring, on numbers one can work out by head."""

from dataclasses import replace
from datetime import date

import pytest

from cchc.indicators.progress import progress
from cchc.indicators.targets import Target
from tests.indicators.conftest import H1, Q1, Q2, figure, keep

PROVINCE = "20"
YEAR_2024 = dict(start=date(2024, 1, 1), end=date(2024, 12, 31))


def target(value, *, operator=">=", indicator="on_time_rate", agency=PROVINCE, **days) -> Target:
    return Target(indicator=indicator, agency=agency, set_for=agency, operator=operator,
                  value=value, document="1/QĐ-UBND", **(YEAR_2024 | days))  # fmt: skip


def counts(agency, on_time, resolved, span, **more):
    return [
        figure(agency, "dossiers_on_time", on_time, span, **more),
        figure(agency, "dossiers_resolved", resolved, span, **more),
    ]


def kept(store, catalog, *targets):
    return progress(store, replace(catalog, targets=()), targets)


def test_missing_dossiers_are_those_that_would_have_met_the_target(store, catalog):
    keep(store, *counts(PROVINCE, 800, 900, Q1), *counts(PROVINCE, 930, 1100, Q2))
    (one,) = kept(store, catalog, target(90))
    assert one.now.value == pytest.approx(100 * 1730 / 2000)  # quarters added, not averaged
    assert (one.now.start, one.now.end) == H1
    assert one.gap == pytest.approx(3.5)
    assert one.missing == 70  # 90 % of 2.000 is 1.800
    assert one.state == "open"


def test_the_rest_of_the_year_must_make_up_for_what_is_missing(store, catalog):
    keep(store, *counts(PROVINCE, 1730, 1820, H1))
    (one,) = kept(store, catalog, target(97))
    assert one.path.days == 184
    assert one.path.dossiers == 1840  # 10 a day, as in the 182 days before
    assert one.path.share == pytest.approx(100 * (0.97 * 3660 - 1730) / 1840)
    assert one.path.is_possible
    (far,) = kept(store, catalog, target(99))
    assert not far.path.is_possible


def test_of_what_should_be_low_the_excess_is_counted(store, catalog):
    keep(
        store,
        figure(PROVINCE, "dossiers_overdue", 30, H1),
        figure(PROVINCE, "dossiers_resolved", 1000, H1),
    )
    (one,) = kept(store, catalog, target(2, operator="<=", indicator="overdue_rate"))
    assert (one.missing, one.state) == (10, "open")
    assert one.gap == pytest.approx(1)


def test_reached_missed_and_unknown_are_three_things(store, catalog):
    keep(store, *counts(PROVINCE, 96, 100, (date(2024, 1, 1), date(2024, 12, 31))))
    reached, missed, unknown = (
        kept(store, catalog, one)[0]
        for one in (target(96), target(97), target(90, indicator="online_rate"))
    )
    assert (reached.state, reached.gap, reached.missing) == ("reached", 0, None)
    assert (missed.state, missed.missing, missed.path) == ("missed", 1, None)
    assert (unknown.state, unknown.now) == ("unknown", None)


def test_last_year_stands_beside_and_a_target_ahead_shows_where_one_stands(store, catalog):
    y2023 = (date(2023, 1, 1), date(2023, 12, 31))
    keep(store, *counts(PROVINCE, 90, 100, y2023), *counts(PROVINCE, 94, 100, H1))
    (one,) = kept(store, catalog, target(95))
    assert one.before.value == pytest.approx(90)
    ahead = target(98, start=date(2026, 1, 1), end=date(2026, 12, 31))
    (later,) = kept(store, catalog, ahead)
    assert later.state == "open"
    assert later.now.value == pytest.approx(94)


def test_a_rank_is_reached_from_above_and_a_rate_stated_only_has_no_dossiers(store, catalog):
    keep(
        store,
        figure(PROVINCE, "pci_rank", 7, of=63, level="province"),
        figure(PROVINCE, "satisfaction_rate", 88.5),
    )
    (rank,) = kept(store, catalog, target(5, operator="<=", indicator="pci_rank"))
    assert (rank.gap, rank.missing, rank.state) == (2, None, "missed")
    (stated,) = kept(store, catalog, target(90, indicator="satisfaction_rate"))
    assert (stated.gap, stated.missing) == (1.5, None)
