"""Small frames as the questions give them, and golden figures beside them.

Golden figures are renewed on purpose only: CCHC_RENEW=1 python -m pytest tests/charts -n 0
"""

import json
import os
from datetime import date
from pathlib import Path

import pandas as pd

from cchc.catalog.indicators import load_indicators
from cchc.indicators.values import VALUE_COLUMNS
from cchc.periods import Period

GOLDEN = Path(__file__).parent / "golden"
PCI = load_indicators().get("pci")
ON_TIME = load_indicators().get("on_time_rate")


def value_rows(*rows: dict) -> pd.DataFrame:
    """Rows of values() with `short`; unnamed columns are empty."""
    return pd.DataFrame(
        [_value(row) for row in rows], columns=[*VALUE_COLUMNS, "short", "is_small"]
    )


def _value(row: dict) -> dict:
    year = row.pop("year", None)
    start = row.get("from") or date(year, 1, 1)
    end = row.get("to") or date(year, 12, 31)
    basis = {"agency": "20", "series": "20", "level": "province_total", "segment": 0}
    shown = {"short": "Lạng Sơn", "name": "Tỉnh Lạng Sơn", "basis": "computed", "note": ""}
    period = {"from": start, "to": end, "period": Period(start, end).name, "is_small": False}
    return {**basis, **shown, **period, "reports": (1,), **row}


def history(places: dict[str, dict[int, int]], *, of: int = 63, cut: int | None = None):
    """rank_history() of {unit: {year: rank}}; scores fall with the rank; a cut begins a segment."""
    rows = [
        {
            "series": unit, "short": unit, "year": year, "label": str(year), "at": year,
            "rank": rank, "of": of,
            "score": 70 - rank / 2, "segment": int(cut is not None and year >= cut),
        }
        for unit, years in places.items()
        for year, rank in years.items()
    ]  # fmt: skip
    frame = pd.DataFrame(rows)
    return frame.assign(rank=frame["rank"].astype("Int64"))


def ranking(rows: list[tuple], *, of: int | None = None) -> pd.DataFrame:
    """ranking() of (unit, rank, score, rank before, score before)."""
    names = ["short", "rank", "score", "rank_before", "score_before"]
    frame = pd.DataFrame(rows, columns=names).astype({"score": float, "score_before": float})
    for column in ("rank", "rank_before"):
        frame[column] = frame[column].astype("Int64")
    size = of or len(frame)
    return frame.assign(
        series=frame["short"], of=size, of_before=size,
        rank_change=frame["rank_before"] - frame["rank"],
        score_change=frame["score"] - frame["score_before"],
        tied=frame["rank"].duplicated(keep=False), gap=frame["score"].shift() - frame["score"],
    )  # fmt: skip


def assert_golden(name: str, figure: dict) -> None:
    """The figure is the one that was looked at and kept."""
    file = GOLDEN / f"{name}.json"
    text = json.dumps(figure, ensure_ascii=False, indent=1, default=str) + "\n"
    if os.environ.get("CCHC_RENEW"):
        file.write_text(text, "utf-8")
    assert json.loads(text) == json.loads(file.read_text("utf-8"))
