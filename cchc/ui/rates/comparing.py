"""Units side by side: those of the scope, else those of one block; kinds are not mixed.

One unit alone stands among those of its block.
"""

from cchc.charts.comparison import MOST_ROWS, comparison_chart
from cchc.indicators.blocks import Block
from cchc.indicators.comparison import pooled
from cchc.ui.choices import Scope
from cchc.ui.drawing import show_chart
from cchc.ui.rates import rate
from cchc.ui.rates.blocks import rows_of
from cchc.ui.sourcing import source_words


def show_comparison(
    code: str,
    scope: Scope,
    denominator: str | None,
    period: tuple | None,
    block: Block | None,
    within: bool = False,
    most: int = MOST_ROWS,
):
    """The rate of each unit, with that of all together where it is one sum over one sum."""
    indicator = rate.measure(code)
    known = rate.rate_rows(code, scope, denominator)
    own = set(known["series"]) if scope.agencies else set()
    around = rows_of(block, code, scope, denominator) if block and len(scope.agencies) < 2 else None
    is_among = around is not None and own <= set(around["series"])
    rows = rate.latest_rows(around if is_among else known, period)
    is_field = period and len(rows) > 1 and (is_among or len(scope.agencies) != 1)
    chart = comparison_chart(
        rows,
        indicator,
        denominator=rate.base_name(indicator, denominator, rows),
        pooled=pooled(rows, factor=indicator.factor) if is_field else None,
        highlight=tuple(own & set(rows["series"])) if is_among else (),
        most=most,
        is_named=within,
    )
    show_chart(chart, key=f"compare-{code}", source=source_words(rows), within=within)
