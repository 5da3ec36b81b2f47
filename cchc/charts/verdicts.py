"""A verdict in words: what the rules say of a unit, why, and what that means for a target.

A verdict is what `indicators.behaviour.verdict` gives; its numbers are in the indicator's unit.
"""

from cchc.catalog.indicator import Indicator
from cchc.charts.theme import BETTER, CONTEXT, MAIN, SAME, WORSE
from cchc.charts.wording import in_sentence, shown
from cchc.languages import later, say
from cchc.vietnamese import date_text, number

WORDS = {
    "better": later("cải thiện rõ"),
    "worse": later("xấu đi rõ"),
    "up": later("tăng rõ"),
    "down": later("giảm rõ"),
    "unclear": later("chưa rõ thay đổi"),
    "few": later("chưa đủ số liệu"),
}
MARKS = {"better": "▲", "worse": "▼", "up": "▲", "down": "▼", "unclear": "●", "few": "○"}
COLOURS = {
    "better": BETTER,
    "worse": WORSE,
    "up": MAIN,
    "down": MAIN,
    "unclear": SAME,
    "few": CONTEXT,
}
COUNTS = {
    "year": later("{n} năm"),
    "half": later("{n} kỳ 6 tháng"),
    "quarter": later("{n} quý"),
    "month": later("{n} tháng"),
    "week": later("{n} tuần"),
}
# Above what a unit does by itself, within it, or below it: three prospects of a target.
PROSPECTS = {
    "always": later("giữ mức này thì kỳ nào cũng đạt"),
    "sometimes": later("giữ mức này thì lúc đạt, lúc không"),
    "never": later("giữ mức này thì không tự đạt được, phải đổi cách làm"),
}


def verdict_word(code: str) -> str:
    """ "cải thiện rõ"."""
    return say(WORDS[code])


def verdict_sentence(verdict, indicator: Indicator, unit: str) -> str:
    """ "Tỷ lệ đúng hạn của huyện A cải thiện rõ: 8 tháng liền trên mức trung bình 96,2 %"."""
    is_of_one_value = verdict.signal is None or verdict.signal.rule == "outside"
    why = reason(verdict, indicator)
    if is_of_one_value and verdict.code != "few":
        value, period = shown(verdict.value, indicator), in_sentence(verdict.period)
        why = say("{value} trong {period}, {reason}", value=value, period=period, reason=why)
    return say(
        "{measure} của {unit} {word}: {reason}",
        measure=indicator.short,
        unit=unit,
        word=verdict_word(verdict.code),
        reason=why,
    )


def reason(verdict, indicator: Indicator) -> str:
    """Which rule speaks, beside the last value; of too few points how many there are."""
    if verdict.code == "few":
        return say(
            "mới có {points} kể từ {since}, cần ít nhất {needed}",
            points=counted(verdict.points, verdict.kind),
            since=date_text(verdict.since),
            needed=number(verdict.needed, 0),
        )
    if verdict.signal is None:
        return _usual(verdict, indicator)
    return {"outside": _outside, "shift": _shift, "trend": _trend}[verdict.signal.rule](
        verdict, indicator
    )


def _usual(verdict, indicator: Indicator) -> str:
    return say("trong dao động thường thấy ({low} – {high})", **_range(verdict, indicator))


def _outside(verdict, indicator: Indicator) -> str:
    if verdict.signal.up:
        return say("cao hơn dao động thường thấy ({low} – {high})", **_range(verdict, indicator))
    return say("thấp hơn dao động thường thấy ({low} – {high})", **_range(verdict, indicator))


def _range(verdict, indicator: Indicator) -> dict[str, str]:
    """The limits of what the unit does by itself."""
    return {"low": shown(verdict.low, indicator), "high": shown(verdict.high, indicator)}


def _shift(verdict, indicator: Indicator) -> str:
    said = {"run": _run(verdict), "mean": shown(verdict.centre, indicator)}
    if verdict.signal.up:
        return say("{run} trên mức trung bình {mean}", **said)
    return say("{run} dưới mức trung bình {mean}", **said)


def _trend(verdict, indicator: Indicator) -> str:
    said = {"run": _run(verdict), "value": shown(verdict.value, indicator)}
    if verdict.signal.up:
        return say("{run} tăng, đến {value}", **said)
    return say("{run} giảm, đến {value}", **said)


def _run(verdict) -> str:
    """ "8 tháng liền": only where none is missing between them."""
    points = counted(verdict.signal.points, verdict.kind)
    if verdict.has_gap:
        return say("{points} có số liệu", points=points)
    return say("{points} liền", points=points)


def counted(points: int, kind: str) -> str:
    """ "8 tháng"; of periods without a name of their kind "8 kỳ"."""
    return say(COUNTS.get(kind, later("{n} kỳ")), n=number(points, 0))


def prospect(verdict, operator: str, wanted: float) -> str:
    """What a target may expect if nothing changes; "" where something does, or none can say."""
    if verdict.low is None or verdict.signal is not None or operator == "=":
        return ""
    is_upwards = operator == ">="
    sure = verdict.low >= wanted if is_upwards else verdict.high <= wanted
    hopeless = verdict.high < wanted if is_upwards else verdict.low > wanted
    return say(PROSPECTS["always" if sure else "never" if hopeless else "sometimes"])
