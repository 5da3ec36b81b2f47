"""What stands in the cells of a table: numbers with their decimals, words as they are."""

from datetime import date, datetime

import pandas as pd

from cchc.charts.wording import is_missing
from cchc.exports.text import clean
from cchc.exports.view import Table
from cchc.vietnamese import NOTHING, date_text, moment_text, number

NARROWEST, WIDEST, MARGINS = 5, 42, 3  # letters of a column, and what its margins take


def text_of(value, decimals: int | None = None) -> str:
    """A value as a reader sees it on the screen; `decimals` of a numeric column."""
    if value is None or not isinstance(value, list | tuple) and is_missing(value):
        return NOTHING
    if decimals is not None:
        return number(float(value), decimals)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return date_text(value)
    return clean(value)


def shares(block: Table, rows: pd.DataFrame, fields: list[str]) -> list[float]:
    """How much of the width each column takes, by what stands in it."""
    sizes = []
    for field in fields:
        texts = [text_of(value, block.decimals.get(field)) for value in rows[field]]
        words = block.columns[field].split()  # a heading may break between its words
        longest = max(map(len, [*texts, *words]), default=1)
        sizes.append(min(max(longest, NARROWEST), WIDEST) + MARGINS)
    return [size / sum(sizes) for size in sizes]
