"""Periods, blocks and gaps of a standing."""

from datetime import date

import pandas as pd
import pytest

from cchc.indicators.ranking import rank_history, ranking
from cchc.indicators.standings import Scope
from tests.indicators.conftest import Q1, Q2, YEAR, figure, keep
from tests.indicators.test_ranking import DA_NANG, HA_GIANG, HA_NOI, HUE, published


def counted(agency, on_time, resolved, span=YEAR, level="province_total"):
    return [figure(agency, "dossiers_on_time", on_time, span, level=level),
            figure(agency, "dossiers_resolved", resolved, span, level=level)]  # fmt: skip


def test_a_gap_is_to_the_next_better_place_and_tied_units_share_it(store, catalog):
    keep(store, *published(HA_NOI, 60.0, 1, 2011, of=4), *published(HUE, 57.62, 2, 2011, of=4),
         *published(HA_GIANG, 57.62, 2, 2011, of=4),
         *published(DA_NANG, 50.0, 4, 2011, of=4))  # fmt: skip
    rows = ranking(store, catalog, "pci", 2011)
    assert pd.isna(rows["gap"].iloc[0])
    assert rows["gap"].iloc[1:].tolist() == pytest.approx([2.38, 2.38, 7.62])


def test_no_gap_over_a_place_that_nobody_published(store, catalog):
    keep(store, *published(HA_NOI, 91.4, 1, 2024, indicator="par_index", of=63),
         *published(HUE, 90.0, 3, 2024, indicator="par_index", of=63),
         *published(DA_NANG, 89.5, 4, 2024, indicator="par_index", of=63))  # fmt: skip
    rows = ranking(store, catalog, "par_index", 2024).set_index("agency")
    assert rows["gap"].isna().tolist() == [True, True, False]
    assert rows.loc[DA_NANG, "gap"] == pytest.approx(0.5)


def test_rates_are_ranked_by_the_step_that_is_asked_for(store, catalog):
    keep(store, *counted(HA_NOI, 95, 100, Q1), *counted(HUE, 99, 100, Q1),
         *counted(HA_NOI, 99, 100, Q2), *counted(HUE, 98, 100, Q2))  # fmt: skip
    scope = Scope(level="province", step="quarter")
    rows = ranking(store, catalog, "on_time_rate", "2024-Q2", against="2024-Q1", scope=scope)
    assert rows["agency"].tolist() == [HA_NOI, HUE]
    assert rows["rank_change"].tolist() == [1, -1]
    history = rank_history(store, catalog, "on_time_rate", scope=scope)
    assert sorted(set(history["label"])) == ["2024-Q1", "2024-Q2"]
    assert history["at"].max() - history["at"].min() == 1


def test_without_a_step_a_year_is_summed_else_its_most_shared_period_is_taken(store, catalog):
    quarters = [(date(2024, m, 1), date(2024, m + 2, d)) for m, d in ((1, 31), (4, 30), (7, 30))]
    fourth = (date(2024, 10, 1), date(2024, 12, 31))
    both = [row for span in quarters for a in (HA_NOI, HUE) for row in counted(a, 30, 40, span)]
    keep(store, *both)
    (label,) = set(rank_history(store, catalog, "on_time_rate")["label"])
    assert label == "2024"
    assert ranking(store, catalog, "on_time_rate", 2024)["denominator"].tolist() == [40, 40]
    keep(store, *counted(HA_NOI, 40, 40, fourth), *counted(HUE, 20, 40, fourth))
    rows = ranking(store, catalog, "on_time_rate", 2024)
    assert rows["numerator"].tolist() == [130, 110]


def test_a_district_is_ranked_by_its_own_dossiers_with_those_of_its_communes(store, catalog):
    thanh_binh = next(a.id for a in catalog.agencies.valid_on(YEAR[1], level="district"))
    keep(store, *counted(thanh_binh, 50, 100, level="district"),
         *counted(thanh_binh, 90, 100, level="commune_all"),
         *counted(thanh_binh, 140, 200, level="district_total"))  # fmt: skip
    rows = ranking(store, catalog, "on_time_rate", 2024, scope=Scope(level="district"))
    assert rows[["numerator", "denominator"]].to_numpy().tolist() == [[140, 200]]


def test_wards_are_ranked_apart_from_communes_also_where_no_report_says_so(store, catalog):
    span = (date(2025, 10, 1), date(2025, 12, 31))
    units = catalog.agencies.children("31.20250701")
    wards = [a.id for a in units if a.type == "Phường"][:2]
    communes = [a.id for a in units if a.type == "Xã"][:2]
    islands = [a.id for a in units if a.type == "Đặc khu"][:1]
    keep(store, *(row for n, agency in enumerate([*wards, *communes, *islands])
                  for row in counted(agency, 40 + n, 60, span, "commune")))  # fmt: skip
    scope = Scope(level="commune", within="31.20250701", step="quarter")
    rows = ranking(store, catalog, "on_time_rate", "2025-Q4", scope=scope)
    ranks = {block: list(zip(of_block["rank"], of_block["of"], strict=True))
             for block, of_block in rows.groupby("block")}  # fmt: skip
    assert ranks["phường"] == [(1, 2), (2, 2)]
    assert ranks["xã, đặc khu"] == [(1, 3), (2, 3), (3, 3)]


def test_a_rank_is_not_compared_with_one_of_another_block(store, catalog):
    units = [a.id for a in catalog.agencies.children("31.20250701")][:2]
    for year, blocks in ((2026, ("phường", "phường")), (2027, ("phường", "xã"))):
        span = (date(year, 1, 1), date(year, 12, 31))
        keep(store, *(row for n, (agency, block) in enumerate(zip(units, blocks, strict=True))
                      for row in (figure(agency, "cchc_index", 90 - n, span, level="commune",
                                         breakdown=block),
                                  figure(agency, "cchc_rank", 1 + n * (year == 2026), span,
                                         level="commune", breakdown=block, of=2 - (year > 2026)))),
             name=str(year))  # fmt: skip
    rows = ranking(store, catalog, "cchc_index", 2027, against=2026).set_index("agency")
    assert rows.loc[units[0], "rank_change"] == 0
    assert pd.isna(rows.loc[units[1], "rank_change"])
    assert rows["barrier"].tolist() == ["", "block"]
    assert "khối" in rows.loc[units[1], "note"]
