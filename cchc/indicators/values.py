"""The values of one indicator: rates as sum over sum, counts, scores; each with where it is from.

Frames have one row per agency, level and period, with the columns of VALUE_COLUMNS:
`value` in the indicator's unit, `numerator` and `denominator` as counts, `stated` the rate as
printed, `basis` (computed from counts, stated only, derived from other periods or units), `low`
and `high` the 95 % Wilson interval in percent. A line must not join rows of different `segment`.
"""

from dataclasses import replace

import pandas as pd

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicators import Indicator
from cchc.indicators import reshape
from cchc.indicators.counts import read_counts, read_stated
from cchc.indicators.question import Question
from cchc.indicators.segments import add_segments
from cchc.indicators.statistics import wilson
from cchc.indicators.units import asked_units
from cchc.periods import Period
from cchc.store.versions import Store

KEY = ["agency", "level", "from", "to"]
VALUE_COLUMNS = [
    "agency", "series", "name", "code", "level", "from", "to", "label", "period", "indicator",
    "value", "numerator", "denominator", "denominator_code", "stated", "basis", "of", "approx",
    "breakdown", "low", "high", "reports", "segment", "note",
]  # fmt: skip


def values(store: Store, catalog: Catalog, question: Question) -> pd.DataFrame:
    """The answer to `question`; columns VALUE_COLUMNS, ordered by series and time."""
    indicator = catalog.indicators.get(question.indicator)
    can_add = indicator.is_counted or indicator.kind == "rate"
    asked = asked_units(catalog.agencies, question.agencies, question.units, can_add=can_add)
    if question.agencies and not asked:
        return pd.DataFrame(columns=VALUE_COLUMNS)
    reading = replace(question, agencies=asked)
    if indicator.kind == "rate":
        frame = _rates(store, catalog, indicator, reading)
    elif indicator.is_counted:
        frame = _counts(store, catalog, indicator, reading)
    else:
        frame = _printed(store, catalog, indicator, reading)
    return _finished(frame, catalog, indicator, question)


def _rates(
    store: Store, catalog: Catalog, indicator: Indicator, question: Question
) -> pd.DataFrame:
    bases = (question.denominator,) if question.denominator else indicator.denominators
    wide = _wide_counts(store, catalog, question, {indicator.numerator, *bases} - {None})
    stated = _stated_rates(store, catalog, indicator, question)
    frame = wide.merge(stated, how="outer", on=KEY, suffixes=("", "_stated"))
    frame["value"] = frame["numerator"] = frame["denominator"] = float("nan")
    frame["denominator_code"] = None
    if indicator.numerator:
        said = frame["stated_base"]
        for base in bases:
            _fill_rate(frame, indicator, base, where=said == base)
        for base in bases:
            _fill_rate(frame, indicator, base)
    return _with_basis(frame, indicator)


def _fill_rate(frame: pd.DataFrame, indicator: Indicator, base: str, where=True) -> None:
    """Sum over sum on `base` for the rows that have both counts and no value yet."""
    counts, bases = frame.get(indicator.numerator), frame.get(base)
    if counts is None or bases is None:
        return
    open_rows = frame["denominator_code"].isna() & counts.notna() & bases.notna() & where
    frame.loc[open_rows, "numerator"] = counts[open_rows]
    frame.loc[open_rows, "denominator"] = bases[open_rows]
    frame.loc[open_rows, "denominator_code"] = base
    rates = indicator.factor * counts / bases.where(bases > 0)
    frame.loc[open_rows, "value"] = rates[open_rows]


def _with_basis(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Computed where counts are there, else as stated; an empty denominator stays blank."""
    computed = frame["denominator_code"].notna()
    frame["basis"] = "stated"
    frame.loc[computed, "basis"] = "computed"
    frame.loc[computed & frame["derived"].fillna(False).astype(bool), "basis"] = "derived"
    only_stated = ~computed & frame["stated"].notna()
    frame.loc[only_stated, "value"] = frame.loc[only_stated, "stated"]
    frame.loc[only_stated, "denominator_code"] = frame.loc[only_stated, "stated_base"]
    empty = computed & (frame["denominator"] == 0)
    frame.loc[empty, "note"] = "Không phát sinh hồ sơ trong kỳ"
    frame["reports"] = [
        tuple(sorted({*_list(a), *_list(b)}))
        for a, b in zip(frame["reports"], frame["reports_stated"], strict=True)
    ]
    return frame[computed | only_stated]


def _counts(
    store: Store, catalog: Catalog, indicator: Indicator, question: Question
) -> pd.DataFrame:
    frame = _wide_counts(store, catalog, question, {indicator.code})
    if indicator.code not in frame:
        return frame.iloc[0:0]
    frame = frame[frame[indicator.code].notna()].rename(columns={indicator.code: "value"})
    frame["basis"] = ["derived" if derived else "stated" for derived in frame["derived"]]
    return frame


def _printed(
    store: Store, catalog: Catalog, indicator: Indicator, question: Question
) -> pd.DataFrame:
    """Scores, ranks and changes: as printed, never added up, through a series only."""
    frame = read_stated(store, [indicator.code], question)
    frame = reshape.of_step(frame, question.by)
    frame["basis"] = "stated"
    return frame


def _wide_counts(
    store: Store, catalog: Catalog, question: Question, codes: set[str]
) -> pd.DataFrame:
    """KEY, one column per code, and `derived`, `reports`, `note` of the row."""
    parts = reshape.with_parts(catalog.indicators, codes)
    counts = read_counts(store, parts, question)
    if question.units == "restated":
        counts = reshape.restated(counts, catalog.agencies)
    if question.by != "reported":
        counts = reshape.over_windows(counts, question.by, catalog.indicators)
    return reshape.wide(counts, catalog.indicators, codes)


def _stated_rates(
    store: Store, catalog: Catalog, indicator: Indicator, question: Question
) -> pd.DataFrame:
    stated = read_stated(store, [indicator.code], question)
    stated = stated[stated["breakdown"].isna()]
    if question.denominator:
        default = indicator.denominators[:1]
        base = stated["denominator"].fillna(default[0] if default else "")
        stated = stated[base == question.denominator]
    stated = reshape.of_step(stated, question.by).drop_duplicates(KEY)
    stated = stated.rename(columns={"value": "stated", "denominator": "stated_base"})
    return stated[[*KEY, "stated", "stated_base", "approx", "reports"]]


def _finished(
    frame: pd.DataFrame, catalog: Catalog, indicator: Indicator, question: Question
) -> pd.DataFrame:
    """Names, period labels, intervals and segments; every column of VALUE_COLUMNS."""
    frame = frame.reindex(columns=[c for c in VALUE_COLUMNS if c not in frame]).combine_first(frame)
    agencies = catalog.agencies
    frame["name"] = frame["agency"].map(agencies.label)
    frame["code"] = frame["agency"].map(lambda a: agencies.get(a).code)
    frame["series"] = frame["agency"].map(lambda a: agencies.series(a)[-1])
    frame["indicator"] = indicator.code
    periods = [Period(a, b) for a, b in zip(frame["from"], frame["to"], strict=True)]
    frame["label"] = [p.label for p in periods]
    frame["period"] = [p.name for p in periods]
    frame["note"] = frame["note"].where(frame["note"].notna(), "")
    _add_intervals(frame, indicator)
    add_segments(frame, catalog, indicator, units=question.units)
    return frame[VALUE_COLUMNS].sort_values(["series", "level", "to", "from"], ignore_index=True)


def _add_intervals(frame: pd.DataFrame, indicator: Indicator) -> None:
    """Wilson's 95 % interval for every rate computed from counts."""
    if indicator.kind != "rate":
        return
    unknown = (float("nan"), float("nan"))
    bounds = [
        wilson(n, d) or unknown if n == n and d == d else unknown
        for n, d in zip(frame["numerator"], frame["denominator"], strict=True)
    ]
    frame["low"] = [indicator.factor * low for low, _ in bounds]
    frame["high"] = [indicator.factor * high for _, high in bounds]


def _list(reports) -> list[int]:
    return list(reports) if isinstance(reports, list | tuple) or hasattr(reports, "tolist") else []
