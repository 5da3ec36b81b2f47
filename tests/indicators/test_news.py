"""What newer data would change, on frames small enough to check by hand."""

import pandas as pd

from cchc.indicators.news import News, rank_news, value_news


def values(*rows: tuple) -> pd.DataFrame:
    """Rows (series, to, value) as an answer to one question."""
    columns = ["series", "to", "value"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(
        agency=frame["series"], level="province_total", breakdown=None,
        period=frame["to"], **{"from": frame["to"]},
    )  # fmt: skip


def ranks(*rows: tuple) -> pd.DataFrame:
    """Rows (series, year, rank) as the history of a ranking."""
    frame = pd.DataFrame(rows, columns=["series", "at", "rank"])
    label = frame["at"].astype(str)
    return frame.assign(agency=frame["series"], label=label, period=label)


def test_the_same_figures_are_no_news():
    frame = values(("20", "2024", 98.2), ("04", "2024", 90.0))
    assert value_news(frame, frame) == News()
    assert not value_news(frame, frame)


def test_a_corrected_value_is_told_with_what_it_was():
    news = value_news(values(("20", "2024", 98.2)), values(("20", "2024", 97.9)))
    [change] = news.changes
    assert (change.agency, change.before, change.after) == ("20", 98.2, 97.9)
    assert change.period == change.period_before == "2024"


def test_a_later_report_is_told_by_its_period_even_where_the_value_stays():
    then = values(("20", "2024-03", 98.2))
    now = values(("20", "2024-03", 98.2), ("20", "2024-06", 98.2))
    [change] = value_news(then, now).changes
    assert (change.period_before, change.period) == ("2024-03", "2024-06")


def test_corrections_of_earlier_periods_are_counted():
    then = values(("20", "1", 10.0), ("20", "2", 20.0), ("20", "3", 30.0))
    now = values(("20", "1", 11.0), ("20", "2", 21.0), ("20", "3", 31.0))
    news = value_news(then, now)
    assert [(change.before, change.after) for change in news.changes] == [(30, 31)]
    assert news.earlier == 2
    assert value_news(then, now.iloc[[0, 1]]).earlier == 2  # the last one is gone, two corrected


def test_the_largest_change_comes_first_and_units_that_came_or_went_are_counted():
    then = values(("a", "1", 10.0), ("b", "1", 10.0), ("c", "1", 10.0))
    now = values(("a", "1", 11.0), ("b", "1", 5.0), ("d", "1", 1.0), ("e", "1", 1.0))
    news = value_news(then, now)
    assert [change.agency for change in news.changes] == ["b", "a"]
    assert (news.added, news.gone) == (2, 1)


def test_a_unit_without_a_value_is_not_there():
    assert value_news(values(("a", "1", None)), values(("a", "1", 5.0))).added == 1
    assert value_news(values(), values()) == News()


def test_ranks_are_compared_in_the_asked_year_only():
    then = ranks(("20", 2023, 7.0), ("20", 2024, 5.0))
    now = ranks(("20", 2023, 9.0), ("20", 2024, 5.0))
    [change] = rank_news(then, now, "2023").changes
    assert (change.before, change.after) == (7, 9)
    assert rank_news(then, now, "2024") == News()
    assert rank_news(then, now, "1999") == News()


def test_without_a_year_the_last_ranking_of_each_time_is_compared():
    then = ranks(("20", 2023, 7.0), ("04", 2023, 1.0))
    now = ranks(("20", 2023, 7.0), ("04", 2023, 1.0), ("20", 2024, 4.0), ("04", 2024, 1.0))
    told = {c.agency: (c.before, c.after, c.period) for c in rank_news(then, now).changes}
    assert told == {"20": (7, 4, "2024"), "04": (1, 1, "2024")}


def test_a_handful_of_facts_of_a_later_year_is_no_ranking_yet():
    full = [(str(n), 2023, float(n)) for n in range(1, 7)]
    then, now = ranks(*full), ranks(*full, ("1", 2024, 3.0))
    assert rank_news(then, now) == News()
