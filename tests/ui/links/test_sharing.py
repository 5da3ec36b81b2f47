"""QR codes, what people typed, and a store that takes nothing."""

import re

import pytest
import streamlit as st

from cchc.errors import CchcError
from cchc.store.versions import Store
from cchc.ui import cached, signing
from cchc.ui.links import sharing
from cchc.ui.links.sharing import first_view, qr_code, view_of
from cchc.ui.typed import as_typed


@pytest.fixture
def store(tmp_path, monkeypatch) -> Store:
    """The store of this dashboard, empty."""
    monkeypatch.setenv("CCHC_STORE", str(tmp_path / "store"))
    return cached.store()


def test_a_qr_code_is_a_picture_of_its_own_and_grows_with_the_link():
    short, long = qr_code("http://a/?ma=K7M-2TX"), qr_code("http://a/x?" + "dv=48;" * 60)
    sizes = [int(re.search(r'width="(\d+)"', svg)[1]) for svg in (short, long)]
    assert all(svg.startswith("<svg") and "http" not in svg for svg in (short, long))
    assert sizes[0] < sizes[1]


@pytest.mark.parametrize(
    "text", ["**đậm**", "<b>x</b>", "[a](http://b)", "$x$ :red[y] `z` # 1. - ~", "\\", "~~a~~"]
)
def test_no_mark_of_what_was_typed_is_read_as_one(text):
    shown = as_typed(text)
    assert re.sub(r"\\(.)", r"\1", shown) == text
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`<>\[\]$:#~]", shown)


def test_the_bare_address_leads_to_the_view_of_its_code(store):
    kept = store.views.keep("Giao ban", "xep-hang?nam=2013&luc=8", "An")
    there = ("xep-hang", {"nam": "2013", "luc": "8"})
    assert first_view({"ma": kept.code.lower()}) == there
    assert first_view({"dv": "48"}) == ("tong-quan", {"dv": "48"})
    assert first_view({"ma": "?"}) == ("hop", {"xem": "goc-nhin", "ma": "?"})


def test_a_revoked_code_says_by_whom_and_when(store):
    kept = store.views.keep("Giao ban", "xep-hang", "An")
    store.views.drop(kept.id, "Bình")
    with pytest.raises(CchcError, match=rf"{kept.code} \(«Giao ban»\) đã được Bình thu hồi lúc \d"):
        view_of(kept.code)
    assert sharing.live_views() == []


def test_a_store_that_can_only_be_read_says_so(store, monkeypatch):
    said = []
    monkeypatch.setattr(st, "caption", said.append)
    assert signing.may_write()
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert not signing.may_write()
    assert said == ["Kho số liệu ở đây chỉ đọc được, nên không lưu được gì mới."]
