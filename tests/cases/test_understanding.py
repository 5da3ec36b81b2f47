"""Which agency a code or a name means on the day of reception, and who holds on after it."""

from datetime import date

import pytest

from cchc.cases.understanding import understand
from cchc.catalog.agencies import load_agencies
from cchc.catalog.cases import load_case_words

WORDS = ("status", "channel", "payment", "digitised", "digitised_result")


def understood(code="", name="", province="", *, first, last=None, until=None):
    row = dict.fromkeys(WORDS, "") | {
        "agency_code": code, "agency_name": name, "province": province,
        "dossiers": 1, "day_first": 0, "first_received": first, "last_received": last or first,
        "last_finished": None,
    }  # fmt: skip
    return understand([row], load_agencies(), load_case_words(), columns=(), until=until)


def meant(*written, **days) -> list[tuple]:
    found = understood(*written, **days)
    spans = found.tables["said_agency"].to_pylist()
    return [(found.agencies[s["agency"]].id, s["first_day"], s["last_day"]) for s in spans]


def test_a_code_is_another_unit_after_the_merger():
    first, last = date(2025, 6, 1), date(2025, 7, 31)
    assert meant("00004", first=first, last=last) == [
        ("00004", first, date(2025, 6, 30)),
        ("00004.20250701", date(2025, 7, 1), last),
    ]


def test_a_name_counts_on_its_own_days_only():
    before, after = date(2025, 6, 30), date(2025, 7, 1)
    assert meant("", "Phường Trúc Bạch", "Hà Nội", first=before) == [("00004", before, before)]
    assert meant("", "Phường Trúc Bạch", "Hà Nội", first=after) == []


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (("00004", "Phường Vĩnh Phúc"), "không phải tên đã ghi"),
        (("00004", "", "Lạng Sơn"), "mã này không thuộc"),
        (("4",), "không có đúng một đơn vị"),  # a province, a district or a commune
        (("", "Xã Tân Thành"), "Tân Thành"),  # there are many
        (("", "Xã Tân Thành", "Tỉnh Không Có"), "không có tỉnh"),
    ],
)
def test_what_could_mean_two_units_means_none(written, reason):
    found = understood(*written, first=date(2025, 3, 1))
    assert not found.tables["said_agency"].num_rows
    [(_, said, dossiers)] = found.unknown
    assert reason in said
    assert dossiers == 1


def test_open_dossiers_go_on_to_the_heir_of_the_whole():
    found = understood("06067", first=date(2025, 6, 1), until=date(2025, 8, 31))
    holding = found.tables["holding"].to_pylist()
    assert [(found.agencies[h["holder"]].id, h["last_day"]) for h in holding] == [
        ("06067", date(2025, 6, 30)), ("06073.20250701", date(2025, 8, 31)),
    ]  # fmt: skip
    assert found.divided == []


@pytest.mark.parametrize("code", ["06079", "184"])  # a commune that was divided, a district
def test_open_dossiers_of_what_was_divided_go_to_nobody(code):
    found = understood(code, first=date(2025, 6, 1), until=date(2025, 8, 31))
    [held] = found.tables["holding"].to_pylist()
    assert held["last_day"] == date(2025, 6, 30)
    assert found.divided == [code]


def test_a_department_of_a_province_is_an_agency():
    [(agency, *_)] = meant("", "Sở Xây dựng", "Lạng Sơn", first=date(2025, 3, 1))
    assert agency == "20/Sở Xây dựng"
