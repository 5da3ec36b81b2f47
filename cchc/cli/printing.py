"""What the command line prints: JSON, CSV, or columns side by side."""

import argparse
import csv
import json
import re
import sys
from collections.abc import Sequence
from datetime import date

from cchc.vietnamese import number

_NUMBER = re.compile(r"[+−-]?\d[\d.]*(?:,\d+)?")


def records(frame, keys: Sequence[str]) -> list[dict]:
    """The rows of a frame as plain values, missing ones None, whole numbers without a point."""
    columns = {key: frame[key].tolist() if key in frame else [None] * len(frame) for key in keys}
    return [
        dict(zip(keys, map(_plain, row), strict=True))
        for row in zip(*columns.values(), strict=True)
    ]


def _plain(value):
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, date):  # a timestamp as well
        return None if str(value) == "NaT" else value.isoformat()[:10]
    if value is None or str(value) in ("nan", "<NA>"):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 10)
    return value


def print_rows(
    rows: list[dict],
    keys: Sequence[str],
    options: argparse.Namespace,
    *,
    headings: Sequence[str],
    cells: list[list],
) -> None:
    """Rows as JSON or CSV by their keys, or as the cells that a person reads."""
    if options.json:
        print_json([{key: row[key] for key in keys} for row in rows])
    elif options.csv:
        print_csv(keys, [[row[key] for key in keys] for row in rows])
    elif rows:
        print_table(headings, cells)
    else:
        print("Kho chưa có số liệu nào như đã hỏi.")


def print_json(document) -> None:
    """One document; an infinite number would be no JSON and is an error of the program."""
    json.dump(document, sys.stdout, ensure_ascii=False, allow_nan=False)
    print()


def print_csv(columns: Sequence[str], rows: Sequence[Sequence]) -> None:
    """A heading row and the rows; several values of a cell with spaces between."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([" ".join(map(str, v)) if isinstance(v, list) else v for v in row])


def print_table(columns: Sequence[str], rows: Sequence[Sequence]) -> None:
    """Columns as wide as their widest cell, numbers to the right."""
    texts = [[_shown(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *texts, strict=True)]
    numeric = [
        any(column) and all(_NUMBER.fullmatch(text) for text in column if text)
        for column in (zip(*texts, strict=True) if texts else [()] * len(columns))
    ]
    for cells in (columns, *texts):
        padded = [
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(cells, widths, numeric, strict=True)
        ]
        print("  ".join(padded).rstrip())


def _shown(value) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number(value)
    return "" if value is None else str(value)
