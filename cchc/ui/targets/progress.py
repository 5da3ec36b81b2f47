"""Sections of the page Chỉ tiêu: targets beside results, who falls short, what was changed."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from cchc.charts.bullets import bullet_chart
from cchc.charts.verdicts import MARKS, verdict_word
from cchc.charts.wording import in_sentence
from cchc.indicators.behaviour import line_of, verdict
from cchc.indicators.comparison import widest
from cchc.indicators.progress import Progress, progress
from cchc.indicators.question import Question
from cchc.indicators.targets import Target, all_targets, targets_of
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.address import ask_code
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.happened import changes_of
from cchc.ui.notices import IMPORT_PAGE
from cchc.ui.sourcing import source_words
from cchc.ui.tables import show_table, source_address
from cchc.ui.targets import words
from cchc.ui.targets.below import show_units_below, units_with_figures
from cchc.vietnamese import number

ALL = "tat-ca"
TARGETS_PAGE = "pages/targets.py"
MOST_LINES = 8  # targets spelled out below the chart; the table has all
COLUMNS = {
    "indicator": later("Tên chỉ tiêu"),
    "wanted": later("Mức giao"),
    "value": later("Kết quả"),
    "state": later("Đạt chưa"),
    "change": later("Biến động"),
    "period": later("Kỳ"),
    "source": later("Nguồn"),
    "whose": later("Đơn vị"),
    "document": later("Văn bản"),
    "lack": later("Còn thiếu"),
    "way": later("Phần còn lại cần"),
}


def known_targets(as_of: int | None) -> tuple[Target, ...]:
    """Every target there is, as it was set."""
    return cached.kept(_known_targets, as_of, as_of=as_of)


def _known_targets(as_of: int | None) -> tuple[Target, ...]:
    return all_targets(cached.store(), cached.catalog(), as_of=as_of)


def _years(scope: Scope) -> list[int]:
    """The years that have targets, latest first."""
    return sorted({target.year for target in known_targets(scope.as_of)}, reverse=True)


def ask_year(scope: Scope) -> int | None:
    """The year the targets are for: the latest that has figures, unless another is chosen."""
    years = _years(scope)
    if not years:
        return None
    labels = {str(year): str(year) for year in years}
    return int(ask_code("nam", say("Năm"), labels, default=str(_usual_year(years, scope))))


def _usual_year(years: list[int], scope: Scope) -> int:
    """The latest of the years, given latest first, that has figures."""
    held = cached.holdings(as_of=scope.as_of)
    latest = held["last"].max().year if len(held) else years[0]
    return next((year for year in years if year <= latest), years[-1])


def ask_indicator(year: int | None, scope: Scope) -> str | None:
    """One indicator, or all of them."""
    codes = dict.fromkeys(t.indicator for t in known_targets(scope.as_of) if t.year == year)
    known = cached.catalog().indicators
    labels = {ALL: say("Mọi chỉ tiêu")} | {code: known.get(code).name for code in codes}
    code = ask_code("chi_so", say("Tên chỉ tiêu"), labels, default=ALL)
    return None if code == ALL else code


def usual_level(year: int | None, code: str, scope: Scope) -> float | None:
    """The value that the scope's first unit, or the whole, has to reach."""
    found = cached.kept(_progress, year, code, scope, as_of=scope.as_of)
    return found[0].target.value if found else None


def show_targets(year: int | None, code: str | None, scope: Scope) -> None:
    """Reached or not, by how much, and what the rest of the year must bring."""
    found = cached.kept(_progress, year, code, scope, as_of=scope.as_of)
    if not found:
        _show_none(year, scope)
        return
    _show_tally(found)
    shown_by_unit: dict[str, list[Progress]] = {}
    for one in found:
        if one.now and words.indicator_of(one.target).kind != "rank":
            unit = words.indicator_of(one.target).unit
            shown_by_unit.setdefault(unit, []).append(one)
    for unit, group in shown_by_unit.items():
        _show_bullets(unit, group, year)
    _show_lacks(found)
    _show_table(found, year, scope)
    if code:
        show_units_below(found, scope)


def show_summary(scope: Scope) -> None:
    """For another page: how many targets are reached, which is farthest off, the way to all."""
    years = _years(scope)
    year = _usual_year(years, scope) if years else None
    found = cached.kept(_progress, year, None, scope, as_of=scope.as_of)
    known = [one for one in found if one.now]
    if not known:
        return
    st.subheader(_finding(known, year), anchor=False)
    _show_tally(found)
    st.page_link(TARGETS_PAGE, label=say("Xem từng chỉ tiêu"))


def aims(agency: str, year: int, as_of: int | None) -> dict[str, Progress]:
    """Indicator → the target of one unit for a year, with what came of it."""
    return cached.kept(_aims, agency, year, as_of, as_of=as_of)


def _aims(agency: str, year: int, as_of: int | None) -> dict[str, Progress]:
    store, catalog = cached.store(), cached.catalog()
    asked = targets_of(store, catalog, None, agencies=(agency,), year=year, as_of=as_of)
    found = progress(store, catalog, asked, as_of=as_of)
    return {one.target.indicator: one for one in found[::-1]}


def _finding(known: list[Progress], year: int) -> str:
    """The worst of the targets with results, or that all are reached."""
    worst = known[0]
    if worst.state == "reached":
        return say("Mọi chỉ tiêu năm {year} đều đạt", year=year)
    name, lack = _name(worst, known), words.lack(worst)
    return say("{name} còn xa mức giao nhất: {lack}", name=name, lack=lack)


def _show_none(year: int | None, scope: Scope) -> None:
    st.info(
        say(
            "Chưa có chỉ tiêu nào cho phạm vi này ({scope}). Hãy nhập biểu «Chỉ tiêu cải cách hành "
            "chính được giao» (tải mẫu ở trang Nhập báo cáo), hoặc đọc báo cáo chữ có câu giao chỉ "
            "tiêu ở trang Đọc báo cáo chữ.",
            scope=scope.sentence,
        ),
        title=say("Chưa có chỉ tiêu"),
    )
    st.page_link(IMPORT_PAGE, label=say("Đến trang Nhập báo cáo"))


def _progress(year: int | None, code: str | None, scope: Scope) -> list[Progress]:
    """Each target of the scope with what came of it, the worst first."""
    ask = dict(year=year, as_of=scope.as_of)
    store, catalog = cached.store(), cached.catalog()
    asked = targets_of(store, catalog, code, agencies=scope.agencies, **ask)
    if not scope.agencies:
        asked = [t for one in asked for t in _for_each(one, scope)]
    found = progress(store, catalog, asked, as_of=scope.as_of)
    order = {"open": 0, "missed": 0, "reached": 1, "unknown": 2}
    return sorted(found, key=lambda p: (order[p.state], -(p.gap or 0)))


def _for_each(target: Target, scope: Scope) -> list[Target]:
    """A target set for every unit of a level: one for each of them that has figures."""
    if target.each is None:
        return [target]
    units = units_with_figures(target.indicator, target.each, target.set_for, target, scope)
    return [replace(target, agency=unit) for unit in units] or [target]


def _show_tally(found: list[Progress]) -> None:
    """One sentence before all charts: how many are reached; of other states those there are."""
    states = pd.Series([one.state for one in found]).value_counts()
    parts = [
        say(words.TALLY[state], n=number(int(states.get(state, 0)), 0), all=number(len(found), 0))
        for state in words.TALLY
        if state == "reached" or state in states
    ]
    st.markdown("; ".join(parts) + ".")


def _show_bullets(unit: str, group: list[Progress], year: int) -> None:
    rows = pd.DataFrame(
        {
            "name": [_name(one, group) for one in group],
            "state": [one.state for one in group],
            "value": [one.now.value for one in group],
            "before": [one.before.value if one.before else float("nan") for one in group],
            "target": [one.target.value for one in group],
            "said": [words.result(one) for one in group],
            "basis": [words.basis(one) for one in group],
            "period": [in_sentence(one.now.period.name) for one in group],
        }
    )
    chart = bullet_chart(
        rows, unit=unit, title=_finding(group, year),
        subtitle=say("Kết quả so với chỉ tiêu năm {year}, đơn vị tính: {unit}", year=year,
                     unit=unit),
    )  # fmt: skip
    used = {"reports": [one.now.reports for one in group], "to": [one.now.end for one in group]}
    show_chart(chart, key=f"targets-{unit}", source=source_words(pd.DataFrame(used)))


def _show_lacks(found: list[Progress]) -> None:
    """One line for each target that is not reached: what is missing, what the rest must bring."""
    short = [one for one in found if one.gap][:MOST_LINES]
    lines = []
    for one in short:
        said = "; ".join(part for part in (words.lack(one), words.way(one)) if part)
        lines.append(f"- **{_name(one, short)}**: {said}.")
    if lines:
        st.markdown("\n".join(lines))


def _name(one: Progress, group: list[Progress]) -> str:
    """The indicator, the unit, or both: whatever tells the rows apart."""
    indicator = words.indicator_of(one.target).short
    if len({other.target.agency for other in group}) == 1:
        return indicator
    unit = cached.catalog().agencies.get(one.target.agency).name
    one_indicator = len({other.target.indicator for other in group}) == 1
    return unit if one_indicator else f"{unit} · {indicator}"


def _show_table(found: list[Progress], year: int, scope: Scope) -> None:
    """Reached or not, and apart from it whether anything has changed beyond the usual."""
    st.subheader(say("Từng chỉ tiêu năm {year}", year=year), anchor=False)
    rows = pd.DataFrame([_row(one, scope) for one in found])
    show_table(rows, COLUMNS, alt=say("Chỉ tiêu và kết quả năm {year}", year=year), key="targets")


def _row(one: Progress, scope: Scope) -> dict:
    target = one.target
    return {
        "whose": words.whose(target),
        "indicator": words.indicator_of(target).name,
        "wanted": words.wanted(target),
        "value": words.value_cell(one),
        "period": one.now.period.name if one.now else "",
        "state": say(words.STATES[one.state]),
        "change": _change(one, scope),
        "lack": words.lack(one),
        "way": words.way(one),
        "document": target.document,
        "source": _source(target),
    }


def _change(one: Progress, scope: Scope) -> str:
    """What the rules say of the whole history, whatever the target is."""
    if one.now is None:
        return ""
    indicator, agency = words.indicator_of(one.target), one.target.agency
    rows = widest(cached.values(Question(indicator=indicator.code, agencies=(agency,),
                                         as_of=scope.as_of)))  # fmt: skip
    found = verdict(line_of(rows), indicator, changes=changes_of(indicator, (agency,)))
    return f"{MARKS[found.code]} {verdict_word(found.code)}"


def _source(target: Target) -> str | None:
    """Where the target stands: the act's page, or its place in the report."""
    if target.report_id is None:
        return target.source
    start, end = target.start.isoformat(), target.end.isoformat()
    return source_address(target.set_for, target.indicator, start, end)
