"""Sections of the page Bản đồ: the map, what it does not show, the table beside it."""

import pandas as pd
import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.charts.chart import Chart
from cchc.charts.map import map_chart
from cchc.charts.names import with_short_names
from cchc.charts.wording import counts_shown, shown
from cchc.indicators import mapping
from cchc.indicators.mapping import Layout
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.mapping.asking import Asked, drawn_rows
from cchc.ui.sourcing import source_words
from cchc.ui.tables import show_table
from cchc.vietnamese import number

NAMED = 2  # of the lowest and of the highest are named on a map
MOST_LISTED = 12
PICKED, UNIT_PAGE = "_picked_unit", "pages/profile.py"
COLUMNS = {
    "short": later("Đơn vị"),
    "value": later("Giá trị"),
    "counts": later("Tử số / mẫu số"),
    "source": later("Xem"),
}
WAYS = {
    "tiles": later("Mỗi ô là một tỉnh, xếp gần đúng chỗ; ô không phải ranh giới."),
    "names": later("Ô xếp theo tên, không theo vị trí: chưa có ranh giới của các đơn vị này."),
}


def chart_of(asked: Asked, scope: Scope) -> Chart:
    """The map as a chart."""
    return cached.kept(_chart, asked, scope, as_of=scope.as_of)


def _chart(asked: Asked, scope: Scope) -> Chart:
    rows, indicator, layout = drawn_rows(asked, scope)
    placed = rows[rows["agency"].isin(set(layout.shapes))]
    bounds = mapping.classes(placed["value"], decimals=indicator.decimals) if len(placed) else []
    units = _units(placed, indicator, layout, bounds, scope)
    title = _title(placed, indicator)
    return map_chart(
        layout.shapes,
        units,
        [_bound(low, high, placed, indicator) for low, high in bounds],
        kind=layout.kind,
        is_whole=layout.is_whole,
        title=title,
        subtitle=_subtitle(asked, indicator, placed),
        alt=say("Bản đồ {n} đơn vị. {title}.", n=number(len(placed), 0), title=title),
        notes=_notes(layout),
    )


def _units(
    placed: pd.DataFrame, indicator: Indicator, layout: Layout, bounds: list, scope: Scope
) -> pd.DataFrame:
    """Every unit of the layout, with a value or without."""
    agencies = cached.catalog().agencies
    values = placed.set_index("agency")
    ends = {*placed["agency"].head(NAMED), *placed["agency"].tail(NAMED), *scope.agencies}
    found = []
    for agency in layout.shapes:
        row = values.loc[agency] if agency in values.index else None
        found.append(
            {
                "agency": agency,
                "short": agencies.get(agency).short,
                "place": float("nan") if row is None else mapping.class_of(
                    row["value"], bounds, decimals=indicator.decimals),
                "said": say("chưa có số liệu") if row is None else _said(row, indicator),
                "is_named": agency in ends,
                "is_chosen": agency in scope.agencies,
            }
        )  # fmt: skip
    return pd.DataFrame(found)


def _said(row: pd.Series, indicator: Indicator) -> str:
    counts = counts_shown(row["numerator"], row["denominator"])
    return " · ".join(part for part in (shown(row["value"], indicator), counts) if part)


def _bound(low: float, high: float, placed: pd.DataFrame, indicator: Indicator) -> str:
    """ "75,0 – 80,2 % (7 đơn vị)"."""
    values = placed["value"].round(indicator.decimals)
    n = int(((values >= low - 1e-9) & (values <= high + 1e-9)).sum())
    span = shown(high, indicator)
    if low != high:
        span = f"{number(low, indicator.decimals)} – {span}"
    return say("{span} ({n} đơn vị)", span=span, n=number(n, 0))


def all_equal(rows: pd.DataFrame, indicator: Indicator) -> bool:
    """Whether every unit shows the same value: then a map says nothing."""
    return len(rows) > 1 and rows["value"].round(indicator.decimals).nunique() == 1


def _title(placed: pd.DataFrame, indicator: Indicator) -> str:
    if placed.empty:
        return say("Chưa đơn vị nào trên bản đồ có số liệu {indicator}", indicator=indicator.name)
    low, high = placed.iloc[0], placed.iloc[-1]
    if len(placed) == 1:
        return f"{low['short']}: {shown(low['value'], indicator)}"
    if all_equal(placed, indicator):
        return say(
            "Cả {n} đơn vị đều {value}: bản đồ không nói thêm gì",
            n=number(len(placed), 0), value=shown(high["value"], indicator),
        )  # fmt: skip
    return say(
        "{index}: {low} thấp nhất ({low_value}), {high} cao nhất ({high_value})",
        index=indicator.short, low=low["short"], low_value=shown(low["value"], indicator),
        high=high["short"], high_value=shown(high["value"], indicator),
    )  # fmt: skip


def _subtitle(asked: Asked, indicator: Indicator, placed: pd.DataFrame) -> str:
    period = placed["period"].iloc[0] if len(placed) else ""
    where = cached.catalog().agencies.get(asked.within).name if asked.within else ""
    said = [indicator.name, period, where]
    return " · ".join(part for part in said if part)


def _notes(layout: Layout) -> tuple[str, ...]:
    if layout.kind == "borders":
        return (say("Bấm vào dấu vuông giữa một đơn vị để mở trang của đơn vị đó."),)
    return (say(WAYS[layout.kind]), say("Bấm vào tên một đơn vị để mở trang của đơn vị đó."))


def show_flat(asked: Asked, scope: Scope) -> None:
    """What to look at instead, where all values are alike."""
    rows, indicator, _ = drawn_rows(asked, scope)
    if all_equal(rows, indicator):
        st.info(
            say(
                "Mọi đơn vị cùng một giá trị nên màu không phân biệt được ai. Hãy xem hồ sơ đang "
                "giải quyết đã quá hạn ở trang Đúng hạn, hoặc chọn kỳ khác."
            ),
            title=say("Bản đồ không nói thêm gì"),
        )


def show_missing(asked: Asked, scope: Scope) -> None:
    """What is not on the map, and what on it has no value, by name."""
    rows, _, layout = drawn_rows(asked, scope)
    absent = mapping.not_drawn(rows, layout)
    silent = mapping.without_value(rows, layout)
    if absent:
        st.markdown(
            say("**Không có trên bản đồ ({n})**: {names}", n=number(len(absent), 0),
                names=_names(absent))
        )  # fmt: skip
    if silent:
        st.markdown(
            say("**Chưa có số liệu ({n})**: {names}", n=number(len(silent), 0),
                names=_names(silent))
        )  # fmt: skip


def _names(units: list[str]) -> str:
    agencies = cached.catalog().agencies
    names = ", ".join(agencies.get(unit).short for unit in units[:MOST_LISTED])
    rest = len(units) - MOST_LISTED
    return say("{names} và {n} đơn vị khác", names=names, n=number(rest, 0)) if rest > 0 else names


def show_table_beside(asked: Asked, scope: Scope) -> None:
    """Every value of the map, worst first, each with the way to its unit."""
    rows, indicator, _ = drawn_rows(asked, scope)
    rows = rows.iloc[::-1] if indicator.better == "lower" else rows
    table = with_short_names(rows, cached.catalog().agencies).assign(
        value=[shown(value, indicator) for value in rows["value"]],
        counts=[
            counts_shown(n, d) for n, d in zip(rows["numerator"], rows["denominator"], strict=True)
        ],
        source=[f"/don-vi?dv={agency}" for agency in rows["agency"]],
    )
    columns = {f: h for f, h in COLUMNS.items() if f != "counts" or table["counts"].any()}
    show_table(table, columns, alt=say("Số liệu trên bản đồ"), key="map-table",
               link_text=say("Mở"))  # fmt: skip


def show_map(asked: Asked, scope: Scope) -> None:
    """The map; who clicks a unit comes to its page."""
    rows, _, _ = drawn_rows(asked, scope)
    show_chart(chart_of(asked, scope), key="map", source=source_words(rows), on_pick=_pick)
    picked = st.session_state.pop(PICKED, None)
    if picked:
        st.switch_page(UNIT_PAGE, query_params={"dv": picked})


def _pick(agency: str) -> None:
    st.session_state[PICKED] = agency


def show_nothing() -> None:
    """No indicator is known of two units or more."""
    st.info(
        say("Bản đồ cần một tỷ lệ hoặc điểm số của ít nhất hai đơn vị cùng cấp, cùng kỳ."),
        title=say("Chưa có gì để vẽ"),
    )
