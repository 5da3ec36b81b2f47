"""Every page of an illustrative store says that it is one, and no page of another store does."""

import pytest

from cchc.illustrative.building import build_store
from tests.illustrative.conftest import told
from tests.pages.registered import ADDRESSES
from tests.pages.served import dashboard

BANNER = ".st-key-illustrative"
WORDS = "Số liệu minh họa"


@pytest.fixture(scope="module")
def illustrative(tmp_path_factory):
    folder = tmp_path_factory.mktemp("illustrative")
    build_store(folder / "store", folder / "files", story=told("2025-06", "2025-07"))
    with dashboard(folder / "store") as base:
        yield base


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_says_that_its_figures_are_made_up(illustrative, visit, address):
    reader = visit(illustrative, f"/{address}")
    assert reader.page.locator(BANNER).inner_text().startswith(WORDS)
    assert reader.complaints == []


def test_the_words_stay_when_the_page_is_scrolled(illustrative, visit):
    page = visit(illustrative, "/kiem-tra", size=(1000, 300)).page
    page.locator(BANNER).hover()
    page.mouse.wheel(0, 2000)
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().bottom") < 0
    assert 0 <= page.locator(BANNER).bounding_box()["y"] < 100


def test_the_agencies_to_choose_from_are_the_fictional_ones(illustrative, visit):
    page = visit(illustrative, "/dung-han").page
    assert page.get_by_text("Ngân Giang").count()
    assert not page.get_by_text("Lạng Sơn").count()


def test_a_store_of_real_figures_says_nothing_of_it(samples, visit):
    assert visit(samples, "/tong-quan").page.locator(BANNER).count() == 0


def test_who_has_not_reported_is_one_click_away(illustrative, visit):
    reader = visit(illustrative, "/tong-quan")
    reader.turn_to("Kiểm tra")
    assert "Chưa báo cáo" in reader.findings
    assert reader.complaints == []


def test_where_a_number_comes_from_is_one_click_away(illustrative, visit):
    reader = visit(illustrative, "/tong-quan")
    reader.page.get_by_role("link", name="Xem nguồn").first.click()
    reader.page.wait_for_function("document.querySelector('h1')?.innerText === 'Nguồn số liệu'")
    reader.settle()
    assert "_2025-07_II.06a" in reader.text
    assert reader.page.get_by_role("button", name="Tải bản gốc").count()
