"""A target and its progress in sentences: how far, what is missing, what the rest must bring."""

from cchc.catalog.indicator import Indicator
from cchc.charts.wording import counts_shown, in_sentence, shown
from cchc.indicators.progress import Progress
from cchc.indicators.targets import Target
from cchc.languages import later, say
from cchc.ui import cached
from cchc.vietnamese import NOTHING, date_text, number

OPERATORS = {
    ">=": later("ít nhất {value}"),
    "<=": later("không quá {value}"),
    "=": later("đúng {value}"),
}
SIGNS = {">=": "≥", "<=": "≤", "=": "="}
STATES = {
    "reached": later("▲ đạt"),
    "missed": later("▼ không đạt"),
    "open": later("● chưa đạt, còn thời gian"),
    "unknown": later("chưa có số liệu"),
}
TALLY = {
    "reached": later("**{n}** trong {all} chỉ tiêu đã đạt"),
    "open": later("{n} chưa đạt nhưng còn thời gian"),
    "missed": later("{n} không đạt"),
    "unknown": later("{n} chưa có số liệu để đối chiếu"),
}
EACH = {
    "province": later("mỗi tỉnh"),
    "district": later("mỗi huyện"),
    "commune": later("mỗi xã, phường"),
    "department": later("mỗi sở, ngành"),
}


def indicator_of(target: Target) -> Indicator:
    """What the target is about."""
    return cached.catalog().indicators.get(target.indicator)


def wanted(target: Target) -> str:
    """ "ít nhất 95,0 %"; of a rank "không quá hạng 5"."""
    return say(OPERATORS[target.operator], value=shown(target.value, indicator_of(target)))


def whose(target: Target) -> str:
    """Who set it for whom, where it was not set for the unit itself."""
    agencies = cached.catalog().agencies
    if target.each is None or target.agency != target.set_for:
        return agencies.label(target.agency)
    return f"{agencies.label(target.set_for)}: {say(EACH.get(target.each, target.each))}"


def distance(value: float, indicator: Indicator) -> str:
    """A gap without a sign: "4,1 điểm %", "3 bậc"."""
    if indicator.kind == "rank":
        return say("{n} bậc", n=number(value, 0))
    unit = say("điểm %") if indicator.unit == "%" else indicator.unit
    return f"{number(value, max(indicator.decimals, _needed(value)))} {unit}"


def _needed(value: float) -> int:
    """Decimals so that a small gap is not shown as none."""
    decimals = 0
    while decimals < 4 and value and round(value, decimals) == 0:
        decimals += 1
    return decimals


def result(one: Progress) -> str:
    """The result beside what is missing or more than asked for."""
    indicator = indicator_of(one.target)
    if one.now is None:
        return say("chưa có số liệu")
    value = f"<b>{shown(one.now.value, indicator)}</b><br>"
    if one.state == "reached":
        return f"{value}▲ {_surplus(one, indicator)}"
    short = say("▼ thiếu {gap}") if one.target.operator != "<=" else say("▼ vượt {gap}")
    return value + short.format(gap=distance(one.gap, indicator))


def _surplus(one: Progress, indicator: Indicator) -> str:
    more = abs(one.now.value - one.target.value)
    return say("đạt, hơn {gap}", gap=distance(more, indicator)) if more else say("vừa đạt")


def basis(one: Progress) -> str:
    """Target and counts: "≥ 95,0 % · 423.598/456.055"."""
    value = shown(one.target.value, indicator_of(one.target))
    parts = [f"{SIGNS[one.target.operator]} {value}"]
    if one.now:
        parts.append(counts_shown(one.now.numerator, one.now.denominator))
    return " · ".join(part for part in parts if part)


def lack(one: Progress) -> str:
    """ "thiếu 4,1 điểm %, tức thêm 1.276 hồ sơ nộp trực tuyến trên 31.120"."""
    if one.now is None or not one.gap:
        return ""
    indicator, known = indicator_of(one.target), cached.catalog().indicators
    gap = distance(one.gap, indicator)
    if not one.missing:
        return say("thiếu {gap}", gap=gap) if one.target.operator != "<=" else say(
            "vượt mức {gap}", gap=gap
        )  # fmt: skip
    things = known.get(indicator.numerator).name
    said = dict(
        gap=gap, n=number(one.missing, 0), things=things[0].lower() + things[1:],
        all=number(one.now.denominator, 0),
    )  # fmt: skip
    if one.target.operator == "<=":
        return say("vượt mức {gap}, tức thừa {n} {things} trên {all}", **said)
    return say("thiếu {gap}, tức thêm {n} {things} trên {all}", **said)


def way(one: Progress) -> str:
    """What the time that is left must bring."""
    path = one.path
    if path is None:
        return say("đã hết thời gian") if one.state == "missed" else ""
    day = date_text(one.target.end)
    if path.dossiers is None:
        return _steps(one, day)
    n, rest = number(path.dossiers, 0), _base(one)
    if not path.is_possible and one.state != "reached":
        return say("đến {day} không kịp: còn khoảng {n} {base}, làm hết cũng không đủ", day=day,
                   n=n, base=rest)  # fmt: skip
    share = shown(min(100.0, max(0.0, path.share)), indicator_of(one.target))
    if one.target.operator == "<=":
        return say("đến {day}, trong khoảng {n} {base} còn lại, không quá {share}", day=day, n=n,
                   base=rest, share=share)  # fmt: skip
    return say("đến {day}, trong khoảng {n} {base} còn lại, phải đạt {share}", day=day, n=n,
               base=rest, share=share)  # fmt: skip


def _steps(one: Progress, day: str) -> str:
    path, indicator = one.path, indicator_of(one.target)
    step = distance(abs(path.step), indicator)
    more = path.step > 0
    words = dict(n=number(path.periods, 0), day=day, step=step)
    if more:
        return say("còn {n} kỳ đến {day}: mỗi kỳ phải tăng {step}", **words)
    return say("còn {n} kỳ đến {day}: mỗi kỳ phải giảm {step}", **words)


def _base(one: Progress) -> str:
    name = cached.catalog().indicators.get(one.now.denominator_code).name
    return name[0].lower() + name[1:]


def aim(one: Progress, period: str) -> str:
    """ "Chỉ tiêu 2026 ≥ 98,0 %: ● chưa đạt, còn thời gian (97,7 % trong 10 tháng đầu năm 2026)".

    The result stands beside it where it is of another time than `period`, which the reader sees.
    """
    indicator = indicator_of(one.target)
    said = say(
        "Chỉ tiêu {year} {sign} {value}: {state}", year=one.target.year,
        sign=SIGNS[one.target.operator], value=shown(one.target.value, indicator),
        state=say(STATES[one.state]),
    )  # fmt: skip
    if one.now is None or one.now.period.name == period:
        return said
    now, when = shown(one.now.value, indicator), in_sentence(one.now.period.name)
    return said + say(" ({value} trong {period})", value=now, period=when)


def value_cell(one: Progress) -> str:
    """The result alone, for a table."""
    return shown(one.now.value, indicator_of(one.target)) if one.now else NOTHING
