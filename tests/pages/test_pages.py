"""Every page in a real browser over the published samples: links, choices, phone, source, dark."""

import re

import pytest

from tests.pages.browsing import PHONE
from tests.pages.registered import ADDRESSES

PCI_2013 = "/xep-hang?nam=2013&so_voi=2012&dv=48%3B46.20250701%3B28"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_deep_link_opens_its_page_whole_on_a_desk_and_on_a_phone(samples, visit, address):
    reader = visit(samples, f"/{address}?dv=46.20250701")
    assert reader.title == ADDRESSES[address]
    assert [alert for alert in reader.alerts() if "chưa có" not in alert.lower()] == []
    assert reader.overflow() <= 0
    assert reader.barriers() == []
    reader.resize(PHONE)
    assert reader.overflow() <= 0
    assert reader.complaints == []
    assert reader.foreign == []


def test_the_bare_address_leads_to_the_first_page_with_its_choices(samples, visit):
    reader = visit(samples, "/?dv=48")
    assert "/tong-quan" in reader.address
    assert "dv=48" in reader.address
    assert "Thành phố Đà Nẵng" in reader.text


def test_the_real_case_of_2012_to_2013(samples, visit):
    reader = visit(samples, PCI_2013)
    assert reader.findings[0] == (
        "Đà Nẵng tăng 4,74 điểm và lên 11 bậc, vượt 11 đơn vị: "
        "Kiên Giang, Đồng Tháp, Bắc Ninh và 8 đơn vị khác"
    )
    assert (
        "Đà Nẵng từ hạng 12 (2012) lên hạng 1 (2013); "
        "Thừa Thiên Huế từ hạng 30 (2012) lên hạng 2 (2013)"
    ) in reader.findings
    assert "Hà Tây có số liệu đến năm 2008." in reader.text
    assert reader.page.get_by_label(re.compile("^Biểu đồ thứ hạng")).count() == 1
    drawn = reader.page.locator(".js-plotly-plot .main-svg").first.inner_html()
    assert "rgb(18, 67, 109)" in drawn  # navy: the first series
    assert not re.search(r"#0000\d\d|rgb\(0, 0, ([1-9]|16)\)", drawn)  # no colour token is left


def test_numbers_in_axes_are_vietnamese(samples, visit):
    reader = visit(samples, "/dung-han?mau=dossiers_received")
    ticks = reader.page.locator(".xtick text").all_text_contents()
    assert any(tick.endswith("%") for tick in ticks)
    assert not any(re.search(r"\d\.\d{1,2}(?!\d)", tick) for tick in ticks)  # 1.000 is a thousand


def test_choices_are_in_the_address_and_open_the_same_view(samples, visit):
    sender = visit(samples, "/dung-han")
    sender.add_agency("lam dong", "Tỉnh Lâm Đồng")
    sender.choose("Tính trên", "Hồ sơ tiếp nhận", address="mau=dossiers_received")
    assert "dv=68" in sender.address
    reader = visit(samples, sender.address)
    assert reader.chosen("Tính trên") == "Hồ sơ tiếp nhận"
    assert reader.text == sender.text


def test_shared_choices_stay_from_page_to_page_and_back(samples, visit):
    reader = visit(samples, "/dung-han?dv=68&mau=dossiers_received")
    reader.turn_to("Xếp hạng")
    assert "dv=68" in reader.address
    assert reader.findings[0].startswith("Lâm Đồng")
    reader.page.go_back()
    reader.waits_for_address("mau=dossiers_received")
    assert reader.title == "Đúng hạn"
    assert reader.chosen("Tính trên") == "Hồ sơ tiếp nhận"


def test_one_click_from_a_number_to_its_place(samples, visit):
    reader = visit(samples, "/tong-quan?dv=48")
    reader.page.get_by_role("link", name="Xem nguồn").first.click()
    reader.waits_for("Nơi công bố")
    assert reader.title == "Nguồn số liệu"
    assert "par_sipas_province_facts.csv" in reader.text
    assert re.search(r"dòng \d+, cột score", reader.text)
    assert reader.page.get_by_role("button", name="Tải bản gốc").count() == 1


def test_a_scope_without_data_says_so_and_what_there_is(samples, visit):
    reader = visit(samples, "/dung-han?dv=04")
    (notice,) = reader.alerts()
    assert "Phạm vi này chưa có số liệu" in notice
    assert "Kho có chỉ tiêu này của" in notice


def test_a_code_that_nobody_knows_is_named_and_left_out(samples, visit):
    reader = visit(samples, "/xep-hang?dv=999")
    assert any("«999» không có trong danh mục" in alert for alert in reader.alerts())
    assert reader.findings[0].startswith("Thanh Hóa giảm 2,20 điểm và tụt 21 bậc")  # moved most


def test_a_pinned_link_keeps_its_data_version(samples, visit):
    reader = visit(samples, "/tong-quan?luc=1")
    assert "bản 1," in reader.text
    assert any("bản số liệu 1 được ghim" in alert for alert in reader.alerts())


def test_dark_is_dark(samples, visit):
    reader = visit(samples, PCI_2013, dark=True)
    colour = "e => getComputedStyle(e).backgroundColor"
    assert reader.page.locator(".stApp").evaluate(colour) == "rgb(16, 24, 33)"
    drawn = reader.page.locator(".js-plotly-plot .main-svg").first.inner_html()
    assert "rgb(127, 178, 229)" in drawn
