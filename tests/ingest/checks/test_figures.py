from datetime import date

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.catalog.identities import Identity
from cchc.figures import Figure
from cchc.ingest.checks.figures import check_figures
from cchc.ingest.checks.rates import is_rounding

Q1 = {"start": date(2024, 1, 1), "end": date(2024, 3, 31)}


def figures(*, agency="181", breakdown=None, **values):
    return [
        Figure(agency=agency, level="district", indicator=code, value=value, breakdown=breakdown,
               row=9, place="Sheet1!F", **Q1)
        for code, value in values.items()
    ]  # fmt: skip


def found(figures, **options):
    return [
        (f.rule, f.stated, f.expected) for f in check_figures(figures, load_catalog(), **options)
    ]


def test_figures_that_hold_raise_nothing():
    sound = figures(dossiers_resolved=100, dossiers_on_time=98, dossiers_overdue=2, on_time_rate=98)
    assert found(sound) == []


def test_parts_that_do_not_add_up():
    wrong = figures(dossiers_resolved=162, dossiers_early=118, dossiers_exactly_on_time=41,
                    dossiers_overdue=0)  # fmt: skip
    assert found(wrong) == [("sum_mismatch", 162, 159)]


def test_more_on_time_than_resolved():
    rules = found(figures(dossiers_resolved=1180, dossiers_on_time=1200))
    assert rules == [("on_time_exceeds_resolved", 1200, 1180)]


def test_an_unexplained_remainder():
    """113.468 received, 70.395 on time, none late: 43.073 are not spoken of."""
    given = figures(dossiers_received=113468, dossiers_on_time=70395, dossiers_overdue=0)
    assert found(given) == [("sum_mismatch", 113468, 70395)]


def test_days_cut_from_345_to_216_are_not_77_percent():
    given = figures(procedure_days_before=345, procedure_days_after=216, procedure_days_cut_rate=77)
    assert found(given) == [("rate_mismatch", 77, 37.39)]


def test_a_rate_that_another_denominator_explains_is_noted_with_it():
    given = figures(
        dossiers_on_time=90, dossiers_resolved=95, dossiers_received=100, on_time_rate=90
    )
    assert found(given) == [("denominator", "dossiers_received", "dossiers_resolved")]


def test_a_rate_that_nothing_explains():
    given = figures(dossiers_on_time=20500, dossiers_resolved=20586, on_time_rate=98.5)
    assert found(given) == [("rate_mismatch", 98.5, 99.58)]


def test_a_full_rate_leaves_open_dossiers_out():
    given = figures(dossiers_on_time=800, dossiers_resolved=800, on_time_rate=100,
                    dossiers_in_progress=101)  # fmt: skip
    assert [rule for rule, *_ in found(given)] == ["pending_left_out"]


def test_a_share_is_from_nothing_to_all():
    assert found(figures(on_time_rate=101.2)) == [("out_of_range", 101.2, 100)]
    assert found(figures(overdue_rate=-1)) == [("out_of_range", -1, 0)]
    assert found(figures(on_time_rate=100, overdue_rate=0)) == []


def test_on_time_and_late_are_not_more_than_all():
    assert found(figures(on_time_rate=90, overdue_rate=15)) == [("rates_exceed_whole", 15, 10)]
    assert found(figures(on_time_rate=98.6, overdue_rate=1.5)) == []


def test_breakdowns_are_held_apart():
    given = figures(dossiers_resolved=10, breakdown="Đất đai") + figures(
        dossiers_on_time=20, breakdown="Hộ tịch"
    )
    assert found(given) == []


def test_levels_of_authority_add_up_to_the_whole():
    parts = [figures(procedures_total=n, breakdown=b) for b, n in (("Cấp tỉnh", 80), ("Cấp xã", 2))]
    levels = Identity(
        rule="levels", indicator="procedures_total", breakdowns=("Cấp tỉnh", "Cấp huyện", "Cấp xã")
    )
    given = figures(procedures_total=80) + [f for part in parts for f in part]
    assert found(given, identities=[levels]) == [("sum_mismatch", 80, 82)]


def test_a_blank_in_a_column_of_the_form_is_nothing_in_a_sum():
    identity = Identity(
        rule="sum", indicator="dossiers_in_progress",
        terms=("dossiers_in_progress_in_time", "dossiers_in_progress_overdue"),
    )  # fmt: skip
    given = figures(dossiers_in_progress=7, dossiers_in_progress_in_time=6)
    assert found(given, identities=[identity]) == []
    blank = {"given": frozenset({"dossiers_in_progress_overdue"})}
    assert found(given, identities=[identity], **blank) == [("sum_mismatch", 7, 6)]


def test_a_finding_says_who_where_and_what_to_do():
    [finding] = check_figures(
        figures(dossiers_resolved=1180, dossiers_on_time=1200), load_catalog()
    )
    assert (finding.agency, finding.where) == ("181", "Sheet1!F9")
    assert "Huyện Bình Gia" in finding.message
    assert "1.200 >" in finding.message
    assert "đề nghị" in finding.message


@pytest.mark.parametrize(
    ("stated", "expected", "rounding"),
    [(98.75, 98.7512, True), (98.7, 98.79, True), (99, 99.6, True), (37.39, 37.3913, True),
     (76.79, 65.29, False), (100, 99.07, False), (100, 99.96, True), (0, 0.4, False)],
)  # fmt: skip
def test_rounding_is_no_contradiction(stated, expected, rounding):
    assert is_rounding(stated, expected) is rounding
