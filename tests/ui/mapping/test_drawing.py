"""What the map says in words: who is lowest and highest, and when there is nothing to tell."""

import pandas as pd
import pytest

from cchc.catalog.catalog import load_catalog
from cchc.ui.mapping.drawing import _bound, _title, all_equal


def rows(*values):
    return pd.DataFrame({"short": [f"Xã {n}" for n in range(len(values))], "value": values})


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ((100.0, 100.0, 100.0), "Cả 3 đơn vị đều 100,0 %: bản đồ không nói thêm gì"),
        ((97.0, 98.0, 99.5), "Tỷ lệ đúng hạn: Xã 0 thấp nhất (97,0 %), Xã 2 cao nhất (99,5 %)"),
        ((97.0,), "Xã 0: 97,0 %"),
        ((), "Chưa đơn vị nào trên bản đồ có số liệu Tỷ lệ hồ sơ giải quyết trước và đúng hạn"),
    ],
)
def test_the_finding_of_a_map(values, title):
    indicator = load_catalog().indicators.get("on_time_rate")
    assert _title(rows(*values), indicator).replace("\u00a0", " ") == title
    assert all_equal(rows(*values), indicator) == title.endswith("gì")


def test_a_class_says_its_own_numbers_and_how_many_units_it_has():
    indicator = load_catalog().indicators.get("on_time_rate")
    said = _bound(97.0, 98.0, rows(97.0, 98.04, 99.5), indicator)
    assert said.replace("\u00a0", " ") == "97,0 – 98,0 % (2 đơn vị)"
