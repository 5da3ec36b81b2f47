"""A page for paper: `in=1` in the address draws it whole, light and without what can be pressed."""

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from cchc.charts.wording import is_missing
from cchc.languages import say
from cchc.ui.files import style_of
from cchc.ui.held import held
from cchc.vietnamese import NOTHING, number

STYLE = Path(__file__).parent / "printing.css"
MOST_ROWS = 300  # some eight sheets; whoever needs more takes the file


def is_printing() -> bool:
    """Whether this page is drawn for paper."""
    return held("_printing", False)


def settle() -> None:
    """Notes it for this session, which is the printed page's own; the frame says so first."""
    if st.query_params.get("in") == "1":
        st.session_state["_printing"] = True
    if is_printing():
        st.html(style_of(STYLE))


def print_table(
    rows: pd.DataFrame, columns: Mapping[str, str], decimals: Mapping[str, int], title: str
) -> None:
    """A table whole, its head on every sheet; ways to sources cannot be followed on paper."""
    fields = [field for field in columns if field != "source"]
    heads = "".join(f'<th scope="col">{escape(say(columns[field]))}</th>' for field in fields)
    body = "".join(_lines(rows[fields].head(MOST_ROWS), decimals))
    st.html(
        f'<table class="printed" aria-label="{escape(title)}"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )
    if len(rows) > MOST_ROWS:
        st.caption(
            say("In {most} dòng đầu trên {rows}; bản tải về có đủ.",
                most=number(MOST_ROWS, 0), rows=number(len(rows), 0))
        )  # fmt: skip


def _lines(rows: pd.DataFrame, decimals: Mapping[str, int]) -> Iterator[str]:
    for values in rows.itertuples(index=False):
        cells = (
            _cell(value, decimals.get(field)) for field, value in zip(rows, values, strict=True)
        )
        yield f"<tr>{''.join(cells)}</tr>"


def _cell(value: object, places: int | None) -> str:
    if is_missing(value):
        return f"<td>{NOTHING}</td>"
    if places is None:
        return f"<td>{escape(str(value))}</td>"
    return f'<td class="number">{number(float(value), places)}</td>'
