"""Numbers as printed: each style, and how a column decides what a lone mark means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.ingest.tables.numbers import Evidence, decide, printed, sure_decimal, sure_group, value_of
from cchc.ingest.tables.spelled import spelled


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234.567,8", 1234567.8),
        ("1,234,567.8", 1234567.8),
        ("12,5", 12.5),
        ("98.75%", 98.75),
        ("99,2 %", 99.2),
        ("(12)", -12),
        ("−5", -5),
        ("1.200 hồ sơ", 1200),
        ("02 hồ sơ", 2),
        ("'1337", 1337),
        ("1 234 567", 1234567),
        ("1\u202f234\u202f567", 1234567),
        ("1'234'567", 1234567),
        ("1,53e4", 15300),
        ("0.992", 0.992),
        ("3,50 điểm", 3.5),
        ("1200*", 1200),
        ("200.000.000", 200000000),
        ("-25,728.00", -25728),
    ],
)
def test_a_sure_number(text, value):
    assert value_of(printed(text), None) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1.2.3",
        "12.345.6",
        "5.",
        "17-6",
        "295/295",
        "3 tháng",
        "12 Nguyễn Trãi",
        "1,2,3",
        "--5",
        "(5",
    ],
)
def test_what_is_no_number(text):
    assert printed(text) is None


@pytest.mark.parametrize("text", ["1.234", "12,500", "999.999"])
def test_a_lone_mark_before_three_digits_proves_nothing(text):
    number = printed(text)
    assert number.is_open
    assert sure_decimal(number) is None
    assert sure_group(number) is None


def reading(*texts, whole=None, file_decimal=None):
    evidence = Evidence.of([printed(text) for text in texts])
    return decide(evidence, whole=whole, file_decimal=file_decimal)


def test_counts_are_whole_and_the_proof_says_so():
    found = reading("1.234", "950", whole=True)
    assert found.decimal == ","
    assert found.example == "1.234 là một nghìn hai trăm ba mươi tư"
    assert found.why == "cả cột là số nguyên"


def test_rates_and_scores_have_decimals():
    assert reading("85.125", "90.250", whole=False).decimal == "."


def test_sure_numbers_of_the_column_decide_the_open_ones():
    assert reading("1,234", "1,234.5").decimal == "."
    assert reading("1.234", "12,5").decimal == ","
    assert reading("1.234", "12.5").decimal == "."


def test_the_file_decides_where_heading_and_column_say_nothing():
    assert reading("1,234", file_decimal=".").decimal == "."
    assert reading("1,234", file_decimal=",").ambiguous == ("1,234",)


def test_both_marks_open_in_one_column_are_asked_whatever_the_heading():
    assert reading("1.337", "1,200", whole=True).ambiguous == ("1.337", "1,200")


def test_plain_thousands_beside_a_lone_mark_are_asked():
    assert reading("1.337", "2159").ambiguous == ("1.337", "2159")


@given(st.integers(-(10**12), 10**12), st.sampled_from([".", ",", " ", "\u00a0", "\u202f", "'"]))
def test_grouped_whole_numbers_come_back(number, mark):
    text = grouped(number, mark)
    decimal = {".": ",", ",": "."}.get(mark)
    assert value_of(printed(text), decimal) == number


@given(
    st.integers(0, 10**9),
    st.text("0123456789", min_size=1, max_size=2),
    st.sampled_from([(".", ","), (",", ".")]),
)
def test_decimals_of_one_or_two_digits_are_sure_in_both_styles(whole, decimals, marks):
    group, decimal = marks
    text = f"{grouped(whole, group)}{decimal}{decimals}"
    assert value_of(printed(text), None) == float(f"{whole}.{decimals}")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (105, "một trăm linh năm"),
        (1234, "một nghìn hai trăm ba mươi tư"),
        (2005, "hai nghìn không trăm linh năm"),
        (1_000_000, "một triệu"),
        (-3_040_001, "âm ba triệu không trăm bốn mươi nghìn không trăm linh một"),
        (10**12, "1000000000000"),
    ],
)
def test_numbers_in_words(number, words):
    assert spelled(number) == words


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text):
    number = printed(text)
    assert number is None or isinstance(value_of(number, ","), (int, float))
