"""Everything that is kept between runs: the store, the catalogue, answers and drawn sections.

Whatever is kept is kept under the store's version and the question, so a new import is seen at the
next click and nothing is ever cleared by hand. Answers are shared, not copied: they are never
changed in place. `drawn_once` keeps what a section put on the screen and puts it there again
without running it. Keys are texts: of frozen questions and scopes `repr` says everything, and
hashing it costs a tenth of hashing the fields. Answers are kept by cachetools, because what only
is looked up need not pay for what Streamlit keeps beside a value: what it drew.
"""

import os
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Condition
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st
from cachetools import LRUCache, cached

from cchc.catalog.catalog import Catalog
from cchc.illustrative.stores import catalog_of, is_illustrative
from cchc.indicators import holdings as there
from cchc.indicators import overview as headlines
from cchc.indicators import ranking as rankings
from cchc.indicators import values as value_questions
from cchc.indicators.overview import Headline
from cchc.indicators.question import Question
from cchc.indicators.standings import Scope as Standing
from cchc.indicators.standings import standings
from cchc.languages import is_english, language
from cchc.store.records import FindingRow, ReportRow
from cchc.store.versions import Store
from cchc.ui.held import held, hold
from cchc.ui.reading.letters import letters as pressed
from cchc.ui.replaying import draw_or_replay
from cchc.ui.taking.collection import collecting

if TYPE_CHECKING:
    from cchc.ingest.importing import ImportOptions, ImportOutcome

DEFAULT_STORE = Path(__file__).parents[2] / "data" / "store"
ANSWERS = 1000  # kept answers; a frame of a page is some 50 kB
UPLOADS = 40  # uploaded files kept as read

_settled: ContextVar[int] = ContextVar("version", default=0)  # of the run of this thread
_warning: ContextVar[str | None] = ContextVar("warning", default=None)  # of the same run
_looks: ContextVar[str | None] = ContextVar("looks", default=None)  # of the same run


@cache
def _store(folder: str) -> Store:
    return Store(folder)


def store() -> Store:
    """The store of this dashboard: CCHC_STORE, else data/store."""
    return _store(os.environ.get("CCHC_STORE") or str(DEFAULT_STORE))


def reference() -> Catalog:
    """Agencies, indicators, calendars, forms and events as fit the store; loaded once."""
    return catalog_of(store(), version())


def catalog() -> Catalog:
    """The same in the reader's language, for what is shown; reports are read by `reference`."""
    return reference().in_english if is_english() else reference()


def is_made_up() -> bool:
    """Whether all that is shown is of the illustrative province."""
    return is_illustrative(store(), version())


def begin_run() -> None:
    """Settles which version answers: all numbers of one run of a page are of one version."""
    settled, warning = store().answering
    hold("_version", settled)
    _settled.set(settled)
    _warning.set(warning)
    _looks.set(None)


def version() -> int:
    """The version that answers in this run: part of every key below."""
    return _settled.get() or held("_version") or store().data_version


def warning() -> str | None:
    """What the reader of this run must know of the store: that an older version answers."""
    return _warning.get()


def _key(as_of: int | None) -> int:
    """A pinned answer does not change with new versions."""
    return version() if as_of is None else -as_of


@cached(LRUCache(ANSWERS), key=lambda question, *_: question, condition=Condition())
def _kept(question: str, _ask: Callable, _asked: tuple) -> Any:
    return _ask(*_asked)


def kept(ask: Callable, *asked, as_of: int | None = None) -> Any:
    """What `ask(*asked)` answers, asked once per version. The answer must not be changed."""
    question = f"{_key(as_of)} {language()} {ask.__module__}:{ask.__qualname__}{asked!r}"
    return _kept(question, ask, asked)


def values(question: Question) -> pd.DataFrame:
    """The answer to a question, VALUE_COLUMNS."""
    return kept(_values, question, as_of=question.as_of)


def _values(question: Question) -> pd.DataFrame:
    return value_questions.values(store(), catalog(), question)


def ranking(indicator: str, year: int, *, against: int | None, standing: Standing) -> pd.DataFrame:
    """The standing of a year beside an earlier one, RANKING_COLUMNS."""
    return kept(_ranking, indicator, year, against, standing, as_of=standing.as_of)


def _ranking(indicator: str, year: int, against: int | None, standing: Standing) -> pd.DataFrame:
    found = catalog().indicators.get(indicator)
    known = _standings_known(indicator, standing)
    return rankings.between(known, catalog(), found, year, against=against)


def rank_history(indicator: str, *, standing: Standing) -> pd.DataFrame:
    """The standing of every year."""
    return kept(_rank_history, indicator, standing, as_of=standing.as_of)


def _rank_history(indicator: str, standing: Standing) -> pd.DataFrame:
    return rankings.history_of(_standings_known(indicator, standing))


def _standings_known(indicator: str, standing: Standing) -> dict[str, pd.DataFrame]:
    """Every standing, made once for all comparisons of years."""
    return kept(_standings, indicator, standing, as_of=standing.as_of)


def _standings(indicator: str, standing: Standing) -> dict[str, pd.DataFrame]:
    return standings(store(), catalog(), catalog().indicators.get(indicator), standing)


def overview(agency: str, *, as_of: int | None) -> list[Headline]:
    """The few numbers that matter of one agency."""
    return kept(_overview, agency, as_of, as_of=as_of)


def _overview(agency: str, as_of: int | None) -> list[Headline]:
    return headlines.overview(store(), catalog(), agency=agency, as_of=as_of)


def holdings(*, as_of: int | None = None) -> pd.DataFrame:
    """What there is: one row per agency, indicator and level."""
    return kept(_holdings, as_of, as_of=as_of)


def _holdings(as_of: int | None) -> pd.DataFrame:
    return there.holdings(store(), as_of=as_of)


def reports(*, as_of: int | None = None) -> list[ReportRow]:
    """Every report, oldest first."""
    return kept(_reports, as_of, as_of=as_of)


def _reports(as_of: int | None) -> list[ReportRow]:
    return store().reports(as_of)


def findings() -> list[FindingRow]:
    """Every finding of every report."""
    return kept(_findings)


def _findings() -> list[FindingRow]:
    return store().findings()


def report(report_id: int) -> ReportRow:
    """One report by its number."""
    return store().report(report_id)


@st.cache_resource(max_entries=UPLOADS, show_spinner=False)
def _upload(
    file: str, _data: bytes, _name: str, _options: "ImportOptions"
) -> "list[ImportOutcome]":
    from cchc.ingest.importing import import_bytes  # readers of all formats: only who imports pays

    return import_bytes(_data, _name, store(), reference(), _options)


def read_upload(
    data: bytes, sha256: str, name: str, options: "ImportOptions"
) -> "list[ImportOutcome]":
    """What importing a file would come to; read once for as long as the store stays as it is."""
    reading = replace(options, who="", accept=False, dry_run=True)
    return _upload(f"{version()} {sha256} {name} {reading!r}", data, name, reading)


def drawn_once(section: Callable, *choices) -> None:
    """Draws a section, or replays what it drew for the same choices on the same data.

    A section holds no widget that answers, and reads nothing but its choices and the store.
    """
    if collecting():
        section(*choices)
        return
    asked = f"{section.__module__}:{section.__qualname__}{choices!r}"
    draw_or_replay(f"{version()} {_look()} {asked}", lambda: section(*choices))


def _look() -> str:
    """For which eyes this run draws, asked once in a run."""
    known = _looks.get()
    if known is None:
        known = "large" if held("presenting") else ""  # a meeting's charts
        known += str(pressed())  # larger letters
        known += "paper" if held("_printing") else ""  # whole tables
        _looks.set(known)
    return known


@cache
def running_meetings() -> dict:
    """Number of an agenda → what its meeting was shown so far, of all who are served here."""
    return {}
