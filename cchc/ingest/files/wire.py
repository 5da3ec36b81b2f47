"""Workbooks as JSON between the child that reads a file and whoever asked for it."""

import json
from datetime import date, datetime, time
from typing import BinaryIO

from cchc.figures import Finding
from cchc.ingest.files.grid import Grid, Value, Workbook

_KINDS = {"date": date, "datetime": datetime, "time": time}


def write_workbook(workbook: Workbook, stream: BinaryIO) -> None:
    """A workbook as one JSON document."""
    document = {
        "kind": workbook.kind,
        "encoding": workbook.encoding,
        "refused": workbook.refused,
        "findings": [_finding(finding) for finding in workbook.findings],
        "sheets": [_grid(grid) for grid in workbook.sheets],
    }
    stream.write(json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def read_workbook(document: bytes) -> Workbook:
    """The workbook that was written."""
    parts = json.loads(document)
    return Workbook(
        kind=parts["kind"],
        encoding=parts["encoding"],
        refused=parts["refused"],
        findings=tuple(Finding(**finding) for finding in parts["findings"]),
        sheets=tuple(_read_grid(grid) for grid in parts["sheets"]),
    )


def _finding(finding: Finding) -> dict:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "where": finding.where,
        "stated": finding.stated,
        "expected": finding.expected,
    }


def _grid(grid: Grid) -> dict:
    """A sheet as JSON; number formats, which repeat, by their number in a list."""
    shown = sorted({f for row in grid.formats or () for f in row if f is not None})
    numbers = {None: None, **{text: number for number, text in enumerate(shown)}}
    return {
        "name": grid.name,
        "cells": [[_cell(value) for value in row] for row in grid.cells],
        "first_row": grid.first_row,
        "lines": grid.lines,
        "widths": grid.widths,
        "merged": grid.merged,
        "hidden": grid.hidden,
        "hidden_rows": sorted(grid.hidden_rows),
        "hidden_columns": sorted(grid.hidden_columns),
        "format_list": shown,
        "formats": grid.formats and [[numbers[f] for f in row] for row in grid.formats],
        "uncached": sorted(grid.uncached),
    }


def _cell(value: Value):
    """Dates and times tagged with what they are; anything else as it is."""
    if isinstance(value, (date, time)):
        return {type(value).__name__: value.isoformat()}
    return value


def _read_grid(parts: dict) -> Grid:
    shown = parts.pop("format_list")
    formats = parts.pop("formats")
    return Grid(
        name=parts["name"],
        cells=[[_read_cell(value) for value in row] for row in parts["cells"]],
        first_row=parts["first_row"],
        lines=parts["lines"] and tuple(parts["lines"]),
        widths=parts["widths"] and tuple(parts["widths"]),
        merged=tuple(map(tuple, parts["merged"])),
        hidden=parts["hidden"],
        hidden_rows=frozenset(parts["hidden_rows"]),
        hidden_columns=frozenset(parts["hidden_columns"]),
        formats=formats and [[None if n is None else shown[n] for n in row] for row in formats],
        uncached=frozenset(map(tuple, parts["uncached"])),
    )


def _read_cell(value) -> Value:
    if not isinstance(value, dict):
        return value
    ((kind, text),) = value.items()
    return _KINDS[kind].fromisoformat(text)
