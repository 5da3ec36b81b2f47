"""Workbooks whose cells were typed for a Vietnamese font of the 1990s, turned to Unicode."""

from dataclasses import replace

from cchc.ingest.files.decode import legacy_finding
from cchc.ingest.files.grid import Grid, Workbook
from cchc.ingest.files.legacy_fonts import CONVERTERS, legacy_font_of
from cchc.ingest.files.vietnamese_syllables import share_of_syllables

_SAMPLE_CELLS = 2_000
_LATIN_1 = 0xFF  # such fonts use no code beyond it


def in_unicode(workbook: Workbook) -> Workbook:
    """The workbook with every cell in Unicode, and a finding where a conversion was needed."""
    sample = _marked_cells(workbook)
    font = legacy_font_of("\n".join(sample))
    if font is None:
        return workbook
    convert = CONVERTERS[font]
    sheets = tuple(_converted(sheet, convert) for sheet in workbook.sheets)
    finding = legacy_finding(font, before=sample[0], after=convert(sample[0]), sure=False)
    return replace(workbook, sheets=sheets).with_findings(finding)


def _marked_cells(workbook: Workbook) -> list[str]:
    """The first cells that a legacy font could have written: accents, but none beyond Latin-1."""
    found = []
    for sheet in workbook.sheets:
        for row in sheet.cells:
            found += [value for value in row if isinstance(value, str) and _could_be_legacy(value)]
            if len(found) >= _SAMPLE_CELLS:
                return found
    return found


def _could_be_legacy(text: str) -> bool:
    return not text.isascii() and max(map(ord, text)) <= _LATIN_1


def _converted(sheet: Grid, convert) -> Grid:
    return replace(sheet, cells=[[_cell(value, convert) for value in row] for row in sheet.cells])


def _cell(value, convert):
    """One cell converted, unless it already reads as Vietnamese and would read worse."""
    if not isinstance(value, str) or not _could_be_legacy(value):
        return value
    converted = convert(value)
    return converted if share_of_syllables(converted) >= share_of_syllables(value) else value
