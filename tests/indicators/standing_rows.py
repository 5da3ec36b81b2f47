"""Standings of one block, made from scores or from counts."""

import pandas as pd

from cchc.indicators.statistics import shared_ranks


def scored(scores: dict[str, float], *, highest_first: bool = True) -> pd.DataFrame:
    """A whole block by its scores; no counts behind them."""
    rows = pd.DataFrame({"series": list(scores), "score": [float(s) for s in scores.values()]})
    rows = rows.assign(numerator=float("nan"), denominator=float("nan"))
    return _ranked(rows, highest_first)


def counted(counts: dict[str, tuple[int, int]], *, highest_first: bool = True) -> pd.DataFrame:
    """A whole block by numerator and denominator."""
    rows = pd.DataFrame(
        [(unit, float(n), float(d), 100 * n / d) for unit, (n, d) in counts.items()],
        columns=["series", "numerator", "denominator", "score"],
    )
    return _ranked(rows, highest_first)


def _ranked(rows: pd.DataFrame, highest_first: bool) -> pd.DataFrame:
    ranks = shared_ranks(list(rows["score"]), highest_first=highest_first)
    rows = rows.assign(rank=pd.array(ranks, dtype="Int64"), of=len(rows), block="")
    return rows.sort_values("rank", ignore_index=True)
