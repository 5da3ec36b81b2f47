"""Why a unit's rank moved: the answer in one sentence, its parts in places, then what it takes."""

from itertools import accumulate, permutations

import pandas as pd
import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.charts.rank_components import components_chart
from cchc.charts.rank_periods import period_named
from cchc.charts.rank_why import why_chart
from cchc.charts.wording import places_shown
from cchc.indicators.rank_components import components
from cchc.indicators.rank_moves import in_tenths
from cchc.indicators.rank_reasons import Reason, biggest_move, rank_reason
from cchc.indicators.rank_steps import steps_up
from cchc.indicators.standings import Scope as Standing
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.address import ask_code
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.ranking import asking, rankable, words
from cchc.ui.sourcing import source_words
from cchc.ui.tables import show_table

MOST, FALLEN, RISEN = "nhieu-nhat", "tut", "len"
WAYS = {MOST: 0, FALLEN: -1, RISEN: 1}
STEP_COLUMNS = {
    "rank": later("Hạng tới"),
    "names": later("Đang ở đó"),
    "points": later("Cần thêm"),
    "dossiers": later("Bằng số hồ sơ"),
    "score": later("Điểm ở đó"),
}
RATE_HEADINGS = {
    "score": later("Tỷ lệ, %"),
    "score_before": later("Tỷ lệ trước, %"),
    "score_change": later("Đổi, điểm %"),
    "gap": later("Kém hạng trên, điểm %"),
    "points": later("Cần thêm, điểm %"),
}
PASSING_COLUMNS = {
    "name": later("Đơn vị"),
    "what": later("Đã"),
    "rank_before": later("Hạng trước"),
    "rank": later("Hạng"),
    "score_before": later("Điểm trước"),
    "score": later("Điểm"),
    "score_change": later("Đổi điểm"),
}


def in_block(frame: pd.DataFrame, block: str) -> pd.DataFrame:
    """The rows of one block, with names."""
    return asking.named(frame[frame["block"] == block])


def ask_unit(
    code: str, standing: Standing, block: str, labels: tuple[str | None, str], scope: Scope
) -> str | None:
    """Whose rank is explained: the scope's unit, else the biggest move, or one that is picked."""
    choices, moved = cached.kept(_units, code, standing, block, labels, as_of=standing.as_of)
    if not choices:
        return None
    own = [one for one in asking.own_series(scope) if one in choices]
    default = own[0] if own else next(iter(choices))
    asked = say("Giải thích hạng của")
    picked = ask_code("vi_sao", asked, choices, default=default, width=370)
    return moved.get(picked, picked)


def _units(
    code: str, standing: Standing, block: str, labels: tuple[str | None, str]
) -> tuple[dict[str, str], dict[str, str | None]]:
    """What may be picked (code → label), and which unit each of the ways to move stands for."""
    compared = in_block(rankable.with_both(code, standing, labels[1], labels[0]), block)
    ranked = compared[compared["rank"].notna()].sort_values(["rank", "short"])
    moved = {way: biggest_move(compared, way=sign) for way, sign in WAYS.items()}
    choices = {way: _way_label(way, compared, one) for way, one in moved.items() if one}
    units = ranked[["series", "rank", "short"]].itertuples(index=False)
    return choices | {series: f"{rank} · {short}" for series, rank, short in units}, moved


def _way_label(way: str, compared: pd.DataFrame, series: str) -> str:
    """ "Tụt nhiều nhất: Xã A (▼ 22 bậc)"."""
    row = compared[compared["series"] == series].iloc[0]
    unit = f"{row['short']} ({places_shown(row['rank_change'])})"
    if way == FALLEN:
        return say("Tụt nhiều nhất: {unit}", unit=unit)
    if way == RISEN:
        return say("Lên nhiều nhất: {unit}", unit=unit)
    return say("Đổi hạng nhiều nhất: {unit}", unit=unit)


def show_why(
    code: str, standing: Standing, block: str, labels: tuple[str | None, str], series: str
):
    """The answer, the parts and what it takes, as one replayed section. `labels`: before, now."""
    indicator = cached.catalog().indicators.get(code)
    compared = in_block(rankable.with_both(code, standing, labels[1], labels[0]), block)
    before = rankable.with_both(code, standing, labels[0], None) if labels[0] else None
    row = compared[compared["series"] == series].iloc[0]
    parts = _components(compared, before, row, indicator, standing)
    has_more = len(parts) or len(steps_up(compared, series, indicator))
    if before is not None and not has_more:  # nothing stands beside the answer
        _show_reason(compared, in_block(before, block), row, indicator, labels)
        _show_steps(compared, row, indicator)
        return
    left, right = st.columns(2, gap="large")
    if before is not None:
        with left:
            _show_reason(compared, in_block(before, block), row, indicator, labels)
    with right:
        _show_steps(compared, row, indicator)
    if len(parts):
        with left if before is None else right:
            show_chart(components_chart(parts, indicator, name=row["short"]), key="components")


def _show_reason(
    compared: pd.DataFrame,
    before: pd.DataFrame,
    row: pd.Series,
    indicator: Indicator,
    labels: tuple[str, str],
) -> None:
    reason = rank_reason(compared, before, row["series"], indicator)
    names = _names(before) | _names(compared)
    ended = _ended(reason, before, compared)
    notes = [
        *words.reason_notes(reason, names, ended),
        words.range_note(row, compared, indicator),
    ]
    sentence = words.reason_sentence(reason, names, indicator, labels)
    said = [sentence, words.caution(row, indicator)]
    chart = why_chart(
        title="; ".join(part for part in said if part),
        subtitle=_subtitle(indicator, labels, row["block"]),
        ranks=(reason.rank_before, reason.rank),
        when=tuple(period_named(label) for label in labels),
        parts=_parts(reason),
        notes=[note for note in notes if note],
    )
    show_chart(chart, key="why", source=source_words(compared))
    _show_passing(reason, compared, before, names, indicator)


def _subtitle(indicator: Indicator, labels: tuple[str, str], block: str) -> str:
    """The index, the two periods, and among whom the unit is ranked."""
    then, now = (period_named(label) for label in labels)
    said = say("{index}, {then} → {now}", index=indicator.name, then=then, now=now)
    province, _, kind = block.rpartition(" · ")
    among = say("khối {block}", block=say(kind)) if province else kind
    return f"{said} · {among}" if among else said


def _parts(reason: Reason) -> list[tuple[str, float]]:
    """The parts in places; where only the places are known, all of them as one part."""
    if reason.move:
        shown = in_tenths((reason.move.own, reason.move.others, reason.move.field))
        parts = zip((say(part) for part in words.PARTS.values()), shown, strict=True)
        return _within_field(list(parts), reason)
    if reason.places is None:
        return []
    name = say("Đổi cách tính") if reason.kind == "method" else say("Chưa tách được")
    return [(name, float(reason.places))]


def _within_field(parts: list[tuple[str, float]], reason: Reason) -> list[tuple[str, float]]:
    """The parts in an order whose running ranks are ranks: none before the first or past the last.

    The parts are the same in any order; the usual one is kept wherever it can be.
    """
    last = max(reason.of, reason.of_before)
    for order in permutations(parts):
        running = accumulate((-places for _, places in order), initial=reason.rank_before)
        if all(1 <= round(rank, 6) <= last for rank in running):
            return list(order)
    return parts


def _names(frame: pd.DataFrame) -> dict[str, str]:
    return dict(zip(frame["series"], frame["short"], strict=True))


def _ended(reason: Reason, before: pd.DataFrame, compared: pd.DataFrame) -> dict[str, str]:
    """Of the units that left: into what they were merged between the two periods."""
    agencies, found = cached.catalog().agencies, {}
    for series in reason.move.left if reason.move else ():
        first = before.loc[before["series"] == series, "to"].max()
        for line in agencies.successors(series):
            if first <= line.date <= compared["to"].max():
                name = agencies.get(agencies.series(line.new)[-1]).short
                found[series] = say(" (nhập vào {name})", name=name)
    return found


def _show_passing(
    reason: Reason,
    compared: pd.DataFrame,
    before: pd.DataFrame,
    names: dict[str, str],
    indicator: Indicator,
) -> None:
    """Every unit that passed or was passed, with both scores."""
    if reason.move is None or not (reason.move.passed or reason.move.passed_by):
        return
    what = dict.fromkeys(reason.move.passed_by, say("vượt lên"))
    what |= dict.fromkeys(reason.move.passed, say("bị vượt"))
    rows = compared[compared["series"].isin(what)]
    rows = rows.assign(name=rows["series"].map(names), what=rows["series"].map(what))
    decimals = dict.fromkeys(("score", "score_before", "score_change"), precise(indicator))
    decimals |= {"rank": 0, "rank_before": 0}
    title = say("Ai vượt ai: {n} đơn vị", n=len(rows))
    with st.expander(title):
        show_table(
            rows, headed(PASSING_COLUMNS, indicator), decimals=decimals, alt=title, key="passing"
        )  # fmt: skip


def headed(columns: dict[str, str], indicator: Indicator) -> dict[str, str]:
    """The columns with the headings of what they hold: a rate is not a score."""
    if indicator.kind != "rate":
        return columns
    return {field: RATE_HEADINGS.get(field, heading) for field, heading in columns.items()}


def precise(indicator: Indicator) -> int:
    """Decimals in a table of ranks; rates that are ranked lie close to each other."""
    return indicator.decimals + (indicator.kind == "rate")


def _show_steps(compared: pd.DataFrame, row: pd.Series, indicator: Indicator) -> None:
    """What the next places take; a rank is shared by whoever reaches its score."""
    steps = steps_up(compared, row["series"], indicator)
    title = words.step_sentence(steps, row, compared, indicator)
    if steps.empty and (pd.isna(row["rank"]) or row["rank"] != 1):
        st.caption(title)
        return
    st.subheader(title, anchor=False)
    if steps.empty:
        return
    names = _names(compared)
    rows = steps.assign(names=[words.listed(s, names, most=3) for s in steps["series"]])
    columns = dict(STEP_COLUMNS)
    if steps["dossiers"].isna().all():
        del columns["dossiers"]
    decimals = {"rank": 0, "dossiers": 0, "points": indicator.decimals}
    decimals["score"] = precise(indicator)
    st.caption(_held(row, indicator))
    show_table(rows, headed(columns, indicator), decimals=decimals, alt=title, key="steps")


def _held(row: pd.Series, indicator: Indicator) -> str:
    """What is held as it is while the unit rises."""
    if pd.isna(row["denominator"]) or not indicator.numerator:
        return say("Nếu điểm của các đơn vị khác giữ nguyên.")
    base = cached.catalog().indicators.get(indicator.denominators[0]).name
    return say(
        "Nếu các đơn vị khác và mẫu số ({base}: {n}) giữ nguyên.",
        base=base, n=words.number(row["denominator"], 0),
    )  # fmt: skip


def _components(
    compared: pd.DataFrame,
    before: pd.DataFrame | None,
    row: pd.Series,
    indicator: Indicator,
    standing: Standing,
) -> pd.DataFrame:
    """The score by its components, against the period that the rank is compared with."""
    own = [] if before is None else before[before["series"] == row["series"]]["to"]
    return components(
        cached.store(), cached.catalog(), indicator, compared, row["series"],
        before=own.iloc[0] if len(own) else None, as_of=standing.as_of,
    )  # fmt: skip
