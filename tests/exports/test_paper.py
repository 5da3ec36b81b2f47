from io import BytesIO
from zipfile import ZipFile

from PIL import Image
from pypdf import PdfReader

from cchc.exports.paper import pdf, pictures
from tests.exports.views import view


def test_a_page_for_each_block_with_its_finding_and_foot():
    pages = PdfReader(BytesIO(pdf([view()], title="Giao ban"))).pages
    assert len(pages) == 5
    said = pages[1].extract_text()
    for part in ("Lạng Sơn tăng 3,6 điểm %", "Huế thiếu năm 2024.", "118/2025/NĐ-CP", "bản 8"):
        assert part in said, part
    assert "635.593" in pages[3].extract_text()


def test_a_picture_for_each_chart():
    archive = ZipFile(BytesIO(pictures([view()], title="Giao ban")))
    assert [name[3:] for name in archive.namelist()] == [
        "tinh.png", "lang-son-tang-3-6-diem.png", "lang-son-con-1-212-ho-so.png",
    ]  # fmt: skip
    picture = Image.open(BytesIO(archive.read(archive.namelist()[1])))
    assert picture.size == (1599, 900)
    assert len(picture.convert("L").getcolors(256) or range(257)) > 2
