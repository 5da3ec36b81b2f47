"""What was reported, read from the store in one question: counts side by side, rates as printed.

The only place that composes SQL: columns are codes of the registry, conditions are fixed texts,
every value is bound.
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from cchc.indicators.question import Question
from cchc.store.versions import Store

# A total that stands in the report wins over the sum of its breakdown; without one the breakdown
# is added up, which is right for counts only.
COUNT = """
coalesce(any_value(value) FILTER (indicator = ${code} AND breakdown IS NULL),
         sum(value) FILTER (indicator = ${code})) AS {code}"""
# A rate as printed, with the base its report names. `of_base` keeps to the base that is asked for.
STATED = """
any_value(value) FILTER ({of_rate}) AS stated,
any_value(denominator) FILTER ({of_rate}) AS stated_base,
any_value(approx) FILTER ({of_rate}) AS approx"""
OF_RATE = "indicator = $rate AND breakdown IS NULL"
OF_BASE = " AND coalesce(denominator, $default_base) = $base"
SIDE_BY_SIDE = """
SELECT agency, level, "from", "to", {columns}, list_distinct(list(report_id)) AS reports
FROM known_figure
WHERE kind = 'actual' AND indicator IN (SELECT unnest($codes)){conditions}
GROUP BY agency, level, "from", "to"
"""
# Scores and ranks as printed; the blocks of a ranking (phường, xã) stand in `breakdown`.
PRINTED = """
SELECT agency, level, "from", "to", breakdown, value, "of", approx, [report_id] AS reports
FROM known_figure
WHERE kind = 'actual' AND indicator = $code{conditions}
"""
CONDITIONS = {
    "agencies": " AND agency IN (SELECT unnest($agencies))",
    "level": " AND level = $level",
    "start": ' AND "to" >= $start',
    "end": ' AND "from" <= $end',
}


def side_by_side(
    store: Store,
    codes: Iterable[str],
    question: Question,
    *,
    rate: str | None = None,
    default_base: str | None = None,
) -> pd.DataFrame:
    """One row per agency, level and period: a column per count, `reports`, and for a rate what
    was `stated`, on which `stated_base`."""
    counts = sorted(codes)
    columns = [COUNT.format(code=code) for code in counts]
    bound: dict[str, Any] = {code: code for code in counts}
    if rate:
        of_rate = OF_RATE + (OF_BASE if question.denominator else "")
        columns.append(STATED.format(of_rate=of_rate))
        bound["rate"] = rate
        if question.denominator:
            bound |= {"base": question.denominator, "default_base": default_base}
    conditions, values = _conditions(question)
    bound |= values | {"codes": [*counts, *([rate] if rate else [])]}
    sql = SIDE_BY_SIDE.format(columns=",".join(columns), conditions=conditions)
    return _with_days(store.query(sql, as_of=question.as_of, **bound))


def printed(store: Store, code: str, question: Question) -> pd.DataFrame:
    """Scores, ranks or changes as printed: agency, level, from, to, breakdown, value, of."""
    conditions, values = _conditions(question)
    sql = PRINTED.format(conditions=conditions)
    return _with_days(store.query(sql, as_of=question.as_of, code=code, **values))


def _conditions(question: Question) -> tuple[str, dict[str, Any]]:
    """The conditions the question sets, and the values they bind."""
    asked = {name: getattr(question, name) for name in CONDITIONS}
    bound = {name: value for name, value in asked.items() if value not in (None, ())}
    if "agencies" in bound:
        bound["agencies"] = list(bound["agencies"])
    return "".join(CONDITIONS[name] for name in bound), bound


def _with_days(rows: pd.DataFrame) -> pd.DataFrame:
    """Periods as days: the store hands them over as moments."""
    for edge in ("from", "to"):
        rows[edge] = rows[edge].dt.date if len(rows) else rows[edge].astype(object)
    return rows
