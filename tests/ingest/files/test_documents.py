"""Text, pages, Word and PDF become paragraphs; what has no text is refused with the reason."""

import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.ingest.files.documents import document_of_text, read_document
from cchc.ingest.files.pdf_document import text_of
from cchc.ingest.files.refusal import RefusedError
from tests.ingest.files.document_files import pdf, word

SENTENCE = "Năm 2023, huyện Quan Sơn tiếp nhận 14.607 hồ sơ, đúng hạn đạt 99,4%."


def refusal(data: bytes, name: str = "bao-cao") -> str:
    with pytest.raises(RefusedError) as refused:
        read_document(data, name)
    return refused.value.findings[0].rule


# --- plain text


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        unicodedata.normalize("NFD", SENTENCE),
        SENTENCE.replace(" ", "\u00a0"),
        SENTENCE.replace(" hồ", "\u200b  hồ"),
        SENTENCE.replace("%", "％"),
        SENTENCE.replace(", đúng", ",\nđúng"),
        SENTENCE.replace(", ", ",\t"),
    ],
    ids=["plain", "nfd", "nbsp", "invisible", "wide", "broken line", "tab"],
)
def test_however_it_was_typed_the_paragraph_is_the_same(text):
    assert read_document(text.encode(), "a.txt").paragraphs == (SENTENCE,)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_other_encodings(encoding):
    text = unicodedata.normalize("NFD", SENTENCE) if encoding == "cp1258" else SENTENCE
    if encoding == "cp1258":
        text = "".join(_for_cp1258(SENTENCE))
    assert read_document(text.encode(encoding), "a.txt").paragraphs == (SENTENCE,)


def _for_cp1258(text: str):
    """Letters as that code page has them: base letters with hats, tone marks behind."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        yield unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        yield "".join(p for p in parts if p in tones)


def test_a_text_of_an_old_font_is_turned_to_unicode():
    old = "N¨m 2023, huyÖn Quan S¬n tiÕp nhËn 14.607 hå s¬, ®óng h¹n ®¹t 99,4%."
    document = document_of_text(old)
    assert document.paragraphs == (SENTENCE,)
    assert [finding.rule for finding in document.findings] == ["W_LEGACY_ENCODING"]


@given(st.text(max_size=300))
def test_any_pasted_text_is_a_document(text):
    for paragraph in document_of_text(text).paragraphs:
        assert paragraph.strip()


# --- web pages

PAGE = f"""<!DOCTYPE html><html><head><title>CCHC</title><script>var n = 99;</script></head><body>
<nav><a href="/">Trang chủ</a><a href="/tin">Tin tức</a></nav>
<div class="content"><h1>Kết quả cải cách hành chính</h1><p>Ngày đăng: 05/01/2024</p>
<p>{SENTENCE}</p>
<table><tr><th>Đơn vị</th><th>Tiếp nhận</th></tr><tr><td>Xã A</td><td>120</td></tr>
<tr><td>Xã B</td><td>7</td></tr><tr><td>Xã C</td><td>31</td></tr><tr><td>Xã D</td><td>4</td></tr>
<tr><td>Xã E</td><td>16</td></tr><tr><td>Xã G</td><td>55</td></tr></table></div>
<div class="related"><a href="/x">Huyện khác tiếp nhận 999 hồ sơ</a></div>
<footer>Tổng số lượt truy cập: 1.234.567</footer></body></html>"""


def test_a_page_is_its_article_without_menu_counter_and_other_news():
    document = read_document(PAGE.encode(), "bai.html")
    assert document.kind == "html"
    assert SENTENCE in document.paragraphs
    shown = " ".join(document.paragraphs)
    assert "1.234.567" not in shown
    assert "999" not in shown
    assert "Trang chủ" not in shown


def test_a_table_of_a_page_goes_to_the_table_reader():
    document = read_document(PAGE.encode(), "bai.html")
    (table,) = document.tables
    assert table.cells[1][:2] == ["Xã A", "120"]
    assert "120" not in " ".join(document.paragraphs)


# --- Word


def test_word_paragraphs_and_tables_are_kept_apart():
    data = word("BÁO CÁO", SENTENCE, [["Đơn vị", "Tiếp nhận"], ["Xã A", "120"]], "Hết.")
    document = read_document(data, "bao-cao.docx")
    assert document.kind == "docx"
    assert document.tables[0].above == ("BÁO CÁO", SENTENCE)  # where its period may stand
    assert document.paragraphs == ("BÁO CÁO", SENTENCE, "Hết.")
    assert document.tables[0].cells == [["Đơn vị", "Tiếp nhận"], ["Xã A", "120"]]
    assert [finding.rule for finding in document.findings] == ["N_TABLES_APART"]


def test_word_in_an_old_font():
    document = read_document(word("Tæng sè hå s¬ tiÕp nhËn lµ 14.607 hå s¬."), "cu.docx")
    assert document.paragraphs == ("Tổng số hồ sơ tiếp nhận là 14.607 hồ sơ.",)


# --- PDF


def test_a_pdf_with_text_is_read_across_its_lines_and_pages():
    first = ["UBND HUYỆN QUAN SƠN", "Năm 2023, huyện Quan Sơn tiếp nhận 14.607 hồ sơ,"]
    document = read_document(pdf([*first, "đúng hạn đạt 99,4%."], [SENTENCE]), "bao-cao.pdf")
    assert document.kind == "pdf"
    assert document.paragraphs[1:] == (SENTENCE, SENTENCE)


class TornPage:
    """A page whose letters lie in two fonts: as they were drawn, and as they lie on paper."""

    def extract_text(self, extraction_mode: str = "plain") -> str:
        whole = "huyện thực hiện tốt công tác cải cách thủ tục hành chính"
        torn = "huy ệ n th ự c hi ệ n t ố t công tác c ả i cách th ủ t ụ c hành chính"
        return whole if extraction_mode == "layout" else torn


def test_words_torn_apart_by_their_fonts_are_read_whole():
    assert text_of(TornPage()).startswith("huyện thực hiện tốt công tác")


def test_running_heads_and_page_numbers_are_left_out():
    names = ["Trung Hạ", "Na Mèo", "Sơn Thủy", "Tam Lư", "Mường Mìn", "Sơn Lư"]
    pages = [
        ["Báo cáo CCHC năm 2023", f"Xã {name} đã kiểm tra.", f"Việc ở {name} đã xong.", str(n)]
        for n, name in enumerate(names, 1)
    ]
    shown = " ".join(read_document(pdf(*pages), "bao-cao.pdf").paragraphs)
    assert "CCHC" not in shown
    assert "Xã Tam Lư đã kiểm tra. Việc ở Tam Lư đã xong. Xã Mường Mìn" in shown


def test_a_scan_is_refused_with_the_reason():
    assert refusal(pdf([""], [""]), "quet.pdf") == "E_SCANNED"


# --- what is broken


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"%PDF-1.4 nothing more", "E_BAD_DOCUMENT"),
        (b"PK\x03\x04 nothing more", "E_BAD_DOCUMENT"),
        (word(SENTENCE)[:2000], "E_BAD_DOCUMENT"),
    ],
)
def test_a_broken_file_is_refused(data, rule):
    assert refusal(data) == rule


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=8))
def test_a_damaged_document_is_read_or_refused(place, junk):
    for data in (WORD, PDF):
        at = place % len(data)
        with contextlib.suppress(RefusedError):
            read_document(data[:at] + junk + data[at + len(junk) :], "hong")


WORD, PDF = word(SENTENCE, [["a", "b"]]), pdf([SENTENCE])
