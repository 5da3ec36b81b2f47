"""Cards of contradictions and the log of corrections, by examples a person can check."""

from hashlib import sha256

from cchc.figures import Draft, Finding, figure_table
from cchc.indicators.cards import cards
from cchc.indicators.corrections import corrections
from cchc.periods import Period
from tests.indicators.conftest import Q1, figure

SUM = Finding(
    rule="sum_mismatch", severity="error", agency="20", where="Sheet1!C13", stated=3272.0,
    expected=3279.0, indicator="dossiers_received",
    message="Tỉnh Lạng Sơn: Tiếp nhận ghi 3.272, nhưng 873 + 2.406 = 3.279 (lệch −7); "
    "đề nghị kiểm tra lại dòng này.",
)  # fmt: skip
RATE = Finding(
    rule="rate_mismatch", severity="doubt", agency="20", where="Sheet1!E28", stated=77.0,
    expected=37.39, indicator="on_time_rate", message="Tỷ lệ ghi 77 %, tính được 37,39 %.",
)  # fmt: skip
NAME = Finding(rule="unknown_agency", severity="error", agency="Huyện X", message="Không rõ tên.")


def put(store, *findings: Finding, agency: str | None = "20", content: bytes = b"a") -> int:
    draft = Draft(
        file="quy1.xlsx", sha256=sha256(content).hexdigest(), agency=agency, period=Period(*Q1),
        figures=figure_table([figure("20", "dossiers_received", len(content), Q1)]),
        findings=list(findings),
    )  # fmt: skip
    return store.save(draft, content, who="An").report_id


def test_a_card_says_what_was_stated_what_follows_and_the_difference(store, catalog):
    put(store, SUM)
    (card,) = cards(store, catalog)
    assert (card.stated, card.follows) == ("3.272 hồ sơ", "3.279 hồ sơ")
    assert card.difference == "−7 hồ sơ"
    assert (card.beside, card.is_open) == ("Tính ra", True)


def test_rates_differ_by_points(store, catalog):
    put(store, RATE)
    (card,) = cards(store, catalog)
    assert (card.stated, card.follows) == ("77 %", "37,39 %")
    assert card.difference == "+39,61 điểm %"


def test_the_sentence_names_office_file_period_and_place(store, catalog):
    put(store, SUM)
    (card,) = cards(store, catalog)
    assert card.sentence == (
        "Kính gửi Tỉnh Lạng Sơn: trong báo cáo «quy1.xlsx», kỳ Quý I/2024, tại Sheet1!C13, phần "
        "mềm theo dõi ghi nhận: Tỉnh Lạng Sơn: Tiếp nhận ghi 3.272, nhưng 873 + 2.406 = 3.279 "
        "(lệch −7). Đề nghị đơn vị kiểm tra và gửi lại số đúng, hoặc nêu lý do."
    )


def test_errors_come_first_and_withdrawn_reports_have_no_cards(store, catalog):
    first = put(store, RATE, NAME, agency=None)
    second = put(store, SUM, content=b"bb")
    assert [card.finding.rule for card in cards(store, catalog)] == [
        "sum_mismatch", "unknown_agency", "rate_mismatch",
    ]  # fmt: skip
    unknown = cards(store, catalog)[1]
    assert (unknown.addressee, unknown.difference, unknown.stated) == ("đơn vị báo cáo", "", "")
    store.withdraw(second, "sai", "An")
    assert {card.report.id for card in cards(store, catalog)} == {first}


def test_an_answer_closes_a_card_and_is_kept_with_all_before_it(store, catalog):
    report = put(store, SUM)
    store.answer((report, 1), "sent_back", "công văn 12", "Bình")
    store.answer((report, 1), "accepted", "do làm tròn", "Cường")
    (card,) = cards(store, catalog)
    assert (card.is_open, card.finding.answer) == (False, "accepted")
    log = corrections(store)
    assert log["what"].tolist() == ["Chấp nhận, có lý do", "Đã gửi trả đơn vị"]
    assert log["said"][1].startswith("công văn 12 (Tỉnh Lạng Sơn: Tiếp nhận")


def test_the_log_has_withdrawals_and_revisions_of_confirmed_reports(store):
    revised = Finding(rule="revised", severity="doubt", message="900 → 910")
    report = put(store, revised)
    assert corrections(store)["what"].tolist() == ["Số mới thay số cũ"]
    store.withdraw(report, "gửi nhầm", "An")
    log = corrections(store)
    assert log[["what", "said", "who"]].values.tolist() == [
        ["Rút báo cáo", "gửi nhầm", "An"],
        ["Số mới thay số cũ", "900 → 910", "An"],
    ]


def test_an_empty_store_has_nothing_to_answer(store, catalog):
    assert corrections(store).empty
    assert cards(store, catalog) == []
