"""Scores of an index on a scale that cannot be its own: fractions for percent, too much."""

from cchc.catalog.indicator import Indicator
from cchc.figures import Severity
from cchc.vietnamese import number

ODD_SCALE = 50  # a score below max/50 was given on another scale


def small_scale(index: Indicator) -> Severity:
    """How much it matters that scores are on a smaller scale: percent has only one."""
    return "doubt" if index.unit == "%" else "note"


def scale_doubt(index: Indicator, lowest: float, highest: float) -> tuple[Severity, str] | None:
    """What is odd about the range of an index's scores; None where nothing is."""
    if index.kind != "score" or index.max is None:
        return None
    if highest > index.max or lowest < 0:
        odd = highest if highest > index.max else lowest
        said = f"{number(odd)}, ngoài thang 0 đến {number(index.max)}: có thể mất dấu thập phân"
        return "doubt", f"{index.short} có số {said}. Hãy đối chiếu bản gốc"
    if 0 < highest <= index.max / ODD_SCALE:
        said = f"{number(highest)}, có vẻ theo thang nhỏ hơn thang {number(index.max)}"
        return small_scale(index), f"{index.short} chỉ đến {said}. Hãy xem lại đơn vị tính"
    return None
