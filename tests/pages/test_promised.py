"""Chỉ tiêu, Bản đồ, Đính chính in the browser, with two walks of a chairman within three clicks."""

from datetime import date

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.indicators.heirs import heirs
from cchc.periods import of_kind
from cchc.store.versions import Store
from tests.indicators.conftest import figure, keep
from tests.pages.browsing import PHONE
from tests.pages.served import dashboard

THEN, NOW, VAN_LANG = "20", "20.20250701", "182"
MONTHS = [of_kind("month", 2025 + (6 + n) // 12, (6 + n) % 12 + 1) for n in range(16)]
OCTOBER, JUNE = MONTHS[-1], of_kind("month", 2025, 6)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def counted(agency, numerator, share, whole, month, level, denominator="dossiers_received_new"):
    span = (month.start, month.end)
    return [
        figure(agency, denominator, whole, span, level=level),
        figure(agency, numerator, round(whole * share / 100), span, level=level),
    ]


def online(month, share):
    return counted(NOW, "online_dossiers", share, 10_000, month, "province_total")


def on_time(agency, share, month, level):
    return counted(agency, "dossiers_on_time", share, 1000, month, level, "dossiers_resolved")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """Lạng Sơn since July 2025, one more point online each month; a target raised; tasks."""
    agencies = load_catalog().agencies
    communes = [c.id for c in agencies.valid_on(OCTOBER.end, level="commune", within=NOW)][:20]
    communes += [one for one in heirs(agencies, VAN_LANG) if one not in communes]
    figures = [one for n, month in enumerate(MONTHS) for one in online(month, 60 + n)]
    figures += on_time(VAN_LANG, 96, JUNE, "district")
    for n, commune in enumerate(communes):
        figures += on_time(commune, 90 + n % 8, OCTOBER, "commune")
    tasks = {"tasks_assigned": 10, "tasks_done_on_time": 6, "tasks_overdue": 3}
    figures += [figure(NOW, code, n, YEAR, level="province") for code, n in tasks.items()]
    store = Store(tmp_path_factory.mktemp("promised") / "store")
    wanted = dict(span=YEAR, kind="target")
    keep(
        store, *figures, figure(NOW, "online_rate", 75, quote="12/QĐ-UBND", **wanted), name="a.csv"
    )
    mended = online(OCTOBER, 74)
    keep(store, *mended, figure(NOW, "online_rate", 80, quote="87/QĐ-UBND", **wanted), name="b.csv")
    with dashboard(store.folder.path) as address:
        yield address


def test_when_do_we_reach_80_percent_online(base, visit):
    reader = visit(base, "/tong-quan")
    reader.turn_to("Chỉ tiêu")  # one click
    assert "Tỉnh Lạng Sơn: với đà hiện nay đạt 80,0 % khoảng" in reader.text
    assert "/2027" in reader.text
    assert reader.complaints == []


def test_what_was_promised_is_missing_in_dossiers_and_what_was_raised_is_logged(base, visit):
    reader = visit(base, "/chi-tieu", size=PHONE)
    # 70,4 % of 100.000 dossiers in ten months, 80 % wanted
    assert "thiếu 9,6 điểm %, tức thêm 9.600 hồ sơ nộp trực tuyến" in reader.text
    assert "đến 31/12/2026 không kịp" in reader.text
    assert "1 trên 1 đơn vị có nhiệm vụ quá hạn chưa xong" in reader.text
    assert reader.page.get_by_text("Nhật ký chỉ tiêu thay đổi").count()
    assert reader.overflow() <= 0


def test_what_has_become_of_a_former_district(base, visit):
    reader = visit(base, "/don-vi")
    reader.add_agency("van lang", "Huyện Văn Lãng")  # typed, then one click
    assert "Huyện Văn Lãng nay là 5 đơn vị: " in reader.text
    assert "Xã Na Sầm" in reader.text
    assert "lần cuối của đơn vị cũ (tháng 6/2025): 96,0 %" in reader.text


def test_a_unit_on_the_map_leads_to_its_page_and_nothing_is_fetched_from_elsewhere(base, visit):
    reader = visit(base, "/ban-do?cap=commune")
    assert "thấp nhất (90,0 %)" in reader.findings[0]
    assert "Ô xếp theo tên" in reader.text
    assert "Chưa có số liệu (" in reader.text
    drawn = reader.page.locator(".js-plotly-plot").first
    assert "Quần đảo Hoàng Sa" in drawn.inner_text()
    assert "(Khánh Hòa, Việt Nam)" in drawn.inner_text()
    box = drawn.locator(".textpoint text").first.bounding_box()
    reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    reader.page.wait_for_function("document.querySelector('h1').innerText === 'Đơn vị'")
    reader.settle()
    assert "dv=" in reader.address
    assert reader.foreign == []


def test_a_correction_has_a_link_of_its_own_that_leads_to_both_sources(base, visit):
    entry = f"2;{NOW};province_total;online_dossiers;;{OCTOBER.start};{OCTOBER.end}"
    reader = visit(base, f"/dinh-chinh?dong={entry}")
    assert "10/2026: 7.500 hồ sơ → 7.400 hồ sơ" in reader.text
    assert "a.csv" in reader.text
    assert "b.csv" in reader.text
    assert reader.page.get_by_role("button", name="Tải bản gốc").count() == 2
    assert reader.complaints == []
