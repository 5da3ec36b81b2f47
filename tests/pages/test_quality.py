"""Kiểm tra in the browser: a contradiction is read, its sentence copied, answered, and logged."""

from cchc.catalog.catalog import load_catalog
from cchc.ingest.importing import ImportOptions, import_bytes
from cchc.store.versions import Store
from tests.pages.browsing import PHONE
from tests.pages.served import dashboard
from tests.pages.test_correcting import TABLE


def test_a_contradiction_is_answered_and_stands_in_the_log(tmp_path, visit):
    store = Store(tmp_path / "store")
    wrong = TABLE.replace("8;5;2;1", "8;5;2;0")
    options = ImportOptions(who="Nguyễn Văn A")
    import_bytes(wrong.encode(), "bieu.csv", store, load_catalog(), options)
    with dashboard(tmp_path / "store") as base:
        reader = visit(base, "/kiem-tra?muc=sai", size=PHONE)
        assert "Báo cáo ghi: 8 hồ sơ → Tính ra: 7 hồ sơ · Lệch: +1 hồ sơ" in reader.text
        reader.page.get_by_role("button", name="Câu gửi đơn vị").click()
        reader.settle()
        sent = reader.page.locator("[data-testid=stCode]").inner_text()
        assert sent.startswith("Kính gửi Tỉnh Lạng Sơn: trong báo cáo «bieu.csv»")
        reader.page.keyboard.press("Escape")
        reader.page.get_by_label("Người trả lời").fill("Trần Thị B")
        reader.page.get_by_label("Người trả lời").press("Enter")
        reader.settle()
        reader.page.get_by_role("button", name="Trả lời", exact=True).click()
        reader.settle()
        reader.page.get_by_text("Đã gửi trả đơn vị").click()
        reader.page.get_by_label("Lý do, số công văn").fill("công văn 12")
        reader.page.get_by_label("Lý do, số công văn").press("Enter")
        reader.settle()
        reader.page.get_by_role("button", name="Ghi vào sổ").click()
        reader.settle()
        assert "Không có điểm nào cần xem" in reader.text
        assert reader.overflow() <= 0
        assert reader.complaints == []
    answered = [f for f in store.findings() if f.answer]
    assert [(f.rule, f.answer, f.reason, f.answered_by) for f in answered] == [
        ("sum_mismatch", "sent_back", "công văn 12", "Trần Thị B")
    ]
