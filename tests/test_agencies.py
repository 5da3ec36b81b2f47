"""Agencies in time, on a country small enough to draw: two provinces that merge, one renamed."""

from datetime import date

import pytest

from cchc.agencies import Agency, Lineage
from cchc.errors import UnknownCodeError
from cchc.naming.named import NamedAgencies
from cchc.naming.wording import Alias, Wording

REFORM = date(2025, 7, 1)
EVE = date(2025, 6, 30)


def agency(key, name, level, parent, *, since=None, until=None) -> Agency:
    kind = next(k for k in ("Quốc gia", "Vùng", "Tỉnh", "Huyện", "Xã") if name.startswith(k))
    code = key.split(".")[0] if level not in ("country", "region") else None
    return Agency(
        id=key, code=code, name=name, type=kind, level=level, parent=parent,
        valid_from=since, valid_to=until,
    )  # fmt: skip


# North and South become South; West keeps its land. Of the communes of North, 00001 is divided.
AGENCIES = [
    agency("VN", "Quốc gia", "country", None),
    agency("VN/Vùng Bắc", "Vùng Bắc", "region", "VN"),
    agency("01", "Tỉnh Bắc", "province", "VN", until=EVE),
    agency("02", "Tỉnh Nam", "province", "VN", until=EVE),
    agency("03", "Tỉnh Tây", "province", "VN", until=EVE),
    agency("02.20250701", "Tỉnh Nam", "province", "VN", since=REFORM),
    agency("03.20250701", "Tỉnh Tây", "province", "VN", since=REFORM),
    agency("001", "Huyện Đá", "district", "01", until=EVE),
    agency("00001", "Xã Một", "commune", "001", until=EVE),
    agency("00002", "Xã Hai", "commune", "001", until=EVE),
    agency("00003", "Xã Ba", "commune", "001", until=EVE),
    agency("00001.20250701", "Xã Một", "commune", "02.20250701", since=REFORM),
    agency("00002.20250701", "Xã Hai", "commune", "02.20250701", since=REFORM),
    agency("00003.20250701", "Xã Ba", "commune", "02.20250701", since=REFORM),
]


def step(old, new, *, whole=True) -> Lineage:
    return Lineage(old=old, new=new, date=REFORM, whole=whole, act="Nghị quyết thử")


LINEAGE = [
    step("01", "02.20250701"),
    step("02", "02.20250701"),
    step("03", "03.20250701"),
    step("00001", "00001.20250701", whole=False),
    step("00001", "00002.20250701", whole=False),
    step("00002", "00002.20250701"),
    step("00003", "00003.20250701"),
]


@pytest.fixture(scope="module")
def agencies() -> NamedAgencies:
    return NamedAgencies(
        AGENCIES,
        wording=Wording(types=()),
        aliases=[Alias(agency="03", alias="Miền Tây")],
        lineage=LINEAGE,
        regions={"01": "VN/Vùng Bắc"},
    )


def ids(found) -> list[str]:
    return [agency.id for agency in found]


def test_who_exists_depends_on_the_day(agencies):
    assert ids(agencies.valid_on(EVE, level="province")) == ["01", "02", "03"]
    assert ids(agencies.valid_on(REFORM, level="province")) == ["02.20250701", "03.20250701"]
    assert agencies.valid_on(REFORM, level="district") == []


def test_one_code_names_two_territories_but_one_at_a_time(agencies):
    of_code = [a for a in agencies if a.code == "02"]
    assert [a.id for a in of_code if a.holds_on(EVE)] == ["02"]
    assert [a.id for a in of_code if a.holds_on(REFORM)] == ["02.20250701"]


def test_children_and_ancestors_follow_the_day(agencies):
    assert ids(agencies.children("01")) == ["001"]
    assert ids(agencies.descendants("01", EVE)) == ["001", "00001", "00002", "00003"]
    assert agencies.children("01", REFORM) == []
    assert agencies.ancestors("00002") == ("001", "01", "VN")
    assert agencies.ancestors("00002.20250701") == ("02.20250701", "VN")


def test_a_region_holds_its_provinces(agencies):
    assert ids(agencies.children("VN/Vùng Bắc", EVE)) == ["01"]
    assert agencies.region_of("00001") == "VN/Vùng Bắc"
    assert agencies.region_of("02") is None


def test_the_province_of_anything_below_it(agencies):
    assert agencies.province_of("00001") == "01"
    assert agencies.province_of("01") == "01"
    assert agencies.province_of("VN") is None


def test_an_unchanged_territory_is_one_series_and_a_merger_is_none(agencies):
    assert agencies.continues("03") == "03.20250701"
    assert agencies.series("03.20250701") == ("03", "03.20250701")
    assert agencies.continues("01") is None
    assert agencies.series("02") == ("02",)


def test_who_received_a_part_of_another_is_no_continuation(agencies):
    assert agencies.continues("00002") is None
    assert agencies.continues("00003") == "00003.20250701"


def test_today_holds_whole_predecessors_and_leaves_out_the_divided(agencies):
    today = agencies.today(REFORM)
    assert today["01"] == today["02"] == today["02.20250701"] == "02.20250701"
    assert today["00002"] == "00002.20250701"
    assert "00001" not in today  # divided
    assert "001" not in today  # ended with its level


def test_a_department_is_made_from_its_parent_and_its_name(agencies):
    made = agencies.get("01/Sở Nội vụ")
    assert (made.name, made.level, made.parent, made.code) == (
        "Sở Nội vụ",
        "department",
        "01",
        None,
    )
    assert agencies.get("VN/Bộ Nội vụ").level == "ministry"
    assert agencies.ancestors("01/Sở Nội vụ") == ("01", "VN")
    assert agencies.province_of("01/Sở Nội vụ") == "01"
    assert agencies.label("01/Sở Nội vụ") == "Sở Nội vụ (Bắc)"


def test_a_department_goes_on_where_its_province_does(agencies):
    before, after = "03/Sở Nội vụ", "03.20250701/Sở Nội vụ"
    assert agencies.series(after) == (before, after)
    assert agencies.continues(before) == after
    assert [line.new for line in agencies.successors(before)] == [after]
    assert [line.old for line in agencies.predecessors(after)] == [before]
    assert agencies.at(before, REFORM) == after


def test_a_department_ends_where_its_province_is_merged(agencies):
    assert agencies.series("01/Sở Nội vụ") == ("01/Sở Nội vụ",)
    assert agencies.successors("01/Sở Nội vụ") == []
    assert agencies.predecessors("02.20250701/Sở Nội vụ") == []


def test_nothing_is_counted_twice_in_the_country(agencies):
    below = ids(agencies.descendants("VN", EVE))
    assert sorted(below) == sorted({a.id for a in agencies if a.holds_on(EVE)} - {"VN"})


def test_labels_tell_namesakes_apart(agencies):
    assert agencies.label("00002") == "Xã Hai (Đá, Bắc)"
    assert agencies.label("00002.20250701") == "Xã Hai (Nam)"
    assert agencies.label("02") == "Tỉnh Nam (đến 30/06/2025)"
    assert agencies.label("02.20250701") == "Tỉnh Nam"


def test_an_unknown_id_is_refused_with_what_it_may_have_meant(agencies):
    with pytest.raises(UnknownCodeError, match="00009"):
        agencies.get("00009")


def test_the_short_name_drops_the_type_but_never_all_sense():
    ward = agency("00004", "Xã 4", "commune", "001")
    assert AGENCIES[2].short == "Bắc"
    assert ward.short == "Xã 4"


def test_rows_for_the_store_have_its_columns(agencies):
    tables = agencies.rows()
    assert tables["agency"].column_names == [
        "id", "code", "name", "type", "level", "parent", "valid_from", "valid_to",
    ]  # fmt: skip
    assert tables["agency_alias"].column_names == ["agency", "alias", "valid_from", "valid_to"]
    assert tables["agency_lineage"].column_names == ["old", "new", "date", "whole", "act"]
    assert tables["agency"].num_rows == len(AGENCIES)
    assert tables["agency_lineage"].to_pylist()[3] == {
        "old": "00001", "new": "00001.20250701", "date": REFORM, "whole": False,
        "act": "Nghị quyết thử",
    }  # fmt: skip
