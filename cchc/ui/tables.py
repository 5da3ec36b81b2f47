"""Tables with Vietnamese numbers: sortable, with counts, basis and a way to the source."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from urllib.parse import quote

import pandas as pd
import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.charts.wording import BASIS_SHORT, is_missing
from cchc.exports.view import Table
from cchc.languages import later, say
from cchc.ui.reading import printing
from cchc.ui.reading.terms import explained
from cchc.ui.taking.collection import collecting
from cchc.vietnamese import NOTHING, number

MOST_ROWS_OPEN = 13  # a longer table scrolls within itself
HIGHEST_TABLE = 460  # pixels
MOST_ROWS = 200  # nobody scrolls further, and thousands weigh megabytes; a download has all


def show_table(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    decimals: Mapping[str, int] | None = None,
    alt: str,
    key: str,
    link_text: str = later("Xem nguồn"),
) -> None:
    """`columns`: field → heading, in order; `decimals` of numeric fields; `source` is a link."""
    columns = _telling(frame, columns)
    shown = frame[list(columns)]
    places = decimals or {}
    collection = collecting()
    if collection:
        collection.tabulate(Table(title=alt, columns=columns, rows=shown, decimals=places))
        return
    if printing.is_printing():
        printing.print_table(shown, columns, places, alt)
        return
    rows, shown = len(shown), shown.head(MOST_ROWS)
    formats = {field: _formatter(places[field]) for field in shown if field in places}
    st.dataframe(
        shown.style.format(formats, na_rep=NOTHING),
        column_config=_headings(columns, link_text),
        hide_index=True,
        key=key,
        alt=alt,
        placeholder=NOTHING,
        height="content" if len(shown) <= MOST_ROWS_OPEN else HIGHEST_TABLE,
    )
    if rows > MOST_ROWS:
        st.caption(_count(rows))


def _telling(frame: pd.DataFrame, columns: Mapping[str, str]) -> dict[str, str]:
    """The columns in which any row says something; of no rows all."""
    return {
        field: heading
        for field, heading in columns.items()
        if frame.empty or not frame[field].isin(["", None]).all() and frame[field].notna().any()
    }


def _count(rows: int) -> str:
    """How much of a long table is on the screen, and how to come to the rest."""
    return say(
        "{most} dòng đầu trên {rows}. Chọn đơn vị hoặc năm ở thanh bên để thu hẹp; bản tải về có "
        "đủ mọi dòng.",
        most=number(MOST_ROWS, 0),
        rows=number(rows, 0),
    )


def _formatter(decimals: int):
    return lambda value: NOTHING if is_missing(value) else number(float(value), decimals)


def _headings(columns: Mapping[str, str], link_text: str) -> dict:
    config = {
        field: st.column_config.Column(say(heading), help=explained(heading))
        for field, heading in columns.items()
        if field != "source"
    }
    if "source" in columns:
        config["source"] = st.column_config.LinkColumn(
            say(columns["source"]), display_text=say(link_text)
        )
    return config


def with_sources(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Adds `source`, the address of each row's place in its report, and `basis_text` in words."""
    numbers = zip(frame["agency"], frame["from"], frame["to"], strict=True)
    links = [_link(agency, indicator.code, start, end) for agency, start, end in numbers]
    basis = frame["basis"] if "basis" in frame else pd.Series("stated", frame.index)
    return frame.assign(
        source=links, basis_text=basis.map(lambda one: say(BASIS_SHORT.get(one, "")))
    )


def source_key(agency: str, indicator: str, start: str, end: str) -> str:
    """What names one number in the address of the source page."""
    return ";".join((agency, indicator, start, end))


def _link(agency: str, indicator: str, start: date, end: date) -> str:
    """As source_address; its parts are quoted once each, for a country has thousands of rows."""
    return f"{_quoted(f'{agency};{indicator};')}{_days(start, end)}"


@lru_cache(maxsize=20_000)
def _quoted(text: str) -> str:
    return "/nguon?so=" + quote(text)


@lru_cache(maxsize=2_000)
def _days(start: date, end: date) -> str:
    return quote(f"{start.isoformat()};{end.isoformat()}")


def source_address(agency: str, indicator: str, start: str, end: str) -> str:
    """The address of the source page for one number."""
    return "/nguon?so=" + quote(source_key(agency, indicator, start, end))
