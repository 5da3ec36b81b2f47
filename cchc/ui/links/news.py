"""What a pinned view would say today: its own figures at the pinned version beside the newest."""

from dataclasses import replace

from cchc.catalog.indicator import Indicator
from cchc.charts.wording import in_sentence, shown
from cchc.indicators.news import Change, News, rank_news, value_news
from cchc.indicators.overview import HEADLINES
from cchc.languages import say
from cchc.ui import cached
from cchc.ui.address import expected
from cchc.ui.choices import Scope
from cchc.ui.ranking import asking, rankable
from cchc.ui.rates import online
from cchc.vietnamese import number

TOLD = 3  # changes said by name
RANKS = "xep-hang"
RANK_CHOICES = ("chi_so", "cap", "nam")


def news_lines(page: str, scope: Scope) -> tuple[str, ...]:
    """One line per indicator of the page that reads otherwise today; empty where none does."""
    choices = tuple(expected(name) for name in RANK_CHOICES) if page == RANKS else ()
    return cached.kept(_news_lines, page, choices, scope)


def _news_lines(page: str, choices: tuple, scope: Scope) -> tuple[str, ...]:
    if page == RANKS:
        found = [_rank_line(*choices, scope)]
    else:
        found = [_value_line(code, scope) for code in _indicators_of(page, scope)]
    return tuple(line for line in found if line)


def _indicators_of(page: str, scope: Scope) -> tuple[str, ...]:
    """The indicators a page is about."""
    if page == "dung-han":
        return ("on_time_rate",)
    if page == "truc-tuyen":
        return tuple(indicator.code for indicator in online.measures(replace(scope, as_of=None)))
    return HEADLINES


def _value_line(code: str, scope: Scope) -> str:
    indicator = cached.catalog().indicators.get(code)
    then, now = (
        cached.values(replace(scope, as_of=version).question(code))
        for version in (scope.as_of, None)
    )
    return _line(value_news(then, now), indicator, lambda value: shown(value, indicator))


def _rank_line(index: str, level: str, period: str, scope: Scope) -> str:
    """Ranks as the page stands them, of the scope's units where it has some."""
    known = rankable.all_ranked(scope)
    if not known:
        return ""
    code = index if index in known else rankable.default_index(scope)
    level = level if level in rankable.LEVELS else rankable.default_level(code, scope)
    standing = rankable.standing_for(code, level, scope)
    then, now = (
        cached.rank_history(code, standing=replace(standing, as_of=version))
        for version in (scope.as_of, None)
    )
    chosen = asking.chosen_series(scope, then)
    if chosen:
        then, now = (history[history["series"].isin(chosen)] for history in (then, now))
    news = rank_news(then, now, period or None)
    return _line(news, known[code], lambda rank: say("hạng {n}", n=number(rank, 0)))


def _line(news: News, indicator: Indicator, said) -> str:
    """ "Đúng hạn: Huyện Cao Lộc 98,2 % → 97,9 %; và 2 đơn vị khác; thêm 1 đơn vị"."""
    if not news:
        return ""
    parts = [_change(change, said) for change in news.changes[:TOLD]]
    counts = {
        say("và {n} đơn vị khác"): len(news.changes) - TOLD,
        say("{n} số kỳ trước được sửa"): news.earlier,
        say("thêm {n} đơn vị"): news.added,
        say("bớt {n} đơn vị"): news.gone,
    }
    parts += [words.format(n=number(n, 0)) for words, n in counts.items() if n > 0]
    return f"{indicator.short}: {'; '.join(parts)}"


def _change(change: Change, said) -> str:
    name = cached.catalog().agencies.get(change.agency).name
    before, after = said(change.before), said(change.after)
    if change.period != change.period_before:
        before = f"{before} ({in_sentence(change.period_before)})"
        after = f"{after} ({in_sentence(change.period)})"
    return f"{name} {before} → {after}"
