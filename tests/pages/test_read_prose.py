"""Reading a report in words in the browser: accept, correct, reject, add, store, and find again."""

import hashlib
from pathlib import Path

import pytest

from cchc.store.versions import Store
from tests.pages.browsing import DESK, PHONE, Visitor
from tests.pages.served import ROOT, dashboard

ADDRESS = "/doc-bao-cao"
FOUNDING = ROOT.parent / "shared" / "reports" / "founding"
# Made for this test: figures of each kind, a number nobody can explain, something asked for.
REPORT = (
    "UBND huyện Cao Lộc, tỉnh Lạng Sơn báo cáo công tác cải cách hành chính năm 2023.\n"
    "Năm 2023, UBND huyện Cao Lộc đã tiếp nhận 1.250 hồ sơ, đã giải quyết 1.200 hồ sơ; "
    "tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,75%. Huyện có mã biểu 4711 kèm theo.\n"
    "Đoàn kiểm tra đề nghị huyện khắc phục việc cập nhật hồ sơ chậm trên hệ thống.\n"
)
ROW, HEADER = 40, 36  # pixels of the table
CELLS = {"accepted": 68, "value": 144}  # pixels from its left edge


@pytest.fixture
def desk(tmp_path):
    """A dashboard on an empty store, and that store."""
    with dashboard(tmp_path / "store") as base:
        yield base, Store(tmp_path / "store")


def paste(reader: Visitor, text: str) -> None:
    """Pastes a text and has it read."""
    box = reader.page.get_by_label("Dán văn bản")
    if not box.is_visible():
        reader.page.get_by_text("Đọc văn bản khác").click()
    box.fill(text)
    reader.page.get_by_role("button", name="Đọc văn bản", exact=True).click()
    reader.page.wait_for_selector(".prose mark[tabindex]")
    reader.settle()


def table(reader: Visitor):
    """What takes the pointer of the table of proposals, in view."""
    surface = reader.page.locator(".st-key-prose-table .dvn-scroller")
    surface.scroll_into_view_if_needed()
    return surface


def at(column: str, row: int) -> dict[str, int]:
    """Where a cell is drawn, rows from 1."""
    return {"x": CELLS[column], "y": HEADER + ROW * row - ROW // 2}


def cell(reader: Visitor, column: int, row: int) -> str:
    """What a cell says, columns from 0, rows from 1."""
    said = reader.page.locator(f'[data-testid="glide-cell-{column}-{row - 1}"]')
    said.wait_for(state="attached")
    return said.text_content()


def name_myself(reader: Visitor) -> None:
    box = reader.page.get_by_label("Người nhập")
    box.fill("Nguyễn Văn A")
    box.press("Enter")
    reader.settle()


def press(reader: Visitor, name: str) -> None:
    reader.page.get_by_role("button", name=name, exact=True).click()
    reader.settle()


def stored(store: Store) -> dict[str, float]:
    found = store.query("SELECT indicator, value FROM current_figure")
    return dict(zip(found["indicator"], found["value"], strict=True))


def test_a_report_is_corrected_stored_and_led_back_to(desk, visit):
    base, store = desk
    reader = visit(base, ADDRESS)
    paste(reader, REPORT)
    assert reader.page.get_by_role("combobox", name="Đơn vị của báo cáo").input_value() == (
        "Huyện Cao Lộc (Lạng Sơn)"
    )
    assert reader.page.get_by_label("Kỳ báo cáo").input_value() == "Năm 2023"
    marks = reader.page.locator(".prose mark.is-actual").all_inner_texts()
    assert marks == ["1.250", "1.200", "98,75"]
    name_myself(reader)
    press(reader, "Nhận tất cả")

    table(reader).click(position=at("accepted", 1))
    reader.settle()
    table(reader).click(position=at("value", 3))
    reader.page.keyboard.press("Enter")
    box = reader.page.locator(".gdg-input")
    box.fill("97,5 %")
    box.press("Enter")
    reader.settle()
    press(reader, "Lưu 2 số liệu vào kho")
    assert any("Đã lưu báo cáo số 1" in alert for alert in reader.alerts())
    assert stored(store) == {"dossiers_resolved": 1200, "on_time_rate": 97.5}

    (report,) = store.reports()
    assert (report.who, report.form, report.rows_rejected) == ("Nguyễn Văn A", "prose", 1)
    assert store.original(report.sha256) == REPORT.encode()
    assert hashlib.sha256(REPORT.encode()).hexdigest() == report.sha256
    rules = [finding.rule for finding in store.findings(1)]
    assert {"corrected_by_person", "rejected_by_person", "recommendation"} <= set(rules)

    press(reader, "Lưu 2 số liệu vào kho")
    assert any("Kho đã có đúng những số liệu này" in alert for alert in reader.alerts())
    assert len(store.reports()) == 1

    reader.go("/nguon?so=183;on_time_rate;2023-01-01;2023-12-31")
    asked = reader.page.locator(".prose .is-asked").all_inner_texts()
    assert len(asked) == 1
    assert "98,75%" in asked[0]
    assert not reader.complaints
    assert not reader.foreign


def test_what_was_asked_of_an_agency_is_followed_until_closed(desk, visit):
    base, store = desk
    reader = visit(base, ADDRESS)
    paste(reader, REPORT)
    name_myself(reader)
    press(reader, "Lưu 3 số liệu vào kho")
    reader.go("/don-vi?dv=183")
    assert "1 chưa xử lý" in reader.text
    press(reader, "Ghi đã xử lý")
    reader.page.get_by_label("Đã xử lý thế nào").fill("Công văn 12")
    reader.page.get_by_label("Đã xử lý thế nào").press("Enter")
    reader.settle()
    reader.page.get_by_label("Người ghi").fill("Trần B")
    reader.page.get_by_label("Người ghi").press("Enter")
    reader.settle()
    press(reader, "Lưu")
    assert "0 chưa xử lý" in reader.text
    (remark,) = [f for f in store.findings(1) if f.rule == "recommendation"]
    assert (remark.answer, remark.reason) == ("closed", "Công văn 12")


def test_hovering_shows_the_other_side(desk, visit):
    reader = visit(desk[0], ADDRESS)
    paste(reader, REPORT)
    table(reader)
    reader.page.locator(".prose mark", has_text="1.200").hover()
    reader.page.wait_for_selector(".prose-bar:visible")
    assert "Hồ sơ đã giải quyết: 1.200 hồ sơ" in reader.page.locator(".prose-card").inner_text()
    bar = reader.page.locator(".prose-bar").bounding_box()
    canvas = table(reader).bounding_box()
    assert round(bar["y"] - canvas["y"]) == HEADER + ROW  # the second row

    table(reader).hover(position=at("value", 3))
    shown = reader.page.locator(".prose mark.is-shown")
    shown.wait_for()
    assert shown.all_inner_texts() == ["98,75"]


def test_a_number_is_added_by_selecting_it(desk, visit):
    base, store = desk
    reader = visit(base, ADDRESS)
    paste(reader, REPORT)
    assert "4711" in reader.text.split("Số chưa hiểu")[1]
    name_myself(reader)
    reader.page.locator(".prose span", has_text="Năm 2023, UBND").evaluate(
        """element => {
            const inside = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
            while (inside.nextNode()) {
                const at = inside.currentNode.data.indexOf("2023")
                if (at < 0) continue
                getSelection().setBaseAndExtent(inside.currentNode, at, inside.currentNode, at + 4)
                return
            }
        }"""
    )
    press(reader, "+ Thêm số liệu «2023»")
    reader.page.get_by_role("combobox", name="Chỉ tiêu").fill("Hồ sơ giải quyết quá hạn")
    reader.page.get_by_role("option").first.click()
    reader.settle()
    box = reader.page.get_by_label("Giá trị", exact=True)
    box.fill("15")
    box.press("Enter")
    reader.settle()
    press(reader, "Thêm vào bảng")
    assert cell(reader, 2, 4) == "15 hồ sơ"
    press(reader, "Lưu 4 số liệu vào kho")
    assert stored(store)["dossiers_overdue"] == 15
    assert "added_by_person" in {finding.rule for finding in store.findings(1)}


def test_another_report_takes_nothing_over_from_the_one_before(desk, visit):
    reader = visit(desk[0], ADDRESS)
    paste(reader, REPORT)
    press(reader, "Bỏ tất cả")
    assert reader.page.locator(".prose mark.is-rejected").count() == 3
    paste(reader, REPORT.replace("2023", "2021").replace("Cao Lộc", "Bình Gia"))
    assert reader.page.get_by_label("Kỳ báo cáo").input_value() == "Năm 2021"
    assert reader.page.locator(".prose mark.is-rejected").count() == 0
    reader.page.get_by_label("Kỳ báo cáo").fill("Quý I/2021")
    reader.page.get_by_label("Kỳ báo cáo").press("Enter")
    reader.settle()
    assert reader.page.get_by_label("Kỳ báo cáo").input_value() == "Quý I/2021"
    assert any("giữ kỳ của câu: Năm 2021 (3)" in alert for alert in reader.alerts())
    press(reader, "Dùng «Quý I/2021» cho tất cả")
    assert not reader.alerts()
    reader.page.locator(".prose mark", has_text="1.200").hover()
    assert "Bình Gia" in reader.page.locator(".prose-card").inner_text()


def test_a_text_cannot_speak_html(desk, visit):
    reader = visit(desk[0], ADDRESS)
    paste(reader, REPORT.replace("đã giải quyết", "<img src=x onerror=alert(1)> đã giải quyết"))
    assert "<img src=x" in reader.page.locator(".prose").inner_text()
    assert reader.page.locator(".prose img").count() == 0
    assert not reader.complaints


@pytest.mark.parametrize(
    "path", sorted(FOUNDING.glob("*.txt")) or [None], ids=lambda p: p and p.stem
)
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_founding_reports_fit_the_window(samples, visit, path: Path | None, size):
    if path is None:
        pytest.skip("the founding reports are not here")
    reader = visit(samples, ADDRESS, size=size, dark=size == PHONE)
    paste(reader, path.read_text("utf-8"))
    assert reader.overflow() <= 0
    assert not reader.alerts()
    assert not reader.complaints
    assert not reader.foreign
    panes = reader.page.locator(".prose").bounding_box(), table(reader).bounding_box()
    text, rows = panes
    if size == DESK:
        assert table(reader).evaluate("one => one.scrollWidth <= one.clientWidth")
    assert rows["x"] >= text["x"] + text["width"] if size == DESK else rows["x"] < 60
