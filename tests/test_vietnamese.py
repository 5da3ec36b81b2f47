"""Vietnamese text, numbers and dates, by examples a reader checks by hand and by properties."""

from datetime import UTC, date, datetime
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.vietnamese import (
    date_text,
    fold,
    moment_text,
    nfc,
    number,
    percent,
    points,
    signed,
    sort_key,
    unaccented,
)

SYLLABLES = st.text("aàảãáạăằâấậbcdđeêềghiìklmnoòôồơờpqrstuùưừvxyỳ ", max_size=20)
ANY_TEXT = st.text(max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa Bình", "HOÀ  BÌNH"),
        ("Thuỷ Nguyên", "Thủy Nguyên"),
        ("Khoẻ", "Khỏe"),
        ("Quý", "Qúy"),
        ("Đồng Nai", normalize("NFD", "đồng nai")),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa – Vũng Tàu"),
        ("K'Nớ", "K’Nớ"),
        ("Đồng Tháp", "Ðồng Tháp"),  # the Icelandic letter of old keyboards
        ("Bình Gia", "\u200bBình\u00a0Gia\u200e"),
    ],
)
def test_spellings_of_one_word_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Văn Lang", "Văn Lăng"), ("Hòa", "Hoa"), ("ma", "mà")])
def test_different_words_do_not_fold_alike(one, other):
    assert fold(one) != fold(other)


def test_composition_keeps_the_way_a_tone_was_placed():
    assert nfc(normalize("NFD", "Hoà")) == "Hoà"
    assert nfc("Hòa") != nfc("Hoà")


@given(ANY_TEXT | SYLLABLES)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(SYLLABLES)
def test_composition_does_not_change_what_a_text_folds_to(text):
    assert fold(normalize("NFD", text)) == fold(normalize("NFC", text))


def test_accents_are_dropped_for_searching():
    assert unaccented("Thị xã Đông Triều") == "thi xa dong trieu"
    assert unaccented("ĐẮK R'LẤP") == "dak r'lap"


@given(ANY_TEXT | SYLLABLES)
def test_dropping_accents_twice_is_dropping_them_once(text):
    assert unaccented(unaccented(text)) == unaccented(text)


def test_the_order_is_that_of_the_vietnamese_alphabet():
    ordered = [
        "An",
        "Ăn",
        "Ân",
        "Ba",
        "Cà",
        "Dao",
        "Đao",
        "Em",
        "Êm",
        "Oanh",
        "Ôn",
        "Ơn",
        "Ủy",
        "Ưng",
    ]
    assert sorted(reversed(ordered), key=sort_key) == ordered


def test_tones_decide_only_between_the_same_letters():
    ordered = ["ma", "mà", "mả", "mã", "má", "mạ", "man"]
    assert sorted(reversed(ordered), key=sort_key) == ordered


def test_names_are_ordered_syllable_by_syllable_and_numbers_by_value():
    ordered = ["Hoa Lư", "Hòa An", "Hòa Bình", "Phường 2", "Phường 10", "Phường Ba Đình"]
    assert sorted(reversed(ordered), key=sort_key) == ordered


@given(ANY_TEXT, ANY_TEXT)
def test_the_order_is_total(one, other):
    assert (sort_key(one) == sort_key(other)) == (one == other)
    assert (sort_key(one) < sort_key(other)) != (sort_key(other) <= sort_key(one))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, None, "1.234,5"),
        (1234567, None, "1.234.567"),
        (1234.0, None, "1.234"),
        (0.125, 2, "0,13"),  # halves go up, as on paper
        (-3, None, "−3"),
        (-0.04, 1, "0,0"),
        (12, 1, "12,0"),
        (None, None, "–"),
        (float("nan"), 1, "–"),
    ],
)
def test_numbers_have_dots_for_thousands_and_a_comma(value, decimals, text):
    assert number(value, decimals) == text


@given(st.floats(min_value=-1e12, max_value=1e12))
def test_a_number_shown_in_full_can_be_read_back(value):
    shown = number(value).replace(".", "").replace(",", ".").replace("−", "-")
    assert float(shown) == value


@given(st.floats(min_value=-1e9, max_value=1e9), st.integers(0, 4))
def test_rounding_moves_a_number_by_at_most_half_a_step(value, decimals):
    shown = number(value, decimals).replace(".", "").replace(",", ".").replace("−", "-")
    assert abs(float(shown) - value) <= 0.5 * 10**-decimals * (1 + 1e-6) + 1e-6


def test_changes_carry_their_sign_and_points_are_not_percents():
    assert [signed(v, 1) for v in (1.24, -1.24, 0.04, 0, None)] == [
        "+1,2",
        "−1,2",
        "0,0",
        "0,0",
        "–",
    ]
    assert percent(12.34) == "12,3 %"
    assert points(1.2) == "+1,2 điểm %"
    assert percent(None) == points(None) == "–"


def test_days_are_written_day_first():
    assert date_text(date(2025, 7, 1)) == "01/07/2025"
    assert date_text(None) == "–"


def test_a_moment_is_told_by_the_clock_of_vietnam():
    assert moment_text(datetime(2026, 6, 30, 20, 5, tzinfo=UTC)) == "01/07/2026 03:05"
    assert moment_text(None) == ""
