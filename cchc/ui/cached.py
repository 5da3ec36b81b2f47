"""Everything that is kept between runs: the store, the catalogue, answers and drawn sections.

An answer is kept under the store's version and the question, so a new import is seen at the next
click and nothing is ever cleared by hand. `drawn_once` keeps what a section put on the screen and
puts it there again without running it.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pandas as pd
import streamlit as st

from cchc.catalog.catalog import Catalog, load_catalog
from cchc.indicators.comparison import compare as ask_comparison
from cchc.indicators.holdings import holdings as ask_holdings
from cchc.indicators.overview import Headline
from cchc.indicators.overview import overview as ask_overview
from cchc.indicators.question import Question
from cchc.indicators.ranking import rank_history as ask_history
from cchc.indicators.ranking import ranking as ask_ranking
from cchc.indicators.standings import Scope as Standing
from cchc.indicators.values import values as ask_values
from cchc.ingest.importing import ImportOptions, ImportOutcome, import_bytes
from cchc.store.records import FindingRow, ReportRow
from cchc.store.versions import Store

DEFAULT_STORE = Path(__file__).parents[2] / "data" / "store"
ANSWERS = 500  # questions kept; a frame of a page is some 50 kB
UPLOADS = 40  # uploaded files kept as read
SECTIONS = 500  # drawn sections kept; one with a chart is some 40 kB


@st.cache_resource(show_spinner=False)
def _store(folder: str) -> Store:
    return Store(folder)


def store() -> Store:
    """The store of this dashboard: CCHC_STORE, else data/store."""
    return _store(os.environ.get("CCHC_STORE") or str(DEFAULT_STORE))


def catalog() -> Catalog:
    """Agencies, indicators, calendars, forms and events; loaded once per process."""
    return load_catalog()


def version() -> int:
    """The version that answers now: part of every key below."""
    return store().version


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _values(key: int, question: Question) -> pd.DataFrame:
    return ask_values(store(), catalog(), question)


def values(question: Question) -> pd.DataFrame:
    """The answer to a question, VALUE_COLUMNS."""
    return _values(_key(question.as_of), question)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _comparison(key: int, question: Question, period: tuple | None) -> pd.DataFrame:
    return ask_comparison(store(), catalog(), question, period=period)


def comparison(question: Question, *, period: tuple | None = None) -> pd.DataFrame:
    """One row per agency: its latest value, or that of one period."""
    return _comparison(_key(question.as_of), question, period)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _ranking(
    key: int, indicator: str, year: int, against: int | None, standing: Standing
) -> pd.DataFrame:
    return ask_ranking(store(), catalog(), indicator, year, against=against, scope=standing)


def ranking(indicator: str, year: int, *, against: int | None, standing: Standing) -> pd.DataFrame:
    """The standing of a year beside an earlier one, RANKING_COLUMNS."""
    return _ranking(_key(standing.as_of), indicator, year, against, standing)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _history(key: int, indicator: str, standing: Standing) -> pd.DataFrame:
    return ask_history(store(), catalog(), indicator, scope=standing)


def rank_history(indicator: str, *, standing: Standing) -> pd.DataFrame:
    """The standing of every year."""
    return _history(_key(standing.as_of), indicator, standing)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _overview(key: int, agency: str, as_of: int | None) -> list[Headline]:
    return ask_overview(store(), catalog(), agency=agency, as_of=as_of)


def overview(agency: str, *, as_of: int | None) -> list[Headline]:
    """The few numbers that matter of one agency."""
    return _overview(_key(as_of), agency, as_of)


@st.cache_data(max_entries=20, show_spinner=False)
def _holdings(key: int, as_of: int | None) -> pd.DataFrame:
    return ask_holdings(store(), as_of=as_of)


def holdings(*, as_of: int | None = None) -> pd.DataFrame:
    """What there is: one row per agency, indicator and level."""
    return _holdings(_key(as_of), as_of)


@st.cache_data(max_entries=20, show_spinner=False)
def _reports(key: int, as_of: int | None) -> list[ReportRow]:
    return store().reports(as_of)


def reports(*, as_of: int | None = None) -> list[ReportRow]:
    """Every report, oldest first."""
    return _reports(_key(as_of), as_of)


@st.cache_data(max_entries=4, show_spinner=False)
def _findings(key: int) -> list[FindingRow]:
    return store().findings()


def findings() -> list[FindingRow]:
    """Every finding of every report."""
    return _findings(version())


def report(report_id: int) -> ReportRow:
    """One report by its number."""
    return store().report(report_id)


@st.cache_data(max_entries=UPLOADS, show_spinner=False)
def _upload(
    key: int, sha256: str, name: str, options: ImportOptions, _data: bytes
) -> list[ImportOutcome]:
    return import_bytes(_data, name, store(), catalog(), options)


def read_upload(data: bytes, sha256: str, name: str, options: ImportOptions) -> list[ImportOutcome]:
    """What importing a file would come to; read once for as long as the store stays as it is."""
    reading = replace(options, who="", accept=False, dry_run=True)
    return _upload(version(), sha256, name, reading, data)


@st.cache_data(max_entries=SECTIONS, show_spinner=False)
def _drawn(section: str, key: int, choices: tuple) -> None:
    module, _, name = section.partition(":")
    getattr(import_module(module), name)(*choices)


def drawn_once(section: Callable, *choices) -> None:
    """Draws a section, or replays what it drew for the same choices on the same data.

    A section holds no widget that answers, and reads nothing but its choices and the store.
    """
    _drawn(f"{section.__module__}:{section.__qualname__}", version(), choices)


def _key(as_of: int | None) -> int:
    """A pinned answer does not change with new versions."""
    return version() if as_of is None else -as_of
