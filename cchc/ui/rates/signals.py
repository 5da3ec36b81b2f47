"""Does it matter: one unit's variation with its verdict and its target, and the verdicts of all."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.charts.control import FEWEST, control_chart
from cchc.charts.verdicts import MARKS, prospect, reason, verdict_word
from cchc.charts.wording import counts_shown, in_sentence, shown
from cchc.indicators.behaviour import Verdict, history, line_of, lines, verdict
from cchc.indicators.blocks import Block
from cchc.indicators.progress import progress
from cchc.indicators.signals import ENOUGH
from cchc.indicators.targets import Target, targets_of
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.address import ask_code
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.happened import changes_of, events_of
from cchc.ui.rates import rate
from cchc.ui.rates.blocks import rows_of
from cchc.ui.sourcing import source_words
from cchc.ui.tables import show_table, with_sources
from cchc.ui.targets.words import SIGNS, STATES
from cchc.vietnamese import number

TINTS = {"better": "blue", "worse": "orange", "up": "blue", "down": "blue"}
ORDER = ("worse", "better", "down", "up", "unclear", "few")  # exceptions first
NAMED = 5
METHODS = {
    "p": (later("Theo số hồ sơ (p′)"), None),
    "xmr": (later("Theo mức đổi (XmR)"), "individuals"),
}
AUTOMATIC = "p"
COLUMNS = {
    "short": later("Đơn vị"),
    "word": later("Biến động"),
    "why": later("Vì sao"),
    "said": later("Kỳ cuối"),
    "counts": later("Tử số / mẫu số"),
    "source": later("Nguồn"),
}


def ask_unit(code: str, scope: Scope, denominator: str | None) -> str | None:
    """Whose history to look at: of the scope's units one, else the widest or the fullest."""
    names = cached.kept(_units, code, scope, denominator, as_of=scope.as_of)
    if len(names) < 2 or not scope.agencies:
        return next(iter(names), None)
    return ask_code("xem", say("Xem kỹ"), names, default=next(iter(names)))


def _units(code: str, scope: Scope, denominator: str | None) -> dict[str, str]:
    """Series → short name: in the order of the scope, else the fullest of the widest first."""
    rows = rate.rate_rows(code, scope, denominator)
    if rows.empty:
        return {}
    names = dict(zip(rows["series"], rows["short"], strict=True))
    known = cached.catalog().agencies
    chosen = [known.series(agency)[-1] for agency in scope.agencies]
    fullest = rows[rows["series"].isin(rate.leading(rows))]["series"].value_counts()
    if not chosen and fullest.iloc[0] < FEWEST:
        return {}
    first = chosen or [fullest.index[0]]
    return {series: names[series] for series in dict.fromkeys([*first, *names]) if series in names}


def show_too_few():
    """What is said where nobody has a history."""
    st.caption(
        say(
            "Có thay đổi không: **chưa đủ số liệu**. Chưa đơn vị nào có {n} kỳ cùng loại để nói là "
            "cải thiện hay xấu đi.",
            n=number(ENOUGH, 0),
        )
    )


def ask_method(unit: str | None) -> str:
    """How limits are drawn, where a unit is: with the counts, or as single values."""
    if unit is None:
        return AUTOMATIC
    labels = {code: say(words) for code, (words, _) in METHODS.items()}
    return ask_code("gioi_han", say("Giới hạn"), labels, default=AUTOMATIC, width=190)


def show_verdict(code: str, scope: Scope, denominator: str | None, series: str, method: str):
    """The finding as the title of the unit's chart, and beside it whether its target is reached."""
    indicator = rate.measure(code)
    rows = rate.rate_rows(code, scope, denominator)
    line = line_of(rows[rows["series"] == series])
    agency = line["agency"].iloc[-1]
    changes, way = changes_of(indicator, (agency,)), METHODS[method][1]
    judged = verdict(line, indicator, changes=changes, method=way)
    target = _target(indicator, agency, line, scope)
    chart = control_chart(
        history(line, indicator, changes=changes, method=way),
        judged,
        indicator,
        unit=line["short"].iloc[-1],
        denominator=rate.base_name(indicator, denominator, line),
        events=events_of(indicator, (agency,)),
        target=_drawn(target, indicator).value if target else None,
    )
    _show_answers(judged, target, indicator, scope)
    show_chart(chart, key=f"control-{code}", source=source_words(line))


def _show_answers(
    judged: Verdict, target: Target | None, indicator: Indicator, scope: Scope
) -> None:
    """Variation and target: two questions, two answers, side by side."""
    word = f"{MARKS[judged.code]} {verdict_word(judged.code)}"
    tint = TINTS.get(judged.code, "gray")
    aim = _answer(judged, target, indicator, scope)
    with st.container(horizontal=True, gap="medium", key=f"answers-{indicator.code}"):
        st.markdown(f"{say('Có thay đổi không?')}  \n:{tint}[**{word}**]", width="content")
        st.markdown(f"{say('Có đạt chỉ tiêu không?')}  \n{aim}", width="content")


def _answer(judged: Verdict, target: Target | None, indicator: Indicator, scope: Scope) -> str:
    """What the target's year has come to; beneath it the last period where it is but a part."""
    if target is None:
        return say("chưa có chỉ tiêu nào được giao cho kỳ này")
    (found,) = progress(cached.store(), cached.catalog(), [target], as_of=scope.as_of)
    drawn = _drawn(target, indicator)
    now, state, period = judged.value, _met(drawn, judged.value), judged.period
    is_part = found.now is not None and found.now.period.name != judged.period
    if is_part:
        now, period = _turned(found.now.value, indicator), found.now.period.name
        state = f"**{say(STATES[found.state])}**"
    aim = say(
        "{value} trong {period}, chỉ tiêu {year} {sign} {wanted} ({document})",
        value=shown(now, indicator), period=in_sentence(period), year=target.year,
        sign=SIGNS[drawn.operator], wanted=shown(drawn.value, indicator), document=target.document,
    )  # fmt: skip
    words = prospect(judged, drawn.operator, drawn.value)
    said = f"{state}: {aim}" + (f"; {words}" if words else "")
    if not is_part:
        return said
    alone = say(
        "Riêng {period}: {value}, {answer}", period=in_sentence(judged.period),
        value=shown(judged.value, indicator), answer=_met(drawn, judged.value),
    )  # fmt: skip
    return f"{said}  \n{alone}"


def _met(target: Target, value: float) -> str:
    return say("✓ **đạt**") if target.is_met_by(value) else say("✗ **chưa đạt**")


def _target(indicator: Indicator, agency: str, line: pd.DataFrame, scope: Scope) -> Target | None:
    """The target of the unit for the year of its last point, which is not one against a base."""
    year = line["to"].iloc[-1].year
    found = targets_of(
        cached.store(), cached.catalog(), indicator.code,
        agencies=(agency,), year=year, as_of=scope.as_of,
    )  # fmt: skip
    return next((target for target in found if target.base_year is None), None)


def _drawn(target: Target, indicator: Indicator) -> Target:
    """The target in the unit that is drawn: 98 % in time are at most 20 late per thousand."""
    if not _is_turned(indicator):
        return target
    operator = {">=": "<=", "<=": ">="}.get(target.operator, "=")
    return replace(target, value=_turned(target.value, indicator), operator=operator)


def _turned(value: float, indicator: Indicator) -> float:
    """A percentage in the unit that is drawn."""
    return indicator.factor - value * indicator.factor / 100 if _is_turned(indicator) else value


def _is_turned(indicator: Indicator) -> bool:
    """Whether what is drawn is the rate turned over: the late ones of a thousand."""
    return indicator.factor != 100 and indicator.kind == "rate"


def show_verdicts(code: str, scope: Scope, denominator: str | None, block: Block):
    """How many units of a block changed, the exceptions by name, all of them in a table; nothing
    where no unit has enough periods.
    """
    indicator = rate.measure(code)
    found = verdicts(code, scope, denominator, block)
    counts = found["code"].value_counts()
    if set(counts.index) == {"few"}:
        return
    told = [
        f"{MARKS[one]} {number(int(counts[one]), 0)} {verdict_word(one)}"
        for one in ORDER
        if one in counts
    ]
    st.markdown(
        say("**Cả khối {block}:** {counts}.", block=block.name, counts=" · ".join(told))
        + _exceptions(found)
    )
    with st.expander(say("Từng đơn vị biến động thế nào")):
        show_table(
            with_sources(found, indicator),
            {field: say(heading) for field, heading in COLUMNS.items()},
            alt=say("Biến động của từng đơn vị"),
            key=f"verdicts-{code}",
        )


def _exceptions(found: pd.DataFrame) -> str:
    """Who got clearly worse and who clearly better, some names of each."""
    said = []
    for one in ("worse", "better"):
        names = found[found["code"] == one]["short"]
        if len(names):
            some = ", ".join(names.head(NAMED)) + ("…" if len(names) > NAMED else ".")
            said.append(f"  \n{verdict_word(one).capitalize()}: {some}")
    return "".join(said)


def verdicts(code: str, scope: Scope, denominator: str | None, block: Block) -> pd.DataFrame:
    """One row per unit of a block, its last value with `code`, `word` and `why`; worst first."""
    return cached.kept(_verdicts, code, scope, denominator, block, as_of=scope.as_of)


def _verdicts(code: str, scope: Scope, denominator: str | None, block: Block) -> pd.DataFrame:
    indicator = rate.measure(code)
    rows = rows_of(block, code, scope, denominator)
    provinces = cached.catalog().agencies.province_of
    changes: dict[str | None, tuple] = {}
    told = []
    for line in lines(rows):
        last = line.iloc[-1]
        province = provinces(last["agency"])
        if province not in changes:
            changes[province] = changes_of(indicator, (last["agency"],))
        judged = verdict(line, indicator, changes=changes[province])
        told.append(_told(last, judged, indicator))
    found = pd.DataFrame(told)
    order = found["code"].map(ORDER.index)
    return found.assign(_order=order).sort_values(["_order", "short"], ignore_index=True)


def _told(last: pd.Series, judged: Verdict, indicator: Indicator) -> dict:
    words = {
        "code": judged.code,
        "word": f"{MARKS[judged.code]} {verdict_word(judged.code)}",
        "why": reason(judged, indicator),
        "said": f"{shown(last['value'], indicator)}, {last['period']}",
        "counts": counts_shown(last["numerator"], last["denominator"]),
    }
    kept = ("agency", "series", "short", "from", "to", "basis", "reports")
    return {name: last[name] for name in kept} | words
