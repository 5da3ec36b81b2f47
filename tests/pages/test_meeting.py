"""A meeting in the browser: planned from a page, presented by keys, decided upon, on record."""

import shutil
from datetime import date

import pytest

from cchc.store.records import Slide
from cchc.store.versions import Store
from tests.pages.browsing import PHONE
from tests.pages.served import dashboard
from tests.pages.test_links import YEAR
from tests.store.samples import figure, save

SLIDES = (
    Slide(title="Xếp hạng PCI 2013", address="xep-hang?chi_so=pci&nam=2013", note="**hỏi** VCCI"),
    Slide(title="Xếp hạng PCI 2010", address="xep-hang?chi_so=pci&nam=2010"),
    Slide(title="Trực tuyến", address="truc-tuyen"),
)


@pytest.fixture(scope="module")
def office(sample_folder, tmp_path_factory):
    """A dashboard on the samples that tests may write to, and its store."""
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("office") / "store")
    with dashboard(folder) as base:
        yield base, Store(folder)


def press(reader, key: str, address: str) -> None:
    """A key of the presenter, and what it leads to."""
    reader.page.keyboard.press(key)
    reader.waits_for_address(address)


def test_a_meeting_is_presented_by_keys_and_leaves_decisions_and_a_record(office, visit):
    base, store = office
    planned = store.meetings.add("Giao ban", date(2025, 10, 7), 8, SLIDES, "An")
    reader = visit(base, f"/hop?cuoc_hop={planned}")
    reader.page.get_by_role("button", name="Bắt đầu trình bày").click()
    reader.waits_for_address(f"hop={planned}.0")
    press(reader, "ArrowRight", f"hop={planned}.1")
    assert "1/3 · Xếp hạng PCI 2013" in reader.text
    assert "**hỏi** VCCI" in reader.text
    assert "Bản số liệu 8, đến" in reader.text
    of_2013 = reader.findings
    assert not reader.page.locator("[data-testid=stSidebar]").is_visible()
    press(reader, "PageDown", f"hop={planned}.2")
    assert "nam=2010" in reader.address
    assert reader.findings != of_2013
    press(reader, "ArrowLeft", f"hop={planned}.1")
    assert reader.findings == of_2013
    reader.page.reload()
    reader.settle()
    assert reader.findings == of_2013

    reader.page.keyboard.press("/")
    reader.page.get_by_label("Tên đơn vị hoặc tên trang").press_sequentially("lang son", delay=15)
    reader.page.get_by_role("button", name="Tỉnh Lạng Sơn").first.wait_for()
    press(reader, "Enter", "dv=20")
    assert "nam=2013" in reader.address
    reader.page.get_by_role("button", name="Về trang đã định").click()
    reader.page.wait_for_url(lambda url: "dv=" not in url)
    reader.settle()
    assert reader.findings == of_2013

    reader.page.get_by_role("button", name="Kết luận").click()
    reader.page.get_by_label("Kết luận, việc cần làm").fill("Rà soát chi phí thời gian")
    for label, text in (("Đơn vị, người chủ trì", "Sở Nội vụ"), ("Tên người ghi", "An")):
        reader.page.get_by_label(label).fill(text)
        reader.page.get_by_label(label).press("Enter")
        reader.settle()
    reader.page.get_by_role("button", name="Ghi kết luận").click()
    reader.page.locator("[data-testid=stPopoverBody]").get_by_text("Rà soát").last.wait_for()
    reader.page.keyboard.press("Escape")  # closes what is open, not the meeting
    reader.page.locator("[data-testid=stPopoverBody]").wait_for(state="detached")
    press(reader, "Escape", f"cuoc_hop={planned}")
    assert "Biên bản trình chiếu" in reader.text
    [record] = store.meetings.showings(planned)
    titles = [shown.title for shown in record.slides]
    assert titles[:4] == ["Mở đầu", SLIDES[0].title, SLIDES[1].title, SLIDES[0].title]
    assert (record.version, record.who) == (8, "An")

    reader.page.get_by_role("button", name="Lập cho kỳ sau").click()
    reader.page.wait_for_url(lambda url: f"cuoc_hop={planned}" not in url)
    reader.settle()
    reader.page.get_by_role("button", name="Bắt đầu trình bày").click()
    reader.waits_for_address(".0")
    assert "Việc kỳ trước chưa xong: 1" in reader.text
    reader.page.get_by_label("Kết quả").fill("đã báo cáo")
    reader.page.get_by_label("Kết quả").press("Enter")
    reader.settle()
    reader.page.get_by_role("button", name="Xong", exact=True).click()
    reader.waits_for("Việc kỳ trước chưa xong: 0")
    [decision] = store.meetings.decisions()
    assert (decision.owner, decision.outcome) == ("Sở Nội vụ", "đã báo cáo")
    assert reader.complaints == []
    assert reader.foreign == []


def test_a_meeting_is_planned_from_the_page_on_the_screen_and_told_when_overtaken(office, visit):
    base, store = office
    reader = visit(base, "/dung-han?dv=20")
    reader.page.get_by_role("button", name="Chia sẻ").click()
    reader.page.get_by_role("combobox", name="Thêm vào cuộc họp").click()
    reader.page.get_by_role("option", name="Cuộc họp mới, hôm nay").click()
    reader.page.get_by_role("button", name="Thêm trang này vào cuộc họp").click()
    reader.page.get_by_text("Đã thêm vào «Họp ngày").wait_for()
    made = max(store.meetings.agendas(), key=lambda agenda: agenda.id)
    assert [slide.address for slide in made.slides] == ["dung-han?dv=20"]
    assert made.version == store.data_version

    reader.go(f"/hop?cuoc_hop={made.id}")
    store.meetings.change(made, "Bình", seen=made.changed_seq)
    reader.page.get_by_role("button", name="Sửa", exact=True).click()
    reader.page.get_by_role("button", name="Bỏ trang này").click()
    reader.settle()
    assert "Bình đã sửa cuộc họp" in reader.alerts()[0]
    assert len(store.meetings.agenda(made.id).slides) == 1


def test_slides_keep_their_version_and_fit_a_phone_and_a_projector(office, visit):
    base, store = office
    planned = store.meetings.add("Trên đường", date(2025, 10, 8), 8, SLIDES, "An")
    before = visit(base, "/xep-hang?chi_so=pci&nam=2013").findings
    save(store, figure(50, "pci", **YEAR), figure(30, "pci_rank", **YEAR, of=63), content="mới")
    for size in (PHONE, (1920, 1080)):
        reader = visit(base, f"/xep-hang?chi_so=pci&nam=2013&hop={planned}.1", size=size)
        assert reader.findings == before
        assert f"Kho đã có bản {store.data_version} mới hơn" in reader.text
        assert reader.overflow() <= 0
        assert reader.complaints == []
