"""Tables with a row an index and a column a year: «Chỉ số | 2021 | 2022», «Chỉ số | Tỉnh | 2021».

Each year is read as a tidy table of its own, over the same rows.
"""

import re
from collections.abc import Sequence

from cchc.catalog.catalog import Catalog
from cchc.catalog.form import Column
from cchc.ingest.files.grid import Value
from cchc.ingest.forms.index_context import index_names
from cchc.ingest.tidy.headings import NAMES, SEARCHED_ROWS, Bound, TidyHeader

_YEAR = re.compile(r"(?:năm |nam |year )?((?:199|20\d)\d)(?:\.0)?", re.IGNORECASE)
BESIDE = NAMES | {"number", "unit", "note", "source"}  # columns beside the years that are kept
_FEWEST = 2  # years, and rows that name an index


def headers_by_year(
    rows: Sequence[Sequence[Value]], catalog: Catalog, nearest: TidyHeader | None
) -> list[TidyHeader]:
    """A header for each year of the first row of years; none where few rows name an index.

    Of the `nearest` header of the sheet, the columns that name units are kept.
    """
    for number, cells in enumerate(rows[:SEARCHED_ROWS]):
        years = {at: int(m[1]) for at, cell in enumerate(cells) if (m := _year(cell))}
        if len(years) >= _FEWEST:
            named = _index_column(rows[number + 1 :], min(years), catalog)
            is_there = nearest is not None and nearest.row == number
            kept = [b for b in nearest.columns if b.meaning.role in BESIDE] if is_there else []
            return [] if named is None else _headers(number, named, years, cells, catalog, kept)
    return []


def _year(cell: Value) -> re.Match | None:
    return _YEAR.fullmatch(str(cell).strip()) if isinstance(cell, str | int | float) else None


def _index_column(rows: Sequence[Sequence[Value]], first: int, catalog: Catalog) -> int | None:
    """The column left of the years whose cells name indices."""
    names = index_names(catalog)
    counts = {}
    for at in range(first):
        texts = [row[at] for row in rows if isinstance(row[at], str) and row[at].strip()]
        counts[at] = sum(bool(names.pair(text) or names.rank_meant(text)) for text in texts)
    best = max(counts, key=counts.get, default=None)
    return best if best is not None and counts[best] >= _FEWEST else None


def _headers(
    row: int, named: int, years: dict[int, int], cells: Sequence[Value], catalog: Catalog,
    kept: Sequence[Bound],
) -> list[TidyHeader]:  # fmt: skip
    form = catalog.form("tidy_index")
    index = Bound(at=named, heading=str(cells[named] or ""), meaning=_column("index"))
    return [
        TidyHeader(
            form=form, row=row, unknown=(), year=year,
            columns=(index, *kept, Bound(at=at, heading=str(cells[at]), meaning=_column("score"))),
        )
        for at, year in years.items()
    ]  # fmt: skip


def _column(role: str) -> Column:
    return Column(heading=role, role=role)
