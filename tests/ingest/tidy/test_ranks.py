"""Stated ranks against the order of scores: order everywhere, numbering where all are there."""

import pytest

from tests.ingest.tidy.tidy_tables import figures, only, read_table, rules

PROVINCES = ["Sơn La", "Lai Châu", "Điện Biên", "Hòa Bình"]


def ranking(scores, ranks, *, of="", index="PAR INDEX", provinces=PROVINCES):
    """A table of four provinces in 2023 with these scores and ranks."""
    rows = [
        f"{index},2023,{province},{score},{rank},{of}"
        for province, score, rank in zip(provinces, scores, ranks, strict=True)
    ]
    return read_table("Chỉ số,Năm,Đơn vị,Điểm,Hạng,Tổng số\n" + "\n".join(rows) + "\n")


@pytest.mark.parametrize(
    ("scores", "ranks", "of", "mismatches"),
    [
        ((90, 80, 80, 70), (1, 2, 2, 4), 4, []),
        ((90, 80, 80, 70), (1, 2, 2, 3), 4, [(3.0, 4.0)]),
        ((90, 80, 80, 70), (1, 2, 2, 3), 63, []),
        ((90, 85, 80, 70), (1, 3, 2, 4), 63, [(3.0, 2.0)]),
        ((90, 85, 80, 70), (5, 9, 20, 63), 63, []),
        ((90, 85, "", 70), (1, 2, 3, 4), 4, []),
        ((90, 85, 80, 70), (1, 2, 2, 4), 4, [(2.0, 3.0)]),
    ],
    ids=[
        "ties share", "ties share and the next is skipped", "of single facts only the order",
        "order reversed", "gaps of single facts", "a score is missing", "one rank, two scores",
    ],
)  # fmt: skip
def test_ranks_against_scores(scores, ranks, of, mismatches):
    draft = ranking(scores, ranks, of=of)
    found = [f for f in draft.findings if f.rule == "rank_mismatch"]
    assert [(f.stated, f.expected) for f in found] == mismatches
    assert {f.severity for f in found} <= {"doubt"}
    assert len([1 for _, i in figures(draft, "row", "indicator") if i == "par_index_rank"]) == 4


def test_a_ranking_that_counts_on_after_a_tie_is_told_once():
    provinces = [*PROVINCES, "Yên Bái"]
    draft = ranking((90, 80, 80, 70, 60), (1, 2, 2, 3, 4), of=5, provinces=provinces)
    assert (only(draft, "rank_mismatch").stated, only(draft, "rank_mismatch").expected) == (3, 4)


def test_a_row_that_repeats_another_is_no_rival_of_it():
    draft = ranking((90, 90.5), (1, 1), provinces=["Sơn La", "Tỉnh Sơn La"])
    assert rules(draft) == ["conflict"]


def test_a_tie_that_the_source_broke_is_a_note_that_names_both():
    found = only(ranking((90, 80, 80, 70), (1, 2, 3, 4), of=4), "tie_broken")
    assert (found.severity, found.stated, found.expected) == ("note", 3.0, 2.0)
    assert "Tỉnh Lai Châu" in found.message
    assert "Tỉnh Điện Biên" in found.message


def test_where_less_is_better_the_lowest_stands_first():
    rising = ranking((1, 2, 3, 4), (1, 2, 3, 4), index="overdue_rate")
    assert "rank_mismatch" not in rules(rising)


def test_a_rank_beyond_the_number_of_units_ranked():
    found = only(ranking((90, 85, 80, 70), (1, 2, 3, 64), of=63), "rank_beyond_of")
    assert (found.stated, found.expected) == (64.0, 63.0)


def test_blocks_periods_and_provinces_are_ranked_apart():
    draft = read_table(
        "Chỉ số,Năm,Khối,Tỉnh,Đơn vị,Điểm,Hạng,Tổng số\n"
        "Chỉ số CCHC cấp xã,2025,phường,Hải Phòng,Phường Hồng Bàng,80,1,45\n"
        "Chỉ số CCHC cấp xã,2025,xã,Hải Phòng,Xã An Lão,90,2,68\n"
        "DDCI,2020,,Quảng Ninh,Huyện Cô Tô,70,1,13\n"
        "DDCI,2020,,Phú Yên,Huyện Sơn Hòa,75,2,9\n"
        "DDCI,2021,,Phú Yên,Huyện Sơn Hòa,60,1,9\n"
    )
    assert "rank_mismatch" not in rules(draft)
