"""Links in the browser: a code read aloud shows the same numbers, pinned ones stay and tell."""

import shutil
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from cchc.store.versions import Store
from tests.pages.served import dashboard
from tests.store.samples import figure, save

RANKS = "/xep-hang?chi_so=pci&nam=2013&so_voi=2012&dv=48"
YEAR = {"start": date(2013, 1, 1), "end": date(2013, 12, 31), "level": "province", "agency": "48"}


@pytest.fixture(scope="module")
def lived(sample_folder, tmp_path_factory):
    """A dashboard on the samples that tests may write to, and its store."""
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("lived") / "store")
    with dashboard(folder) as base:
        yield base, Store(folder)


def share(reader):
    """Opens the popover of the head."""
    reader.page.get_by_role("button", name="Chia sẻ").click()
    body = reader.page.locator("[data-testid=stPopoverBody]")
    body.get_by_text("Mở bằng mã").wait_for()
    return body


def test_a_code_shows_the_same_numbers_and_says_what_newer_data_change(lived, visit):
    base, store = lived
    sender = visit(base, RANKS)
    body = share(sender)
    body.get_by_alt_text("Mã QR của đường dẫn này").wait_for()
    body.get_by_label("Tên người ghi").fill("An")
    body.get_by_label("Tên người ghi").press("Enter")
    sender.settle()
    body.get_by_role("button", name="Tạo mã để đọc").click()
    code = body.locator("h2").inner_text()
    link = body.locator("[data-testid=stCode]").inner_text()

    heard = visit(base, f"/?ma={code.lower().replace('-', ' ')}")
    assert heard.findings == sender.findings
    assert parse_qs(urlsplit(heard.address).query) == parse_qs(urlsplit(link).query)
    assert parse_qs(urlsplit(link).query)["luc"] == ["8"]

    shown = heard.findings
    save(store, figure(50, "pci", **YEAR), figure(30, "pci_rank", **YEAR, of=63), content="mới")
    heard.go(heard.address)
    assert heard.findings == shown
    assert "Số liệu mới: PCI: Thành phố Đà Nẵng hạng 1 → hạng 30" in heard.alerts()[0]
    heard.page.get_by_role("button", name="Xem số mới nhất").click()
    heard.page.wait_for_url(lambda url: "luc=" not in url)
    heard.settle()
    assert heard.findings != shown
    assert heard.complaints == []

    [view] = store.views.all()
    assert (view.code, view.who, view.version) == (code, "An", 8)
    store.views.drop(view.id, "Bình")
    heard.go(f"/?ma={code}")
    assert f"Mã {code} («{view.title}») đã được Bình thu hồi lúc" in heard.alerts()[0]


def test_a_code_is_typed_renamed_and_revoked_on_the_page_of_meetings(lived, visit):
    base, store = lived
    kept = store.views.keep("Trực tuyến cả nước", "truc-tuyen?nhin=hien-nay", "An")
    reader = visit(base, "/hop?xem=goc-nhin")
    box = reader.page.get_by_label("Mở bằng mã")
    box.fill("AAA AAA")
    box.press("Enter")
    reader.settle()
    assert reader.alerts() == ["Không có góc nhìn có mã «AAA AAA»."]
    reader.page.get_by_role("button", name="Đổi tên").click()
    reader.page.get_by_label("Tên góc nhìn").fill("Cả nước lên mạng")
    reader.page.get_by_label("Tên góc nhìn").press("Enter")
    reader.page.get_by_role("button", name="Lưu", exact=True).click()
    reader.waits_for("Cả nước lên mạng")
    box.fill(kept.code.lower())
    box.press("Enter")
    reader.waits_for_address("truc-tuyen?nhin=hien-nay")
    assert reader.title == "Trực tuyến"
    reader.go("/hop?xem=goc-nhin")
    reader.page.get_by_role("button", name="Thu hồi").click()
    reader.page.get_by_role("button", name=f"Thu hồi mã {kept.code}").click()
    reader.waits_for("Chưa có góc nhìn nào được lưu")
    assert [v.title for v in store.views.all() if v.dropped_at][-1] == "Cả nước lên mạng"
    assert reader.complaints == []


def test_what_an_address_asks_in_vain_is_said_and_nothing_breaks(samples, visit):
    reader = visit(samples, "/tong-quan?luc=99999&tu=1066&hop=x&dv=zz")
    said = "\n".join(reader.alerts())
    for part in ("«luc=99999»", "«tu=1066»", "«zz»", "trình bày «x»"):
        assert part in said
    assert reader.title == "Tổng quan"
    assert reader.complaints == []
    other = visit(samples, "/cach-tinh")
    other.page.get_by_role("combobox").first.click()
    other.page.get_by_role("option").nth(1).click()
    other.settle()
    assert "zz" not in other.address
    assert other.alerts() == []
