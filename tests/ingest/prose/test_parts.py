"""Numbers told in passing of a part, of another whole, or of services offered are not of all."""

import pytest

from cchc.ingest.prose.proposals import UNSURE
from tests.ingest.prose.read import of_district, reading, said


def parts(sentence: str) -> list[tuple[str, float, str | None]]:
    """Codes, values and parts of a sentence that stands in a report of a district."""
    found = [p.figure for p in of_district(sentence)]
    return [(figure.indicator, figure.value, figure.breakdown) for figure in found]


def test_late_ones_of_interlinked_dossiers_are_of_these():
    assert parts("Hồ sơ liên thông: 88, trễ hạn 4.") == [
        ("interlinked_dossiers", 88, None), ("dossiers_overdue", 4, "liên thông"),
    ]  # fmt: skip


def test_late_ones_of_a_field_are_of_that_field():
    assert parts("- Đất đai: 412 hồ sơ, trước hạn 300, đúng hạn 100, trễ hạn 12") == [
        ("dossiers_by_field", 412, "Đất đai"), ("dossiers_early", 300, "Đất đai"),
        ("dossiers_exactly_on_time", 100, "Đất đai"), ("dossiers_overdue", 12, "Đất đai"),
    ]  # fmt: skip


def test_a_row_of_a_field_and_the_row_of_the_total():
    text = (
        "1 - Hộ tịch: tiếp nhận 388 hồ sơ, trễ hạn 2\nTổng cộng: tiếp nhận 1.748 hồ sơ, trễ hạn 21"
    )
    assert parts(text) == [
        ("dossiers_received", 388, "Hộ tịch"), ("dossiers_overdue", 2, "Hộ tịch"),
        ("dossiers_received", 1748, None), ("dossiers_overdue", 21, None),
    ]  # fmt: skip


def test_more_than_the_part_is_of_all_and_less_is_asked():
    text = "Tiếp nhận 900 hồ sơ, trong đó đất đai 184 hồ sơ, đã giải quyết {} hồ sơ."
    for count, is_asked in ((898, False), (150, True)):
        (resolved,) = [
            p for p in of_district(text.format(count)) if p.figure.value == count
        ]  # fmt: skip
        assert resolved.figure.breakdown is None
        assert (resolved.confidence == UNSURE) is is_asked


def test_ways_of_filing_are_told_of_what_was_received_and_of_what_was_resolved():
    text = "Tiếp nhận 1.200 hồ sơ (trực tuyến 1.100); đã giải quyết 1.180 hồ sơ (trực tuyến 1.085)."
    online = [(value, part) for code, value, part in parts(text) if code == "online_dossiers"]
    assert online == [(1100, None), (1085, "đã giải quyết")]


@pytest.mark.parametrize(
    "sentence",
    ["Phấn đấu 30% dịch vụ công mức độ 3.", "Phấn đấu 30% DVC mức độ 3, 10% mức độ 4.",
     "100% TTHC được số hóa."],
)  # fmt: skip
def test_shares_of_services_and_procedures_are_no_shares_of_dossiers(sentence):
    assert said(sentence) == []


def test_a_share_behind_two_levels_is_of_both_where_their_sum_gives_it():
    text = (
        "Tiếp nhận 1.677 hồ sơ, trong đó mức độ 3 là 412 hồ sơ, mức độ 4 là 118 hồ sơ, chiếm {}%."
    )
    assert ("online_rate", 31.6) in said(text.format("31,6"))  # 530/1.677
    assert ("online_level4_rate", 7.04) in said(text.format("7,04"))  # 118/1.677


def test_a_target_in_brackets_is_a_target_and_a_share_beside_a_stroke_is_asked():
    goal = [p.figure.kind for p in of_district("Số hóa hồ sơ đạt 84,2%, vượt chỉ tiêu giao (80%).")]
    assert goal == ["actual", "target"]
    assert said("Tỷ lệ số hóa hồ sơ: 84,2%/80%.") == [("digitisation_rate", 84.2)]


def test_inspections_payments_visits_and_dialogues_behind_a_label():
    assert said("Tổ chức 9 cuộc kiểm tra công vụ.") == [("units_inspected", 9)]
    assert said("Số cuộc kiểm tra an toàn thực phẩm: 4") == []
    two = "Số cuộc kiểm tra CCHC: 4\nSố đơn vị được kiểm tra: 11"
    assert said(two) == [("units_inspected", 11)]
    assert said("Thanh toán trực tuyến: 1.902/2.050.") == [
        ("dossiers_with_fee", 2050), ("online_payment_dossiers", 1902),
    ]  # fmt: skip
    assert said("Lượt công dân đến giao dịch: 486 lượt.") == [("visitors", 486)]
    assert said("Số cuộc đối thoại: 2") == [("dialogues", 2)]


def test_a_label_that_names_a_way_is_of_all_it_tells():
    text = "Tiếp nhận 318 hồ sơ. BCCI: tiếp nhận 12, trả 95."
    assert parts(text)[1:] == [
        ("bcci_dossiers", 12, None), ("bcci_dossiers", 95, "đã giải quyết"),
    ]  # fmt: skip


def test_left_over_beside_new_ones_is_from_before_and_alone_is_asked():
    assert said("Hồ sơ: nhận mới 318, tồn 96.")[0] == ("dossiers_carried_over", 96)
    assert said("Hồ sơ: tiếp nhận 318, tồn 96.") == [("dossiers_received", 318)]


@pytest.mark.parametrize("sentence", ["Tiếp nhận 604 hồ sơ (TT 577, TTIEP 27).",
                                      "Tiếp nhận 604 hồ sơ, trong đó:\n+ Khác: 27"])  # fmt: skip
def test_labels_nobody_knows_hold_their_numbers_back(sentence):
    assert said(sentence) == [("dossiers_received", 604)]


def test_cells_of_a_row_are_left_to_a_person():
    assert said("Hồ sơ tiếp nhận | 2.316 | 9.870") == []


def test_items_are_parts_of_the_whole_above_them_that_stands_less_deep():
    text = (
        "1.1. Tổng tiếp nhận hồ sơ: 4.318\na) Huyện: 1.126\nb) Xã: 3.192\n"
        "1.2. Quá hạn: 9\na) Huyện: 8"
    )
    found = [(p.figure.indicator, p.figure.value, p.figure.level) for p in of_district(text)]
    assert found[1:3] == [
        ("dossiers_received", 1126, "district"), ("dossiers_received", 3192, "commune_all"),
    ]  # fmt: skip
    assert found[4] == ("dossiers_overdue", 8, "district")


@pytest.mark.parametrize(
    "author",
    ["UBND PHƯỜNG 7, THÀNH PHỐ VŨNG TÀU (BÀ RỊA - VŨNG TÀU)",
     "UBND thị trấn Lao Bảo (Hướng Hóa, Quảng Trị)"],
)  # fmt: skip
def test_an_address_does_not_take_the_figures_of_a_commune(author):
    found = reading(f"{author}\nTháng 3/2024\n- Tiếp nhận 214 hồ sơ").proposals
    assert [(p.figure.value, p.figure.level) for p in found] == [(214, "commune")]
