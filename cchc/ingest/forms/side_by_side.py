"""Tables printed beside each other to save a page: the same headings twice in one row."""

from dataclasses import replace

from cchc.catalog.vocabulary import Vocabulary
from cchc.ingest.files.grid import Grid
from cchc.ingest.forms.headings import FEWEST
from cchc.vietnamese import fold


def apart(grid: Grid, words: Vocabulary) -> list[Grid]:
    """The sheet itself, or for each of the tables the sheet with only its columns below the title.

    Rows and columns stay where they are, so that every cell keeps its place.
    """
    for row, cells in enumerate(grid.cells):
        starts = _starts(cells, words)
        if starts:
            ends = [*starts[1:], grid.width]
            return [_only(grid, row, s, e) for s, e in zip(starts, ends, strict=True)]
    return [grid]


def _starts(cells: list, words: Vocabulary) -> list[int]:
    """The first columns of headings that repeat from the first to the last."""
    texts = [(at, fold(v)) for at, v in enumerate(cells) if isinstance(v, str) and v.strip()]
    for size in range(FEWEST, len(texts) // 2 + 1):
        parts = [texts[n : n + size] for n in range(0, len(texts), size)]
        printed = {tuple(text for _, text in part) for part in parts}
        if len(printed) == 1 and any(_names_rows(t, words) for _, t in parts[0]):
            return [part[0][0] for part in parts]
    return []


def _names_rows(text: str, words: Vocabulary) -> bool:
    return words.names(text, "places") or "agency" in words.meaning(text)


def _only(grid: Grid, row: int, start: int, end: int) -> Grid:
    """The sheet with the cells of some columns from a row on."""
    cells = [
        cells if n < row else [v if start <= c < end else None for c, v in enumerate(cells)]
        for n, cells in enumerate(grid.cells)
    ]
    merged = tuple(m for m in grid.merged if m[2] < row or start <= m[1] < end)
    return replace(grid, cells=cells, merged=merged)
