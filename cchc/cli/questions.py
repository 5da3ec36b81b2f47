"""Commands that ask the store: reports, figures, ranks."""

import argparse
from datetime import date

from cchc.cli.asked import DONE, opened
from cchc.cli.printing import print_json, print_rows, print_table, records

VALUE_KEYS = (
    "agency", "code", "level", "from", "to", "indicator", "value", "numerator", "denominator",
    "stated", "basis", "reports", "breakdown", "of", "approx",
)  # fmt: skip
RANK_KEYS = (
    "agency", "rank", "of", "score", "rank_before", "score_before", "rank_change", "code",
    "score_change", "tied", "block", "gap", "rank_low", "rank_high", "barrier", "reports",
)  # fmt: skip


def reports(options: argparse.Namespace) -> int:
    """List what was imported."""
    from cchc.cli.report_rows import COLUMNS, report_cells, report_json

    store, catalog = opened(options)
    rows = store.reports()
    if options.json:
        print_json([report_json(row, catalog) for row in rows])
    else:
        print_table(COLUMNS, [report_cells(row, catalog) for row in rows])
    return DONE


def figures(options: argparse.Namespace) -> int:
    """Print the values of indicators."""
    from cchc.cli.answer_rows import VALUE_HEADINGS, value_cells
    from cchc.indicators.values import values

    store, catalog = opened(options)
    answers = []
    for question in _questions(options, store, catalog):
        found = values(store, catalog, question)
        names = [catalog.agencies.get(agency).name for agency in found["agency"]]
        answers += records(found.assign(label=found["name"], agency=names), (*VALUE_KEYS, "label"))
    print_rows(
        answers, VALUE_KEYS, options,
        headings=VALUE_HEADINGS, cells=[value_cells(answer, catalog) for answer in answers],
    )  # fmt: skip
    return DONE


def _questions(options: argparse.Namespace, store, catalog) -> list:
    """One question for each indicator that was asked for, or that the store has."""
    from cchc.indicators.question import Question
    from cchc.ingest.choosing import agencies_named

    named = (agencies_named(name, catalog) for name in options.agency or ())
    agencies = tuple(dict.fromkeys(agency for one in named for agency in one))
    return [
        Question(
            indicator=code, agencies=agencies, start=options.start, end=options.end,
            by=options.by, units=options.units, as_of=options.as_of,
        )
        for code in options.indicator or _stored_indicators(store)
    ]  # fmt: skip


def _stored_indicators(store) -> list[str]:
    found = store.query("SELECT DISTINCT indicator FROM current_figure ORDER BY indicator")
    return found["indicator"].tolist() if store.version else []


def rank(options: argparse.Namespace) -> int:
    """Print a ranking."""
    from cchc.cli.answer_rows import RANK_HEADINGS, rank_cells
    from cchc.indicators.rank_ranges import with_ranges
    from cchc.indicators.ranking import ranking
    from cchc.indicators.standings import Scope
    from cchc.ingest.choosing import chosen_agency

    store, catalog = opened(options)
    asked = catalog.indicators.get(options.code)
    indicator = catalog.indicators.get(asked.score) if asked.score else asked
    on = date(options.year, 12, 31)
    within = chosen_agency(options.within, catalog, on=on) if options.within else None
    found = ranking(
        store, catalog, indicator.code, options.year,
        against=options.against, scope=Scope(level=options.level, within=within),
    )  # fmt: skip
    found = with_ranges(found, indicator)
    names = [catalog.agencies.get(agency).name for agency in found["agency"]]
    answers = records(found.assign(label=found["name"], agency=names), (*RANK_KEYS, "label"))
    print_rows(
        answers, RANK_KEYS, options,
        headings=RANK_HEADINGS, cells=[rank_cells(answer, indicator) for answer in answers],
    )  # fmt: skip
    return DONE
