"""Rates, counts and scores by worked examples."""

from datetime import date

import pytest

from cchc.indicators.comparison import compare, pooled, widest
from cchc.indicators.question import Question
from cchc.indicators.values import values
from tests.indicators.conftest import H1, Q1, Q2, YEAR, figure, keep

LANG_SON, LANG_SON_TODAY = "20", "20.20250701"
BAC_NINH, BAC_GIANG, BAC_NINH_TODAY = "27", "24", "24.20250701"
Y2025 = (date(2025, 7, 1), date(2025, 12, 31))


def ask(store, catalog, indicator, **more):
    return values(store, catalog, Question(indicator=indicator, **more))


def test_a_rate_is_sum_over_sum_with_its_counts_and_interval(store, catalog):
    keep(store, figure("20", "dossiers_on_time", 980), figure("20", "dossiers_resolved", 1000))
    row = ask(store, catalog, "on_time_rate").iloc[0]
    assert (row["value"], row["numerator"], row["denominator"]) == (98.0, 980, 1000)
    assert (row["basis"], row["denominator_code"]) == ("computed", "dossiers_resolved")
    assert 96.9 < row["low"] < 98 < row["high"] < 98.8


def test_early_and_on_the_day_add_up_to_on_time(store, catalog):
    keep(
        store,
        figure("20", "dossiers_early", 60),
        figure("20", "dossiers_exactly_on_time", 30),
        figure("20", "dossiers_resolved", 100),
    )
    assert ask(store, catalog, "on_time_rate").iloc[0]["value"] == 90.0


def test_breakdowns_add_up_where_no_total_is_given_and_never_beside_one(store, catalog):
    keep(
        store,
        figure("20", "dossiers_resolved", 60, breakdown="Đất đai"),
        figure("20", "dossiers_resolved", 40, breakdown="Hộ tịch"),
        figure("14", "dossiers_resolved", 60, breakdown="Đất đai"),
        figure("14", "dossiers_resolved", 75),
    )
    by_agency = ask(store, catalog, "dossiers_resolved").set_index("agency")["value"]
    assert by_agency.to_dict() == {"20": 100, "14": 75}


def test_a_stated_rate_stays_beside_the_computed_one(store, catalog):
    keep(
        store,
        figure("20", "dossiers_on_time", 2602),
        figure("20", "dossiers_resolved", 2760),
        figure("20", "on_time_rate", 96.2),
    )
    row = ask(store, catalog, "on_time_rate").iloc[0]
    assert (round(row["value"], 2), row["stated"]) == (94.28, 96.2)


def test_a_rate_that_was_only_stated_is_marked_so(store, catalog):
    keep(store, figure("20", "online_rate", 91.17))
    row = ask(store, catalog, "online_rate").iloc[0]
    assert (row["value"], row["basis"]) == (91.17, "stated")
    assert row["low"] != row["low"]


def test_an_empty_denominator_is_blank_not_zero_and_not_a_hundred(store, catalog):
    keep(store, figure("20", "dossiers_on_time", 0), figure("20", "dossiers_resolved", 0))
    row = ask(store, catalog, "on_time_rate").iloc[0]
    assert row["value"] != row["value"]
    assert "Không phát sinh" in row["note"]


def test_the_base_of_a_row_is_the_one_its_report_names(store, catalog):
    keep(
        store,
        figure("26", "dossiers_on_time", 14064),
        figure("26", "dossiers_due", 14101),
        figure("26", "dossiers_received", 14043),
        figure("26", "on_time_rate", 99.74, denominator="dossiers_due"),
    )
    row = ask(store, catalog, "on_time_rate").iloc[0]
    assert (round(row["value"], 2), row["denominator_code"]) == (99.74, "dossiers_due")
    assert ask(store, catalog, "on_time_rate", denominator="dossiers_resolved").empty


def test_a_quarter_is_derived_from_cumulative_reports(store, catalog):
    keep(
        store,
        figure("20", "dossiers_on_time", 90, H1),
        figure("20", "dossiers_resolved", 100, H1),
        figure("20", "dossiers_on_time", 30, Q1),
        figure("20", "dossiers_resolved", 40, Q1),
    )
    quarters = ask(store, catalog, "on_time_rate", by="quarter").set_index("label")
    assert quarters.loc["2024-Q1", "basis"] == "computed"
    assert quarters.loc["2024-Q2", "basis"] == "derived"
    assert quarters.loc["2024-Q2", ["value", "numerator", "denominator"]].tolist() == [100, 60, 60]


def test_carried_over_dossiers_count_once_when_periods_are_added(store, catalog):
    keep(
        store,
        figure("20", "dossiers_received", 110, Q1),
        figure("20", "dossiers_carried_over", 10, Q1),
        figure("20", "dossiers_received", 120, Q2),
        figure("20", "dossiers_carried_over", 20, Q2),
        figure("20", "dossiers_in_progress", 25, Q1),
        figure("20", "dossiers_in_progress", 35, Q2),
    )
    half = {"by": "half"}
    assert ask(store, catalog, "dossiers_received", **half).iloc[0]["value"] == 110 + 120 - 20
    assert ask(store, catalog, "dossiers_carried_over", **half).iloc[0]["value"] == 10
    assert ask(store, catalog, "dossiers_in_progress", **half).iloc[0]["value"] == 35


def test_whole_predecessors_add_up_to_the_unit_of_today(store, catalog):
    counts = {BAC_NINH: (45, 50), BAC_GIANG: (135, 150)}
    keep(
        store,
        *(figure(a, "dossiers_on_time", n) for a, (n, _) in counts.items()),
        *(figure(a, "dossiers_resolved", d) for a, (_, d) in counts.items()),
        figure(BAC_NINH_TODAY, "dossiers_on_time", 190, Y2025),
        figure(BAC_NINH_TODAY, "dossiers_resolved", 200, Y2025),
    )
    asked = {"agencies": (BAC_NINH_TODAY,), "units": "restated"}
    rows = ask(store, catalog, "on_time_rate", **asked)
    assert rows["value"].tolist() == [90.0, 95.0]
    assert rows["denominator"].tolist() == [200, 200]
    assert rows["basis"].tolist() == ["derived", "computed"]
    reported = ask(store, catalog, "on_time_rate", agencies=(BAC_NINH_TODAY,))
    assert reported["agency"].tolist() == [BAC_NINH_TODAY]


def test_a_rate_stated_of_a_part_is_not_said_of_the_whole(store, catalog):
    keep(
        store,
        *(figure(a, "dossiers_on_time", 9) for a in (BAC_NINH, BAC_GIANG, LANG_SON)),
        *(figure(a, "dossiers_resolved", 10) for a in (BAC_NINH, BAC_GIANG, LANG_SON)),
        *(figure(a, "on_time_rate", 91.2) for a in (BAC_NINH, LANG_SON)),
        figure(BAC_GIANG, "online_rate", 70.5),
    )
    rows = ask(store, catalog, "on_time_rate", units="restated", agencies=(BAC_NINH_TODAY,))
    assert rows[["agency", "value", "stated"]].fillna(0).values.tolist() == [
        [BAC_NINH_TODAY, 90.0, 0]
    ]
    whole = ask(store, catalog, "on_time_rate", units="restated", agencies=(LANG_SON_TODAY,))
    assert whole[["agency", "value", "stated"]].values.tolist() == [[LANG_SON_TODAY, 90.0, 91.2]]
    assert ask(store, catalog, "online_rate", units="restated", agencies=(BAC_NINH_TODAY,)).empty


def test_a_rate_that_has_no_counts_is_restated_for_the_same_territory_only(store, catalog):
    keep(store, *(figure(a, "satisfaction_rate", 95) for a in (BAC_NINH, LANG_SON)))
    rows = ask(store, catalog, "satisfaction_rate", units="restated")
    assert rows[["agency", "value"]].values.tolist() == [[LANG_SON_TODAY, 95]]


def test_a_predecessor_that_did_not_report_leaves_a_gap(store, catalog):
    keep(store, figure(BAC_NINH, "dossiers_resolved", 50))
    asked = {"agencies": (BAC_NINH_TODAY,), "units": "restated"}
    assert ask(store, catalog, "dossiers_resolved", **asked).empty


def test_scores_are_never_merged(store, catalog):
    keep(store, figure(BAC_NINH, "par_index", 88, level="province"))
    asked = {"agencies": (BAC_NINH_TODAY,), "units": "restated"}
    assert ask(store, catalog, "par_index", **asked).empty


def test_the_same_territory_is_one_series_and_its_line_is_cut_at_the_reform(store, catalog):
    keep(
        store,
        figure(LANG_SON, "dossiers_resolved", 50),
        figure(LANG_SON_TODAY, "dossiers_resolved", 60, Y2025),
    )
    rows = ask(store, catalog, "dossiers_resolved", agencies=(LANG_SON_TODAY,))
    assert rows["value"].tolist() == [50, 60]
    assert rows["series"].nunique() == 1
    assert rows["segment"].nunique() == 2


def test_a_change_of_method_cuts_the_line(store, catalog):
    spans = {year: (date(year, 1, 1), date(year, 12, 31)) for year in (2020, 2021, 2022, 2023)}
    keep(store, *(figure("22", "par_index", 90, s, level="province") for s in spans.values()))
    rows = ask(store, catalog, "par_index").set_index("label")["segment"]
    assert rows["2020"] == rows["2021"] != rows["2022"] == rows["2023"]


def test_as_known_at_an_earlier_version(store, catalog):
    first = keep(store, figure("20", "dossiers_resolved", 100))
    keep(store, figure("20", "dossiers_resolved", 101), name="ban_sua.csv")
    assert ask(store, catalog, "dossiers_resolved").iloc[0]["value"] == 101
    assert ask(store, catalog, "dossiers_resolved", as_of=first).iloc[0]["value"] == 100


def test_a_comparison_takes_the_widest_level_and_pools_sum_over_sum(store, catalog):
    keep(
        store,
        figure("20", "dossiers_on_time", 9, level="province"),
        figure("20", "dossiers_resolved", 10, level="province"),
        figure("20", "dossiers_on_time", 90),
        figure("20", "dossiers_resolved", 100),
        figure("14", "dossiers_on_time", 270),
        figure("14", "dossiers_resolved", 300),
    )
    rows = compare(store, catalog, Question(indicator="on_time_rate"), period=YEAR)
    assert dict(zip(rows["agency"], rows["denominator"], strict=True)) == {"20": 100, "14": 300}
    assert pooled(rows)["value"] == pytest.approx(100 * 360 / 400)
    assert not rows["is_small"].any()
    assert widest(rows)["agency"].tolist() == rows["agency"].tolist()


def test_a_part_beside_a_total_is_not_the_whole(store, catalog):
    # As published for Xã Phú Giáo, quý III/2025: the total has no on-time count, its part has.
    keep(
        store,
        figure("25858.20250701", "dossiers_resolved", 12970, Y2025, level="commune"),
        figure("25858.20250701", "on_time_rate", 99.2, Y2025, level="commune"),
        figure("25858.20250701", "dossiers_on_time", 2602, Y2025, level="commune",
               breakdown="Thẩm quyền cấp xã"),
    )  # fmt: skip
    row = ask(store, catalog, "on_time_rate").iloc[0]
    assert (row["value"], row["basis"]) == (99.2, "stated")
    assert ask(store, catalog, "dossiers_on_time").empty


def test_late_dossiers_of_a_rate_on_those_due_do_not_make_up_the_resolved(store, catalog):
    # As published for Trung tâm PVHCC tỉnh Vĩnh Phúc, quý III/2021.
    keep(
        store,
        figure("26", "dossiers_on_time", 14064),
        figure("26", "dossiers_overdue", 37),
        figure("26", "dossiers_due", 14101),
        figure("26", "on_time_rate", 99.74, denominator="dossiers_due"),
    )
    assert ask(store, catalog, "on_time_rate", denominator="dossiers_resolved").empty
    assert ask(store, catalog, "on_time_rate").iloc[0]["denominator_code"] == "dossiers_due"
