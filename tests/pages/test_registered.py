"""Every page is registered once, at the address of the design, and none as its file is named."""

from pathlib import Path

from tests.pages.registered import ADDRESSES, ROOT, registered

DESIGN = {
    "tong-quan": "Tổng quan",
    "dung-han": "Đúng hạn",
    "truc-tuyen": "Trực tuyến",
    "xep-hang": "Xếp hạng",
    "don-vi": "Đơn vị",
    "nhap-bao-cao": "Nhập báo cáo",
    "nguon": "Nguồn số liệu",
    "kiem-tra": "Kiểm tra",
    "cach-tinh": "Cách tính",
}


def test_pages_stand_at_the_addresses_of_the_design():
    assert DESIGN.items() <= ADDRESSES.items()


def test_every_file_is_registered_once():
    files = sorted(page["file"] for page in registered())
    assert files == sorted(f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py"))


def test_no_address_is_the_name_of_its_file():
    # Streamlit serves such a page without app.py on the first request after a start.
    for page in registered():
        assert page["url_path"] != Path(page["file"]).stem
