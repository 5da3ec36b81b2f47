"""Names written once over several rows: merged cells down, or blanks below the first."""

from collections import Counter
from dataclasses import replace

from cchc.figures import Finding
from cchc.ingest.files.grid import Grid, Value
from cchc.ingest.files.refusal import doubt
from cchc.ingest.tables.cells import EMPTY, NUMBER, TEXT, kind_of, plain_text
from cchc.ingest.tables.table_words import load_table_words

Fills = dict[tuple[int, int], Value]


def filled_down(grid: Grid, rows: list[int], columns: list[int]) -> tuple[Grid, list[Finding]]:
    """The grid with such names in every row they stand for; figures are never repeated."""
    fills = _from_merges(grid, rows) | _from_blanks(grid, rows, columns)
    if not fills:
        return grid, []
    cells = [list(row) for row in grid.cells]
    for (row, column), value in fills.items():
        cells[row][column] = value
    return replace(grid, cells=cells), [_note(grid, fills)]


def _from_merges(grid: Grid, rows: list[int]) -> Fills:
    """Texts and dates of ranges merged down over rows of data."""
    data = set(rows)
    return {
        (row, left): grid.cells[top][left]
        for top, left, bottom, _ in grid.merged
        for row in range(top + 1, bottom + 1)
        if row in data and top in data and kind_of(grid.cells[top][left]) not in (EMPTY, NUMBER)
    }


def _from_blanks(grid: Grid, rows: list[int], columns: list[int]) -> Fills:
    """Texts above blanks of the first column of names, where only so every row has a key."""
    column = next((c for c in columns if _is_of_names(grid, rows, c)), None)
    if column is None:
        return {}
    fills: Fills = {}
    above = None
    for row in rows:
        value = grid.cells[row][column]
        if kind_of(value) != EMPTY:
            above = value
        elif above is not None:
            fills[row, column] = above
    others = [c for c in columns if c != column and _holds_text(grid, rows, c)]
    return fills if fills and _makes_keys(grid, rows, column, others, fills) else {}


def _is_of_names(grid: Grid, rows: list[int], column: int) -> bool:
    """Whether a column begins with a text and holds only texts and blanks, with some of both."""
    kinds = [kind_of(grid.cells[row][column]) for row in rows]
    return kinds[0] == TEXT and EMPTY in kinds and set(kinds) <= {TEXT, EMPTY}


def _holds_text(grid: Grid, rows: list[int], column: int) -> bool:
    return any(kind_of(grid.cells[row][column]) in (TEXT, "date") for row in rows)


def _makes_keys(grid: Grid, rows: list[int], column: int, others: list[int], fills: Fills) -> bool:
    """Whether filled names and the other texts name each row once, and blanks look left on purpose.

    They do where the other texts alone name rows twice (a unit over its months), or where most
    rows are blank and have a name of their own beside (a group over its units).
    """
    words = load_table_words()
    texts = {row: tuple(plain_text(grid.cells[row][c]) for c in others) for row in rows}
    if any(words.is_total(text) for row, _ in fills for text in texts[row] if text):
        return False
    if not others or not all(any(texts[row]) for row, _ in fills):
        return False
    keys = Counter((fills.get((r, column), grid.cells[r][column]), texts[r]) for r in rows)
    is_needed = max(Counter(texts.values()).values()) > 1
    return max(keys.values()) == 1 and (is_needed or len(fills) * 2 >= len(rows))


def _note(grid: Grid, fills: Fills) -> Finding:
    row, column = min(fills)
    where = grid.place(row, column)
    message = (
        f"{where}: ô trống dưới tên ghi một lần được điền tên ấy "
        f"(«{plain_text(fills[row, column])}», "
        f"{len(fills)} ô). Hãy xác nhận."
    )
    return doubt("W_MERGED_FILLED", message, where=where)
