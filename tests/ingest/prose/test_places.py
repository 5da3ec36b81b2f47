"""Whose a number is: agency, scope and level, at the day of the report."""

import pytest

from tests.ingest.prose.read import reading


def scopes(text: str) -> list[tuple]:
    return [(p.figure.agency, p.figure.level, p.figure.value) for p in reading(text).proposals]


def test_a_district_and_where_it_lies():
    text = "Năm 2023, UBND huyện Quan Sơn, tỉnh Thanh Hóa tiếp nhận 8.412 hồ sơ."
    ((agency, level, _),) = scopes(text)
    assert (agency, level) == ("387", "district")
    assert reading(text).province == "38"


def test_levels_of_one_district():
    found = scopes(
        "Năm 2020, toàn huyện Quan Sơn (Thanh Hóa) tiếp nhận 14.607 hồ sơ. Cấp huyện: tiếp nhận "
        "1.598 hồ sơ, đã giải quyết 1.590 hồ sơ. Cấp xã: tiếp nhận 13.009 hồ sơ."
    )
    assert found == [
        ("387", "district_total", 14607),
        ("387", "district", 1598),
        ("387", "district", 1590),
        ("387", "commune_all", 13009),
    ]


def test_levels_of_one_province():
    found = scopes(
        "Quý II/2022, toàn tỉnh Cà Mau tiếp nhận 182.340 hồ sơ (cấp tỉnh 41.200 hồ sơ, cấp huyện "
        "60.115 hồ sơ, cấp xã 81.025 hồ sơ)."
    )
    assert [level for _, level, _ in found] == [
        "province_total", "province", "district_all", "commune_all",
    ]  # fmt: skip


def test_several_agencies_in_one_report():
    found = scopes(
        "Chỉ số CCHC năm 2022 của các huyện tỉnh Sóc Trăng: huyện Kế Sách 90,4 điểm, huyện Cù Lao "
        "Dung 80,15 điểm."
    )
    assert [(agency, level) for agency, level, _ in found] == [
        ("943", "district"),
        ("945", "district"),
    ]


@pytest.mark.parametrize(
    ("year", "agency"), [("2024", "22"), ("2025", "22")], ids=["before", "after"]
)
def test_a_province_at_its_date(year, agency):
    ((found, level, _),) = scopes(f"Năm {year}, toàn tỉnh Quảng Ninh tiếp nhận 500.000 hồ sơ.")
    assert (found.split(".")[0], level) == (agency, "province_total")


def test_an_agency_given_by_hand_overrules_the_text():
    found = reading("Năm 2023, huyện tiếp nhận 8.412 hồ sơ.", agency="387")
    assert found.agency == "387"
    assert found.proposals[0].figure.agency == "387"


def test_without_an_agency_nothing_is_storable():
    (proposal,) = reading("Năm 2023, đơn vị tiếp nhận 8.412 hồ sơ.").proposals
    assert not proposal.is_storable
    assert "không rõ đơn vị" in proposal.why


def test_a_report_of_a_department():
    found = scopes(
        "Báo cáo của Sở Y tế tỉnh Đắk Lắk năm 2023. Sở tiếp nhận 1.204 hồ sơ, trong đó 1.190 hồ sơ "
        "giải quyết đúng hạn."
    )
    assert {(agency, level) for agency, level, _ in found} == {("66/Sở Y tế", "department")}


def test_a_name_that_several_places_have_leaves_the_level_only():
    found = scopes("UBND xã Ngọc Sơn năm 2023 tiếp nhận 214 hồ sơ, giải quyết 200 hồ sơ.")
    assert {(agency, level) for agency, level, _ in found} == {(None, "commune")}


def test_numbers_told_in_the_order_of_their_places():
    found = scopes(
        "Năm 2023, ở tỉnh Sóc Trăng, cấp tỉnh, cấp huyện và cấp xã lần lượt tiếp nhận 12.300, "
        "45.200 và 98.110 hồ sơ."
    )
    assert [level for _, level, _ in found] == ["province", "district_all", "commune_all"]


def test_communes_that_are_only_counted_are_not_spoken_of():
    found = scopes(
        "Năm 2017, tỉnh Tuyên Quang có 141/141 xã thực hiện cơ chế một cửa. Các cơ quan, đơn vị "
        "đã tiếp nhận 318.206 hồ sơ."
    )
    assert found[-1][:2] == ("08", "province_total")


def test_a_heading_says_whose_the_list_below_it_is():
    found = scopes(
        "Báo cáo của UBND huyện Quan Sơn, tỉnh Thanh Hóa năm 2023\n1. Cấp huyện:\n"
        "- Hồ sơ tiếp nhận: 2.104 hồ sơ.\n2. Cấp xã:\n- Hồ sơ tiếp nhận: 6.340 hồ sơ.\n"
        "3. Hồ sơ trực tuyến: 184 hồ sơ."
    )
    assert [level for _, level, _ in found] == ["district", "commune_all", "district_total"]


def test_a_longer_name_than_the_known_one_is_of_nobody_known():
    found = reading(
        "Báo cáo của UBND tỉnh Đồng Tháp quý III năm 2025\nToàn tỉnh tiếp nhận 148.206 hồ sơ.\n"
        "Xã Tân Phú Đông Hạ đã giải quyết 512 hồ sơ. Xã Tân Phú Đông giải quyết 412 hồ sơ."
    ).proposals
    assert [(p.figure.level, p.figure.value) for p in found] == [
        ("province_total", 148206), ("commune", 512), ("commune", 412),
    ]  # fmt: skip
    agencies = [p.figure.agency for p in found]
    assert agencies[1] is None
    assert agencies[2] is not None
    assert not found[1].is_storable


def test_a_commune_of_another_province_needs_its_province():
    title = "Báo cáo của UBND tỉnh Đồng Tháp quý III năm 2025\n"
    ((bare, _, _),) = scopes(f"{title}Phường Hoa Lư giải quyết 99 hồ sơ.")
    ((full, _, _),) = scopes(f"{title}Phường Hoa Lư, tỉnh Ninh Bình giải quyết 99 hồ sơ.")
    assert bare is None
    assert full is not None


def test_who_heads_a_place_is_no_part_of_its_name():
    ((agency, _, _),) = scopes(
        "Năm 2023, Chủ tịch UBND huyện Quan Sơn Nguyễn Văn Hùng cho biết huyện tiếp nhận 99 hồ sơ."
    )
    assert agency == "387"


def test_levels_named_with_strokes():
    found = scopes(
        "Năm 2023, toàn tỉnh Lào Cai có 164 TTHC; trong đó cấp tỉnh/cấp huyện/cấp xã: 102/33/29 "
        "TTHC."
    )
    assert [(level, value) for _, level, value in found] == [
        ("province_total", 164), ("province", 102), ("district_all", 33), ("commune_all", 29),
    ]  # fmt: skip


def test_both_who_give_a_task_are_not_who_does_it():
    found = scopes(
        "Báo cáo của Sở Tài chính tỉnh Đắk Lắk quý I năm 2022\n"
        "UBND tỉnh, Chủ tịch UBND tỉnh giao Sở 96 nhiệm vụ, đã hoàn thành 71 nhiệm vụ."
    )
    assert found == [("66/Sở Tài chính", "department", 96), ("66/Sở Tài chính", "department", 71)]


def test_a_letterhead_of_two_lines_names_the_lower_one():
    for head in ("UBND HUYỆN BẮC HÀ\nTỈNH LÀO CAI", "TỈNH LÀO CAI\nUBND HUYỆN BẮC HÀ"):
        found = reading(f"{head}\nBÁO CÁO quý III năm 2021\nĐã giải quyết 2.140 hồ sơ.")
        assert found.agency == "085"


def test_a_heading_with_a_star_stands_above_dashes():
    found = scopes(
        "Báo cáo của UBND huyện Quan Sơn, tỉnh Thanh Hóa năm 2023\n* Tại UBND huyện:\n"
        "- Hồ sơ tiếp nhận: 2.104 hồ sơ.\n* Tại UBND các xã, thị trấn:\n"
        "- Hồ sơ tiếp nhận: 6.340 hồ sơ."
    )
    assert [level for _, level, _ in found] == ["district", "commune_all"]


def test_a_district_that_is_not_named_is_not_its_province():
    found = scopes("Năm 2021, toàn tỉnh Lào Cai tiếp nhận 9.000 hồ sơ. UBND huyện nhận 214 hồ sơ.")
    assert found == [("10", "province_total", 9000), (None, "district", 214)]


def test_among_whom_one_is_ranked_is_not_whose_the_score_is():
    found = scopes(
        "Báo cáo của Sở Xây dựng tỉnh Đắk Lắk năm 2020\nSở đứng thứ ba khối sở, ngành về CCHC năm "
        "2019 với 92,08 điểm."
    )
    assert {(agency, level) for agency, level, _ in found} == {("66/Sở Xây dựng", "department")}


def test_items_below_a_heading_that_counts_are_of_it_only_if_they_say_no_more():
    found = reading(
        "Báo cáo của UBND huyện Quan Sơn, tỉnh Thanh Hóa năm 2023\n5) Số hồ sơ đã giải quyết:\n"
        "- Cấp huyện: 21.406\n- Xã Sơn Hà: 88 hồ sơ\n- Khác: 12\n"
        "6) Tỷ lệ hồ sơ trực tuyến:\n- Cấp xã: 96,6%"
    )
    assert [(p.figure.indicator, p.figure.level, p.figure.value) for p in found.proposals] == [
        ("dossiers_resolved", "district", 21406),
        ("dossiers_resolved", "commune", 88),
        ("online_rate", "commune_all", 96.6),
    ]
    assert [unread.raw for unread in found.unread_numbers] == ["12"]


def test_items_with_letters_are_parts_of_what_was_told_before_them():
    found = scopes(
        "Năm 2024, toàn tỉnh Lào Cai tiếp nhận 24.715 hồ sơ. Trong đó:\na) Cấp tỉnh: 3.208 hồ sơ.\n"
        "b) Cấp xã: 21.507 hồ sơ."
    )
    assert [(level, value) for _, level, value in found] == [
        ("province_total", 24715), ("province", 3208), ("commune_all", 21507),
    ]  # fmt: skip


def test_a_heading_may_count_whose_the_lines_below_it_are():
    found = scopes(
        "Báo cáo của UBND huyện Nông Cống, tỉnh Thanh Hóa năm 2023\nI. Tại UBND huyện\n"
        "Tiếp nhận 6.415 hồ sơ.\nII. Tại UBND 29 xã, thị trấn\nTổng tiếp nhận 31.048 hồ sơ."
    )
    assert [level for _, level, _ in found] == ["district", "commune_all"]
