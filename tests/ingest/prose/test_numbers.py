"""Numbers as reports print them: separators, scales, words, pairs, ranges, what is malformed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.ingest.prose.number_values import value_of
from cchc.ingest.prose.number_words import spelled
from cchc.vietnamese import number as printed
from tests.ingest.prose.read import of_district, only, reading


@pytest.mark.parametrize(
    ("text", "fractional", "value"),
    [
        ("14.607", False, 14607),
        ("1.234.567", False, 1234567),
        ("14,607", False, 14607),
        ("84,7", True, 84.7),
        ("90.17", True, 90.17),
        ("3.125", True, 3.125),
        ("02", False, 2),
        ("1.2.3", False, None),
        ("14.6077.1", False, None),
    ],
)
def test_what_separators_mean(text, fractional, value):
    assert value_of(text, fractional=fractional) == value


@given(st.integers(min_value=0, max_value=10**9))
def test_a_printed_count_is_read_as_it_was(value):
    assert value_of(printed(value), fractional=False) == value


@given(st.integers(min_value=1, max_value=10**7))
def test_a_count_in_a_sentence_is_read_as_it_was(value):
    figures = {p.figure.indicator: p.figure.value for p in of_district(
        f"Trong năm 2023, huyện tiếp nhận {printed(value)} hồ sơ."
    )}  # fmt: skip
    assert figures == {"dossiers_received": value}


@pytest.mark.parametrize(
    ("words", "value"),
    [("tám", 8), ("mười hai", 12), ("hai mươi lăm", 25), ("một trăm linh ba", 103)],
)
def test_numbers_in_words(words, value):
    assert spelled(words.split()) == (value, len(words.split()))


@pytest.mark.parametrize(
    ("sentence", "value", "approx"),
    [
        ("Huyện tiếp nhận hơn 2.000 hồ sơ.", 2000, "at_least"),
        ("Huyện tiếp nhận gần 49 ngàn hồ sơ.", 49000, "nearly"),
        ("Huyện tiếp nhận khoảng 1,2 triệu hồ sơ.", 1_200_000, "about"),
        ("Huyện tiếp nhận 3,5 nghìn hồ sơ.", 3500, None),
        ("Số hóa hồ sơ đạt từ 80% trở lên.", 80, "at_least"),
    ],
)
def test_how_precise_a_number_is_meant(sentence, value, approx):
    figure = only(sentence).figure
    assert (figure.value, figure.approx) == (value, approx)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Huyện tiếp nhận 14. 607 hồ sơ.", 14607),
        ("Huyện tiếp nhận 14 607 hồ sơ.", 14607),
        ("Tỷ lệ hồ sơ đúng hạn đạt 84, 7%.", 84.7),
        ("Huyện tiếp nhận 14,607 hồ sơ.", 14607),
    ],
)
def test_a_torn_or_doubtful_number_is_read_and_flagged(sentence, value):
    proposal = only(sentence)
    assert (proposal.figure.value, proposal.confidence) == (value, "cần xem lại")


@pytest.mark.parametrize(
    ("sentence", "raw", "reason"),
    [
        ("Huyện tiếp nhận 14.6077 hồ sơ.", "14.6077", "malformed"),
        ("Huyện tiếp nhận 1.2.3 hồ sơ.", "1.2.3", "malformed"),
        ("Huyện tiếp nhận 1.000 - 1.200 hồ sơ mỗi tháng.", "1.000 - 1.200", "average"),
        ("Chỉ số PCI của tỉnh đạt 69,03 điểm.", "69,03", "elsewhere"),
        ("Huyện trồng được 4.512 cây xanh.", "4.512", "unknown"),
    ],
)
def test_what_is_not_read_is_listed_with_the_reason(sentence, raw, reason):
    found = reading(f"Báo cáo năm 2023 của UBND huyện Quan Sơn.\n{sentence}")
    assert not found.proposals
    assert [(unread.raw, unread.reason) for unread in found.unread_numbers] == [(raw, reason)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Quyết định số 1051/QĐ-UBND ngày 12/5/2023 của UBND tỉnh.",
        "Hội nghị diễn ra lúc 14h30 ngày 22-8 tại số 12 đường Lê Lợi.",
        "Đề án 06 và Nghị định 61/2018/NĐ-CP được triển khai.",
        "Điện thoại: 0237 3852 246.",
    ],
)
def test_numbers_of_papers_hours_and_telephones_are_no_figures(sentence):
    assert of_district(sentence) == ()


def test_a_rate_above_the_whole_is_doubted():
    proposal = only("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 120%.")
    assert proposal.confidence == "cần xem lại"
    assert "lớn hơn 100 %" in " ".join(proposal.why)


def test_both_halves_of_a_pair_are_figures_and_marked_apart():
    done, assigned, _ = of_district("Huyện hoàn thành 250/295 nhiệm vụ, đạt 84,7%.")
    assert (done.figure.indicator, assigned.figure.indicator) == ("tasks_done", "tasks_assigned")
    quote = done.figure.quote
    assert quote[slice(*done.span)] == "250"
    assert quote[slice(*assigned.span)] == "295"
