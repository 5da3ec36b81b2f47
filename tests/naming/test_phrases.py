"""Scopes and departments: names that are no agency by themselves."""

from datetime import date

import pytest

from cchc.figures import LEVELS

BEFORE, AFTER = date(2024, 6, 14), date(2026, 1, 31)


@pytest.mark.parametrize(
    ("name", "within", "agency", "scope"),
    [
        ("Toàn tỉnh", "68", "68", "province_total"),
        ("toàn tỉnh", "183", "20", "province_total"),  # in a district's report: its province
        ("Cấp tỉnh", "68", "68", "province"),
        ("Cấp huyện", "68", "68", "district_all"),
        ("Cấp huyện (12 huyện, thành phố)", "68", "68", "district_all"),
        ("UBND các huyện, thành phố", "20", "20", "district_all"),
        ("12 huyện", "68", "68", "district_all"),
        ("Cấp xã", "68", "68", "commune_all"),
        ("40 xã, phường", "46.20250701", "46.20250701", "commune_all"),
        ("Xã, phường, thị trấn", "20", "20", "commune_all"),
        ("Tổng cộng các xã, phường", "20.20250701", "20.20250701", "commune_all"),
        ("Bộ phận một cửa cấp huyện, xã", "26", "26", "below_province"),
        ("Các sở, ban, ngành", "06", "06", "department_all"),
        ("Trung tâm PVHCC tỉnh", "26", "26", "province"),
        ("Trung tâm HCC và XTĐT", "49", "49", "province"),
        ("Bộ phận một cửa", "183", "183", "district"),
        ("Các xã", "183", "183", "commune_all"),
        ("Toàn huyện", "183", "183", "district_total"),
        ("Cấp huyện", "183", "183", "district"),
        ("Cấp xã", "183", "183", "commune_all"),
        ("cả nước", None, "VN", "country"),
        ("national average (63)", None, "VN", "country"),
        ("region: Đông Nam Bộ", None, "VN/Đông Nam Bộ", None),
        ("Trung du miền núi phía Bắc", None, "VN/Trung du và miền núi phía Bắc", None),
    ],
)
def test_a_scope_is_the_agency_reported_on_and_whose_dossiers(
    agencies, name, within, agency, scope
):
    found = agencies.resolve(name, within=within)
    assert (found.agency.id, found.scope) == (agency, scope)


@pytest.mark.parametrize(
    ("name", "agency", "scope"),
    [
        ("Toàn huyện Bình Gia", "181", "district_total"),
        ("Các xã, thị trấn huyện Bình Gia", "181", "commune_all"),
        ("Các phường, xã thành phố Đà Lạt", "672", "commune_all"),
        ("Huyện Phú Giáo: cấp xã", "722", "commune_all"),
        ("Huyện Phú Giáo (cấp xã)", "722", "commune_all"),
        ("Huyện Phú Giáo - cấp xã", "722", "commune_all"),
        ("Các huyện, thành phố tỉnh Bắc Kạn", "06", "district_all"),
        ("Trung tâm Phục vụ hành chính công tỉnh Lạng Sơn", "20", "province"),
        ("Bộ phận Tiếp nhận và Trả kết quả huyện Cao Lộc", "183", "district"),
        ("Bộ phận một cửa của UBND huyện Cao Lộc", "183", "district"),
        ("Huyện Cao Lộc", "183", None),
    ],
)
def test_a_scope_may_stand_beside_its_agency(agencies, name, agency, scope):
    found = agencies.resolve(name, on=BEFORE)
    assert (found.agency.id, found.scope) == (agency, scope)


def test_a_centre_of_a_commune_is_the_commune(agencies):
    name = "Trung tâm Phục vụ hành chính công xã Na Rì"
    found = agencies.resolve(name, within="19.20250701", on=AFTER)
    assert (found.agency.id, found.scope) == ("02155.20250701", "commune")


def test_a_scope_without_an_agency_asks_whose(agencies):
    found = agencies.resolve("toàn huyện")
    assert found.agency is None
    assert "đơn vị nào" in found.reason


@pytest.mark.parametrize(
    ("name", "within", "department"),
    [
        ("Sở Nội vụ", "20", "20/Sở Nội vụ"),
        ("sở nội vụ", "20", "20/Sở Nội vụ"),
        ("Sở KH&ĐT", "20", "20/Sở Kế hoạch và Đầu tư"),
        ("Sở LĐ-TB&XH", "20", "20/Sở Lao động - Thương binh và Xã hội"),
        ("Sở Nông nghiệp và Môi trường", "20.20250701", "20.20250701/Sở Nông nghiệp và Môi trường"),
        ("Sở Công Thương tỉnh Bắc Kạn", None, "06/Sở Công Thương"),
        ("Sở Giao thông Vận tải tỉnh Bắc Kạn", None, "06/Sở Giao thông vận tải"),
        ("Ban Quản lý các KCN tỉnh Bắc Kạn", None, "06/Ban Quản lý các khu công nghiệp"),
        (
            "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn",
            "20",
            "20/Ban Quản lý khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn",
        ),
        ("Thanh tra tỉnh", "20", "20/Thanh tra tỉnh"),
        ("Phòng Nội vụ", "181", "181/Phòng Nội vụ"),
        ("Bộ Nội vụ", None, "VN/Bộ Nội vụ"),
        ("Sở Ngoại vụ", "181", "20/Sở Ngoại vụ"),  # in a district's report: its province's
    ],
)
def test_departments_belong_to_the_agency_reported_on_or_named(agencies, name, within, department):
    assert agencies.resolve(name, within=within).agency.id == department


@pytest.mark.parametrize(
    "sentence", ["Sở Nội vụ tham mưu UBND tỉnh", "Sở Công Thương tỉnh Bắc Kạn", "Sở hữu trí tuệ"]
)
def test_a_sentence_or_a_stranger_is_no_department_of_the_province(agencies, sentence):
    assert agencies.resolve(sentence, within="20").agency is None


def test_a_department_of_nobody_asks_whose(agencies):
    found = agencies.resolve("Sở Nội vụ")
    assert found.agency is None
    assert "đơn vị nào" in found.reason


def test_scopes_in_the_words_are_levels_of_figures(agencies):
    scopes = {value for scope in agencies.wording.scopes for value in scope.at.values()}
    assert scopes <= set(LEVELS)
    assert {"district_total", "commune_all", "below_province", "department_all"} <= scopes
