"""Targets set by acts, from data/reference/targets.toml; those of reports stand in the store."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from cchc.agencies import Agencies
from cchc.catalog.agencies import load_agencies
from cchc.catalog.indicators import Indicators, load_indicators
from cchc.catalog.loading import REFERENCE, Source, read_source
from cchc.figures import LEVELS

Operator = Literal[">=", "<=", "="]
REMEDY = "sửa mã, hoặc thêm vào danh mục trước"


@dataclass(frozen=True, kw_only=True)
class ActTarget:
    """What an act wants reached in a year: by `agency`, or by `each` unit of a level within it.

    `value` is in the indicator's unit; `base_year` where it is a change against that year.
    """

    indicator: str
    agency: str
    year: int
    operator: Operator
    value: float
    document: str
    source: str
    each: str | None = None
    issued: date | None = None
    base_year: int | None = None
    note: str = ""


@cache
def load_targets(
    folder: Path = REFERENCE, *, agencies: Path | None = None
) -> tuple[ActTarget, ...]:
    """The checked targets; BadReferenceError says which file and line is wrong.

    Where the agencies are of another folder, only the targets that are for one of them.
    """
    source, known = read_source(folder / "targets.toml"), load_agencies(agencies or folder)
    entries = source.document().get("target", [])
    if agencies:
        entries = [entry for entry in entries if entry.get("agency") in known]
    indicators = load_indicators(folder)
    return tuple(_target(source, e, nth, indicators, known) for nth, e in enumerate(entries))


def _target(
    source: Source, entry: dict, nth: int, indicators: Indicators, agencies: Agencies
) -> ActTarget:
    target = source.record(ActTarget, entry, table="target", nth=nth)
    if target.indicator not in indicators:
        problem = f"không có chỉ tiêu {target.indicator}"
        raise source.error("target", "indicator", problem, REMEDY, nth=nth)
    if target.agency not in agencies:
        problem = f"không có đơn vị {target.agency}"
        raise source.error("target", "agency", problem, REMEDY, nth=nth)
    if target.each not in (None, *LEVELS):
        remedy = f"chọn trong {', '.join(LEVELS)}"
        raise source.error("target", "each", f"each = {target.each}", remedy, nth=nth)
    return target
