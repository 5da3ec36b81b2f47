from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from cchc.exports.document import document, paragraph
from tests.exports.views import view


@pytest.fixture(scope="module")
def made() -> bytes:
    return document([view()], title="Kết quả đúng hạn")


@pytest.fixture(scope="module")
def paper(made):
    return Document(BytesIO(made))


def test_the_paper_is_that_of_official_documents(paper):
    section = paper.sections[0]
    sides = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [210, 297, 30, 15]
    assert paper.styles["Normal"].font.name == "Times New Roman"
    assert section.different_first_page_header_footer


def test_the_head_has_country_motto_agency_and_annex(paper):
    head = "\n".join(cell.text for cell in paper.tables[0].rows[0].cells)
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
                 "TÊN CƠ QUAN BAN HÀNH", "ngày 15 tháng 01 năm 2026"):  # fmt: skip
        assert part in head
    lines = [one.text for one in paper.paragraphs]
    assert lines.index("PHỤ LỤC") + 1 == lines.index("KẾT QUẢ ĐÚNG HẠN")


def test_a_paragraph_tells_the_findings():
    assert paragraph(view()) == (
        "Số liệu đến 31/12/2025 · bản 8; phạm vi: Tất cả đơn vị. Lạng Sơn tăng 3,6 điểm %. "
        "Lạng Sơn còn 1.212 hồ sơ."
    )


def test_the_table_repeats_its_headings_and_says_its_unit(paper):
    table = paper.tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["Đơn vị", "Tỷ lệ (%)", "Tử số"]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert [cell.text for cell in table.rows[1].cells] == ["Lạng Sơn", "98,81", "635.593"]
    assert "Đơn vị tính: %" in [one.text for one in paper.paragraphs]


def test_charts_are_native_with_their_workbooks(made):
    names = ZipFile(BytesIO(made)).namelist()
    assert sum(name.startswith("word/charts/") and name.endswith(".xml") for name in names) == 2
    assert sum(name.startswith("word/embeddings/") for name in names) == 2
    chart = ZipFile(BytesIO(made)).read("word/charts/chart1.xml").decode()
    assert "<c:v>95.25</c:v>" in chart


def test_there_is_place_to_sign_and_the_foot_says_the_source(paper):
    assert "NGƯỜI LẬP BIỂU" in paper.tables[-1].cell(0, 0).text
    foot = paper.sections[0].first_page_footer.paragraphs[0].text
    assert "http://may-chu/dung-han?luc=8" in foot
