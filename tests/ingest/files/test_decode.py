"""Encodings: proven, guessed by syllables, repaired, or refused with the line."""

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.ingest.files.decode import decode
from cchc.ingest.files.legacy_fonts import from_tcvn3, from_vni, legacy_font_of
from cchc.ingest.files.refusal import RefusedError
from cchc.ingest.files.vietnamese_syllables import is_syllable, share_of_syllables
from tests.ingest.files.report_files import HEADINGS, ROWS, as_csv, in_1258, in_vni

TEXT = as_csv([HEADINGS, *ROWS])
WORDS = """
tiếp nhận giải quyết đúng hạn trước quá hồ sơ thủ tục hành chính huyện xã phường tỉnh thành phố
báo cáo kỳ quý tháng năm tổng cộng tỷ lệ trực tuyến bưu chính công ích một cửa liên thông lũy kế
người dân doanh nghiệp cải cách nhiệm vụ điểm xếp hạng khuyến nghị ưu nghĩa được bằng những
"""
sentences = st.lists(st.sampled_from(WORDS.split()), min_size=6, max_size=40).map(" ".join)


def rules(decoded):
    return [finding.rule for finding in decoded.findings]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        codecs.BOM_UTF8 + TEXT.encode("utf-8"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
    ids=["utf-8", "utf-8 mark", "16le mark", "16be mark", "16le", "16be", "32le mark"],
)
def test_unicode_proves_itself(data):
    decoded = decode(data)
    assert decoded.text == TEXT
    assert rules(decoded) == []


def test_windows_1258_is_told_by_its_syllables_and_composed():
    decoded = decode(in_1258(TEXT))
    assert decoded.text == TEXT
    assert decoded.encoding == "windows-1258"
    assert decoded.findings[0].severity == "note"


def test_old_fonts_are_told_and_must_be_confirmed_with_a_sample():
    decoded = decode(in_vni("huyện bình sơn tiếp nhận hồ sơ đúng hạn").encode("cp1252"))
    assert decoded.text == "huyện bình sơn tiếp nhận hồ sơ đúng hạn"
    assert rules(decoded) == ["W_LEGACY_ENCODING"]
    assert decoded.findings[0].severity == "doubt"
    assert "«huyện bình sơn" in decoded.findings[0].message


@pytest.mark.parametrize(
    ("convert", "typed", "meant"),
    [
        (from_tcvn3, "hép møt tÕt", "hộp mứt tết"),
        (from_tcvn3, "TiÕp nhËn", "Tiếp nhận"),
        (from_tcvn3, "§¬n vÞ", "Đơn vị"),
        (
            from_tcvn3,
            "ñY BAN NH¢N D¢N",
            "ỦY BAN NHÂN DÂN",
        ),  # .VnTimeH: small codes drawn as capitals
        (from_tcvn3, "Hµ Néi", "Hà Nội"),
        (from_vni, "Xin chaøo caùc baïn", "Xin chào các bạn"),
        (from_vni, "Ñôn vò", "Đơn vị"),
        (from_vni, "Tyû leä ñuùng haïn", "Tỷ lệ đúng hạn"),
        (from_vni, "ÖÛY BAN NHAÂN DAÂN", "ỬY BAN NHÂN DÂN"),
    ],
)
def test_letters_of_old_fonts(convert, typed, meant):
    assert convert(typed) == meant


@given(sentences)
def test_vni_round_trip(text):
    assert from_vni(in_vni(text)) == text


@given(sentences)
def test_1258_round_trip(text):
    assert decode(in_1258(text)).text == text


@given(sentences)
def test_unicode_vietnamese_is_never_taken_for_an_old_font(text):
    assert legacy_font_of(text) is None


@given(sentences, st.sampled_from(["latin-1", "cp1252"]))
def test_text_encoded_twice_is_repaired(text, wrong):
    try:
        twice = text.encode("utf-8").decode(wrong).encode("utf-8")
    except UnicodeDecodeError:  # Windows-1252 leaves five bytes undefined
        return
    decoded = decode(twice)
    assert decoded.text == text
    assert rules(decoded) == ([] if text.isascii() else ["W_DOUBLE_ENCODED"])


def test_capital_a_with_tilde_is_no_sign_of_double_encoding():
    text = "XÃ TÂN HÒA,XÃ ÂN THÀNH\n"
    assert decode(text.encode("utf-8")).text == text


def test_a_bad_byte_is_refused_with_its_line():
    with pytest.raises(RefusedError) as refusal:
        decode("Đơn vị\nHuyện A\nHuyện ".encode() + b"\xff\n")
    finding = refusal.value.findings[0]
    assert (finding.rule, finding.where) == ("E_ENCODING", "dòng 3")


def test_two_encodings_in_one_file_are_refused():
    with pytest.raises(RefusedError, match="bảng mã"):
        decode(TEXT.encode("utf-8") + in_1258(TEXT))


def test_salvage_keeps_a_text_with_bad_bytes_and_marks_them():
    decoded = decode("Đơn vị\nHuyện ".encode() + b"\xff\n", salvage=True)
    assert decoded.text == "Đơn vị\nHuyện \ufffd\n"
    assert rules(decoded) == ["W_BYTES_REPLACED"]


def test_nul_is_binary():
    with pytest.raises(RefusedError) as refusal:
        decode(b"a,b\n1,2\x003\n")
    assert (refusal.value.findings[0].rule, refusal.value.findings[0].where) == (
        "E_BINARY",
        "dòng 2",
    )


@pytest.mark.parametrize(
    "word",
    ["nghiêng", "khuyến", "quyết", "ươm", "yêu", "oản", "ích", "ấp", "gì", "quả", "đặc", "Nghĩa"],
)
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["café", "Ñôn", "nhaän", "quyÕt", "bạch"[:-1] + "z", "tàp", "ốć"])
def test_what_is_no_syllable(word):
    assert not is_syllable(word)


def test_share_of_syllables_counts_marked_words_only():
    assert share_of_syllables("abc def") == 0
    assert share_of_syllables("Huyện An Lạc xyz") == 1


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data):
    with contextlib.suppress(RefusedError):
        assert isinstance(decode(data).text, str)
