"""Values and changes in words, by the indicator's unit and direction: "98,8 %", "▲ 3 bậc"."""

import pandas as pd

from cchc.catalog.indicator import Indicator
from cchc.charts.theme import BETTER, SAME, WORSE
from cchc.languages import is_english, later, say
from cchc.vietnamese import NOTHING, number, percent, points, signed

HARD_SPACE = "\u00a0"  # a number is never parted from its unit at the end of a line
VERDICT_COLOURS = {"better": BETTER, "worse": WORSE, "same": SAME, None: SAME}
APPROX = {"at_least": later("ít nhất "), "nearly": later("gần "), "about": later("khoảng ")}
BASIS = {
    "computed": later("tính từ số hồ sơ"),
    "stated": later("như nơi báo cáo nêu, không có số hồ sơ để tính lại"),
    "derived": later("suy ra từ các kỳ hoặc đơn vị khác"),
}
BASIS_SHORT = {"computed": later("tính"), "stated": later("nêu"), "derived": later("suy ra")}


def shown(value: float | None, indicator: Indicator, *, approx: str | None = None) -> str:
    """A value with its unit: "98,8 %", "59,98 điểm", "12.345 hồ sơ"; "–" where there is none."""
    if is_missing(value):
        return NOTHING
    if indicator.kind == "rank":
        return say("hạng {place}", place=number(value, 0)).replace(" ", HARD_SPACE)
    if indicator.unit == "%":
        text = percent(value, _honest_decimals(value, indicator.decimals))
    else:
        text = f"{number(value, indicator.decimals)} {indicator.unit}".rstrip()
    return say(APPROX.get(approx, "")) + text.replace(" ", HARD_SPACE)


def _honest_decimals(value: float, decimals: int) -> int:
    """One late dossier among thousands is not 100,0 %, and one in time is not 0,0 %."""
    while decimals < 4 and 0 < value < 100 and round(value, decimals) in (0, 100):
        decimals += 1
    return decimals


def change_shown(change: float | None, indicator: Indicator) -> str:
    """A change in the indicator's unit; of percentages in points, never in percent."""
    if is_missing(change):
        return NOTHING
    if indicator.unit == "%":
        text = points(change, indicator.decimals)
    else:
        text = f"{signed(change, indicator.decimals)} {indicator.unit}".rstrip()
    return text.replace(" ", HARD_SPACE)


def places_shown(rank_change: float | None) -> str:
    """Places gained or lost: "▲ 3 bậc", "▼ 2 bậc", "● giữ hạng"."""
    if is_missing(rank_change):
        return NOTHING
    if rank_change == 0:
        return say("● giữ hạng")
    mark = "▲" if rank_change > 0 else "▼"
    text = say("{mark} {n} bậc", mark=mark, n=number(abs(rank_change), 0))
    return text.replace(" ", HARD_SPACE)


def rank_shown(rank: float | None, of: float | None) -> str:
    """ "hạng 8/63": a rank always with how many were ranked, where that is known."""
    if is_missing(rank):
        return NOTHING
    place = say("hạng {place}", place=number(rank, 0)).replace(" ", HARD_SPACE)
    return place if is_missing(of) else f"{place}/{number(of, 0)}"


def counts_shown(numerator: float | None, denominator: float | None) -> str:
    """The two counts behind a rate: "635.593/643.272"; empty where they are not known."""
    if is_missing(numerator) or is_missing(denominator):
        return ""
    return f"{number(numerator, 0)}/{number(denominator, 0)}"


def over(denominator: str | None) -> str:
    """ ", tính trên hồ sơ đã giải quyết": what a rate is a share of, after its name."""
    return say(", tính trên {denominator}", denominator=denominator) if denominator else ""


def rank_verdict(rank_change: float | None) -> str | None:
    """A change of rank is judged by places, where less is better."""
    if is_missing(rank_change):
        return None
    return "same" if rank_change == 0 else "better" if rank_change > 0 else "worse"


def in_sentence(name: str) -> str:
    """A period's name within a sentence: "năm 2016", "quý I/2024"."""
    is_name = is_english() and not name.startswith("First ")  # "Q1 2024", "March 2024"
    return name if is_name else name[:1].lower() + name[1:]


def is_missing(value) -> bool:
    """None, NaN and NA alike."""
    return bool(pd.isna(value))
