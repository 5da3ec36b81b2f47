"""Printed names of agencies: the one they mean, or the reason why none is taken."""

from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.catalog.agencies import load_agencies
from cchc.vietnamese import unaccented

BEFORE, AFTER = date(2024, 6, 14), date(2026, 1, 31)


def the_id(agencies, name, **known):
    found = agencies.resolve(name, **known)
    return found.agency and found.agency.id


@pytest.mark.parametrize(
    "name",
    [
        "Huyện Bình Gia",
        "huyện bình gia",
        "HUYỆN  BÌNH GIA",
        "H. Bình Gia",
        "H.Bình Gia",
        "UBND huyện Bình Gia",
        "Ủy ban nhân dân huyện Bình Gia",
        "Uỷ ban nhân dân Huyện Bình Gia.",
        "\u200bHuyện\u00a0Bình Gia\u200e",
        normalize("NFD", "Huyện Bình Gia"),
        "Huyện Bình Gia, tỉnh Lạng Sơn",
        "huyện Bình Gia tỉnh Lạng Sơn",
        "Huyện Bình Gia (Lạng Sơn)",
        "Huyện Bình Gia - Lạng Sơn",
    ],
)
def test_ways_of_writing_a_district(agencies, name):
    assert the_id(agencies, name) == "181"


@pytest.mark.parametrize(
    ("name", "within", "agency"),
    [
        ("TP. Phổ Yên", "19", "172"),
        ("T.P Phổ Yên", "19", "172"),
        ("TX. Quảng Yên", "22", "206"),
        ("Tx Quảng Yên", "22", "206"),
        ("TT. Đu", "168", "05611"),
        ("X. Yên Đổ", "168", "05620"),
        ("P. Phạm Ngũ Lão", "760", "26749"),
        ("Q.1", "79", "760"),
        ("q1", "79", "760"),
        ("Quận 01", "79", "760"),
        ("Thành phố Cao Lãnh", "87", "866"),
        ("Huyện Cao Lãnh", "87", "873"),
        ("Phường Đúc", "474.20250101", "19780"),  # its whole name is Phường Phường Đúc
        ("Ủy ban nhân dân xã Yên Đổ", "168", "05620"),
        ("Xã Đưng K’Nớ", "675", "24850"),
        ("Huyện Mĩ Đức", "01", "282"),
        ("Thành phố Qui Nhơn", "52", "540"),
        ("Huyện Đắk Đoa", "64", "626"),
        ("Huyện Krông Ana", "66", "655"),
    ],
)
def test_types_may_be_shortened_and_letters_vary(agencies, name, within, agency):
    assert the_id(agencies, name, within=within) == agency


@pytest.mark.parametrize(
    ("name", "on", "agency"),
    [
        ("TP. Hồ Chí Minh", BEFORE, "79"),
        ("TPHCM", AFTER, "79.20250701"),
        ("HCM", BEFORE, "79"),
        ("Thừa Thiên - Huế", BEFORE, "46"),
        ("Tỉnh TT Huế", BEFORE, "46"),
        ("Thành phố Huế", date(2025, 3, 1), "46.20250101"),
        ("Bà Rịa – Vũng Tàu", BEFORE, "77"),
        ("BRVT", BEFORE, "77"),
        ("Đắc Lắc", BEFORE, "66"),
        ("Đăk Lăk", AFTER, "66.20250701"),
        ("Daklak", BEFORE, "66"),
        ("Đắc Nông", BEFORE, "67"),
        ("Hoà Bình", BEFORE, "17"),
        ("Bắc Cạn", BEFORE, "06"),
        ("Kontum", BEFORE, "62"),
        ("Hà Tây", date(2007, 12, 31), "28"),
        ("Đồng Nai", date(2026, 4, 29), "75.20250701"),
        ("Đồng Nai", date(2026, 4, 30), "75.20260430"),
    ],
)
def test_provinces_by_their_many_names(agencies, name, on, agency):
    assert the_id(agencies, name, on=on, level="province") == agency


@pytest.mark.parametrize(
    ("name", "on", "agency"),
    [
        ("Huyện Việt Yên", date(2023, 12, 31), "222"),
        ("Thị xã Việt Yên", BEFORE, "222"),
        ("Huyện Đông Hòa", date(2019, 12, 31), "564"),
        ("Thị xã Đông Triều", date(2021, 12, 31), "205"),
        ("Thành phố Huế", date(2018, 12, 31), "474"),
        ("Quận 2", date(2019, 12, 31), "769"),
        ("Thành phố Thủ Đức", BEFORE, "769.20210101"),
        ("Huyện Nam Đông", date(2018, 12, 31), "483"),
    ],
)
def test_districts_under_the_name_of_the_time(agencies, name, on, agency):
    assert the_id(agencies, name, on=on) == agency


# --- never a guess


def test_the_same_name_before_and_after_the_reform_needs_a_day(agencies):
    found = agencies.resolve("Tỉnh Thái Nguyên")
    assert found.agency is None
    assert {a.id for a in found.candidates} == {"19", "19.20250701"}
    assert "thời điểm" in found.reason
    assert the_id(agencies, "Tỉnh Thái Nguyên", on=BEFORE) == "19"
    assert the_id(agencies, "Tỉnh Thái Nguyên", on=AFTER) == "19.20250701"


def test_an_unchanged_territory_needs_no_day(agencies):
    assert the_id(agencies, "Tỉnh Lạng Sơn") == "20.20250701"


def test_a_bare_name_of_two_neighbours_needs_its_type(agencies):
    found = agencies.resolve("Cao Lãnh", within="87", on=BEFORE)
    assert found.agency is None
    assert {a.id for a in found.candidates} == {"866", "873"}
    assert "loại đơn vị" in found.reason


def test_a_bare_name_in_a_province_is_its_direct_part(agencies):
    assert the_id(agencies, "Sơn La", within="14", on=BEFORE) == "116"  # the city, not the province
    assert the_id(agencies, "Bình Gia", within="20", on=BEFORE) == "181"  # not its town
    assert the_id(agencies, "Tỉnh Sơn La", within="14", on=BEFORE) == "14"
    # a town of a district then, a commune of the province now
    assert the_id(agencies, "Na Dương", within="20", on=BEFORE) == "06526"
    assert the_id(agencies, "Na Dương", within="20", on=AFTER) == "06526.20250701"


def test_a_name_in_many_provinces_needs_its_province(agencies):
    found = agencies.resolve("Xã Tân Thành", on=AFTER)
    assert found.agency is None
    assert len(found.candidates) == 7
    assert the_id(agencies, "Xã Tân Thành (Thái Nguyên)", on=AFTER) == "05923.20250701"


@pytest.mark.parametrize(
    ("province", "one", "other"),
    [
        ("19", "Xã Văn Lang", "Xã Văn Lăng"),
        ("31", "Xã Cẩm Giang", "Xã Cẩm Giàng"),
        ("51", "Xã Sơn Hà", "Xã Sơn Hạ"),
        ("51", "Xã Ba Tơ", "Xã Ba Tô"),
        ("75", "Xã Lộc Thạnh", "Xã Lộc Thành"),
        ("79", "Xã Thanh An", "Xã Thạnh An"),
        ("80", "Xã Tân Thành", "Xã Tân Thạnh"),
        ("82", "Xã Tân Thành", "Xã Tân Thạnh"),
    ],
)
def test_names_that_collide_without_accents_stay_apart(agencies, province, one, other):
    within = agencies.at(f"{province}.20250701", AFTER)
    ids = [the_id(agencies, name, within=within, on=AFTER) for name in (one, other)]
    assert None not in ids
    assert ids[0] != ids[1]
    found = agencies.resolve(unaccented(one), within=within, on=AFTER)
    assert found.agency is None
    assert {a.id for a in found.candidates} == set(ids)


def test_accents_are_never_filled_in(agencies):
    found = agencies.resolve("HUYEN BINH GIA")
    assert found.agency is None
    assert [a.id for a in found.candidates] == ["181"]


def test_a_slip_of_the_pen_is_offered_not_taken(agencies):
    found = agencies.resolve("Huyện Đồng Hỹ", within="19")
    assert found.agency is None
    assert [a.id for a in found.candidates] == ["169"]


def test_an_agency_of_another_province_is_not_taken(agencies):
    found = agencies.resolve("Huyện Phú Lộc", within="19", on=BEFORE)
    assert found.agency is None
    assert found.candidates == ()
    assert "Huyện Phú Lộc (Huế)" in found.reason


def test_an_agency_that_ended_is_told_with_its_last_day(agencies):
    found = agencies.resolve("Huyện Bình Gia", on=AFTER)
    assert found.agency is None
    assert [a.id for a in found.candidates] == ["181"]
    assert "30/06/2025" in found.reason


def test_a_frame_that_ended_is_told(agencies):
    found = agencies.resolve("Xã Na Rì", within="19", on=AFTER)
    assert found.agency is None
    assert "Tỉnh Thái Nguyên" in found.reason


def test_a_frame_that_only_changed_its_id_is_followed(agencies):
    assert the_id(agencies, "Xã Thiện Tân", within="20", on=AFTER) == "06436.20250701"
    assert the_id(agencies, "Xã Thiện Tân", within="20") != "06436.20250701"


@pytest.mark.parametrize(
    "text",
    ["", "  ", "1", "5", "Xã", "Tổng cộng", "TỔNG SỐ", "Xã A, Xã B", "Mức 1, 2", "Ghi chú",
     "Ban hành theo Thông tư số 01/2020/TT-VPCP", "Sở hữu trí tuệ", "Phòng, chống tệ nạn xã hội"],
)  # fmt: skip
def test_what_is_no_agency_is_none(agencies, text):
    found = agencies.resolve(text, within="20", on=BEFORE)
    assert found.agency is None
    assert found.reason


# --- every agency by its own name


@pytest.mark.parametrize("on", [date(2025, 6, 30), date(2025, 7, 1), date(2026, 4, 30)])
def test_every_agency_is_found_under_its_name_in_its_parent(agencies, on):
    listed = [a for a in agencies.valid_on(on) if a.level in ("province", "district", "commune")]
    lost = [
        a.name for a in listed
        if the_id(agencies, a.name, within=agencies.at(a.parent, on), on=on) != a.id
    ]  # fmt: skip
    assert lost == []


COMMUNES = st.sampled_from(load_agencies().valid_on(AFTER, level="commune"))
DRESSES = st.lists(
    st.sampled_from([
        str.upper,
        str.lower,
        str.title,
        lambda name: f"  {name} ",
        lambda name: name.replace(" ", "  "),
        lambda name: normalize("NFD", name),
        lambda name: f"UBND {name}",
        lambda name: f"\ufeff{name}.",
        lambda name: name.replace("oà", "òa").replace("uỷ", "ủy").replace("òa", "oà"),
        lambda name: name.replace("Xã ", "X. ").replace("Phường ", "P."),
    ]),
    max_size=4,
)  # fmt: skip


@given(COMMUNES, DRESSES)
def test_dress_does_not_change_who_is_meant(commune, dresses):
    name = commune.name
    for dress in dresses:
        name = dress(name)
    assert the_id(load_agencies(), name, within=commune.parent, on=AFTER) == commune.id


@given(st.text(max_size=40))
def test_any_text_has_an_answer(text):
    found = load_agencies().resolve(text, within="20", on=BEFORE)
    assert (found.agency is None) == bool(found.reason)


def test_places_may_follow_without_a_comma(agencies):
    name = "Xã Tân Thành huyện Phú Bình tỉnh Thái Nguyên"
    assert the_id(agencies, name) == "05923"
