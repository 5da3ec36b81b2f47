"""Correcting in the browser: two files at once, one column explained, stored, a draft released."""

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.ingest.importing import ImportOptions, import_bytes
from cchc.store.versions import Store
from cchc.store.vouching import DEMAND
from tests.pages.browsing import PHONE
from tests.pages.served import dashboard

TABLE = """Đơn vị báo cáo: UBND tỉnh Lạng Sơn
Từ ngày 15/6/2024 đến ngày 14/9/2024
STT;Đơn vị;Tổng;Tiếp nhận;Kỳ trước chuyển qua;Hồ sơ đã giải quyết;;;;Hồ sơ đang giải quyết;;
;;;;;Số hồ sơ;Sớm;Đúng;Trễ;Số hồ sơ;Chưa đến hạn;Đã quá hạn
1;Huyện Bình Gia;10;9;1;8;5;2;1;2;2;0
"""
HEADINGS = "province,unit_level,unit_name,period,received,resolved,on_time,late,source_url\n"
ROW = "Lạng Sơn,province (all levels),Tỉnh Lạng Sơn,2024-Q1,1000,900,890,10,https://example.org/a\n"
PANEL = "Sửa đơn vị, kỳ, biểu, cột hoặc ô"


def sign(reader, who: str) -> None:
    reader.page.get_by_label("Người nhập").fill(who)
    reader.page.get_by_label("Người nhập").press("Enter")
    reader.settle()


def drop(reader, **files: str) -> None:
    reader.page.set_input_files(
        "input[type=file]",
        [
            {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": text.encode()}
            for name, text in files.items()
        ],
    )
    reader.page.wait_for_selector("text=báo cáo")
    reader.page.wait_for_selector("[data-testid=stMain] h3")
    reader.settle()


def press(reader, name: str, *, nth: int = 0) -> None:
    reader.page.get_by_role("button", name=name, exact=True).nth(nth).click()
    reader.settle()


@pytest.fixture
def desk(tmp_path):
    """A dashboard of its own, and the store behind it."""
    with dashboard(tmp_path / "store") as base:
        yield base, Store(tmp_path / "store")


def test_of_two_files_one_is_corrected_both_are_stored_and_one_is_undone(desk, visit):
    base, store = desk
    reader = visit(base, "/nhap-bao-cao")
    sign(reader, "Nguyễn Văn A")
    drop(reader, bieu=TABLE, quy1=HEADINGS + ROW)
    reader.page.get_by_text(PANEL).first.click()
    reader.settle()
    reader.page.get_by_label("Đơn vị báo cáo").last.fill("Huyện Bình Gia")
    press(reader, "Đọc lại theo phần đã sửa")
    assert "Huyện Bình Gia (Lạng Sơn) · Quý III/2024" in reader.text
    reader.page.get_by_text("Tôi đã xem").first.click()
    reader.settle()
    press(reader, "Xác nhận nhập")
    press(reader, "Xác nhận nhập")
    assert [report.status for report in store.reports()] == ["confirmed", "confirmed"]
    first = store.report(1)
    assert (first.who, first.choices["agency"]) == ("Nguyễn Văn A", "Huyện Bình Gia")

    press(reader, "Hoàn tác", nth=1)
    reader.page.get_by_label("Lý do rút báo cáo").fill("gửi nhầm")
    reader.page.get_by_label("Lý do rút báo cáo").press("Enter")
    reader.settle()
    press(reader, "Rút báo cáo này")
    assert [report.status for report in store.reports()] == ["withdrawn", "confirmed"]
    assert reader.complaints == []


def test_a_draft_outlives_the_server_and_is_released_by_a_second_person(
    tmp_path, visit, monkeypatch
):
    monkeypatch.setenv(DEMAND, "1")
    store = Store(tmp_path / "store")
    options = ImportOptions(who="Nguyễn Văn A", accept=True)
    import_bytes((HEADINGS + ROW).encode(), "quy1.csv", store, load_catalog(), options)
    with dashboard(tmp_path / "store") as base:
        reader = visit(base, "/nhap-bao-cao", size=PHONE)
        assert "1 báo cáo chờ xác nhận" in reader.findings
        sign(reader, "nguyễn văn a")
        reader.page.get_by_text("quy1.csv").first.click()
        reader.settle()
        assert "cần người khác xác nhận" in reader.text
        assert reader.overflow() <= 0
        sign(reader, "Trần Thị B")
        press(reader, "Xác nhận")
        assert any("Đã xác nhận báo cáo số 1" in alert for alert in reader.alerts())
    assert store.report(1).confirmed_by == "Trần Thị B"


def test_a_blank_form_can_be_downloaded(desk, visit):
    reader = visit(desk[0], "/nhap-bao-cao")
    reader.page.get_by_text("Tải mẫu biểu để điền").click()
    reader.settle()
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="Tải mẫu (.xlsx)").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    assert download.value.path().read_bytes().startswith(b"PK")
