"""The data of one page: the cold question against the bare SQL, the warm one against PostgreSQL's
indexed query of the same question, all in one run on the same figures."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from cchc.catalog.catalog import load_catalog
from cchc.indicators.question import Question
from cchc.indicators.values import values
from cchc.store.versions import Store
from tests.bench.big_store import fill
from tests.bench.measure import Line
from tests.bench.postgres import postgres

UNITS = 12
RUNS = 30
BARE = """
SELECT agency, "from", "to",
       sum(value) FILTER (indicator = 'dossiers_on_time') AS numerator,
       sum(value) FILTER (indicator = 'dossiers_resolved') AS denominator
FROM known_figure
WHERE indicator IN ('dossiers_on_time', 'dossiers_resolved')
  AND agency IN (SELECT unnest($agencies))
GROUP BY ALL
"""


def measure(folder: Path) -> list[Line]:
    """Two lines: cold over the bare query, warm over PostgreSQL."""
    agencies = tuple(fill(folder)[:UNITS])
    store, catalog = Store(folder), load_catalog()
    question = Question(indicator="on_time_rate", agencies=agencies)
    cold = _milliseconds(lambda: values(store, catalog, question))
    bare = _milliseconds(lambda: store.query(BARE, agencies=list(agencies)))
    lines = [
        Line(
            what=f"Số liệu một trang, hỏi lần đầu ({cold:.1f} ms)",
            against=f"câu SQL trần trên DuckDB ({bare:.1f} ms)",
            ratio=cold / bare,
            hold=1.5,
        )
    ]
    with postgres() as ask:
        if ask is None:
            return lines
        ask.fill(store.query_arrow("SELECT * FROM known_figure"))
        indexed = _milliseconds(lambda: ask.page(agencies))
    warm = _warm(question, folder)
    lines.append(
        Line(
            what=f"Số liệu một trang, hỏi lại ({warm:.2f} ms)",
            against=f"câu có chỉ mục trên PostgreSQL ({indexed:.2f} ms)",
            ratio=warm / indexed,
            hold=1.0,
        )
    )
    return lines


def _warm(question: Question, folder: Path) -> float:
    """The same question through the dashboard's own cache."""
    import os

    os.environ["CCHC_STORE"] = str(folder)
    from cchc.ui import cached

    return _milliseconds(lambda: cached.values(question))


def _milliseconds(ask: Callable[[], object]) -> float:
    """The median of many runs after a first one that is not counted."""
    ask()
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        ask()
        times.append(time.perf_counter() - began)
    return 1000 * statistics.median(times)
