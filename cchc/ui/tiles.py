"""Tiles: one number each, what changed, against what, on which counts, as of when."""

import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.charts.verdicts import MARKS, WORDS, reason, verdict_word
from cchc.charts.wording import (
    BASIS,
    change_shown,
    counts_shown,
    in_sentence,
    places_shown,
    rank_shown,
    rank_verdict,
    shown,
)
from cchc.exports.text import plain
from cchc.exports.view import Tile
from cchc.indicators.overview import Headline
from cchc.languages import say
from cchc.ui import cached
from cchc.ui.tables import source_key
from cchc.ui.taking.collection import collecting
from cchc.ui.targets import words
from cchc.ui.targets.progress import aims
from cchc.vietnamese import number

TINTS = dict.fromkeys(WORDS, "gray") | {"better": "blue", "worse": "orange"}
RANK_TINTS = {"better": "blue", "worse": "orange", "same": "gray"}
MOST_BESIDE, TILE_WIDTH = 4, 225  # tiles in a row, and pixels of each at least
SOURCE_PAGE = "pages/sources.py"


def show_headlines(headlines: list[Headline], *, as_of: int | None) -> None:
    """The tiles in a grid that gives way to one column on a phone."""
    collection = collecting()
    if collection:
        for headline in headlines:
            collection.show(_tile(headline, as_of))
        return
    beside = min(len(headlines), MOST_BESIDE)
    with st.grid(beside, min_column_width=TILE_WIDTH, gap="medium"):
        for headline in headlines:
            _show_headline(headline, as_of)


def _tile(headline: Headline, as_of: int | None) -> Tile:
    """The tile in words, for a file."""
    indicator = cached.catalog().indicators.get(headline.indicator)
    lines = [*_change(headline, indicator, as_of).splitlines(), _counts(headline, indicator)]
    return Tile(
        label=_label(headline, indicator),
        value=_value(headline, indicator),
        lines=tuple(plain(line) for line in lines if line),
    )


def _label(headline: Headline, indicator: Indicator) -> str:
    return f"{indicator.short} · {in_sentence(headline.period)}"


def _show_headline(headline: Headline, as_of: int | None) -> None:
    indicator = cached.catalog().indicators.get(headline.indicator)
    key = f"tile-{headline.agency}-{headline.indicator}"
    with st.container(key=key, border=True, height="stretch", gap="xsmall"):
        label = _label(headline, indicator)
        st.metric(label, _value(headline, indicator), help=indicator.name)
        st.markdown(_change(headline, indicator, as_of))
        counts = _counts(headline, indicator)
        if counts:
            st.caption(counts)
        st.space("stretch")
        st.page_link(SOURCE_PAGE, label=say("Xem nguồn"), query_params={"so": _key(headline)})


def _value(headline: Headline, indicator: Indicator) -> str:
    """A percentage with its sign; of other units the bare number, the unit stands below."""
    if indicator.unit == "%":
        return shown(headline.value, indicator)
    return number(headline.value, indicator.decimals)


def _change(headline: Headline, indicator: Indicator, as_of: int | None) -> str:
    """The verdict and why, the change against the period before, the places, and the target."""
    lines = []
    if headline.change is not None:
        if headline.behaviour:
            word = f"{MARKS[headline.verdict]} {verdict_word(headline.verdict)}"
            why = f": {reason(headline.behaviour, indicator)}" * (headline.verdict != "few")
            lines.append(f":{TINTS[headline.verdict]}[{word}]{why}")
        change = change_shown(headline.change, indicator)
        period = in_sentence(headline.period_before)
        lines.append(say("{change} so với {period}", change=change, period=period))
    if headline.rank is not None:
        lines.append(_rank(headline))
    if not lines:
        lines.append(say("Chưa có kỳ trước để so sánh"))
    aim = aims(headline.agency, headline.end.year, as_of).get(headline.indicator)
    if aim:
        lines.append(words.aim(aim, headline.period))
    return "  \n".join(lines)


def _rank(headline: Headline) -> str:
    said = rank_shown(headline.rank, headline.of).capitalize()
    if headline.rank_change is None:
        return said
    tint = RANK_TINTS[rank_verdict(headline.rank_change)]
    return f"{said} :{tint}[{places_shown(headline.rank_change)}]"


def _counts(headline: Headline, indicator: Indicator) -> str:
    """Unit and scale; counts and base of a rate, and how the number came about."""
    parts = [_unit(indicator)] if indicator.unit != "%" else []
    counts = counts_shown(headline.numerator, headline.denominator)
    if counts:
        base = cached.catalog().indicators.get(headline.denominator_code)
        parts.append(f"{counts} {base.name.lower()}")
    if indicator.kind == "rate":
        parts.append(say(BASIS[headline.basis]))
    return " · ".join(parts)


def _unit(indicator: Indicator) -> str:
    """ "điểm, tối đa 100"."""
    if not indicator.max:
        return indicator.unit
    return say("{unit}, tối đa {max}", unit=indicator.unit, max=number(indicator.max))


def _key(headline: Headline) -> str:
    start, end = headline.start.isoformat(), headline.end.isoformat()
    return source_key(headline.agency, headline.indicator, start, end)
