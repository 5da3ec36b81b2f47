"""The board of who has not reported, in words and as a table."""

from datetime import date

import pandas as pd

from cchc.ui.quality.reporting import across, sentences

DAY = date(2027, 3, 20)
BOARD = pd.DataFrame(
    [
        ("a", "Xã A", "Quý I/2027", DAY, "missing"),
        ("b", "Xã B", "Quý I/2027", DAY, "reported"),
        ("a", "Xã A", "Năm 2026", None, "reported"),
        ("b", "Xã B", "Năm 2026", None, "reported"),
    ],
    columns=["agency", "name", "period", "deadline", "state"],
)


def test_every_period_says_who_is_missing_and_how_late():
    late, done = sentences(BOARD, date(2027, 3, 23))
    assert late == (
        "**Quý I/2027**: 1 trong 2 đơn vị chưa báo cáo, quá hạn 3 ngày (hạn 20/03/2027): Xã A"
    )
    assert done == "**Năm 2026**: cả 2 đơn vị đã báo cáo."


def test_before_the_deadline_it_says_how_long_there_is_left():
    assert "còn 2 ngày (hạn 20/03/2027)" in sentences(BOARD, date(2027, 3, 18))[0]


def test_the_table_has_who_lacks_most_first():
    table, columns = across(BOARD.iloc[[1, 0, 3, 2]])
    assert table["name"].tolist() == ["Xã A", "Xã B"]
    assert table["Quý I/2027"].tolist() == ["CHƯA", "đã gửi"]
    assert list(columns) == ["name", "Quý I/2027", "Năm 2026"]
