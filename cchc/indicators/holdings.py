"""What the store holds, for pickers and for saying what there is where a question finds nothing."""

import pandas as pd

from cchc.store.versions import Store

HOLDINGS = """
SELECT agency, indicator, level, count(*) AS figures, min("from") AS first, max("to") AS last
FROM known_figure WHERE kind = 'actual'
GROUP BY agency, indicator, level
ORDER BY agency, indicator, level
"""


def holdings(store: Store, *, as_of=None) -> pd.DataFrame:
    """One row per agency, indicator and level: figures, first and last day."""
    held = store.query(HOLDINGS, as_of=as_of)
    for column in ("first", "last"):
        held[column] = pd.to_datetime(held[column]).dt.date
    return held
