"""Reasons over the store: PCI as published, and where nothing may be attributed to scores."""

from datetime import date

import pytest

from cchc.indicators.rank_components import components
from cchc.indicators.rank_reasons import biggest_move, rank_reason
from cchc.indicators.ranking import ranking
from cchc.indicators.standings import Scope
from cchc.ingest.importing import ImportOptions, import_files
from cchc.store.versions import Store
from tests.indicators.conftest import figure, keep
from tests.indicators.test_ranking import DA_NANG, HA_NOI, HUE, published, year
from tests.pages.served import ROOT

PROVINCES = Scope(level="province")
HUE_NOW, BAC_NINH, THAI_NGUYEN = "46.20250701", "27", "19"


@pytest.fixture(scope="module")
def pci(tmp_path_factory, catalog):
    """Every PCI score of 2005–2016."""
    store = Store(tmp_path_factory.mktemp("pci") / "store")
    file = ROOT / "data" / "samples" / "pci_province_2005_2016.csv"
    list(import_files([file], store, catalog, ImportOptions(accept=True)))
    return store


def reasons(store, catalog, of_year, *, indicator="pci", scope=PROVINCES):
    known = catalog.indicators.get(indicator)
    now = ranking(store, catalog, indicator, of_year, against=of_year - 1, scope=scope)
    before = ranking(store, catalog, indicator, of_year - 1, scope=scope)
    return now, {unit: rank_reason(now, before, unit, known) for unit in now["series"]}


def test_from_2012_to_2013_every_move_is_explained_and_adds_up(pci, catalog):
    now, found = reasons(pci, catalog, 2013)
    assert {reason.kind for reason in found.values()} == {"scores"}
    for reason in found.values():
        assert reason.move.own + reason.move.others + reason.move.field == reason.places
    da_nang, hue = found[DA_NANG], found[HUE_NOW]
    assert (da_nang.rank_before, da_nang.rank, da_nang.places) == (12, 1, 11)
    assert (hue.rank_before, hue.rank, round(hue.score_change, 2)) == (30, 2, 8.45)
    assert len(hue.move.passed) == 28
    assert hue.move.passed_by == ()
    assert sum(reason.places for reason in found.values()) == 0


def test_the_end_of_ha_tay_moves_those_behind_it(pci, catalog):
    _, found = reasons(pci, catalog, 2009)
    cao_bang = found["11.20250701"]
    assert cao_bang.move.left == ("28",)
    assert cao_bang.move.field > 0
    assert found[DA_NANG].move.field == 0  # it was ahead of Hà Tây before and after


def test_across_a_change_of_method_nothing_is_attributed_to_scores(pci, catalog):
    _, found = reasons(pci, catalog, 2006)
    assert {reason.kind for reason in found.values()} == {"method", "new"}
    assert all(reason.move is None for reason in found.values())
    assert found[DA_NANG].places == 0


def test_the_biggest_move_and_the_biggest_of_one_way(pci, catalog):
    now, found = reasons(pci, catalog, 2013)
    assert found[biggest_move(now)].places == max(abs(r.places) for r in found.values())
    assert found[biggest_move(now, way=-1)].places == min(r.places for r in found.values())


def test_published_ranks_without_all_scores_are_not_explained(store, catalog):
    for of_year, ranks in ((2023, (12, 30)), (2024, (1, 2))):
        for agency, rank in zip((DA_NANG, HUE), ranks, strict=True):
            facts = published(agency, 90.0 - rank, rank, of_year, indicator="sipas", of=63)
            keep(store, *facts, name=f"{agency} {of_year}")
    _, found = reasons(store, catalog, 2024, indicator="sipas_rate")
    assert {reason.kind for reason in found.values()} == {"unscored"}
    assert {reason.places for reason in found.values()} == {11, 28}


def test_across_the_reform_there_are_no_places(store, catalog):
    keep(store, *published(HA_NOI, 80.0, 1, 2024, of=1), name="a")
    keep(store, *published("01.20250701", 82.0, 1, 2025, of=1), name="b")
    _, found = reasons(store, catalog, 2025)
    (reason,) = found.values()
    assert (reason.kind, reason.places, reason.move) == ("units", None, None)


def test_components_against_before_the_mean_the_best_and_the_maximum(store, catalog):
    index, part = "service_index_766", "service_index_766_timeliness"
    points = {2022: {BAC_NINH: 15.0}, 2023: {BAC_NINH: 17.0, THAI_NGUYEN: 19.0}}
    for of_year, of_units in points.items():
        keep(store, *(figure(agency, code, value + (code == index) * 60, year(of_year),
                             level="province")
                      for agency, value in of_units.items() for code in (index, part)),
             name=str(of_year))  # fmt: skip
    ranked = ranking(store, catalog, index, 2023, scope=PROVINCES)
    series = ranked["series"][ranked["agency"] == BAC_NINH].iloc[0]
    (row,) = components(
        store, catalog, catalog.indicators.get(index), ranked, series, before=date(2022, 12, 31)
    ).itertuples()
    assert (row.code, row.value, row.value_before, row.change) == (part, 17.0, 15.0, 2.0)
    assert (row.mean, row.best, row.units, row.max, row.left) == (18.0, 19.0, 2, 20.0, 3.0)
    assert (row.period, row.period_before) == ("Năm 2023", "Năm 2022")


def test_an_index_without_components_has_none(store, catalog):
    keep(store, *published(HUE, 60.0, 1, 2013, of=1))
    ranked = ranking(store, catalog, "pci", 2013, scope=PROVINCES)
    pci = catalog.indicators.get("pci")
    assert components(store, catalog, pci, ranked, ranked["series"].iloc[0]).empty
