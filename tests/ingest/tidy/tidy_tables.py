"""Small tidy tables for the tests: text in, figures out as plain tuples."""

from datetime import date
from hashlib import sha256

from cchc.catalog.catalog import load_catalog
from cchc.figures import Draft
from cchc.ingest.files.workbooks import read_grid
from cchc.ingest.tidy import reading as tidy
from cchc.periods import Period


def read_table(data: str | bytes, *, name: str = "bang.csv", **options) -> Draft:
    """The draft of a table given as text or as the bytes of a workbook."""
    raw = data.encode() if isinstance(data, str) else data
    workbook = read_grid(raw, name)
    digest = sha256(raw).hexdigest()
    return tidy.read(workbook, load_catalog(), file=name, sha256=digest, **options)


def figures(draft: Draft, *columns: str) -> list[tuple]:
    """Some columns of the draft's figures, in the order of the file's rows."""
    rows = sorted(draft.figures.to_pylist(), key=lambda row: row["row"])
    return [tuple(row[column] for column in columns) for row in rows]


def rules(draft: Draft, severity: str | None = None) -> list[str]:
    """The rules of the draft's findings."""
    return [f.rule for f in draft.findings if severity in (None, f.severity)]


def only(draft: Draft, rule: str):
    """The one finding of a rule."""
    (found,) = [finding for finding in draft.findings if finding.rule == rule]
    return found


def year_2023() -> Period:
    """The calendar year 2023."""
    return Period(date(2023, 1, 1), date(2023, 12, 31))
