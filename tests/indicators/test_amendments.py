"""The public log of corrections: old and new, whose and when, why, by which report."""

from cchc.indicators.amendments import COLUMNS, amendments
from tests.indicators.conftest import H1, YEAR, figure, keep

PROVINCE, OTHER = "20", "14"


def resolved(value, agency=PROVINCE, **more):
    return figure(agency, "dossiers_resolved", value, **more)


def test_a_later_report_that_says_another_number_is_a_correction(store, catalog):
    first = keep(store, resolved(90), figure(PROVINCE, "dossiers_on_time", 80), name="a.xlsx")
    second = keep(store, resolved(100), figure(PROVINCE, "dossiers_on_time", 80), name="b.xlsx",
                  who="bình")  # fmt: skip
    (line,) = amendments(store, catalog).to_dict("records")
    assert (line["agency"], line["indicator"]) == (PROVINCE, "dossiers_resolved")
    assert (line["from"], line["to"]) == YEAR
    assert (line["old"], line["new"]) == (90, 100)
    assert (line["old_report"], line["report_id"]) == (first, second)
    assert (line["old_file"], line["file"], line["who"]) == ("a.xlsx", "b.xlsx", "bình")
    assert line["id"] == f"{second};20;province_total;dossiers_resolved;;2024-01-01;2024-12-31"


def test_every_step_of_three_versions_stands_apart_and_another_period_is_none(store, catalog):
    for value in (90, 100, 95):
        keep(store, resolved(value), name=f"{value}.xlsx")
    keep(store, resolved(40, span=H1))
    log = amendments(store, catalog)
    assert list(zip(log["old"], log["new"], strict=True)) == [(100, 95), (90, 100)]


def test_a_withdrawn_report_is_an_entry_and_what_it_corrected_is_none(store, catalog):
    keep(store, resolved(90), name="a.xlsx")
    second = keep(store, resolved(100), name="b.xlsx")
    store.withdraw(second, why="gửi nhầm", who="chi")
    (line,) = amendments(store, catalog).to_dict("records")
    assert (line["id"], line["sort"], line["why"]) == (f"rut-{second}", "withdrawn", "gửi nhầm")
    assert (line["old"], line["who"]) == (1, "chi")
    assert amendments(store, catalog, as_of=second)["sort"].tolist() == ["revised"]


def test_the_log_is_asked_for_a_unit_and_as_known_at_a_time(store, catalog):
    keep(store, resolved(90), resolved(50, OTHER), name="a.xlsx")
    second = keep(store, resolved(91), resolved(51, OTHER), name="b.xlsx")
    assert len(amendments(store, catalog)) == 2
    (line,) = amendments(store, catalog, agencies=("14.20250701",)).to_dict("records")
    assert line["agency"] == OTHER  # the same territory under its earlier id
    assert amendments(store, catalog, as_of=second - 1).empty


def test_a_target_raised_is_in_the_log_of_targets_and_not_here(store, catalog):
    keep(store, resolved(90, kind="target"), name="a.xlsx")
    keep(store, resolved(95, kind="target"), name="b.xlsx")
    assert amendments(store, catalog).empty


def test_an_empty_store_has_no_corrections(store, catalog):
    assert amendments(store, catalog).columns.tolist() == list(COLUMNS)
