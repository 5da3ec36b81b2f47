"""Tables as text: for Excel in a Vietnamese Windows, and for programs.

Excel's form: UTF-8 with its mark, semicolons, decimal commas; what would be taken for a formula
begins with an apostrophe. The form for programs: commas, decimal points, days as YYYY-MM-DD.
"""

import csv
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

from cchc.charts.wording import is_missing
from cchc.exports.figures import native
from cchc.exports.footer import defined, footer
from cchc.exports.plot import Bars
from cchc.exports.text import clean, file_name, inert
from cchc.exports.view import Drawing, Table, View
from cchc.languages import say
from cchc.vietnamese import date_text

MARK = "\ufeff"


def for_excel(views: Sequence[View], *, title: str, notes: Sequence[str] = ()) -> bytes:
    """All tables one under the other, each with its title above and its footer beneath."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for view in views:
        for name, heads, rows in _tables(view):
            writer.writerow([inert(name)])
            writer.writerow([inert(head) for head in heads])
            writer.writerows([[_excel(value) for value in row] for row in rows])
            writer.writerow([])
        writer.writerows([[inert(line)] for line in footer(view)])
        writer.writerow([])
    return (MARK + text.getvalue()).encode()


def for_programs(views: Sequence[View], *, title: str, notes: Sequence[str] = ()) -> bytes:
    """A file for each table, and one that says what they are and where they are from."""
    file, about = BytesIO(), []
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for view in views:
            for name, heads, rows in _tables(view):
                entry = f"{len(archive.namelist()) + 1:02d}-{file_name(name, ending='csv')}"
                archive.writestr(entry, _plain(heads, rows))
                about.append(f"{entry}: {clean(name)}")
            about += [*footer(view), *map(defined, view.definitions), ""]
        archive.writestr("doc-truoc.txt", "\n".join([clean(title), *about]))
    return file.getvalue()


def _plain(heads: list[str], rows: list[list]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([inert(head) for head in heads])
    writer.writerows([[_machine(value) for value in row] for row in rows])
    return text.getvalue()


def _tables(view: View) -> list[tuple[str, list[str], list[list]]]:
    """Title, headings and rows of each table; where a view has none, of what its charts draw."""
    tables = [one for one in view.blocks if isinstance(one, Table)]
    drawings = [one for one in view.blocks if isinstance(one, Drawing)]
    return [_of_table(one) for one in tables] or [_of_drawing(one) for one in drawings]


def _of_table(block: Table) -> tuple[str, list[str], list[list]]:
    fields = list(block.columns)
    rows = [
        [_rounded(value, block.decimals.get(f)) for f, value in zip(fields, row, strict=True)]
        for row in block.rows[fields].itertuples(index=False)
    ]
    return block.title, [block.columns[field] for field in fields], rows


def _rounded(value, decimals: int | None):
    """A number as precise as the screen shows it and two places more, without binary dust."""
    if decimals is None or is_missing(value):
        return value
    return round(float(value), decimals + 2) if decimals else int(round(float(value)))


def _of_drawing(block: Drawing) -> tuple[str, list[str], list[list]]:
    drawn = native(block.chart.figure)
    if isinstance(drawn, Bars):
        heads = [say("Đơn vị"), *(one.name for one in drawn.series)]
        columns = [drawn.categories, *(one.values for one in drawn.series)]
        return block.title, heads, [list(row) for row in zip(*columns, strict=True)]
    rows = [[one.name, x, y] for one in drawn.lines for x, y in zip(one.x, one.y, strict=True)]
    return block.title, [say("Chuỗi"), say("Trục ngang"), say("Trục dọc")], rows


def _excel(value) -> str:
    if not isinstance(value, list | tuple) and is_missing(value):
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value}".replace(".", ",")
    return date_text(value) if isinstance(value, date) else inert(str(value))


def _machine(value) -> str:
    if not isinstance(value, list | tuple) and is_missing(value):
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value}"
    return value.isoformat() if isinstance(value, date) else inert(str(value))
