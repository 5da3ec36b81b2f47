"""Finding agencies as people type, in a picker."""

from datetime import date

AFTER = date(2026, 1, 31)


def labels(agencies, text, **known) -> list[str]:
    return [agencies.label(a.id) for a in agencies.find(text, **known)]


def test_accents_may_be_left_out_and_the_whole_name_comes_first(agencies):
    assert labels(agencies, "thai nguyen")[:3] == [
        "Tỉnh Thái Nguyên",
        "Tỉnh Thái Nguyên (đến 30/06/2025)",
        "Thành phố Thái Nguyên (Thái Nguyên)",
    ]


def test_on_a_day_only_what_exists_is_offered(agencies):
    assert labels(agencies, "thai nguyen", on=AFTER) == ["Tỉnh Thái Nguyên"]


def test_accents_that_were_typed_are_preferred(agencies):
    found = labels(agencies, "văn lăng", on=AFTER, within="19.20250701")
    assert found == ["Xã Văn Lăng (Thái Nguyên)", "Xã Văn Lang (Thái Nguyên)"]


def test_a_place_behind_the_name_narrows_it(agencies):
    assert labels(agencies, "tan thanh thai ng", on=AFTER) == ["Xã Tân Thành (Thái Nguyên)"]


def test_types_may_be_shortened(agencies):
    assert labels(agencies, "H. Phú Lương")[0] == "Huyện Phú Lương (Thái Nguyên)"
    assert labels(agencies, "q1")[0] == "Quận 1 (Hồ Chí Minh)"
    assert labels(agencies, "tphcm", on=AFTER) == ["Thành phố Hồ Chí Minh"]


def test_beginnings_of_names_come_before_other_places_in_them(agencies):
    found = agencies.find("ha", level="province", on=AFTER)
    assert [a.short for a in found][:3] == ["Hà Nội", "Hà Tĩnh", "Hải Phòng"]


def test_a_code_finds_its_agencies(agencies):
    assert labels(agencies, "06436", on=AFTER) == ["Xã Thiện Tân (Lạng Sơn)"]


def test_level_place_and_limit_narrow(agencies):
    inside = agencies.find("", within="20.20250701", level="commune", limit=100)
    assert len(inside) == 65
    assert len(agencies.find("tan", limit=7)) == 7


def test_nothing_is_found_for_nonsense(agencies):
    assert agencies.find("qwertz") == []
