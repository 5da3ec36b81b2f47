"""Addresses: what a view is called, and back."""

from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from cchc.ui.address import address_of, parsed

CODES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


def test_an_address_is_read_as_it_was_written():
    choices = {"nam": "2013", "dv": "48;20/Sở Văn hóa, Thể thao và Du lịch"}
    address = address_of("xep-hang", choices)
    assert address.startswith("xep-hang?nam=2013&dv=48;20/S")
    assert parsed(address) == ("xep-hang", choices)
    assert parsed(f"/{address}") == ("xep-hang", choices)
    assert parsed("tong-quan") == ("tong-quan", {})


def test_what_was_not_chosen_is_not_in_the_address():
    assert address_of("dung-han", {"dv": "", "luc": ""}) == "dung-han"


@given(st.dictionaries(st.sampled_from(["dv", "nam", "ky"]), CODES))
def test_any_choice_survives_the_address(choices):
    address = address_of("xep-hang", choices)
    assert parsed(address) == ("xep-hang", choices)
    assert parse_qs(urlsplit(address).query).keys() == choices.keys()
