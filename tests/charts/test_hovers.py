"""Texts over marks come out as they were, whatever they have in common."""

from hypothesis import given
from hypothesis import strategies as st

from cchc.charts.hovers import hover


def told(trace: dict) -> list[str]:
    """What a reader sees over each mark."""
    template = trace["hovertemplate"].removesuffix("<extra></extra>")
    return [template.replace("%{text}", text) for text in trace["text"]]


def test_what_all_say_is_said_once():
    trace = hover(["<b>Lâm Đồng</b> · 2020: 97 %", "<b>Lâm Đồng</b> · 2021: 98 %"])
    assert trace["text"] == ["0: 97", "1: 98"]
    assert trace["hovertemplate"] == "<b>Lâm Đồng</b> · 202%{text} %<extra></extra>"


@given(st.lists(st.text(alphabet="ab·<b> 1%", min_size=1), min_size=1, max_size=5))
def test_every_text_comes_out_as_it_was(texts):
    trace = hover(texts)
    assert told(trace) == texts
    assert all(trace["text"])
