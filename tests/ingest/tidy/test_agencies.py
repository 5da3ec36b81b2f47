"""Whose figures a row holds, in time: across mergers, by code, by scope."""

from datetime import date

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.catalog.published import load_published
from cchc.ingest.tidy.agencies import Namer
from cchc.ingest.tidy.names import RowName
from cchc.periods import Period

YEAR = {y: Period(date(y, 1, 1), date(y, 12, 31)) for y in (2007, 2008, 2023, 2024, 2025, 2026)}


@pytest.fixture(scope="module")
def namer() -> Namer:
    return Namer(load_catalog().agencies, load_published())


def test_an_agency_that_ended_within_the_period_is_taken_and_told(namer):
    named = namer.name(RowName(unit="Hà Tây", level="province"), YEAR[2008])
    assert named.agency == "28"
    assert [(p.rule, p.severity) for p in named.problems] == [("agency_ended", "note")]
    assert namer.name(RowName(unit="Hà Tây", level="province"), YEAR[2007]).problems == ()


def test_an_agency_of_another_time_is_unknown(namer):
    named = namer.name(RowName(unit="Hà Tây", level="province"), YEAR[2023])
    assert named.agency is None
    assert named.problems[0].severity == "error"


@pytest.mark.parametrize(
    ("province", "of", "agency", "rules"),
    [
        ("Lào Cai", 63, "10", []),
        ("Lào Cai", 34, "15.20250701", []),
        ("Lào Cai", None, "15.20250701", ["ambiguous_agency"]),
        ("Lạng Sơn", None, "20.20250701", []),
        ("Yên Bái", None, "15", ["agency_ended"]),
    ],
    ids=["of 63", "of 34", "nobody says", "same territory", "merged away"],
)
def test_a_year_that_straddles_the_reform(namer, province, of, agency, rules):
    named = namer.name(RowName(unit=province, level="province", of=of), YEAR[2025])
    assert named.agency == agency
    assert [problem.rule for problem in named.problems] == rules


def test_snapshots_before_and_after_the_reform_need_no_of(namer):
    before, after = date(2025, 6, 30), date(2025, 7, 1)
    row = RowName(unit="Lào Cai", level="province")
    assert namer.name(row, Period(before, before)).agency == "10"
    assert namer.name(row, Period(after, after)).agency == "15.20250701"


@pytest.mark.parametrize(
    ("row", "agency", "level"),
    [
        (RowName(code="22"), "22", "province"),
        (RowName(code="4", level="province"), "04", "province"),
        (RowName(province="22", code="195"), "195", "district"),
        (RowName(province="Quảng Ninh"), "22", "province"),
        (RowName(province="Thái Nguyên", unit="Sở Nội vụ"), "19/Sở Nội vụ", "department"),
        (RowName(province="Thái Nguyên", unit="Xã Yên Đổ"), "05620", "commune"),
        (RowName(unit="Xã Yên Đổ (Thái Nguyên)"), "05620", "commune"),
    ],
)
def test_an_agency_by_code_or_by_name(namer, row, agency, level):
    named = namer.name(row, YEAR[2023])
    assert (named.agency, named.level, named.problems) == (agency, level, ())


def test_a_code_that_is_another_agencys_is_a_doubt(namer):
    row = RowName(province="Quảng Ninh", unit="Thành phố Cẩm Phả", code="193")
    named = namer.name(row, YEAR[2023])
    assert named.agency == "195"
    assert [(p.rule, p.expected) for p in named.problems] == [("code_mismatch", "195")]


def test_a_code_without_its_zeros_that_could_be_several_is_unknown(namer):
    named = namer.name(RowName(code="4"), YEAR[2023])
    assert named.agency is None
    assert "số 0" in named.problems[0].message


def test_a_code_tells_communes_of_one_name_apart(namer):
    told = namer.name(RowName(province="Thái Nguyên", unit="Tân Thành", code="05938"), YEAR[2023])
    assert told.agency is None or told.agency == "05938"
    alone = namer.name(RowName(unit="Xã Tân Thành", level="commune"), YEAR[2023])
    assert alone.agency is None
    assert alone.problems[0].rule == "unknown_agency"


@pytest.mark.parametrize(
    ("level", "unit", "expected"),
    [
        ("province (all levels)", "Tỉnh Lâm Đồng", ("68", "province_total", None)),
        ("provincial departments", "Cấp tỉnh", ("68", "department_all", None)),
        ("provincial centre", "Trung tâm PVHCC tỉnh", ("68", "province", None)),
        ("district level total", "Cấp huyện (12 huyện)", ("68", "district_all", None)),
        ("district and commune level total", "Cấp huyện, xã", ("68", "below_province", None)),
        ("commune level total", "Cấp xã", ("68", "commune_all", None)),
        ("commune level total", "Huyện Lâm Hà: cấp xã", ("676", "commune_all", None)),
        ("district", "Huyện Lâm Hà", ("676", "district", None)),
        (
            "province (all levels), by service level", "Mức 3",
            ("68", "province_total", "Mức 3"),
        ),
    ],
)  # fmt: skip
def test_whose_dossiers_a_row_counts(namer, level, unit, expected):
    named = namer.name(RowName(province="Lâm Đồng", level=level, unit=unit), YEAR[2024])
    assert (named.agency, named.level, named.breakdown) == expected


def test_a_level_that_nobody_knows_is_a_doubt(namer):
    row = RowName(province="Lâm Đồng", level="nhóm lạ", unit="Huyện Lâm Hà")
    named = namer.name(row, YEAR[2024])
    assert (named.agency, named.level) == ("676", "district")
    assert [(p.rule, p.severity, p.printed) for p in named.problems] == [
        ("unknown_level", "doubt", "nhóm lạ")
    ]


def test_the_reporting_agency_is_where_names_are_looked_for():
    catalog = load_catalog()
    namer = Namer(catalog.agencies, load_published(), within="19")
    assert namer.name(RowName(unit="Xã Yên Đổ"), YEAR[2023]).agency == "05620"


def test_a_period_cell_that_is_neither_period_nor_block(namer):
    row = RowName(province="Hải Phòng", unit="Phường Hồng Bàng", rest="nhóm lạ")
    named = namer.name(row, YEAR[2025])
    assert named.agency is None
    assert named.problems[-1].rule == "unreadable_period"


@pytest.mark.parametrize(
    ("row", "year", "agency", "told"),
    [
        ({"province": "Huế"}, 2023, "46", "tên vào lúc khác của Tỉnh Thừa Thiên Huế"),
        ({"unit": "Thành phố Huế"}, 2023, "46", "tên vào lúc khác của Tỉnh Thừa Thiên Huế"),
        ({"province": "Thừa Thiên Huế", "unit": "Thành phố Huế"}, 2023, "474", None),
        ({"unit": "Ho Chi Minh City"}, 2023, "79", "tên không dấu, hiểu là Thành phố Hồ Chí Minh"),
        ({"province": "Hanoi"}, 2023, "01", "tên không dấu, hiểu là Thành phố Hà Nội"),
        ({"unit": "Quảng Bình"}, 2025, "44", "Tỉnh Quảng Bình chỉ còn đến 30/06/2025"),
    ],
)
def test_a_province_by_another_name(namer, row, year, agency, told):
    named = namer.name(RowName(**row), YEAR[year])
    assert (named.agency, {p.severity for p in named.problems} - {"note"}) == (agency, set())
    assert [p.message for p in named.problems if told is None or told not in p.message] == []
    assert bool(named.problems) == (told is not None)


@pytest.mark.parametrize(
    ("row", "year"),
    [({"unit": "Hà Tây"}, 2023), ({"province": "Hue"}, 2023), ({"unit": "Hoa Binh"}, 2026)],
)
def test_a_name_that_no_province_of_the_time_bears_is_not_taken(namer, row, year):
    named = namer.name(RowName(**row), YEAR[year])
    assert [p.rule for p in named.problems] == ["unknown_agency"]


def test_a_slip_of_the_pen_is_answered_with_what_is_near(namer):
    named = namer.name(RowName(unit="Hà Nmm"), YEAR[2023])
    assert named.agency is None
    assert "gần giống: Tỉnh Hà Nam" in named.problems[0].message
