"""Only units of one kind stand beside each other."""

from cchc.catalog.catalog import load_catalog
from cchc.indicators.blocks import Block, block_of, blocks_in, with_blocks
from tests.charts.frames import value_rows

AGENCIES = load_catalog().agencies
WARDS, COMMUNES = (
    [a.id for a in AGENCIES.valid_on(None, level="commune") if a.type == kind][:3]
    for kind in ("Phường", "Xã")
)


def rows(*agencies: str):
    return value_rows(*({"year": 2025, "agency": a, "series": a, "value": 90.0} for a in agencies))


def test_wards_and_communes_are_ranked_apart_by_rule():
    assert block_of(AGENCIES, WARDS[0]) == Block(level="commune", kind="phường")
    assert block_of(AGENCIES, COMMUNES[0]) == Block(level="commune", kind="xã, đặc khu")
    assert block_of(AGENCIES, "20").name == "tỉnh, thành phố"
    assert block_of(AGENCIES, "20/Sở Nội vụ").level == "department"
    assert block_of(AGENCIES, "VN") is None


def test_the_code_of_a_block_stands_in_an_address():
    assert Block(level="commune", kind="xã, đặc khu").code == "commune.xa-dac-khu"
    assert Block(level="district").code == "district"


def test_the_largest_block_comes_first_and_one_unit_is_none():
    found = blocks_in(rows(*WARDS, *COMMUNES[:2], "20"), AGENCIES)
    assert [block.code for block in found] == ["commune.phuong", "commune.xa-dac-khu"]


def test_every_row_knows_its_block():
    codes = with_blocks(rows(WARDS[0], "VN", "20"), AGENCIES)["block"]
    assert list(codes) == ["commune.phuong", "", "province"]
