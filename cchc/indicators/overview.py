"""The few numbers that matter for a scope: what changed, against what, as of when."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicator import Indicator
from cchc.indicators.behaviour import Verdict, line_of, verdict
from cchc.indicators.comparison import widest
from cchc.indicators.question import Question
from cchc.indicators.values import values
from cchc.periods import Period
from cchc.store.versions import Store

# What a chairman is asked about first; an indicator without figures in the scope is left out.
HEADLINES = (
    "on_time_rate",
    "online_rate",
    "par_index",
    "sipas_rate",
    "service_index_766",
    "pci",
    "papi",
    "dti",
    "cchc_index",
    "ddci",
)
COUNTRY = "VN"


@dataclass(frozen=True, kw_only=True)
class Headline:
    """One number with its change. `change` is in points for rates and percent indices.

    `behaviour`: what the rules say of the whole history, not of the last two values; None where
    nothing comparable came before.
    """

    indicator: str
    agency: str
    value: float
    unit: str
    period: str
    start: date
    end: date
    basis: str
    numerator: float | None
    denominator: float | None
    denominator_code: str | None
    before: float | None
    period_before: str | None
    change: float | None
    behaviour: Verdict | None
    rank: int | None
    of: int | None
    rank_change: int | None
    reports: tuple[int, ...]

    @property
    def verdict(self) -> str | None:
        """better, worse, up, down, unclear or few."""
        return self.behaviour and self.behaviour.code


def overview(
    store: Store, catalog: Catalog, *, agency: str = COUNTRY, as_of=None
) -> list[Headline]:
    """The headlines of one agency, those that got worse first, then by the order above."""
    found = (
        _headline(store, catalog, catalog.indicators.get(code), agency, as_of) for code in HEADLINES
    )
    headlines = [headline for headline in found if headline]
    return sorted(headlines, key=lambda h: (h.verdict != "worse", HEADLINES.index(h.indicator)))


def _headline(
    store: Store, catalog: Catalog, indicator: Indicator, agency: str, as_of
) -> Headline | None:
    asked = Question(indicator=indicator.code, agencies=(agency,), as_of=as_of)
    found = values(store, catalog, asked)
    if found["value"].isna().all():
        return None
    known = widest(found)
    known = known[known["value"].notna()]
    if known.empty:
        return None
    now = known.iloc[-1]
    before = _comparable(known.iloc[:-1], now)
    change = None if before is None else now["value"] - before["value"]
    rank, rank_before = _ranks(store, catalog, indicator, now, before, agency, as_of)
    return Headline(
        indicator=indicator.code,
        agency=now["agency"],
        value=now["value"],
        unit=indicator.unit,
        period=now["period"],
        start=now["from"],
        end=now["to"],
        basis=now["basis"],
        numerator=_none_if_missing(now["numerator"]),
        denominator=_none_if_missing(now["denominator"]),
        denominator_code=_none_if_missing(now["denominator_code"]),
        before=None if before is None else before["value"],
        period_before=None if before is None else before["period"],
        change=change,
        behaviour=None if change is None else _behaviour(known, indicator, catalog, agency),
        rank=_whole(rank, "value"),
        of=_whole(rank, "of"),
        rank_change=_rank_change(rank, rank_before),
        reports=tuple(now["reports"]),
    )


def _comparable(earlier: pd.DataFrame, now: pd.Series) -> pd.Series | None:
    """The same period a year before, else the last one of the same kind, on the same line."""
    kind = Period(now["from"], now["to"]).kind
    same_line = earlier[(earlier["segment"] == now["segment"]) & (earlier["level"] == now["level"])]
    periods = [Period(a, b) for a, b in zip(same_line["from"], same_line["to"], strict=True)]
    same_kind = [row for row, period in enumerate(periods) if period.kind == kind]
    last_year = Period(now["from"], now["to"]).same_last_year()
    if last_year in periods:
        return same_line.iloc[periods.index(last_year)]
    return same_line.iloc[same_kind[-1]] if same_kind else None


def _ranks(store, catalog, indicator, now, before, agency, as_of) -> tuple:
    """The published ranks of the two periods, None where there is none."""
    if not indicator.rank:
        return None, None
    asked = Question(indicator=indicator.rank, agencies=(agency,), as_of=as_of)
    ranks = values(store, catalog, asked)
    return tuple(
        None if row is None else _at(ranks, row["from"], row["to"]) for row in (now, before)
    )


def _at(frame: pd.DataFrame, start: date, end: date) -> pd.Series | None:
    rows = frame[(frame["from"] == start) & (frame["to"] == end)]
    return None if rows.empty else rows.iloc[0]


def _rank_change(rank, rank_before) -> int | None:
    """Places gained; None across a change of units, where ranks are of different fields."""
    if rank is None or rank_before is None or rank["agency"] != rank_before["agency"]:
        return None
    return int(rank_before["value"] - rank["value"])


def _behaviour(known: pd.DataFrame, indicator: Indicator, catalog: Catalog, agency: str) -> Verdict:
    """What the rules say of the fullest line of what is known."""
    province = catalog.agencies.province_of(agency)
    codes = {catalog.agencies.get(province).code} if province else set()
    changes = catalog.events.changes(indicator, provinces=codes)
    return verdict(line_of(known), indicator, changes=changes)


def _whole(row: pd.Series | None, column: str) -> int | None:
    value = None if row is None else _none_if_missing(row[column])
    return None if value is None else int(value)


def _none_if_missing(value):
    return None if value is None or value != value else value
