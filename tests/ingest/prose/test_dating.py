"""Which period a number is of, and how the text names it."""

import pytest

from cchc.periods import parse_period
from tests.ingest.prose.read import reading

FIGURE = "huyện Quan Sơn (Thanh Hóa) tiếp nhận 5.214 hồ sơ."


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (f"Năm 2023, {FIGURE}", "2023"),
        (f"Trong quý I/2021, {FIGURE}", "2021-Q1"),
        (f"6 tháng đầu năm 2022, {FIGURE}", "2022-H1"),
        (f"9 tháng năm 2022, {FIGURE}", "2022-9M"),
        (f"Tháng 8/2023, {FIGURE}", "2023-08"),
        (f"Từ đầu năm 2023 đến ngày 22-8, {FIGURE}", "2023-01-01/2023-08-22"),
        (f"Từ ngày 01/01 đến ngày 31/10/2021, {FIGURE}", "2021-01-01/2021-10-31"),
        (f"Từ 15/12/2022 đến 14/3/2023, {FIGURE}", "2022-12-15/2023-03-14"),
        (f"Cập nhật: 12/04/2019\nBa tháng đầu năm, {FIGURE}", "2019-Q1"),
        (f"Ngày đăng: 05/07/2023\n6 tháng đầu năm, {FIGURE}", "2023-H1"),
        (f"Ngày đăng: 20/06/2024\nTừ đầu năm đến nay, {FIGURE}", "2024-01-01/2024-06-20"),
        (f"source: https://bao.vn/202301/tin\nNăm qua, {FIGURE}", "2023"),
        (f"Trong thời gian qua, {FIGURE}", None),
    ],
)
def test_the_period_of_a_figure(text, label):
    (proposal,) = reading(text).proposals
    assert proposal.period_label == label


def test_a_year_that_nobody_gave_is_asked_for_and_taken():
    text = f"Trong 10 tháng, {FIGURE}"
    found = reading(text)
    assert [f.severity for f in found.findings if f.rule == "no_year"] == ["error"]
    assert not found.proposals[0].is_storable
    given = reading(text, period=parse_period("2023"))
    assert given.proposals[0].is_storable
    assert "no_year" not in {f.rule for f in given.findings}


def test_a_target_is_for_the_year_it_names():
    found = reading(
        f"Năm 2024, {FIGURE} Phấn đấu năm 2025 tỷ lệ hồ sơ trực tuyến đạt 85%."
    ).proposals
    assert [(p.figure.kind, p.period_label) for p in found] == [
        ("actual", "2024"),
        ("target", "2025"),
    ]


def test_an_index_of_another_year_than_the_report():
    text = f"Năm 2020, {FIGURE} Chỉ số CCHC năm 2019 của huyện đạt 81,5%."
    found = reading(text)
    assert [p.period_label for p in found.proposals] == ["2020", "2019"]
    assert "other_reference_year" in {f.rule for f in found.findings}


def test_a_change_says_what_it_is_measured_against():
    (_, change) = reading(
        "Chỉ số CCHC năm 2020 của huyện Quan Sơn (Thanh Hóa) đạt 81%, tăng 1,04% so với năm 2019."
    ).proposals
    assert (change.figure.kind, change.figure.value, change.base) == ("change", 1.04, "năm 2019")


def test_a_heading_dates_what_stands_below_it():
    found = reading(
        "Báo cáo của UBND huyện Quan Sơn (Thanh Hóa) tháng 10/2024\n1. Kết quả trong tháng\n"
        "- Tiếp nhận 318 hồ sơ.\n2. Lũy kế từ 01/01/2024 đến 25/10/2024\n"
        "- Tiếp nhận 5.107 hồ sơ.\n3. Tồn tại\n- Trả lại 12 hồ sơ."
    ).proposals
    assert [p.period_label for p in found] == ["2024-10", "2024-01-01/2024-10-25", "2024-10"]


def test_a_target_without_a_year_lies_ahead():
    found = reading(
        "Ngày 25/9/2023\n9 tháng đầu năm, huyện Quan Sơn (Thanh Hóa) tiếp nhận 5.214 hồ sơ.\n"
        "Mục tiêu quý IV: tỷ lệ hồ sơ trực tuyến đạt 85%."
    ).proposals
    assert [p.period_label for p in found] == ["2023-9M", "2023-Q4"]


def test_what_opens_with_trong_nam_is_of_the_whole_report_again():
    found = reading(
        "Báo cáo của UBND huyện Quan Sơn (Thanh Hóa) năm 2022\nTính đến ngày 10/12/2022, huyện "
        "có 298 TTHC.\nTrong năm, huyện tiếp nhận 5.107 hồ sơ. Đã giải quyết 5.000 hồ sơ."
    ).proposals
    assert [p.period_label for p in found] == ["2022-01-01/2022-12-10", "2022", "2022"]
