"""Everybody can read the pages: at night, by keys alone, in large letters, by ear.

That axe finds nothing serious by day stands in test_pages, where every page is opened.
"""

import pytest

from tests.pages.browsing import PHONE

VOICES = """
const said = window.said = []
window.SpeechSynthesisUtterance = function (text) { this.text = text }
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "vi-VN" }], speak: one => said.push(one.text), cancel() {},
} })
"""
FOCUSED = "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"


@pytest.mark.parametrize("address", ["dung-han", "xep-hang", "hop", "nhap-bao-cao"])
def test_axe_finds_nothing_serious_on_a_phone_at_night(samples, visit, address):
    reader = visit(samples, f"/{address}", size=PHONE, dark=True)
    assert reader.barriers() == []


@pytest.mark.parametrize("address", ["tong-quan", "chi-tieu", "nguon"])
def test_axe_finds_nothing_serious_at_night_with_everything_open(samples, visit, address):
    reader = visit(samples, f"/{address}?dv=48", dark=True)
    reader.page.get_by_text("Hiển thị", exact=True).click()
    reader.page.get_by_role("button", name="Xem lại hướng dẫn").first.click()
    assert reader.barriers() == []


def test_the_keyboard_skips_the_sidebar_and_opens_and_closes_what_the_head_offers(samples, visit):
    reader = visit(samples, "/dung-han")
    page = reader.page
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Tới nội dung chính"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED).startswith("Chia sẻ")
    page.keyboard.press("Enter")
    page.get_by_test_id("stPopoverBody").wait_for()
    reader.settle()
    page.keyboard.press("Escape")
    page.get_by_test_id("stPopoverBody").wait_for(state="detached")
    reader.settle()
    display = page.get_by_text("Hiển thị", exact=True)
    display.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="Chữ to hơn").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name="Chữ to hơn").is_visible()


def test_letters_and_contrast_stay_for_the_next_page_and_the_next_visit(samples, visit):
    reader = visit(samples, "/tong-quan")
    reader.page.get_by_text("Hiển thị", exact=True).click()
    reader.page.get_by_role("button", name="Tương phản cao").click()
    reader.page.locator("html.high-contrast").wait_for(state="attached")
    reader.page.get_by_role("button", name="Chữ to hơn").click()
    reader.turn_to("Cách tính")
    size = "getComputedStyle(document.documentElement).fontSize"
    assert float(reader.page.evaluate(size).removesuffix("px")) > 16
    reader.page.reload()
    reader.settle()
    reader.page.locator("html.high-contrast").wait_for(state="attached")
    assert reader.barriers() == []
    reader.page.evaluate("localStorage.clear()")


def test_the_letters_of_charts_grow_with_those_of_the_page(samples, visit):
    reader = visit(samples, "/dung-han")
    letters = """() => Math.max(...[...document.querySelectorAll(".main-svg text")].map(
        text => parseFloat(getComputedStyle(text).fontSize)))"""
    before = reader.page.evaluate(letters)
    reader.page.get_by_text("Hiển thị", exact=True).click()
    reader.page.get_by_role("button", name="Chữ to hơn").click()
    reader.page.wait_for_function(f"before => ({letters})() > 1.1 * before", arg=before)
    assert reader.complaints == []
    reader.page.evaluate("localStorage.clear()")


def test_night_is_chosen_in_words_and_lasts(samples, visit):
    reader = visit(samples, "/cach-tinh")
    reader.page.get_by_text("Hiển thị", exact=True).click()
    with reader.page.expect_navigation():
        reader.page.get_by_role("button", name="Tối", exact=True).click()
    reader.settle()
    night = "getComputedStyle(document.querySelector('.stApp')).colorScheme"
    assert reader.page.evaluate(night) == "dark"
    reader.page.evaluate("localStorage.clear()")


def test_a_page_is_read_aloud_sentence_by_sentence(samples, visit):
    reader = visit(samples, "/cach-tinh")
    reader.teach(VOICES)
    reader.go("/xep-hang?nam=2013&so_voi=2012&dv=48")
    reader.page.get_by_text("Hiển thị", exact=True).click()
    reader.page.get_by_role("button", name="Đọc trang này").click()
    said = reader.page.evaluate("window.said")
    assert said[0] == "Xếp hạng"
    assert any("Đà Nẵng" in sentence and "lên 11 bậc" in sentence for sentence in said)
    assert reader.page.get_by_role("button", name="Dừng đọc").count() == 1


def test_a_device_without_a_voice_says_so(samples, visit):
    reader = visit(samples, "/cach-tinh")
    reader.page.get_by_text("Hiển thị", exact=True).click()
    reader.page.get_by_role("button", name="Đọc trang này").click()
    reader.page.get_by_text("Máy này chưa có giọng đọc tiếng Việt").wait_for()


def test_the_tour_meets_a_first_visitor_and_never_again(samples, visit):
    reader = visit(samples, "/tong-quan")
    assert reader.page.locator(".tour").count() == 0
    reader.page.evaluate("localStorage.cchcReading = '{}'")
    reader.page.reload()
    reader.settle()
    assert "1/4" in reader.page.locator(".tour").inner_text()
    for _ in range(3):
        reader.page.get_by_role("button", name="Tiếp").click()
    reader.page.get_by_role("button", name="Xong").click()
    reader.page.reload()
    reader.settle()
    assert reader.page.locator(".tour").count() == 0


def test_a_visit_is_counted_once_however_often_the_page_is_loaded(samples, browser, visit):
    browser.clear_cookies()
    counted = visit(samples, "/cach-tinh").page.locator(".foot").inner_text()
    assert "Lượt truy cập: hôm nay " in counted
    again = visit(samples, "/cach-tinh")
    again.page.reload()
    again.settle()
    assert again.page.locator(".foot").inner_text() == counted
    browser.clear_cookies()
    assert visit(samples, "/cach-tinh").page.locator(".foot").inner_text() != counted


def test_what_streamlit_names_in_english_is_said_in_vietnamese(samples, visit):
    page = visit(samples, "/xep-hang").page
    names = page.locator("[aria-label]").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label'))"
    )
    english = {"App pages", "Download as CSV", "Fullscreen", "Search", "Open", "Close sidebar"}
    assert not english & set(names)


def test_a_page_for_paper_has_whole_tables_its_address_and_nothing_to_press(samples, visit):
    reader = visit(samples, "/cach-tinh")
    reader.teach("window.print = () => { window.cchcPaper = true }")
    view = "/xep-hang?nam=2013&so_voi=2012&dv=48"
    reader.go(f"{view}&in=1&embed=true&embed_options=light_theme")
    reader.page.wait_for_function("window.cchcPaper")
    assert reader.page.locator(".foot .address-line").inner_text() == samples + view
    tables = reader.page.locator("table.printed")
    assert tables.last.locator("th[scope=col]").count() > 3
    assert max(table.locator("tbody tr").count() for table in tables.all()) >= 63
    for control in ("stSidebar", "stDataFrame", "stSelectbox"):
        assert not reader.page.get_by_test_id(control).first.is_visible()
    assert reader.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    assert reader.complaints == []
