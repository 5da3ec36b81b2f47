"""Every control of every page is in the address: changed, copied, opened anew, the same is seen."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.pages.browsing import Visitor
from tests.pages.known.taking_in import KNOWN, take_in
from tests.pages.registered import ADDRESSES
from tests.pages.served import dashboard

# The page as it is opened, its controls in the order they are changed → their name in the address.
CONTROLS = [
    ("dung-han?dv=181;185", {"Tính trên": "mau", "So sánh ở kỳ": "ky", "Khối đơn vị": "khoi",
                             "Xem kỹ": "xem", "Giới hạn": "gioi_han"}),
    ("dung-han", {"Đo bằng": "do"}),
    ("truc-tuyen?dv=06112.20250701;06325.20250701", {"Xem kỹ": "xem", "Giới hạn": "gioi_han"}),
    ("xep-hang", {"Cấp": "cap", "Chỉ số": "chi_so"}),
    ("xep-hang?chi_so=ddci", {"So với": "so_voi", "Giải thích hạng của": "vi_sao"}),
    ("xep-hang?chi_so=ddci", {"Năm": "nam"}),
    ("chi-tieu", {"Năm": "nam", "Tên chỉ tiêu": "chi_so", "Số đo": "tinh"}),
    ("ban-do", {"Kỳ": "ky", "Đo bằng": "do"}),
    ("ban-do", {"Cấp": "cap", "Chỉ số": "chi_so"}),
    ("nguon", {"Mở báo cáo": "bc"}),
    ("kiem-tra", {"Mức": "muc", "Trả lời": "tra_loi", "Biểu": "bieu"}),
    ("dinh-chinh", {"Tên chỉ tiêu": "chi_so", "Năm": "nam", "Loại đính chính": "loai"}),
    ("cach-tinh", {"Nhóm chỉ tiêu": "nhom"}),
]  # fmt: skip
FRAME = {"Từ năm": "tu=", "Đến năm": "den=", "Bước thời gian": "buoc="}
FAILED = '[data-testid="stException"], [data-testid="stAlertContentError"]'
VISITS = re.compile(r"Lượt truy cập: hôm nay \d+, tất cả \d+")


def controls(reader: Visitor) -> dict[str, str]:
    """What each select box of the page is called, and what it shows."""
    boxes = reader.page.locator('[data-testid="stMain"] [role="combobox"]').all()
    return {box.get_attribute("aria-label"): box.input_value() for box in boxes}


def another(reader: Visitor, label: str) -> None:
    """Picks an option that is not chosen and waits until the address has changed."""
    before = reader.address
    reader.open_list(label)
    reader.page.locator('[role="option"]:not([aria-selected="true"])').last.click()
    reader.page.wait_for_url(lambda url: url != before, timeout=30_000)
    reader.settle()


def seen(reader: Visitor) -> tuple:
    return controls(reader), VISITS.sub("", reader.text)


@pytest.mark.parametrize(("path", "names"), CONTROLS)
def test_every_control_is_in_the_link_and_the_link_shows_the_same(known, visit, path, names):
    sender = visit(known, f"/{path}")
    for label, name in names.items():
        another(sender, label)
        assert name in parse_qs(urlsplit(sender.address).query)
    reader = visit(known, sender.address)
    assert seen(reader) == seen(sender)
    assert sender.complaints == reader.complaints == []
    assert sender.foreign == reader.foreign == []


def test_every_control_of_the_frame_is_in_the_link(known, visit):
    sender = visit(known, "/dung-han?dv=181")
    sender.page.get_by_text("Bước và mốc thời gian").click()
    sender.settle()
    for label, part in FRAME.items():
        another(sender, label)
        assert part in sender.address
    sender.choose(
        "Nhìn qua mốc đổi đơn vị (1/7/2025)", "Chỉ đơn vị hiện nay", address="nhin=hien-nay"
    )
    sender.page.get_by_text("Ghim bản số liệu này").click()
    sender.waits_for_address("luc=6")
    reader = visit(known, sender.address)
    assert seen(reader) == seen(sender)
    for label in ("Từ năm", "Đến năm"):
        assert reader.chosen(label) == sender.chosen(label)


def test_a_level_to_reach_is_in_the_link(known, visit):
    sender = visit(known, "/chi-tieu")
    box = sender.page.get_by_label("Mức cần đạt (%)")
    box.fill("70")
    box.press("Enter")
    sender.waits_for_address("dat=70")
    assert seen(visit(known, sender.address)) == seen(sender)


def test_what_a_link_asks_of_a_page_in_vain_is_said(known, visit):
    reader = visit(known, "/xep-hang?nam=1066&so_voi=x")
    said = "\n".join(reader.alerts())
    assert "«nam=1066» mà kho không có" in said
    assert "«so_voi=x» mà kho không có" in said
    another(reader, "Kỳ")
    assert "1066" not in "\n".join(reader.alerts())


@pytest.mark.parametrize("files", [[], ["5-ho-so-xa-sua.csv"]], ids=["nothing", "one unit"])
def test_every_page_opens_from_the_menu_and_keeps_the_scope(tmp_path, visit, files):
    folder = tmp_path / "store"
    take_in(folder, *(KNOWN / file for file in files))
    with dashboard(folder) as base:
        reader = visit(base, "/tong-quan?dv=06112.20250701")
        for title in [*list(ADDRESSES.values())[1:], "Tổng quan"]:
            reader.turn_to(title)
            assert "dv=06112.20250701" in reader.address
            assert reader.page.locator(FAILED).count() == 0
            assert reader.overflow() <= 0
        assert reader.complaints == []
        assert reader.foreign == []


def test_a_year_that_another_index_does_not_have_leaves_the_address(known, visit):
    reader = visit(known, "/xep-hang?chi_so=ddci")
    another(reader, "Năm")
    assert "nam=" in reader.address
    another(reader, "Chỉ số")
    reader.page.wait_for_url(lambda url: "nam=" not in url, timeout=30_000)
    assert reader.alerts() == []
