"""Two walks of a chairman, within three clicks each: is it really better, and who is oddly slow?"""

from datetime import date

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.periods import of_kind
from cchc.store.versions import Store
from tests.indicators.conftest import figure, keep
from tests.pages.served import dashboard

LANG_SON = "20"
STEADY, RAISED = [97.0, 95.0] * 5, [98.0] * 8
MONTHS = [of_kind("month", 2025 + n // 12, n % 12 + 1) for n in range(6, 24)]
SLOW, USUAL = 82, (95, 96, 97)


def counted(agency: str, month, share: float, cases: int, level: str) -> list:
    """The two counts of one unit in one month."""
    span, more = (month.start, month.end), {"level": level}
    return [
        figure(agency, "dossiers_resolved", cases, span, **more),
        figure(agency, "dossiers_on_time", round(cases * share / 100), span, **more),
    ]


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """Lạng Sơn over eighteen months, and its communes in the last of them, one of them slow."""
    agencies = load_catalog().agencies
    units = agencies.valid_on(date(2026, 12, 1), level="commune", within=LANG_SON)
    communes = [unit.id for unit in units if unit.type == "Xã"][:12]
    figures = [
        one
        for month, share in zip(MONTHS, STEADY + RAISED, strict=True)
        for one in counted(LANG_SON, month, share, 5000, "province_total")
    ]
    for n, commune in enumerate(communes):
        share = SLOW if n == 4 else USUAL[n % 3]
        figures += counted(commune, MONTHS[-1], share, 600, "commune")
    folder = tmp_path_factory.mktemp("walked") / "store"
    keep(Store(folder), *figures)
    with dashboard(folder) as base:
        yield base, agencies.label(communes[4]).split(" (")[0]


def test_is_the_improvement_real(walked, visit):
    base, _ = walked
    reader = visit(base, "/tong-quan")
    reader.turn_to("Đúng hạn")  # one click
    finding = "Tỷ lệ đúng hạn của Lạng Sơn cải thiện rõ: 8 tháng liền trên mức trung bình 96,9 %"
    assert reader.findings[0] == finding
    assert "Có đạt chỉ tiêu không?" in reader.text
    assert reader.complaints == []


def test_which_commune_is_oddly_slow(walked, visit):
    base, slow = walked
    reader = visit(base, "/tong-quan")
    reader.turn_to("Đúng hạn")  # one click
    assert any(f"1 xã, đặc khu kém hẳn phần còn lại: {slow}" in f for f in reader.findings)
    reader.page.get_by_text("1 đơn vị ngoài phễu").click()  # two: its counts and its source
    reader.settle()
    opened = reader.page.get_by_test_id("stExpander").filter(has_text="ngoài phễu")
    assert opened.get_by_test_id("stDataFrame").is_visible()
    assert reader.overflow() <= 0


def test_a_commune_s_chairman_finds_their_own_unit_in_the_funnel(walked, visit):
    base, slow = walked
    reader = visit(base, "/dung-han")
    reader.add_agency(slow, slow)
    assert any(f.startswith(f"{slow}") and "kém hẳn phần còn lại" in f for f in reader.findings)
    assert "chưa đủ số liệu" in reader.findings[0]


def test_what_is_drawn_of_variation_is_in_the_address(walked, visit):
    base, _ = walked
    sender = visit(base, "/dung-han")
    sender.choose("Giới hạn", "Theo mức đổi (XmR)", address="gioi_han=xmr")
    reader = visit(base, sender.address)
    assert "biểu đồ XmR" in reader.text
    assert reader.text == sender.text
