"""Workbooks and documents as JSON between the child that reads a file and whoever asked for it."""

import json
from datetime import date, datetime, time
from typing import TYPE_CHECKING, BinaryIO

from cchc.figures import Finding
from cchc.ingest.files.grid import Grid, Value, Workbook
from cchc.ingest.files.refusal import RefusedError

if TYPE_CHECKING:  # the readers of documents are loaded where there is one
    from cchc.ingest.files.documents import Document

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
    stream.write(_dumped(document))


def read_workbook(document: bytes) -> Workbook:
    """The workbook that was written."""
    parts = json.loads(document)
    return Workbook(
        kind=parts["kind"],
        encoding=parts["encoding"],
        refused=parts["refused"],
        findings=_read_findings(parts["findings"]),
        sheets=tuple(_read_grid(grid) for grid in parts["sheets"]),
    )


def write_document(document: "Document", stream: BinaryIO) -> None:
    """A document as one JSON document."""
    parts = vars(document) | {
        "tables": [_grid(grid) for grid in document.tables],
        "findings": [_finding(finding) for finding in document.findings],
    }
    stream.write(_dumped(parts))


def read_document_of(written: bytes) -> "Document":
    """The document that was written."""
    from cchc.ingest.files.documents import Document

    parts = json.loads(written)
    return Document(
        **parts
        | {
            "paragraphs": tuple(parts["paragraphs"]),
            "tables": tuple(_read_grid(grid) for grid in parts["tables"]),
            "findings": _read_findings(parts["findings"]),
        }
    )


def write_refusal(refusal: RefusedError, stream: BinaryIO) -> None:
    """Why there is no document."""
    stream.write(_dumped([_finding(finding) for finding in refusal.findings]))


def read_refusal(written: bytes) -> RefusedError:
    """The refusal that was written."""
    return RefusedError(*_read_findings(json.loads(written)))


def _dumped(parts) -> bytes:
    return json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _read_findings(written: list[dict]) -> tuple[Finding, ...]:
    return tuple(Finding(**finding) for finding in written)


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
        "above": grid.above,
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
        above=tuple(parts["above"]),
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
