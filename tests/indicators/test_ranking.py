"""Ranks, ties, gaps and changes on a handful of provinces."""

from datetime import date

import pandas as pd
import pytest

from cchc.indicators.ranking import rank_history, ranking
from cchc.indicators.standings import Scope
from tests.indicators.conftest import figure, keep

HA_NOI, DA_NANG, HUE, HA_GIANG = "01", "48", "46", "02"


def year(of: int) -> tuple[date, date]:
    return date(of, 1, 1), date(of, 12, 31)


def published(agency, score, rank, of_year, *, indicator="pci", of=3):
    rows = []
    if score is not None:
        rows.append(figure(agency, indicator, score, year(of_year), level="province"))
    if rank is not None:
        code = f"{indicator}_rank"
        rows.append(figure(agency, code, rank, year(of_year), level="province", of=of))
    return rows


@pytest.fixture
def two_years(store):
    keep(
        store,
        *published(DA_NANG, 60.0, 3, 2012),
        *published(HUE, 61.0, 2, 2012),
        *published(HA_NOI, 62.0, 1, 2012),
        *published(DA_NANG, 66.0, 1, 2013),
        *published(HUE, 65.5, 2, 2013),
        *published(HA_NOI, 57.0, 3, 2013),
    )
    return store


def test_rank_and_score_change_stand_together(two_years, catalog):
    rows = ranking(two_years, catalog, "pci", 2013, against=2012).set_index("agency")
    assert rows.index.tolist() == [DA_NANG, HUE, HA_NOI]
    assert rows.loc[DA_NANG, ["rank", "rank_before", "rank_change"]].tolist() == [1, 3, 2]
    assert rows.loc[HA_NOI, ["rank_change", "score_change"]].tolist() == [-2, -5.0]
    assert rows.loc[HUE, "gap"] == pytest.approx(0.5)
    assert rows["of"].tolist() == [3, 3, 3]


def test_ties_share_a_rank_also_where_a_file_broke_the_tie(store, catalog):
    keep(
        store,
        *published(HA_NOI, 60.0, 1, 2011, of=4),
        *published(HUE, 57.62, 2, 2011, of=4),
        *published(HA_GIANG, 57.62, 3, 2011, of=4),
        *published(DA_NANG, 50.0, 4, 2011, of=4),
    )
    rows = ranking(store, catalog, "pci", 2011)
    assert rows["rank"].tolist() == [1, 2, 2, 4]
    assert sorted(rows["stated_rank"]) == [1, 2, 3, 4]
    assert rows["tied"].tolist() == [False, True, True, False]


def test_published_ranks_stand_where_scores_are_missing(store, catalog):
    keep(store, *published(HA_NOI, 91.4, 3, 2024, indicator="par_index", of=63),
         *published(HUE, None, 12, 2024, indicator="par_index", of=63))  # fmt: skip
    rows = ranking(store, catalog, "par_index", 2024)
    assert rows["rank"].tolist() == [3, 12]
    assert rows["of"].tolist() == [63, 63]


def test_single_facts_give_no_ranks(store, catalog):
    keep(store, *published(HA_NOI, 91.4, None, 2024, indicator="par_index"))
    rows = ranking(store, catalog, "par_index", 2024)
    assert rows["rank"].isna().all()
    assert rows["score"].tolist() == [91.4]


def test_a_published_order_that_contradicts_the_scores_is_kept(store, catalog):
    keep(
        store,
        *published(HA_NOI, 60.0, 2, 2014),
        *published(HUE, 59.0, 1, 2014),
        *published(DA_NANG, 58.0, 3, 2014),
    )
    assert ranking(store, catalog, "pci", 2014)["agency"].tolist() == [HUE, HA_NOI, DA_NANG]


def test_no_rank_change_across_the_reform_and_no_score_change_across_a_method(store, catalog):
    today = {HA_NOI: "01.20250701", HUE: "46.20250701"}
    keep(
        store,
        *published(HA_NOI, 80.0, 2, 2021, indicator="par_index", of=63),
        *published(HA_NOI, 82.0, 1, 2022, indicator="par_index", of=63),
        *published(today[HA_NOI], 90.0, 1, 2026, indicator="par_index", of=34),
    )
    across_method = ranking(store, catalog, "par_index", 2022, against=2021).iloc[0]
    assert across_method["rank_change"] == 1
    assert pd.isna(across_method["score_change"])
    across_reform = ranking(store, catalog, "par_index", 2026, against=2022).iloc[0]
    assert (across_reform["rank_before"], across_reform["of_before"]) == (1, 63)
    assert pd.isna(across_reform["rank_change"])
    assert "sắp xếp" in across_reform["note"]


def test_blocks_are_ranked_apart(store, catalog):
    hai_phong = "31.20250701"
    communes = [a.id for a in catalog.agencies.children(hai_phong)][:4]
    scores = [(communes[0], 95.8, "phường"), (communes[1], 95.0, "phường"),
              (communes[2], 94.15, "xã"), (communes[3], 90.0, "xã")]  # fmt: skip
    spans = year(2025)
    keep(store, *(
        figure(a, "cchc_index", s, spans, level="commune", breakdown=b) for a, s, b in scores),
        *(figure(a, "cchc_rank", r, spans, level="commune", breakdown=b, of=2)
          for (a, _, b), r in zip(scores, (1, 2, 1, 2), strict=True)))  # fmt: skip
    rows = ranking(store, catalog, "cchc_index", 2025, scope=Scope(within=hai_phong))
    assert rows.groupby("block")["rank"].apply(list).to_dict() == {"phường": [1, 2], "xã": [1, 2]}


def test_rates_are_ranked_by_their_counts_and_few_dossiers_are_not(store, catalog):
    counts = {HA_NOI: (95, 100), HUE: (99, 100), DA_NANG: (5, 5)}
    keep(
        store,
        *(figure(a, "dossiers_on_time", n) for a, (n, _) in counts.items()),
        *(figure(a, "dossiers_resolved", d) for a, (_, d) in counts.items()),
    )
    rows = ranking(store, catalog, "on_time_rate", 2024).set_index("agency")
    assert rows.loc[HUE, "rank"] == 1
    assert rows.loc[HA_NOI, "rank"] == 2
    assert rows.loc[[DA_NANG], "rank"].isna().all()
    assert "quá ít" in rows.loc[DA_NANG, "note"]
    assert rows.loc[HUE, "of"] == 2


def test_a_history_has_every_year_and_nothing_where_nothing_was_published(two_years, catalog):
    history = rank_history(two_years, catalog, "pci")
    assert sorted(set(history["year"])) == [2012, 2013]
    assert rank_history(two_years, catalog, "papi").empty
