"""Headings of a tidy table beside what each is taken for, for somebody to confirm or correct."""

from collections.abc import Mapping
from dataclasses import dataclass

from cchc.catalog.catalog import Catalog
from cchc.ingest.edits import cell_text
from cchc.ingest.files.grid import Grid
from cchc.ingest.forms.heading_choices import SAMPLE_ROWS, HeadingChoice, named_target
from cchc.ingest.forms.likeness import letters
from cchc.ingest.tidy.headings import TidyHeader, nearest_header


@dataclass(frozen=True, kw_only=True)
class TidyChoices:
    """The headings of a sheet, left to right; `row` is where they stand, counted from 0."""

    form: str
    row: int
    headings: list[HeadingChoice]


def tidy_choices(
    grid: Grid, catalog: Catalog, explained: Mapping[str, str] | None = None
) -> TidyChoices | None:
    """What the headings are taken for; None where no row looks like headings."""
    header = nearest_header(grid.cells, catalog, explained)
    if header is None:
        return None
    said = {letters(text) for text in explained or {}}
    texts = [cell_text(cell) for cell in grid.cells[header.row]]
    found = [
        _choice(grid, header, at=at, text=" ".join(text.split()), said=said)
        for at, text in enumerate(texts)
        if text.strip()
    ]
    return TidyChoices(form=header.form.id, row=header.row, headings=found)


def _choice(grid: Grid, header: TidyHeader, *, at: int, text: str, said: set[str]) -> HeadingChoice:
    bound = next((one for one in header.columns if one.at == at), None)
    how = "corrected" if letters(text) in said else "exact" if bound else "none"
    below = grid.cells[header.row + 1 : header.row + 1 + SAMPLE_ROWS]
    cells = [cell_text(row[at]) for row in below if at < len(row)]
    return HeadingChoice(
        text=text,
        column=at,
        sample=next((cell for cell in cells if cell.strip()), ""),
        target=named_target(bound.meaning) if bound else None,
        how=how,
    )
