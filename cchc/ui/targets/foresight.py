"""Bao giờ đạt: when a unit gets to a level, foretold only from a trend that is real."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.charts.foresight import foresight_chart
from cchc.charts.wording import in_sentence, shown
from cchc.indicators.comparison import shared_period, widest
from cchc.indicators.holdings import holdings_of
from cchc.indicators.projection import STEPS, Projection, projection
from cchc.indicators.targets import operator_of
from cchc.languages import later, say
from cchc.periods import Period
from cchc.ui import cached
from cchc.ui.address import ask_code, carried, carry
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.happened import events_of
from cchc.ui.sourcing import source_words
from cchc.ui.targets import words
from cchc.ui.targets.below import BELOW
from cchc.vietnamese import date_text, number

MOST_NAMED = 5
DEFAULT, DEFAULT_LEVEL = "online_rate", 80.0
KINDS = ("rate", "score")
PERIODS = {"month": later("tháng"), "quarter": later("quý"), "year": later("năm")}


def offered(scope: Scope) -> dict[str, str]:
    """Rates and scores that are reported, by code."""
    return cached.kept(_offered, scope, as_of=scope.as_of)


def _offered(scope: Scope) -> dict[str, str]:
    held = cached.holdings(as_of=scope.as_of)
    found = [
        one
        for one in cached.catalog().indicators
        if one.kind in KINDS
        and one.better != "neither"
        and len(holdings_of(held, cached.catalog(), one.code))
    ]
    return {one.code: one.name for one in found}


def ask_level(
    scope: Scope, code: str | None, target_of: Callable[[str], float | None]
) -> tuple[Indicator, float] | None:
    """Which indicator has to get to which value, both in the address; first its target's."""
    choices = offered(scope)
    if not choices:
        return None
    st.subheader(say("Bao giờ đạt?"), anchor=False)
    with st.container(horizontal=True, key="level-controls", vertical_alignment="bottom"):
        first = next((c for c in (code, DEFAULT) if c in choices), next(iter(choices)))
        chosen = ask_code("tinh", say("Số đo"), choices, default=first, width=420)
        indicator = cached.catalog().indicators.get(chosen)
        target = target_of(chosen)
        wanted = _ask_wanted(indicator, DEFAULT_LEVEL if target is None else target)
    return indicator, wanted


def _ask_wanted(indicator: Indicator, usual: float) -> float:
    """The value to get to; the address carries it unless it is the usual one."""
    text = carried("dat")
    try:
        wanted = float(text)
    except ValueError:
        wanted = usual
    wanted = min(max(wanted, 0.0), indicator.max or 100.0)
    st.session_state["_dat"] = wanted
    label = say("Mức cần đạt ({unit})", unit=indicator.unit)
    st.number_input(
        label,
        min_value=0.0,
        max_value=float(indicator.max or 100),
        step=1.0,
        format="%g",
        key="_dat",
        on_change=_picked,
        args=(usual,),
        width=220,
    )
    return wanted


def _picked(usual: float) -> None:
    wanted = st.session_state["_dat"]
    carry("dat", "" if wanted == usual else f"{wanted:g}")


def show_foresight(code: str, wanted: float, scope: Scope) -> None:
    """The answer for each unit of the scope; without one for the unit that is whole."""
    indicator = cached.catalog().indicators.get(code)
    for agency in scope.agencies or _whole(code, scope):
        _show_unit(agency, indicator, wanted, scope)


def _whole(code: str, scope: Scope) -> tuple[str, ...]:
    """Where nobody was chosen: the country, else the unit that has most figures."""
    held = holdings_of(cached.holdings(as_of=scope.as_of), cached.catalog(), code)
    if "VN" in set(held["agency"]):
        return ("VN",)
    totals = held[held["level"].isin(["province_total", "province"])]
    latest = (totals if len(totals) else held).sort_values(["last", "figures"])
    return tuple(latest["agency"].tail(1))


def _show_unit(agency: str, indicator: Indicator, wanted: float, scope: Scope) -> None:
    rows = cached.values(scope.question(indicator.code, agencies=(agency,)))
    rows = widest(rows[rows["value"].notna()])
    found = projection(rows, wanted, operator_of(indicator))
    name = cached.catalog().agencies.label(agency)
    if found.kind is None:
        st.markdown(f"**{name}**: {_few(rows, indicator, wanted)}")
        _show_short(agency, indicator, wanted, scope)
        return
    used = rows[[a >= found.start and b <= found.end for a, b in
                 zip(rows["from"], rows["to"], strict=True)]]  # fmt: skip
    used = _of_kind(used, found.kind)
    chart = foresight_chart(
        used, wanted=wanted, wanted_said=shown(wanted, indicator), unit=indicator.unit,
        title=f"{name}: {sentence(found, indicator, wanted)}",
        subtitle=say("{indicator}, {n} {period} gần nhất", indicator=indicator.name,
                     n=number(found.points, 0), period=say(PERIODS[found.kind])),
        fan=_fan(found), notes=_notes(found, indicator), events=events_of(indicator, (agency,)),
    )  # fmt: skip
    show_chart(chart, key=f"foresight-{agency}", source=source_words(used), within=True)
    _show_short(agency, indicator, wanted, scope)


def _show_short(agency: str, indicator: Indicator, wanted: float, scope: Scope) -> None:
    """How many units inside are not there yet at the period most of them share, the worst named."""
    agencies = cached.catalog().agencies
    level = BELOW.get(agencies.get(agency).level)
    if level is None:
        return
    rows = widest(cached.values(scope.question(indicator.code, agencies=())))
    rows = rows[rows["value"].notna()]
    same = set(agencies.series(agency))
    is_inside = [
        agencies.get(a).level == level and bool(same & set(agencies.ancestors(a)))
        for a in rows["agency"]
    ]
    rows = rows[is_inside]
    span = shared_period(rows)
    if span is None:
        return
    rows = rows[(rows["from"] == span[0]) & (rows["to"] == span[1])].sort_values("value")
    is_low = indicator.better == "higher"
    short = rows[rows["value"] < wanted] if is_low else rows[rows["value"] > wanted].iloc[::-1]
    worst = ", ".join(
        f"{agencies.get(row.agency).name} ({shown(row.value, indicator)})"
        for row in short.head(MOST_NAMED).itertuples()
    )
    worst += "…" if len(short) > MOST_NAMED else "."
    said = dict(n=number(len(short), 0), all=number(len(rows), 0), level=shown(wanted, indicator),
                period=in_sentence(rows["period"].iloc[0]))  # fmt: skip
    if short.empty:
        st.markdown(say("Cả {all} đơn vị bên trong đều ở mức {level} ({period}).", **said))
        return
    st.markdown(say("**{n}** trên {all} đơn vị bên trong chưa ở mức {level} ({period}): {worst}",
                    worst=worst, **said))  # fmt: skip


def _of_kind(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    kinds = [Period(a, b).kind for a, b in zip(rows["from"], rows["to"], strict=True)]
    return rows[[one == kind for one in kinds]]


def _few(rows: pd.DataFrame, indicator: Indicator, wanted: float) -> str:
    """Why nothing is foretold, and where the unit stands."""
    least, _, _ = STEPS["month"]
    if rows.empty:
        return say("chưa có số liệu «{indicator}».", indicator=indicator.name)
    last = rows.sort_values("to").iloc[-1]
    value, gap = shown(last["value"], indicator), abs(wanted - last["value"])
    is_met = last["value"] >= wanted if indicator.better == "higher" else last["value"] <= wanted
    now = say("{period} là {value}", period=last["period"], value=value)
    if is_met:
        return say("{now}, đã ở mức cần đạt; chưa đủ số liệu để nói xu hướng.", now=now)
    return say(
        "chưa đủ số liệu để dự báo (cần ít nhất {n} tháng, 8 quý hoặc 5 năm liền một cách tính). "
        "{now}, còn cách {gap}.",
        n=least, now=now, gap=words.distance(gap, indicator),
    )  # fmt: skip


def sentence(found: Projection, indicator: Indicator, wanted: float) -> str:
    """The answer in one sentence, never more certain than the trend."""
    level = shown(wanted, indicator)
    if found.verdict == "reached":
        return say("đã đạt {level} trong cả ba kỳ gần nhất", level=level)
    if found.verdict == "unclear":
        return say("chưa dự báo được khi nào đạt {level}: chưa rõ đang tăng hay giảm", level=level)
    if found.verdict == "away":
        return say("đang đi xa dần mức {level}", level=level)
    if found.verdict == "far":
        return say("với đà hiện nay, không đạt {level} trong 5 năm tới", level=level)
    if found.latest is None:
        return say("với đà hiện nay đạt {level} khoảng {day}; sớm nhất {first}, có thể rất lâu",
                   level=level, day=_month(found.day), first=_month(found.earliest))  # fmt: skip
    return say(
        "với đà hiện nay đạt {level} khoảng {day} (từ {first} đến {last})",
        level=level,
        day=_month(found.day),
        first=_month(found.earliest),
        last=_month(found.latest),
    )


def _month(day) -> str:
    return f"{day:%-m/%Y}"


def _fan(found: Projection) -> dict | None:
    if found.verdict != "projected":
        return None
    return {"start": found.end, "level": found.level, "day": found.day,
            "earliest": found.earliest, "latest": found.latest}  # fmt: skip


def _notes(found: Projection, indicator: Indicator) -> tuple[str, ...]:
    """How it was reckoned; nothing of it where nothing was foretold."""
    if found.verdict not in ("projected", "far"):
        return (say("Xu hướng Theil–Sen, khoảng tin cậy 95 %."),)
    step = words.distance(abs(found.slope), indicator)
    return (
        say(
            "Đà hiện nay: {step} mỗi {period} (Theil–Sen, nửa sau của chuỗi, khoảng tin cậy 95 %). "
            "Tỷ lệ càng gần trần càng chậm lại, nên đây là trường hợp thuận lợi.",
            step=step, period=say(PERIODS[found.kind]),
        ),
        say("Tính từ số liệu đến {day}.", day=date_text(found.end)),
    )  # fmt: skip
