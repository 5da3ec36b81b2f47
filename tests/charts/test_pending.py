"""Open dossiers: overdue first, unsplit totals empty, nothing added across units."""

import pandas as pd

from cchc.charts.pending import pending_chart
from tests.charts.frames import assert_golden

ROWS = pd.DataFrame(
    [
        {"short": "Lâm Đồng", "period": "Quý I/2020", "total": 7172, "in_time": 5950,
         "overdue": 1222},
        {"short": "Phú Giáo", "period": "2020", "total": 1039, "in_time": None, "overdue": None},
    ]
).astype({"in_time": float, "overdue": float})  # fmt: skip


def test_the_most_overdue_is_the_finding():
    chart = pending_chart(ROWS)
    assert chart.title == "Lâm Đồng còn 7.172 hồ sơ đang giải quyết, 1.222 đã quá hạn (17,0 %)"


def test_a_total_that_is_not_split_is_an_empty_bar():
    overdue, in_time, unsplit = pending_chart(ROWS).figure["data"]
    assert overdue["x"] == [1222, None]
    assert in_time["x"] == [5950, None]
    assert unsplit["x"] == [None, 1039]
    assert any("Thanh rỗng" in note for note in pending_chart(ROWS).notes)


def test_without_rows_it_says_so():
    assert pending_chart(ROWS.iloc[0:0]).title == "Không có số liệu về hồ sơ đang giải quyết"


def test_the_figure_is_valid_and_as_it_was_looked_at():
    assert_golden("pending", pending_chart(ROWS).figure)
