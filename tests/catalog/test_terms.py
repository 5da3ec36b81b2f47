"""Terms: explained once, in both languages, at headings that a screen really has."""

import pytest

from cchc.catalog.english import load_english
from cchc.catalog.terms import load_terms
from cchc.errors import BadReferenceError


def test_every_heading_that_is_explained_stands_on_a_screen():
    assert [heading for heading in load_terms() if heading not in load_english()] == []


def test_a_rate_s_interval_is_explained_at_both_of_its_ends():
    terms = load_terms()
    assert terms["Từ (95 %)"] is terms["Đến (95 %)"]
    assert "Wilson" in terms["Từ (95 %)"].says_en


def test_what_is_explained_twice_is_refused(tmp_path):
    entry = '[[term]]\nat = ["Kỳ"]\nsays = "a"\nsays_en = "b"\n'
    (tmp_path / "terms.toml").write_text(entry * 2, "utf-8")
    with pytest.raises(BadReferenceError, match="Kỳ"):
        load_terms(tmp_path)
