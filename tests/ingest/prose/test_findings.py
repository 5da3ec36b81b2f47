"""Contradictions inside a text with their arithmetic, remarks, and what waits for a person."""

import pytest

from tests.ingest.prose.read import TITLE, reading, rules


def messages(text: str, rule: str) -> list[str]:
    found = reading(TITLE + text).findings
    return [finding.message for finding in found if finding.rule == rule]


@pytest.mark.parametrize(
    ("text", "rule", "shown"),
    [
        (
            "Huyện giải quyết 5.102 hồ sơ, trong đó đúng, trước hạn 5.000 hồ sơ, quá hạn 4 hồ sơ.",
            "sum_mismatch",
            "lệch +98",
        ),
        (
            "Cắt giảm thời gian giải quyết từ 345 ngày xuống còn 216 ngày, giảm 77%.",
            "rate_mismatch",
            "129/345",
        ),
        (
            "Huyện giải quyết 49.120 hồ sơ, trong đó đúng hạn trên 48.000 hồ sơ (đạt 92%).",
            "rate_mismatch",
            "hơn 48.000/49.120",
        ),
        (
            "Huyện tiếp nhận 15.868 hồ sơ, giải quyết trước và đúng hạn 15.539 hồ sơ, còn 370 hồ "
            "sơ đang giải quyết trong hạn, 9 hồ sơ đang giải quyết quá hạn.",
            "open_left",
            "370 + 9 = 379",
        ),
        (
            "UBND tỉnh giao 38 nhiệm vụ, huyện đã hoàn thành trước và đúng hạn 34 nhiệm vụ.",
            "tasks_unaccounted",
            "38 − 34 = 4",
        ),
        (
            "Tỷ lệ dịch vụ công phát sinh hồ sơ trực tuyến đạt 89,58%, vượt 3,58% so với kế hoạch.",
            "plan_implied",
            "89,58 − 3,58 = 86 %",
        ),
        (
            "Chỉ số CCHC của huyện tăng 1,04%, giảm 02 thứ hạng so với năm 2022.",
            "rank_against_score",
            "−2 bậc",
        ),
        (
            "Bộ phận một cửa huyện tiếp nhận 213/250 thủ tục, giải quyết được 42/43 hồ sơ.",
            "procedures_beside_dossiers",
            "213 đếm thủ tục, 42 đếm hồ sơ",
        ),
    ],
)
def test_a_contradiction_is_told_with_its_arithmetic(text, rule, shown):
    assert [shown in message for message in messages(text, rule)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Huyện giải quyết gần 49 ngàn hồ sơ, trong đó đúng hạn trên 48,6 ngàn hồ sơ (đạt 99%).",
        "Huyện tiếp nhận 5.091 hồ sơ, giải quyết đúng hạn 4.811 hồ sơ, tỷ lệ 100%. Còn 280 hồ sơ "
        "đang xử lý.",
        "Huyện giải quyết 8.001/8.412 hồ sơ, đạt tỷ lệ 95,1%.",
    ],
)
def test_what_agrees_within_its_rounding_is_no_contradiction(text):
    assert {"sum_mismatch", "rate_mismatch", "open_left"}.isdisjoint(rules(TITLE + text))


def test_weaknesses_and_recommendations_of_an_inspection():
    found = reading(
        "Sáng 17/6/2024, đoàn kiểm tra làm việc tại UBND huyện Quan Sơn, tỉnh Thanh Hóa.\n"
        "Tuy nhiên, vẫn còn một số tồn tại, hạn chế như: cập nhật hồ sơ lên hệ thống còn chậm; "
        "niêm yết thủ tục tại một số xã chưa đầy đủ.\n"
        "Trưởng đoàn đề nghị UBND huyện rà soát hồ sơ quá hạn; bổ sung máy tính cho cấp xã.\n"
    )
    assert [(r.kind, r.text) for r in found.remarks] == [
        ("weakness", "cập nhật hồ sơ lên hệ thống còn chậm"),
        ("weakness", "niêm yết thủ tục tại một số xã chưa đầy đủ"),
        ("recommendation", "UBND huyện rà soát hồ sơ quá hạn"),
        ("recommendation", "bổ sung máy tính cho cấp xã"),
    ]
    assert {(r.agency, str(r.day), r.status) for r in found.remarks} == {
        ("387", "2024-06-17", "open")
    }
    told = [f.message for f in found.findings if f.rule == "weakness"]
    assert told[0].startswith("Hạn chế (17/06/2024), chưa xử lý: cập nhật hồ sơ")


def test_items_under_a_heading_are_remarks_until_the_next_heading():
    found = reading(
        "2. Tồn tại, hạn chế\n\n- Việc công khai thủ tục tại xã chưa kịp thời.\n\n"
        "- Sổ theo dõi hồ sơ ghi chưa đủ, đã khắc phục.\n\n3. Nguyên nhân\n\n"
        "- Công chức kiêm nhiệm nhiều việc.\n\n4. Kiến nghị\n\n- Bố trí đủ máy quét cho các xã.\n"
    )
    assert [(r.kind, r.status) for r in found.remarks] == [
        ("weakness", "open"),
        ("weakness", "done"),
        ("recommendation", "open"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Huyện đã ban hành 12 văn bản chỉ đạo về cải cách hành chính.",
        "Đoàn kiểm tra chỉ ra hạn chế và đề nghị làm rõ hơn một số vấn đề.",
        "Hạn chế tối đa việc chậm hạn trong giải quyết hồ sơ.",
        "UBND xã tiếp nhận hồ sơ theo yêu cầu của người dân.",
    ],
)
def test_what_only_sounds_like_a_remark(text):
    assert reading(text).remarks == ()


def test_a_band_is_told_and_is_no_figure():
    found = reading(TITLE + "Chỉ số CCHC của huyện nằm trong nhóm Khá tốt.")
    assert not found.proposals
    assert [f.rule for f in found.findings] == ["band"]


def test_the_levels_of_a_district_do_not_make_its_whole():
    text = TITLE + (
        "Toàn huyện tiếp nhận 10.000 hồ sơ, trong đó cấp huyện 2.000 hồ sơ, cấp xã 7.500 hồ sơ. "
    )
    (found,) = [f for f in reading(text).findings if f.rule == "levels_mismatch"]
    assert (found.stated, found.expected) == (10000, 9500)
    assert "2.000 + 7.500 = 9.500" in found.message


def test_an_office_of_no_level_may_make_up_the_rest():
    text = TITLE + (
        "Toàn huyện tiếp nhận 10.000 hồ sơ. Cấp huyện: tiếp nhận 2.000 hồ sơ. Cấp xã: tiếp nhận "
        "7.500 hồ sơ. Chi nhánh Văn phòng Đăng ký đất đai: tiếp nhận 500 hồ sơ."
    )
    assert "levels_mismatch" not in rules(text)


def test_all_on_time_and_yet_some_late():
    text = TITLE + "Tỷ lệ giải quyết đúng hạn đạt 100%. Có 12 hồ sơ quá hạn."
    assert "all_and_yet_late" in rules(text)
