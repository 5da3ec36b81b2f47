"""Why one unit's rank is another than before, or why that cannot be said."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from cchc.catalog.indicator import Indicator
from cchc.indicators.rank_moves import RankMove, rank_move

# scores: by the scores of everybody; method, units, block: something lies between the two
# standings; unscored: ranks without the scores of all; new, unranked: no rank before, or now.
Kind = Literal["scores", "method", "units", "block", "unscored", "new", "unranked"]


@dataclass(frozen=True, kw_only=True)
class Reason:
    """`move` only where the kind is "scores": else nothing is attributed to anybody's score."""

    kind: Kind
    series: str
    rank: int | None
    of: int | None
    rank_before: int | None
    of_before: int | None
    score: float | None
    score_change: float | None
    move: RankMove | None = None

    @property
    def places(self) -> int | None:
        """Places gained; None where the two ranks are not comparable."""
        if self.rank is None or self.rank_before is None or self.kind in ("units", "block"):
            return None
        return self.rank_before - self.rank


def rank_reason(
    compared: pd.DataFrame, before: pd.DataFrame, series: str, indicator: Indicator
) -> Reason:
    """`compared` as ranking() gives it for the year, `before` for the earlier one."""
    row = compared[compared["series"] == series].iloc[0]
    kind, move = _kind(row), None
    if kind == "scores":
        move = _move(compared, before, row, indicator)
        kind = "scores" if move else "unscored"
    return Reason(
        kind=kind,
        series=series,
        rank=_whole(row["rank"]),
        of=_whole(row["of"]),
        rank_before=_whole(row["rank_before"]),
        of_before=_whole(row["of_before"]),
        score=None if pd.isna(row["score"]) else float(row["score"]),
        score_change=None if pd.isna(row["score_change"]) else float(row["score_change"]),
        move=move,
    )


def biggest_move(compared: pd.DataFrame, *, way: int = 0) -> str | None:
    """The unit that moved most; `way` 1 of those that rose, −1 of those that fell.

    Of equal moves the fall, then the better place; None where nobody moved.
    """
    known = compared[compared["rank_change"].notna()]
    change = known["rank_change"].astype(float)
    moved = known[(change * way > 0) if way else (change.abs() > 0)]
    if moved.empty:
        return None
    order = moved.assign(size=-moved["rank_change"].abs())
    return order.sort_values(["size", "rank_change", "rank", "series"])["series"].iloc[0]


def _kind(row: pd.Series) -> Kind:
    if pd.isna(row["rank"]):
        return "unranked"
    if pd.isna(row["rank_before"]):
        return "new"
    return row["barrier"] or "scores"


def _move(
    compared: pd.DataFrame, before: pd.DataFrame, row: pd.Series, indicator: Indicator
) -> RankMove | None:
    """The move by everybody's scores; None where those do not give the two ranks."""
    now, then = (_scores(frame, row["block"], indicator) for frame in (compared, before))
    if now is None or then is None:
        return None
    move = rank_move(row["series"], then, now)
    is_it = (move.rank, move.rank_before) == (row["rank"], row["rank_before"])
    return move if is_it else None


def _scores(frame: pd.DataFrame, block: str, indicator: Indicator) -> dict[str, float] | None:
    """Unit → score, the higher the better, of a block whose scores are all known."""
    ranked = frame[(frame["block"] == block) & frame["rank"].notna()]
    if ranked.empty or ranked["score"].isna().any() or len(ranked) < ranked["of"].max():
        return None
    sign = -1 if indicator.better == "lower" else 1
    return dict(zip(ranked["series"], sign * ranked["score"].astype(float), strict=True))


def _whole(value) -> int | None:
    return None if pd.isna(value) else int(value)
