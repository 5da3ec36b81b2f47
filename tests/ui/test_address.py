"""Addresses: what a view is called, and back."""

from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

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


def whoever_reads():
    """Writes down where this reader is, and says where they were."""
    import streamlit as st

    from cchc.ui.address import way

    st.markdown(way().page)
    way().page = st.session_state["page"]


def test_each_reader_goes_a_way_of_their_own():
    one, other = AppTest.from_function(whoever_reads), AppTest.from_function(whoever_reads)
    one.session_state["page"], other.session_state["page"] = "xep-hang", "nguon"
    said = [app.run().markdown[0].value for app in (one, other, one, other, one)]
    assert said == ["", "", "xep-hang", "nguon", "xep-hang"]


def one_choice():
    """A choice of three, in the address unless it is the first."""
    from cchc.ui.address import arrive, ask_code

    arrive("trang")
    ask_code("chon", "Chọn", {"a": "Một", "b": "Hai", "c": "Ba"}, default="a")


def test_a_choice_follows_at_once_on_going_back_to_the_default():
    app = AppTest.from_function(one_choice).run()
    for code, carried in (
        ("b", ["b"]),
        ("a", []),
        ("c", ["c"]),
        ("a", []),
        ("a", []),
        ("b", ["b"]),
    ):
        app.selectbox[0].set_value(code).run()
        assert not app.exception
        assert app.selectbox[0].value == code
        assert [v for v in app.query_params.get("chon", []) if v] == carried
