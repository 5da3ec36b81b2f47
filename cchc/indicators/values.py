"""The values of one indicator: rates as sum over sum, counts, scores; each with where it is from.

Frames have one row per agency, level and period, with the columns of VALUE_COLUMNS:
`value` in the indicator's unit, `numerator` and `denominator` as counts, `stated` the rate as
printed, `basis` (computed from counts, stated only, derived from other periods or units), `low`
and `high` the 95 % Wilson interval in percent. A line must not join rows of different `segment`.
"""

from dataclasses import replace
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicator import Indicator
from cchc.indicators import counts, reshape
from cchc.indicators.question import Question
from cchc.indicators.segments import segments
from cchc.indicators.statistics import wilson_bounds
from cchc.indicators.units import asked_units
from cchc.languages import language, later
from cchc.periods import Period
from cchc.store.versions import Store

KEY = counts.KEY
VALUE_COLUMNS = [
    "agency", "series", "name", "code", "level", "from", "to", "label", "period", "indicator",
    "value", "numerator", "denominator", "denominator_code", "stated", "basis", "of", "approx",
    "breakdown", "low", "high", "reports", "segment", "note",
]  # fmt: skip
SAID = ["stated", "stated_base", "named_base", "approx"]
NO_DOSSIERS = later("Không phát sinh hồ sơ trong kỳ")


def values(store: Store, catalog: Catalog, question: Question) -> pd.DataFrame:
    """The answer to `question`; columns VALUE_COLUMNS, ordered by series and time."""
    indicator = catalog.indicators.get(question.indicator)
    can_add = indicator.is_counted or indicator.kind == "rate"
    asked = asked_units(catalog.agencies, question.agencies, question.units, can_add=can_add)
    if question.agencies and not asked:
        return pd.DataFrame(columns=VALUE_COLUMNS)
    reading = replace(question, agencies=asked)
    if indicator.kind == "rate":
        columns = _rates(store, catalog, indicator, reading)
    elif indicator.is_counted:
        columns = _counts(store, catalog, indicator, reading)
    else:
        columns = _printed(store, indicator, reading)
    return _finished(columns, catalog, indicator, question)


def _rates(
    store: Store, catalog: Catalog, indicator: Indicator, question: Question
) -> dict[str, object]:
    bases = [question.denominator] if question.denominator else list(indicator.denominators)
    codes = {indicator.numerator, *bases} - {None} if indicator.numerator else set()
    rows = _counted(store, catalog, question, codes, rate=indicator)
    numerator, denominator, base = _bases_taken(rows, indicator, bases)
    rate = indicator.factor * numerator / np.where(denominator > 0, denominator, np.nan)
    computed, stated = base != None, rows["stated"]  # noqa: E711 (element by element)
    empty = computed & (denominator == 0)
    columns = {
        **{name: rows[name] for name in (*KEY, "stated", "approx", "reports")},
        "value": np.where(computed, rate, stated),
        "numerator": numerator,
        "denominator": denominator,
        "denominator_code": np.where(computed, base, rows["stated_base"]),
        "basis": np.select(
            [computed & rows["derived"], computed], ["derived", "computed"], "stated"
        ),
        "note": np.where(empty, NO_DOSSIERS, rows["note"]),
    }
    known = computed | ~np.isnan(stated)
    return {name: column[known] for name, column in columns.items()}


def _bases_taken(rows: dict[str, np.ndarray], indicator: Indicator, bases: list[str]) -> tuple:
    """Numerator, denominator and its code per row: the base the report names, else the first of
    the registry that has both counts."""
    size = len(rows["agency"])
    unknown = np.full(size, np.nan)
    denominator, taken = unknown.copy(), np.full(size, None, dtype=object)
    if not indicator.numerator:
        return unknown, denominator, taken
    counted, said = rows[indicator.numerator], rows["stated_base"]
    for base, only_where_said in [(b, True) for b in bases] + [(b, False) for b in bases]:
        available = rows[base]
        use = (taken == None) & ~np.isnan(counted) & ~np.isnan(available)  # noqa: E711
        use &= (said == base) if only_where_said else True
        denominator[use], taken[use] = available[use], base
    return np.where(taken == None, np.nan, counted), denominator, taken  # noqa: E711


def _counts(
    store: Store, catalog: Catalog, indicator: Indicator, question: Question
) -> dict[str, object]:
    rows = _counted(store, catalog, question, {indicator.code})
    columns = {
        **{name: rows[name] for name in (*KEY, "reports", "note")},
        "value": rows[indicator.code],
        "basis": np.where(rows["derived"], "derived", "stated"),
    }
    known = ~np.isnan(rows[indicator.code])
    return {name: column[known] for name, column in columns.items()}


def _printed(store: Store, indicator: Indicator, question: Question) -> dict[str, object]:
    """Scores, ranks and changes: as printed, never added up, through a series only."""
    rows = reshape.of_step(counts.printed(store, indicator.code, question), question.by)
    return {**{name: rows[name].to_numpy() for name in rows}, "basis": "stated", "note": ""}


def _counted(
    store: Store,
    catalog: Catalog,
    question: Question,
    codes: set[str],
    *,
    rate: Indicator | None = None,
) -> dict[str, np.ndarray]:
    """KEY, a column per code, `reports`, `derived`, `note`, and what was stated of a rate."""
    read = sorted(reshape.with_parts(catalog.indicators, codes))
    rows = counts.side_by_side(store, read, question, rate=rate.code if rate else None)
    if question.units == "restated" or question.by != "reported":
        rows = _made_anew(rows, read, catalog, question, is_rate=rate is not None)
    for code in codes:
        reshape.add_up(rows, catalog.indicators, code)
    size = len(rows["agency"])
    return {"derived": np.zeros(size, bool), "note": np.full(size, "", object)} | rows


def _made_anew(
    columns: dict[str, np.ndarray], read: list[str], catalog: Catalog, question: Question,
    *, is_rate: bool,
) -> dict[str, np.ndarray]:  # fmt: skip
    """The counts of today's units or of other periods, what was stated of a rate beside them."""
    rows = pd.DataFrame(columns)
    said = rows[[*KEY, *SAID, "reports"]] if is_rate else None
    if question.units == "restated":
        said = reshape.said_of_today(said, catalog.agencies) if is_rate else None
        rows = reshape.restated(rows, read, catalog.agencies)
    if question.by != "reported":
        rows = reshape.over_windows(rows, read, question.by, catalog.indicators)
    if said is not None and "stated" not in rows:
        said = reshape.of_step(said[said["stated"].notna()], question.by)
        rows = _beside(rows, said)
    rows = _with_defaults(rows)
    kinds = dict.fromkeys(read, float) | {"derived": bool}
    return {name: rows[name].to_numpy(dtype=kinds.get(name)) for name in rows}


def _beside(rows: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Rates as stated beside counts that were made anew; a rate without counts is a row too."""
    both = rows.merge(said, how="outer", on=KEY, suffixes=("", "_said"))
    both["reports"] = both["reports"].where(both["reports"].notna(), both["reports_said"])
    return both


def _with_defaults(rows: pd.DataFrame) -> pd.DataFrame:
    """Columns that a plain reading leaves out: nothing derived, nothing to note."""
    for name, default in (("derived", False), ("note", "")):
        rows[name] = rows[name].where(rows[name].notna(), default) if name in rows else default
    return rows


def _finished(
    columns: dict[str, object], catalog: Catalog, indicator: Indicator, question: Question
) -> pd.DataFrame:
    """Names, period labels, intervals and segments; every column of VALUE_COLUMNS."""
    agencies = catalog.agencies
    units = {a: (agencies.label(a), agencies.get(a).code, agencies.series(a)[-1])
             for a in set(columns["agency"])}  # fmt: skip
    spans = list(zip(columns["from"], columns["to"], strict=True))
    periods = {span: _words_of(span, language()) for span in set(spans)}
    columns |= {
        "name": [units[a][0] for a in columns["agency"]],
        "code": [units[a][1] for a in columns["agency"]],
        "series": [units[a][2] for a in columns["agency"]],
        "label": [periods[span][0] for span in spans],
        "period": [periods[span][1] for span in spans],
        "indicator": indicator.code,
    }
    if indicator.kind == "rate":
        low, high = wilson_bounds(columns["numerator"], columns["denominator"])
        columns |= {"low": indicator.factor * low, "high": indicator.factor * high}
    columns["segment"] = segments(columns, catalog, indicator, units=question.units)
    empty = {"of": np.nan, "breakdown": None, "denominator_code": None, "approx": None}
    blank = {name: empty.get(name, np.nan) for name in VALUE_COLUMNS if name not in columns}
    ends = zip(columns["series"], columns["level"], columns["to"], columns["from"], strict=True)
    order = [place for place, _ in sorted(enumerate(ends), key=lambda one: one[1])]
    ordered = {name: _in_order(column, order) for name, column in columns.items()}
    return pd.DataFrame({**ordered, **blank}, columns=VALUE_COLUMNS, index=range(len(order)))


@lru_cache(maxsize=2_000)
def _words_of(span: tuple[date, date], _language: str) -> tuple[str, str]:
    """Label and name of a period, in the language that is being spoken."""
    period = Period(*span)
    return period.label, period.name


def _in_order(column: object, order: list[int]) -> object:
    """The values of a column in that order; one for all rows as it is."""
    if isinstance(column, list):
        return [column[place] for place in order]
    return column[order] if isinstance(column, np.ndarray) else column
