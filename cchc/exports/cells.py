"""What stands in the cells of a table: numbers with their decimals, words as they are."""

from datetime import date, datetime

from cchc.charts.wording import is_missing
from cchc.exports.text import clean
from cchc.vietnamese import NOTHING, date_text, moment_text, number


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
