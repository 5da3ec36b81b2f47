"""The one sentence of a rank that moved, in every turn it can take."""

from dataclasses import replace

import pandas as pd
import pytest

from cchc.catalog.indicators import load_indicators
from cchc.indicators.rank_moves import rank_move
from cchc.indicators.rank_reasons import Reason
from cchc.ui.ranking.words import amount, caution, listed, range_note, reason_notes, reason_sentence

PCI = load_indicators().get("pci")
ON_TIME = load_indicators().get("on_time_rate")
OVERDUE = load_indicators().get("overdue_rate")
NAMES = {unit: unit for unit in ("Huế", "A", "B", "C", "D", "E")}
LABELS = ("2012", "2013")


def reason(before: dict, now: dict, *, kind="scores", sign=1) -> Reason:
    """Huế between two standings."""
    signed = [{unit: sign * score for unit, score in scores.items()} for scores in (before, now)]
    move = rank_move("Huế", *signed)
    return Reason(
        kind=kind, series="Huế", rank=move.rank, of=len(now), rank_before=move.rank_before,
        of_before=len(before), score=now["Huế"], score_change=now["Huế"] - before["Huế"],
        move=move if kind == "scores" else None,
    )  # fmt: skip


def said(before: dict, now: dict, indicator=PCI, **more) -> str:
    sign = -1 if indicator.better == "lower" else 1
    found = reason(before, now, sign=sign, **more)
    return reason_sentence(found, NAMES, indicator, LABELS).replace("\N{NO-BREAK SPACE}", " ")


BEFORE = {"Huế": 60, "A": 59, "B": 58, "C": 57}


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (
            {"Huế": 61.2, "A": 64, "B": 63, "C": 62},
            "Huế tăng 1,20 điểm nhưng tụt 3 bậc vì 3 đơn vị tăng nhiều hơn: A, B, C",
        ),
        (
            {"Huế": 58.5, "A": 64, "B": 58, "C": 57},
            "Huế giảm 1,50 điểm và tụt 1 bậc; 1 đơn vị vượt lên: A",
        ),
        (
            {"Huế": 60, "A": 64, "B": 58, "C": 57},
            "Huế giữ điểm mà tụt 1 bậc vì 1 đơn vị vượt lên: A",
        ),
        (
            {"Huế": 61, "A": 59, "B": 58, "C": 57, "D": 70},
            "Huế tụt 1 bậc vì 1 đơn vị mới vào bảng đứng trên: D",
        ),
        (
            {"Huế": 61, "A": 59, "B": 58, "C": 57},
            "Huế tăng 1,00 điểm và giữ hạng 1, không ai vượt ai",
        ),
        (BEFORE, "Huế giữ nguyên điểm và giữ hạng 1"),
    ],
)  # fmt: skip
def test_who_led_before(now, sentence):
    assert said(BEFORE, now) == sentence


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (
            {"Huế": 60, "A": 59, "B": 58, "C": 57},
            "Huế tăng 10,00 điểm và lên 3 bậc, vượt 3 đơn vị: A, B, C",
        ),
        (
            {"Huế": 49, "A": 40, "B": 58, "C": 57},
            "Huế giảm 1,00 điểm nhưng vẫn lên 1 bậc vì 1 đơn vị giảm nhiều hơn: A",
        ),
        (
            {"Huế": 50, "A": 40, "B": 58, "C": 57},
            "Huế giữ điểm mà lên 1 bậc vì 1 đơn vị tụt xuống: A",
        ),
        ({"Huế": 51, "B": 58, "C": 57}, "Huế lên 1 bậc vì 1 đơn vị đứng trên rời bảng: A"),
    ],
)
def test_who_was_last_before(now, sentence):
    assert said(BEFORE | {"Huế": 50}, now) == sentence


def test_passing_and_being_passed_can_cancel_out():
    before, now = {"Huế": 50, "A": 60, "B": 40}, {"Huế": 51, "A": 45, "B": 65}
    assert said(before, now) == (
        "Huế tăng 1,00 điểm và giữ hạng 2: vượt 1 đơn vị, 1 đơn vị vượt lên"
    )


def test_where_lower_is_better_falling_is_what_the_others_did_more():
    before, now = {"Huế": 2.0, "A": 3.0}, {"Huế": 1.5, "A": 1.0}
    assert said(before, now, OVERDUE) == (
        "Huế giảm 0,5 điểm % nhưng tụt 1 bậc vì 1 đơn vị giảm nhiều hơn: A"
    )


def test_what_cannot_be_told_is_not():
    before, now = {"Huế": 60, "A": 59}, {"Huế": 58, "A": 59}
    assert "cách tính đã đổi" in said(before, now, kind="method")
    assert "chưa đủ điểm của mọi đơn vị" in said(before, now, kind="unscored")
    assert "đơn vị hành chính đã sắp xếp lại" in said(before, now, kind="units")
    assert said(before, now, kind="new") == "Huế hạng 2/2 năm 2013; năm 2012 chưa có hạng để so"
    assert reason_notes(reason(before, now, kind="method"), NAMES, {}) == []


def test_the_names_behind_the_sentence_and_what_became_of_those_that_left():
    found = reason({"Huế": 60, "A": 70, "B": 50}, {"Huế": 61, "B": 62, "D": 40})
    assert reason_notes(found, NAMES, {"A": " (nhập vào C)"}) == [
        "Vượt lên trên Huế: B.", "Mới vào bảng: D.", "Rời bảng: A (nhập vào C).",
    ]  # fmt: skip


def test_a_long_list_is_cut_and_counted():
    assert listed(("A", "B", "C", "D"), NAMES, most=3) == "A, B, C và 1 đơn vị khác"
    assert listed(("A", "B"), NAMES, most=3) == "A, B"


def test_a_change_that_is_something_is_never_shown_as_nothing():
    assert amount(0.0846, ON_TIME) == "0,1\N{NO-BREAK SPACE}điểm\N{NO-BREAK SPACE}%"
    assert amount(-0.004, ON_TIME).startswith("0,004")
    assert amount(1.2, replace(PCI, decimals=2)).startswith("1,20")


def test_how_sure_a_rank_is():
    row = {"rank": 3, "of": 35, "rank_low": 2, "rank_high": 6, "group": 1, "denominator": 400.0}
    block = pd.DataFrame([row, row | {"group": 1}, row | {"group": 2}])
    assert range_note(pd.Series(row), block, ON_TIME).startswith(
        "Hạng\N{NO-BREAK SPACE}3/35, có thể từ 2 đến 6"
    )
    assert "với 1 đơn vị khác" in range_note(pd.Series(row), block, ON_TIME)
    score = row | {"denominator": float("nan")}
    assert "không kèm sai số lấy mẫu" in range_note(pd.Series(score), block, PCI)
    assert range_note(pd.Series(row | {"rank_low": pd.NA}), block, PCI) == ""


def test_a_move_within_what_chance_leaves_possible_is_called_uncertain():
    row = {"rank": 1, "rank_before": 35, "rank_change": 34, "rank_low": 1, "rank_high": 35}
    few = pd.Series(row | {"denominator": 90.0})
    assert caution(few, ON_TIME) == "chưa chắc đã khác trước, hạng có thể từ 1 đến 35"
    many = pd.Series(row | {"rank_high": 20, "denominator": 9000.0})
    assert caution(many, ON_TIME) == ""
    assert caution(pd.Series(row | {"denominator": float("nan")}), PCI) == ""
