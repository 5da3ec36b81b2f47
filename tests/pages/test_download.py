"""What is on the screen is taken away from its head, with the numbers of the screen."""

from io import BytesIO
from pathlib import Path

import openpyxl
from pptx import Presentation

from tests.pages.test_pages import PCI_2013


def taken(reader, name: str) -> tuple[str, bytes]:
    """Name and bytes of the file that a button gives."""
    button = reader.page.get_by_role("button", name=name)
    with reader.page.expect_download(timeout=120_000) as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_slides_and_workbook_hold_what_the_screen_shows(samples, visit):
    reader = visit(samples, PCI_2013)
    reader.page.get_by_role("button", name="Tải về").click()
    name, made = taken(reader, "Trình chiếu (PPTX)")
    assert name == "xep-hang-2013-2012.pptx"
    slides = Presentation(BytesIO(made)).slides
    titles = [one.shapes.title.text_frame.text.replace("\xa0", " ") for one in slides]
    assert reader.findings[0] in titles
    _, made = taken(reader, "Bảng tính (XLSX)")
    sheets = openpyxl.load_workbook(BytesIO(made))
    table = next(one for one in sheets if "Bảng xếp hạng" in one.title)
    cells = {row[i].value: row for row in table.iter_rows(min_row=6) for i in range(len(row))}
    assert "Đà Nẵng" in cells
    assert 66.45338 in [cell.value for cell in cells["Đà Nẵng"]]
    assert any("pci_province_2005_2016.csv" in str(cell.value) for cell in sheets["Nguồn"]["E"])
    assert reader.complaints == []
