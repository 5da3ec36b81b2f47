"""The lists of data/reference as they are, and what is said when somebody breaks them."""

import shutil
from datetime import date

import pytest

from cchc.catalog.agencies import load_agencies
from cchc.catalog.loading import REFERENCE
from cchc.errors import BadReferenceError

FILES = ("agencies.csv", "agency_aliases.csv", "agency_lineage.csv", "agency_regions.csv")
DISTRICTS = {  # how many there were, as published
    date(2019, 9, 11): 713,
    date(2021, 7, 1): 705,
    date(2024, 6, 30): 705,
    date(2025, 6, 30): 696,
}


@pytest.fixture(scope="module")
def agencies():
    return load_agencies()


def count(agencies, on, level):
    return len(agencies.valid_on(on, level=level))


@pytest.mark.parametrize(
    ("on", "provinces", "communes"),
    [
        (date(2008, 7, 31), 64, None),  # with Hà Tây
        (date(2008, 8, 1), 63, None),
        (date(2025, 6, 30), 63, 10035),
        (date(2025, 7, 1), 34, 3321),
        (date(2026, 4, 30), 34, 3321),
        (date(2026, 11, 22), 34, 3321),
    ],
)
def test_as_many_agencies_as_were_published(agencies, on, provinces, communes):
    assert count(agencies, on, "province") == provinces
    if communes:
        assert count(agencies, on, "commune") == communes


@pytest.mark.parametrize(("on", "districts"), DISTRICTS.items())
def test_as_many_districts_as_were_published(agencies, on, districts):
    assert count(agencies, on, "district") == districts


def test_no_district_is_left_after_the_reform(agencies):
    assert count(agencies, date(2025, 7, 1), "district") == 0


def test_communes_by_type_before_and_after_the_wards_of_dong_nai(agencies):
    def types(on):
        found = agencies.valid_on(on, level="commune")
        return [sum(a.type == kind for a in found) for kind in ("Xã", "Phường", "Đặc khu")]

    assert types(date(2025, 7, 1)) == [2621, 687, 13]
    assert types(date(2026, 4, 30)) == [2611, 697, 13]


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("15", "Tỉnh Yên Bái", "Tỉnh Lào Cai"),
        ("24", "Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"),
        ("44", "Tỉnh Quảng Bình", "Tỉnh Quảng Trị"),
        ("52", "Tỉnh Bình Định", "Tỉnh Gia Lai"),
        ("80", "Tỉnh Long An", "Tỉnh Tây Ninh"),
        ("82", "Tỉnh Tiền Giang", "Tỉnh Đồng Tháp"),
        ("91", "Tỉnh Kiên Giang", "Tỉnh An Giang"),
    ],
)
def test_seven_province_codes_changed_their_meaning(agencies, code, before, after):
    assert agencies.get(code).name == before
    assert agencies.get(f"{code}.20250701").name == after
    assert agencies.continues(code) is None


def test_eleven_provinces_kept_their_land(agencies):
    kept = [a.code for a in agencies.valid_on(date(2025, 6, 30), level="province")
            if agencies.continues(a.id)]  # fmt: skip
    assert sorted(kept) == ["01", "04", "11", "12", "14", "20", "22", "38", "40", "42", "46"]


def test_hue_and_dong_nai_became_cities_on_their_own_land(agencies):
    assert agencies.series("46") == ("46", "46.20250101", "46.20250701")
    assert [agencies.get(a).name for a in agencies.series("46")] == [
        "Tỉnh Thừa Thiên Huế", "Thành phố Huế", "Thành phố Huế",
    ]  # fmt: skip
    assert agencies.series("75.20260430") == ("75.20250701", "75.20260430")
    assert agencies.series("75") == ("75",)  # Bình Phước joined it in 2025


def test_three_provinces_made_the_new_phu_tho(agencies):
    old = {agencies.get(line.old).short for line in agencies.predecessors("25.20250701")}
    assert old == {"Phú Thọ", "Vĩnh Phúc", "Hòa Bình"}


def test_communes_of_dong_nai_stay_in_it_when_it_becomes_a_city(agencies):
    commune = "26173.20250701"
    assert agencies.province_of(commune, date(2025, 12, 31)) == "75.20250701"
    assert agencies.province_of(commune) == "75.20260430"
    assert len(agencies.children("75.20260430")) == len(agencies.children("75.20250701")) == 95


def test_a_divided_commune_is_whole_nowhere(agencies):
    lines = agencies.successors("00007")  # phường Cống Vị
    assert len(lines) > 1
    assert not any(line.whole for line in lines)
    assert "00007" not in agencies.today(date(2026, 1, 1))


def test_every_new_commune_comes_from_somewhere(agencies):
    new = agencies.valid_on(date(2025, 7, 1), level="commune")
    assert [a.name for a in new if not agencies.predecessors(a.id)] == []


def test_the_six_regions_hold_every_province_of_old(agencies):
    old = agencies.valid_on(date(2025, 6, 30), level="province")
    regions = [agencies.region_of(province.id) for province in old]
    sizes = sorted(regions.count(region) for region in set(regions))
    assert sizes == [5, 6, 11, 13, 14, 14]


# --- what is said when the files are broken


@pytest.fixture
def folder(tmp_path):
    for name in (*FILES, "agency_words.toml"):
        shutil.copy(REFERENCE / name, tmp_path / name)
    return tmp_path


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


CAO_BANG = "Tỉnh Cao Bằng,Tỉnh,province,VN,,2025-06-30"
BINH_GIA = "Huyện Bình Gia,Huyện,district,20,"
OF_CAO_BANG = "\n04,04.20250701,2025-07-01,true,Nghị quyết 202/2025/QH15"
BROKEN = [
    ("agencies.csv", "\n04,04,", "\n01,01,", "đã có ở dòng"),
    ("agencies.csv", "\n04,04,", "\n4,4,", "không đủ 2 chữ số"),
    ("agencies.csv", "\n04,04,", "\n04.20000101,04,", "ghi 04"),
    ("agencies.csv", CAO_BANG, CAO_BANG.replace("VN", "XX"), "không có đơn vị cha"),
    ("agencies.csv", BINH_GIA, BINH_GIA.replace("20", "VN"), "không đúng cấp"),
    ("agencies.csv", BINH_GIA, BINH_GIA.replace("20", "20.20250701"), "không cùng thời gian"),
    ("agencies.csv", CAO_BANG, CAO_BANG.replace("2025-06-30", ""), "cùng lúc là"),
    ("agencies.csv", CAO_BANG, CAO_BANG.replace("2025-06-30", "30/6/2025"), "không phải ngày"),
    ("agencies.csv", CAO_BANG, CAO_BANG.replace("Tỉnh Cao", "Cao"), "không bắt đầu bằng loại"),
    ("agencies.csv", CAO_BANG, CAO_BANG.replace("province", "tỉnh"), "lạ"),
    ("agencies.csv", CAO_BANG, CAO_BANG.replace(",,", ","), "7 ô"),
    ("agencies.csv", "id,code,", "id,mã,", "tiêu đề"),
    ("agencies.csv", "04,Tỉnh Cao", '04,"Tỉnh "Cao', "không đọc được CSV"),
    ("agency_aliases.csv", "06,Bắc Cạn", "999999,Bắc Cạn", "999999"),
    ("agency_aliases.csv", "06,Bắc Cạn", "06,Bắc Kạn", "trống hoặc đã có"),
    ("agency_lineage.csv", OF_CAO_BANG, OF_CAO_BANG.replace("true", "có"), "whole"),
    ("agency_lineage.csv", OF_CAO_BANG, OF_CAO_BANG.replace("07-01,true", "08-01,true"),
     "không kết thúc vào ngày"),
    ("agency_lineage.csv", OF_CAO_BANG, "", "không có đơn vị kế tục"),
    ("agency_lineage.csv", OF_CAO_BANG, 2 * OF_CAO_BANG, "vào 2 đơn vị"),
    ("agency_lineage.csv", OF_CAO_BANG, OF_CAO_BANG.replace("04.2025", "06.2025"), "06.20250701"),
    ("agency_regions.csv", "Tây Nguyên,62", "Tây Nguyên,622", "không phải province"),
    ("agency_words.toml", '"province_total"', '"cả tỉnh"', "lạ"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "said"), BROKEN, ids=lambda v: str(v).strip()[:40])
def test_a_broken_file_is_refused_with_its_name_and_the_remedy(folder, name, old, new, said):
    edit(folder / name, old, new)
    with pytest.raises(BadReferenceError, match=said) as raised:
        load_agencies(folder)
    assert raised.value.file == name
    assert raised.value.remedy


def test_the_line_of_a_mistake_is_told(folder):
    edit(folder / "agencies.csv", CAO_BANG, CAO_BANG.removeprefix("Tỉnh "))
    lines = (folder / "agencies.csv").read_text("utf-8").splitlines()
    place = next(n for n, line in enumerate(lines, 1) if line.startswith("04,04,Cao Bằng"))
    with pytest.raises(BadReferenceError) as raised:
        load_agencies(folder)
    assert raised.value.line == place


def test_a_missing_file_is_named(folder):
    (folder / "agency_lineage.csv").unlink()
    with pytest.raises(BadReferenceError, match=r"agency_lineage\.csv"):
        load_agencies(folder)


def test_communes_merged_later_are_a_matter_of_lines_in_two_files(folder):
    """Phường Hồng Bàng and Phường Hồng An become one on 2027-01-01, as the README tells."""
    bang = "11311.20250701,11311,Phường Hồng Bàng,Phường,commune,31.20250701,2025-07-01,"
    an = "11602.20250701,11602,Phường Hồng An,Phường,commune,31.20250701,2025-07-01,"
    merged = bang.replace(".20250701,11311", ".20270101,11311").replace("2025-07-01", "2027-01-01")
    edit(folder / "agencies.csv", bang, f"{bang}2026-12-31\n{merged}")
    edit(folder / "agencies.csv", an, f"{an}2026-12-31")
    with (folder / "agency_lineage.csv").open("a", encoding="utf-8") as file:
        file.write("11311.20250701,11311.20270101,2027-01-01,true,\n")
        file.write("11602.20250701,11311.20270101,2027-01-01,true,\n")
    changed = load_agencies(folder)
    assert count(changed, date(2027, 1, 1), "commune") == 3320
    assert changed.today(date(2027, 1, 1))["11602.20250701"] == "11311.20270101"
    assert changed.continues("11311.20250701") is None
