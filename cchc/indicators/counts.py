"""What was reported, read from the store: one row per agency, level, period and indicator."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from cchc.indicators.question import Question
from cchc.store.versions import Store

# A total that stands in the report wins over the sum of its breakdown; without one the breakdown
# is added up, which is right for counts only: scores and rates are read with breakdown apart.
COUNTS = """
SELECT agency, level, "from", "to", indicator,
       coalesce(any_value(value) FILTER (breakdown IS NULL), sum(value)) AS value,
       bool_and(breakdown IS NOT NULL) AS is_summed,
       list_sort(list_distinct(list(report_id))) AS reports
FROM known_figure
WHERE kind = 'actual'
  AND indicator IN (SELECT unnest($codes))
  AND ($every_agency OR agency IN (SELECT unnest($agencies)))
  AND ($every_level OR level = $level)
  AND "to" >= $start AND "from" <= $end
GROUP BY agency, level, "from", "to", indicator
ORDER BY agency, level, "from", "to", indicator
"""

# Rates, scores and ranks as printed. The blocks of a ranking (phường, xã) stand in `breakdown`.
STATED = """
SELECT agency, level, "from", "to", indicator, breakdown, denominator, value, "of", approx,
       [report_id] AS reports
FROM known_figure
WHERE kind = 'actual'
  AND indicator IN (SELECT unnest($codes))
  AND ($every_agency OR agency IN (SELECT unnest($agencies)))
  AND ($every_level OR level = $level)
  AND "to" >= $start AND "from" <= $end
ORDER BY agency, level, "from", "to", indicator, breakdown
"""

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)


def read_counts(store: Store, codes: Iterable[str], question: Question) -> pd.DataFrame:
    """Counts as reported: agency, level, from, to, indicator, value, is_summed, reports."""
    return _read(store, COUNTS, codes, question)


def read_stated(store: Store, codes: Iterable[str], question: Question) -> pd.DataFrame:
    """Figures as printed, with the breakdown, denominator, `of` and approx they were given with."""
    return _read(store, STATED, codes, question)


def _read(store: Store, sql: str, codes: Iterable[str], question: Question) -> pd.DataFrame:
    answer = store.query_arrow(
        sql,
        as_of=question.as_of,
        codes=sorted(codes),
        agencies=list(question.agencies) or [""],
        every_agency=not question.agencies,
        level=question.level or "",
        every_level=question.level is None,
        start=question.start or FIRST_DAY,
        end=question.end or LAST_DAY,
    )
    return answer.to_pandas()
