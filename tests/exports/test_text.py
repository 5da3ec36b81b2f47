from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cchc.exports.text import clean, file_name, inert, plain, untagged


def test_markdown_is_read_as_a_reader_sees_it():
    assert plain("**▲ 2 bậc**") == "▲ 2 bậc"
    assert plain(":blue[▲ +1,2 điểm %] so với :orange-badge[năm 2024]") == (
        "▲ +1,2 điểm % so với năm 2024"
    )
    assert plain("- Xem [nguồn](/nguon?so=1)") == "Xem nguồn"


def test_lines_of_a_chart_lose_their_tags():
    assert untagged("<b>Huế</b><br><span style='font-size:13px'>2 < 3</span>") == ["Huế", "2 < 3"]


def test_what_would_run_in_a_spreadsheet_is_made_a_text():
    for text in ("=1+1", "+84", "-2", "@SUM(A1)", "\tx"):
        assert inert(text).startswith("'")
    assert inert("Xã A - B") == "Xã A - B"


def test_a_long_name_is_cut_where_it_says_so():
    assert len(clean("x" * 9000)) == 500
    assert clean("x" * 9000).endswith("…")


def test_files_are_called_by_plain_vietnamese():
    assert file_name("xep-hang", "pci", "2013", ending="pptx") == "xep-hang-pci-2013.pptx"
    assert file_name("Đúng hạn: “quý III/2025”", ending="docx") == "dung-han-quy-iii-2025.docx"
    assert file_name("???", ending="csv") == "cchc.csv"


@given(st.text())
def test_any_text_fits_into_xml(text):
    element = etree.Element("a")
    element.text = clean(text)
    assert etree.fromstring(etree.tostring(element)).text in (clean(text), clean(text) or None)
