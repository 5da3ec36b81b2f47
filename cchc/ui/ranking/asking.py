"""What the page Xếp hạng is asked: which index or rate, which level and block, which periods."""

import pandas as pd
import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.charts.movers import by_places_moved
from cchc.charts.names import with_short_names
from cchc.charts.rank_periods import period_named
from cchc.indicators.overview import HEADLINES
from cchc.indicators.standings import Scope as Standing
from cchc.languages import say
from cchc.ui import cached
from cchc.ui.address import ask_code, carry
from cchc.ui.choices import Scope
from cchc.ui.ranking.rankable import (
    LEVELS,
    all_ranked,
    default_index,
    default_level,
    default_periods,
    levels_held,
    ranked_rates,
    with_both,
)
from cchc.vietnamese import unaccented

HIGHLIGHTED = 4


def ask_index(scope: Scope) -> Indicator:
    """Which index or rate, by code in the address."""
    found = all_ranked(scope)
    labels = {code: indicator.short for code, indicator in found.items()}
    code = ask_code("chi_so", say("Chỉ số"), labels, default=default_index(scope))
    return cached.catalog().indicators.get(code)


def ask_level(code: str, scope: Scope) -> str:
    """Units of which level stand against each other, of those that the index has figures of."""
    held = levels_held(code, scope) or LEVELS
    labels = {level: say(label) for level, label in LEVELS.items() if level in held}
    return ask_code("cap", say("Cấp"), labels, default=default_level(code, scope), width=165)


def periods_ranked(code: str, standing: Standing, scope: Scope) -> tuple[list[str], str | None]:
    """The periods of the scope that have ranks, latest first, and the one to begin with."""
    years = (scope.first_year, scope.last_year)
    return cached.kept(_periods_ranked, code, standing, years, as_of=standing.as_of)


def _periods_ranked(
    code: str, standing: Standing, years: tuple[int | None, int | None]
) -> tuple[list[str], str | None]:
    history = within_years(cached.rank_history(code, standing=standing), *years)
    history = history[history["rank"].notna()]
    labels = history.sort_values("at", ascending=False)["label"].drop_duplicates()
    return list(labels), default_periods(history)[0]


def within_years(history: pd.DataFrame, first: int | None, last: int | None) -> pd.DataFrame:
    """The rankings of some years; None is open."""
    years = history["year"].astype(int)
    return history[(years >= (first or 0)) & (years <= (last or 9999))]


def ask_periods(labels: list[str], default: str) -> tuple[str, str | None]:
    """The period and the one it is held against, from those there are."""
    are_years = all(label.isdecimal() for label in labels)
    names = {label: label if are_years else capital(period_named(label)) for label in labels}
    label = ask_code("nam", say("Năm") if are_years else say("Kỳ"), names, default=default)
    earlier = {one: names[one] for one in labels[labels.index(label) + 1 :]}
    if not earlier:
        return label, None
    return label, ask_code("so_voi", say("So với"), earlier, default=next(iter(earlier)))


def capital(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def ask_block(code: str, standing: Standing, labels: tuple[str | None, str], scope: Scope) -> str:
    """One block of those ranked apart; the one of the scope's unit, else the largest."""
    blocks, names, default = _known_blocks(code, standing, labels, scope)
    if len(blocks) == 1:
        return next(iter(blocks.values()))
    return blocks[ask_code("khoi", say("Khối"), names, default=default)]


def usual_block(code: str, standing: Standing, labels: tuple[str | None, str], scope: Scope) -> str:
    """The block that the page Xếp hạng opens on."""
    blocks, _, default = _known_blocks(code, standing, labels, scope)
    return blocks[default]


def _known_blocks(
    code: str, standing: Standing, labels: tuple[str | None, str], scope: Scope
) -> tuple[dict[str, str], dict[str, str], str]:
    series = own_series(scope)
    return cached.kept(_blocks, code, standing, labels, series, as_of=standing.as_of)


def _blocks(
    code: str, standing: Standing, labels: tuple[str | None, str], series: tuple[str, ...]
) -> tuple[dict[str, str], dict[str, str], str]:
    """Blocks and their names by code, the largest first; and the code of the units' own."""
    compared = with_both(code, standing, labels[1], labels[0])
    found = list(compared["block"].value_counts().index)
    names = without_shared_province(found)
    codes = [unaccented(name).replace(" ", "-").replace(",", "") for name in names]
    own = compared[compared["series"].isin(series)]["block"]
    default = codes[found.index(own.iloc[0])] if len(own) else codes[0]
    blocks = dict(zip(codes, found, strict=True))
    return blocks, dict(zip(codes, (capital(say(name)) for name in names), strict=True)), default


def without_shared_province(blocks: list[str]) -> list[str]:
    """Names of blocks, without the province where all are of one."""
    parts = [block.split(" · ") for block in blocks]
    is_shared = len({part[0] for part in parts}) == 1 and all(len(part) > 1 for part in parts)
    return [" · ".join(part[1:]) for part in parts] if is_shared else blocks


def offer_rates(index: Indicator, label: str, level: str, scope: Scope) -> None:
    """Says that there is nothing to compare with, and leads to rates that have several periods."""
    rates = [i for i in ranked_rates(scope).values() if levels_held(i.code, scope).get(level)]
    order = {code: place for place, code in enumerate(HEADLINES)}
    rates = sorted((i for i in rates if i != index), key=lambda i: order.get(i.code, len(order)))
    said = {"name": index.short, "period": period_named(label)}
    st.info(say("{name}: chỉ có hạng {period}, chưa có kỳ trước để so.", **said))
    if not rates:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(say("Có thể so hạng qua các kỳ theo:"), width="content")
        for rate in rates[:HIGHLIGHTED]:
            args = (rate.code, level)
            st.button(rate.short, key=f"offer-{rate.code}", on_click=_turn_to, args=args)


def _turn_to(code: str, level: str) -> None:
    carry("chi_so", code)
    carry("cap", level)
    carry("nam", "")
    carry("so_voi", "")


def own_series(scope: Scope) -> tuple[str, ...]:
    """The series of the scope's units."""
    agencies = cached.catalog().agencies
    return tuple(dict.fromkeys(agencies.series(agency)[-1] for agency in scope.agencies))


def chosen_series(scope: Scope, history: pd.DataFrame) -> tuple[str, ...]:
    """The series of the scope's units that stand in the history."""
    there = set(history["series"]) if scope.agencies else set()
    return tuple(series for series in own_series(scope) if series in there)[:HIGHLIGHTED]


def highlighted(
    compared: pd.DataFrame, history: pd.DataFrame, scope: Scope, explained: str | None = None
) -> tuple[str, ...]:
    """The series in colour: the scope's, else the one explained and those that moved most."""
    moved = tuple(by_places_moved(compared)["series"].head(HIGHLIGHTED))
    first = tuple(compared["series"].head(HIGHLIGHTED))
    own = (explained,) if explained else ()
    found = (*own, *(chosen_series(scope, history) or moved or first))
    return tuple(dict.fromkeys(found))[:HIGHLIGHTED]


def named(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds `short`: below provinces the unit's own name where no two of the frame share it."""
    agencies = cached.catalog().agencies
    frame = with_short_names(frame, agencies)
    own = {a: agencies.get(a).name for a in set(frame["agency"])}
    of_series = frame.drop_duplicates("series")["agency"].map(own)
    alike = set(of_series[of_series.duplicated(keep=False)])
    below = {a for a in own if agencies.get(a).level != "province" and own[a] not in alike}
    short = [
        own[agency] if agency in below else short
        for agency, short in zip(frame["agency"], frame["short"], strict=True)
    ]
    return frame.assign(short=short)
