"""Whose target holds for whom, which way it is reached, and what a report changes of it."""

from dataclasses import replace

import pytest

from cchc.catalog.targets import ActTarget
from cchc.indicators.targets import document_in, operator_of, targets_of
from tests.indicators.conftest import YEAR, figure, keep

LANG_SON, BINH_GIA, BINH_GIA_TOWN = "20", "182", "06073"


def act(**more) -> ActTarget:
    said = dict(indicator="online_rate", agency="VN", each="province", year=2024, operator=">=",
                value=50, document="Quyết định 1/QĐ-TTg", source="https://example.vn")  # fmt: skip
    return ActTarget(**(said | more))


def test_a_target_for_every_province_holds_for_each_of_them_only(store, catalog):
    catalog = replace(catalog, targets=(act(),))
    (found,) = targets_of(store, catalog, "online_rate", agencies=(LANG_SON,), year=2024)
    assert (found.agency, found.set_for, found.value) == (LANG_SON, "VN", 50)
    assert targets_of(store, catalog, "online_rate", agencies=(BINH_GIA,)) == ()
    assert targets_of(store, catalog, "online_rate", year=2025) == ()
    assert len(targets_of(store, catalog, level="province")) == 1
    assert targets_of(store, catalog, level="commune") == ()


def test_the_target_set_nearest_to_a_unit_holds_for_it(store, catalog):
    catalog = replace(catalog, targets=(act(), act(agency=LANG_SON, each="district", value=60)))
    keep(store, figure(BINH_GIA, "online_rate", 70, kind="target", level="district"))
    province, district = targets_of(
        store, catalog, "online_rate", agencies=(LANG_SON, BINH_GIA), year=2024
    )
    assert province.value == 50
    assert (district.value, district.set_for) == (70, BINH_GIA)


def test_what_a_report_says_of_all_communes_is_set_for_each(store, catalog):
    said = figure(LANG_SON, "online_rate", 60, kind="target", level="commune_all")
    keep(store, said, name="134_KH-UBND.docx")
    (found,) = targets_of(store, replace(catalog, targets=()), agencies=(BINH_GIA_TOWN,))
    assert (found.set_for, found.each, found.value) == (LANG_SON, "commune", 60)
    assert found.document == "134/KH-UBND"


def test_a_later_report_replaces_the_target_and_an_earlier_time_still_knows_the_old_one(
    store, catalog
):
    first = keep(store, figure(LANG_SON, "on_time_rate", 95, kind="target"), name="a.xlsx")
    keep(store, figure(LANG_SON, "on_time_rate", 97, kind="target"), name="b.xlsx")
    ask = dict(agencies=(LANG_SON,), year=YEAR[0].year)
    assert [t.value for t in targets_of(store, catalog, "on_time_rate", **ask)] == [97]
    before = targets_of(store, catalog, "on_time_rate", **ask, as_of=first)
    assert [t.value for t in before] == [95]


@pytest.mark.parametrize(
    ("code", "approx", "operator"),
    [
        ("on_time_rate", None, ">="),
        ("overdue_rate", None, "<="),
        ("pci_rank", None, "<="),
        ("dossiers_received", None, "="),
        ("dossiers_received", "at_least", ">="),
    ],
)
def test_where_the_form_cannot_tell_the_operator_the_direction_does(
    catalog, code, approx, operator
):
    assert operator_of(catalog.indicators.get(code), approx) == operator


def test_the_number_of_a_document_is_found_in_the_sentence_or_the_file():
    assert document_in("theo Quyết định số 5256/QĐ-UBND ngày 1/1") == "5256/QĐ-UBND"
    assert document_in(None, "giao chi tieu 76/NQ-CP.xlsx") == "76/NQ-CP"
    assert document_in("đạt 95 %") is None
