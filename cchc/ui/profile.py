"""Sections of the page Đơn vị: what the unit is and was, its numbers, every indicator and year."""

import pandas as pd
import streamlit as st

from cchc.agencies import AGENCY_LEVELS, AREAS, Agency
from cchc.catalog.indicator import Indicator
from cchc.charts.names import with_short_names
from cchc.charts.trend import trend_chart
from cchc.charts.wording import change_shown, counts_shown, rank_shown, shown
from cchc.figures import LEVELS
from cchc.indicators.comparison import widest
from cchc.indicators.overview import HEADLINES
from cchc.languages import say
from cchc.ui import cached
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.happened import events_of
from cchc.ui.levels import level_name
from cchc.ui.rates.rate import commonest_kind
from cchc.ui.sourcing import source_words
from cchc.ui.tables import show_table, with_sources
from cchc.ui.tiles import show_headlines
from cchc.vietnamese import date_text

SHOWN_KINDS = ("rate", "score", "rank", "flow", "stock", "count", "change")
ENOUGH_FOR_A_LINE = 3  # values before a history is drawn
MOST_CHARTS = 8
CHART_HEIGHT = 320
PICKS = 6  # units offered where none was chosen


def show_identity(agency_id: str):
    """Name, kind, parent, time of validity, and what it came from and became."""
    agencies = cached.catalog().agencies
    agency = agencies.get(agency_id)
    parents = [agencies.get(a).name for a in agencies.ancestors(agency_id) if a != "VN"]
    facts = [
        say("Mã {code}", code=agency.code) if agency.code else "",
        ", ".join(parents),
        _validity(agency),
    ]
    st.markdown(" · ".join(fact for fact in facts if fact))
    for line in lineage_words(agency_id):
        st.markdown(f"- {line}")


def _validity(agency: Agency) -> str:
    if agency.valid_to:
        return say("tồn tại đến {valid_to}", valid_to=date_text(agency.valid_to))
    return (
        say("từ {valid_from}", valid_from=date_text(agency.valid_from)) if agency.valid_from else ""
    )


def lineage_words(agency_id: str) -> list[str]:
    """Where its territory came from and went to, one sentence per step, through its series."""
    agencies = cached.catalog().agencies
    series = agencies.series(agency_id)
    came = [line for one in series for line in agencies.predecessors(one) if line.old not in series]
    went = [line for one in series for line in agencies.successors(one) if line.new not in series]
    lines = []
    if came:
        lines.append(say("Được lập từ: {parts}.", parts=_parts(came, "old")))
    if went:
        lines.append(say("Nay thuộc: {parts}.", parts=_parts(went, "new")))
    return lines


def _parts(lines: list, side: str) -> str:
    """ "Tỉnh Quảng Nam (từ 01/07/2025, Nghị quyết …)", a divided unit said to be a part."""
    agencies = cached.catalog().agencies
    seen = {}
    for line in lines:
        part = "" if line.whole else say(" (một phần)")
        name = agencies.label(getattr(line, side))
        seen[f"{name}{part}"] = f"{date_text(line.date)}, {line.act}" if line.act else ""
    return "; ".join(f"{name} ({when})" if when else name for name, when in seen.items())


def show_numbers(agency_id: str, scope: Scope):
    """The headlines as tiles."""
    headlines = cached.overview(agency_id, as_of=scope.as_of)
    if headlines:
        show_headlines(headlines, as_of=scope.as_of)


def history(agency_id: str, scope: Scope) -> dict[str, pd.DataFrame]:
    """Indicator code → its values of every level through the unit's series, where there are any."""
    held = cached.holdings(as_of=scope.as_of)
    series = cached.catalog().agencies.series(agency_id)
    codes = set(held[held["agency"].isin(series)]["indicator"])
    found = {}
    for indicator in cached.catalog().indicators:
        is_made = indicator.numerator in codes
        if indicator.kind in SHOWN_KINDS and (indicator.code in codes or is_made):
            rows = cached.values(scope.question(indicator.code, agencies=(agency_id,)))
            rows = rows[rows["value"].notna()]
            if len(rows):
                found[indicator.code] = rows
    return found


def show_history(agency_id: str, scope: Scope):
    """Lines where there are enough values, then every value by indicator and period."""
    catalog = cached.catalog()
    found = history(agency_id, scope)
    if not found:
        st.info(
            say(
                "Kho chưa có số liệu nào của {label} trong phạm vi {sentence}.",
                label=catalog.agencies.label(agency_id),
                sentence=scope.sentence,
            ),
            title=say("Chưa có số liệu"),
        )
        return
    _show_lines(found)
    st.subheader(say("Mọi chỉ tiêu, mọi kỳ"), anchor=False)
    rows = every_value(found)
    columns = {
        "topic": say("Nhóm"),
        "indicator_name": say("Tên chỉ tiêu"),
        "level_name": say("Phạm vi"),
        "period": say("Kỳ"),
        "said": say("Giá trị"),
        "counts": say("Tử số / mẫu số"),
        "source": say("Nguồn"),
    }
    show_table(rows, columns, alt=say("Mọi số liệu của đơn vị"), key=f"profile-{agency_id}")


def _show_lines(found: dict[str, pd.DataFrame]) -> None:
    catalog = cached.catalog()
    found = {code: commonest_kind(widest(rows)) for code, rows in found.items()}
    long = [code for code, rows in found.items() if len(rows) >= ENOUGH_FOR_A_LINE]
    known = [c for c in long if catalog.indicators.get(c).kind in ("rate", "score")]
    order = {code: place for place, code in enumerate(HEADLINES)}
    drawn = sorted(known, key=lambda code: order.get(code, len(order)))[:MOST_CHARTS]
    for start in range(0, len(drawn), 2):
        pair = drawn[start : start + 2]
        for column, code in zip(st.columns(len(pair), gap="large"), pair, strict=True):
            with column:
                _show_line(catalog.indicators.get(code), found[code])


def _show_line(indicator: Indicator, rows: pd.DataFrame) -> None:
    named = with_short_names(rows, cached.catalog().agencies, by_level=indicator.kind == "rate")
    events = events_of(indicator, rows["agency"].unique())
    chart = trend_chart(
        named, indicator, events=events, height=CHART_HEIGHT, subject=indicator.short
    )
    show_chart(chart, key=f"profile-{indicator.code}", source=source_words(rows))


def every_value(found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """All values in words, newest first within each indicator."""
    parts = []
    for code, rows in found.items():
        indicator = cached.catalog().indicators.get(code)
        newest = with_sources(told(rows), indicator)
        said = [
            _in_words(value, of, approx, indicator)
            for value, of, approx in zip(
                newest["value"], newest["of"], newest["approx"], strict=True
            )
        ]
        counts = [
            counts_shown(n, d)
            for n, d in zip(newest["numerator"], newest["denominator"], strict=True)
        ]
        parts.append(
            newest.assign(
                said=said,
                counts=counts,
                topic=say(indicator.topic),
                indicator_name=indicator.name,
                level_name=newest["level"].map(level_name),
            )  # fmt: skip
        )
    return pd.concat(parts, ignore_index=True)


def told(rows: pd.DataFrame) -> pd.DataFrame:
    """The newest period with all its levels, of the earlier ones the widest; newest first."""
    newest = rows[rows["to"] == rows["to"].max()].sort_values("level", key=width)
    every = pd.concat([newest, widest(rows).sort_values("to", ascending=False)])
    return every.drop_duplicates(["agency", "level", "from", "to", "breakdown"])


def width(levels: pd.Series) -> pd.Series:
    """The place of each level, the widest first."""
    return levels.map({level: place for place, level in enumerate(LEVELS)})


def _in_words(value: float, of: float, approx: str | None, indicator: Indicator) -> str:
    if indicator.kind == "rank":
        return rank_shown(value, of)
    if indicator.kind == "change":
        return change_shown(value, indicator)
    return shown(value, indicator, approx=approx)


def fullest_units(scope: Scope) -> list[str]:
    """The widest of today's units that have most figures: a way in where none was chosen."""
    held, agencies = cached.holdings(as_of=scope.as_of), cached.catalog().agencies
    today = held["agency"].map(lambda agency: agencies.series(agency)[-1])
    sizes = held.groupby(today)["figures"].sum()
    sizes = sizes[[agencies.get(agency).level not in AREAS for agency in sizes.index]]
    order = {a: (*_standing(agencies.get(a)), -sizes[a]) for a in sizes.index}
    return sorted(order, key=order.get)[:PICKS]


def one_unit(units: list[str]) -> str | None:
    """Of the units offered the one that stands for all: the only one of its level."""
    agencies = cached.catalog().agencies
    levels = [agencies.get(unit).level for unit in units]
    return units[0] if units and levels.count(levels[0]) == 1 else None


def _standing(agency: Agency) -> tuple[bool, int]:
    """Units that have ended come last, provinces before what lies in them."""
    return agency.valid_to is not None, AGENCY_LEVELS.index(agency.level)
