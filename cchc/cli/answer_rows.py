"""Answers as the rows a person reads at a terminal."""

from datetime import date

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicator import Indicator
from cchc.periods import Period
from cchc.vietnamese import number, signed

VALUE_HEADINGS = (
    "đơn vị", "kỳ", "chỉ tiêu", "giá trị", "đơn vị tính", "tử số", "mẫu số", "số đã nêu", "cơ sở",
    "báo cáo",
)  # fmt: skip
RANK_HEADINGS = (
    "hạng", "trên", "đơn vị", "điểm", "hạng trước", "điểm trước", "đổi hạng", "đổi điểm", "khối",
)  # fmt: skip
BASIS = {"computed": "tính từ số đếm", "stated": "như đã nêu", "derived": "suy ra"}


def value_cells(answer: dict, catalog: Catalog) -> list:
    """One value as the cells of VALUE_HEADINGS."""
    indicator = catalog.indicators.get(answer["indicator"])
    period = Period(date.fromisoformat(answer["from"]), date.fromisoformat(answer["to"]))
    part = f" · {answer['breakdown']}" if answer["breakdown"] else ""
    return [
        answer["label"] + part,
        period.name,
        indicator.short,
        number(answer["value"], indicator.decimals),
        indicator.unit,
        _count(answer["numerator"]),
        _count(answer["denominator"]),
        _count(answer["stated"], indicator.decimals),
        BASIS.get(answer["basis"], answer["basis"]),
        ", ".join(map(str, answer["reports"] or ())),
    ]


def rank_cells(answer: dict, indicator: Indicator) -> list:
    """One place of a ranking as the cells of RANK_HEADINGS."""
    decimals = indicator.decimals
    return [
        _count(answer["rank"]),
        _count(answer["of"]),
        answer["label"],
        _count(answer["score"], decimals),
        _count(answer["rank_before"]),
        _count(answer["score_before"], decimals),
        signed(answer["rank_change"]) if answer["rank_change"] is not None else "",
        signed(answer["score_change"], decimals) if answer["score_change"] is not None else "",
        answer["block"] or "",
    ]


def _count(value: float | None, decimals: int | None = None) -> str:
    return "" if value is None else number(value, decimals)
