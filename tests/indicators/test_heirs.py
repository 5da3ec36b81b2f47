"""What a former unit is today: the communes its territory went into."""

import pytest

from cchc.indicators.heirs import heirs


def test_a_district_is_the_communes_of_today_that_lie_in_it(catalog):
    found = heirs(catalog.agencies, "182")  # Văn Lãng, Lạng Sơn
    names = {catalog.agencies.get(unit).name for unit in found}
    assert {"Xã Na Sầm", "Xã Văn Lãng", "Xã Hội Hoan"} <= names
    assert all(catalog.agencies.get(unit).valid_to is None for unit in found)


def test_a_part_of_elsewhere_is_said(catalog):
    (unit,) = heirs(catalog.agencies, "06040")  # the town of Thất Khê went into a larger commune
    assert catalog.agencies.get(unit).name == "Xã Thất Khê"
    assert heirs(catalog.agencies, "06040") == {unit: False}


@pytest.mark.parametrize("still_there", ["20", "20.20250701", "VN"])
def test_what_still_exists_has_no_heirs(catalog, still_there):
    assert heirs(catalog.agencies, still_there) == {}
