"""Short names: bare provinces, places below them, levels where the name does not say whose."""

import pandas as pd

from cchc.catalog.agencies import load_agencies
from cchc.charts.names import with_short_names

AGENCIES = load_agencies()


def short(*rows: tuple, by_level: bool = False) -> list[str]:
    frame = pd.DataFrame(rows, columns=["agency", "series", "level"])
    return list(with_short_names(frame, AGENCIES, by_level=by_level)["short"])


def test_a_province_is_its_bare_name():
    assert short(("20", "20.20250701", "province_total")) == ["Lạng Sơn"]


def test_two_units_of_one_name_keep_what_tells_them_apart():
    both = short(("48", "48", "province_total"), ("48.20250701", "48.20250701", "province_total"))
    assert both == ["Thành phố Đà Nẵng (đến 30/06/2025)", "Thành phố Đà Nẵng"]


def test_a_province_that_all_lie_in_is_not_repeated():
    district = ("672", "672", "district")
    beside_its_own = short(district, ("68", "68", "province_total"))
    beside_another = short(district, ("20", "20", "province_total"))
    assert beside_its_own == ["Thành phố Đà Lạt", "Lâm Đồng"]
    assert beside_another == ["Thành phố Đà Lạt (Lâm Đồng)", "Lạng Sơn"]


def test_the_level_is_named_where_it_is_not_the_whole():
    rows = [("68", "68", "province_total"), ("68", "68", "commune_all")]
    assert short(*rows, by_level=True) == ["Lâm Đồng", "Lâm Đồng · các xã"]
