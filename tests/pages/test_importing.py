"""Importing in the browser: an empty store, a report, its revision, undo."""

from tests.pages.browsing import PHONE
from tests.pages.registered import ADDRESSES
from tests.pages.served import dashboard

# Pages that an empty store does not stop.
NEEDS_NOTHING = {"nhap-bao-cao", "doc-bao-cao", "cach-tinh"}
HEADINGS = "province,unit_level,unit_name,period,received,resolved,on_time,late,source_url\n"
ROW = "Lạng Sơn,province (all levels),Tỉnh Lạng Sơn,2024-Q1,1000,{},{},10,https://example.org/a\n"
FIRST, REVISED = HEADINGS + ROW.format(900, 890), HEADINGS + ROW.format(910, 900)


def test_an_empty_store_says_what_to_do(empty, visit):
    reader = visit(empty, "/tong-quan")
    for address, title in ADDRESSES.items():
        reader.turn_to(title)
        if address in NEEDS_NOTHING:
            assert reader.alerts() == []
            continue
        (notice,) = reader.alerts()
        if address == "hop":
            assert "Chưa có cuộc họp nào" in notice
            continue
        assert "Chưa có số liệu" in notice
        assert reader.page.get_by_role("link", name="Đến trang Nhập báo cáo").count() == 1
    reader.resize(PHONE)
    assert reader.overflow() <= 0
    assert reader.complaints == []


def drop(reader, name: str, text: str) -> None:
    drop_all(reader, {name: text})
    reader.page.wait_for_selector("text=Nhận ra:", timeout=90_000)
    reader.settle()


def drop_all(reader, files: dict[str, str]) -> None:
    reader.settle()  # a drop during a run of the page is lost with the page it fell on
    reader.page.set_input_files(
        "input[type=file]",
        [
            {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
            for name, text in files.items()
        ],
    )


def press(reader, name: str, *, until: str) -> None:
    reader.page.get_by_role("button", name=name, exact=True).first.click()
    reader.waits_for(until)


def tallies(reader) -> dict[str, str]:
    """New, changed, same and rejected of the last report shown."""
    told = reader.page.get_by_text("So với kho:").last.inner_text().partition("So với kho: ")[2]
    return {name: count for count, name in (one.split(maxsplit=1) for one in told.split(" · "))}


def test_a_report_is_read_shown_confirmed_revised_and_undone(empty, visit):
    reader = visit(empty, "/nhap-bao-cao")
    reader.page.get_by_label("Người nhập").fill("Nguyễn Văn A")
    reader.page.get_by_label("Người nhập").press("Enter")
    drop(reader, "quy1.csv", FIRST)
    assert "đọc 1 dòng, nhận 1, bỏ 0" in reader.text
    assert tallies(reader)["mới"] == "4"
    press(reader, "Xác nhận nhập", until="bản 1,")

    reader.go("/nhap-bao-cao")
    reader.page.get_by_label("Người nhập").fill("Nguyễn Văn A")
    reader.page.get_by_label("Người nhập").press("Enter")
    drop(reader, "quy1_sua.csv", REVISED)
    assert tallies(reader) == {"mới": "0", "đổi": "2", "như cũ": "2", "bỏ": "0"}
    reader.page.get_by_text("Tôi đã xem").click()
    reader.page.get_by_role("button", name="Xác nhận nhập", disabled=False).wait_for()
    press(reader, "Xác nhận nhập", until="bản 2,")

    reader.page.get_by_role("button", name="Hoàn tác", exact=True).first.click()
    reader.page.get_by_label("Lý do rút báo cáo").fill("gửi nhầm")
    reader.page.get_by_label("Lý do rút báo cáo").press("Enter")
    reader.settle()
    press(reader, "Rút báo cáo này", until="bản 3,")
    assert reader.complaints == []

    one_unit = visit(empty, "/dung-han")
    assert "10/900" in one_unit.page.locator('[data-testid="stMain"]').inner_html()
    log = visit(empty, "/kiem-tra")
    assert "Sổ đính chính" in log.findings


def test_a_file_that_is_no_report_says_why(empty, visit):
    reader = visit(empty, "/nhap-bao-cao")
    reader.page.set_input_files(
        "input[type=file]",
        {"name": "danh_ba.csv", "mimeType": "text/csv", "buffer": "Tên,Số\nAn,1\n".encode()},
    )
    reader.page.wait_for_selector("text=Không nhập được")
    reader.settle()
    assert "Sai" in reader.text
    assert reader.page.get_by_role("button", name="Xác nhận nhập").count() == 0


def test_of_many_files_those_to_look_at_stand_first_and_the_others_wait_folded(empty, visit):
    reader = visit(empty, "/nhap-bao-cao")
    reader.page.get_by_label("Người nhập").fill("Nguyễn Văn A")
    reader.page.get_by_label("Người nhập").press("Enter")
    files = {f"quy{n}.csv": FIRST.replace("2024-Q1", f"2023-Q{n}") for n in (1, 2, 3)}
    drop_all(reader, files | {"la.csv": "a,b\n1,2\n"})
    reader.waits_for("4 báo cáo, 3 không có gì phải xem lại")
    assert "la.csv" in reader.findings
    assert "quy2.csv" not in reader.findings
    press(reader, "Nhập cả 3 báo cáo không vướng mắc", until="Các lần nhập gần đây")
    reader.page.get_by_text("báo cáo không có gì phải xem lại").last.click()
    reader.waits_for("Đã nhập: báo cáo số")


def test_a_link_for_reading_shows_all_and_takes_nothing(sample_folder, visit):
    with dashboard(sample_folder, read_only=True) as base:
        reader = visit(base, "/nhap-bao-cao")
        assert "chỉ đọc được" in reader.text
        assert "Các lần nhập gần đây" in reader.findings
        assert reader.page.locator("input[type=file]").count() == 0
        assert reader.page.get_by_role("button", name="Hoàn tác").count() == 0
        reader.turn_to("Đọc báo cáo chữ")
        assert reader.page.locator("textarea").count() == 0
        reader.turn_to("Kiểm tra")
        assert reader.page.get_by_role("button", name="Trả lời").count() == 0
        reader.turn_to("Xếp hạng")
        reader.page.get_by_role("button", name="Chia sẻ").click()
        reader.page.get_by_label("Mở bằng mã").wait_for()
        assert reader.page.get_by_role("button", name="Tạo mã để đọc").count() == 0
        assert reader.complaints == []
