"""What newer data would change in what somebody was shown: values and ranks, then and now."""

from dataclasses import dataclass, replace

import pandas as pd

from cchc.indicators.comparison import widest

KEY = ["series", "level", "from", "to"]
SAME = 1e-9  # a smaller difference is of the machine, not of the data


@dataclass(frozen=True, kw_only=True)
class Change:
    """One number that reads otherwise today; `period` differs where a later report came in."""

    agency: str
    before: float
    after: float
    period_before: str
    period: str

    @property
    def size(self) -> float:
        """How far apart the two are."""
        return abs(self.after - self.before)


@dataclass(frozen=True, kw_only=True)
class News:
    """Changes, the largest first; how many units came in or are gone, and how many values of
    earlier periods were corrected.
    """

    changes: tuple[Change, ...] = ()
    earlier: int = 0
    added: int = 0
    gone: int = 0

    def __bool__(self) -> bool:
        return bool(self.changes or self.earlier or self.added or self.gone)


def value_news(then: pd.DataFrame, now: pd.DataFrame) -> News:
    """Of two answers to one question (VALUE_COLUMNS), what each unit's latest value became."""
    then, now = (_known(values) for values in (then, now))
    news = _news(_latest(then), _latest(now), "value")
    told = sum(change.period == change.period_before for change in news.changes)
    return replace(news, earlier=max(0, _corrected(then, now) - told))


def rank_news(then: pd.DataFrame, now: pd.DataFrame, label: str | None = None) -> News:
    """Of two histories of a ranking, what the ranks of one period became, else of the last one."""
    return _news(_ranks(then, label), _ranks(now, label), "rank")


def _known(values: pd.DataFrame) -> pd.DataFrame:
    return widest(values[values["value"].notna()])


def _latest(known: pd.DataFrame) -> pd.DataFrame:
    return known.sort_values("to").groupby("series").tail(1).set_index("series")


def _corrected(then: pd.DataFrame, now: pd.DataFrame) -> int:
    """Values that both have, and not the same."""
    both = then[[*KEY, "value"]].merge(now[[*KEY, "value"]], on=KEY)
    return int(((both["value_x"] - both["value_y"]).abs() > SAME).sum())


def _ranks(history: pd.DataFrame, label: str | None) -> pd.DataFrame:
    known = history[history["rank"].notna()]
    asked = label or last_full(known)
    return known[known["label"].astype(str) == asked].drop_duplicates("series").set_index("series")


def last_full(history: pd.DataFrame) -> str | None:
    """The last period that is not a handful of facts beside fuller ones."""
    sizes = history.groupby(["at", "label"]).size()
    full = sizes[sizes >= 0.5 * sizes.max()]
    return None if full.empty else str(full.index[-1][1])


def _news(then: pd.DataFrame, now: pd.DataFrame, value: str) -> News:
    both = then.join(now, how="inner", suffixes=("_then", "_now"))
    found = [
        Change(
            agency=row["agency_now"],
            before=row[f"{value}_then"],
            after=row[f"{value}_now"],
            period_before=str(row["period_then"]),
            period=str(row["period_now"]),
        )
        for row in both.to_dict("records")
    ]
    changes = [c for c in found if c.size > SAME or c.period != c.period_before]
    return News(
        changes=tuple(sorted(changes, key=lambda change: -change.size)),
        added=len(now.index.difference(then.index)),
        gone=len(then.index.difference(now.index)),
    )
