"""The words every room shares: a figure, a finding, a draft of a report.

A figure is a number somebody reported, with its place. A finding is something wrong or doubtful
about what was read: a value, never an exception. A draft is one report as read, before anybody
vouched for it.
"""

from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Literal

import pyarrow as pa

from cchc.periods import Period

Kind = Literal["actual", "target", "change"]
Severity = Literal["error", "doubt", "note"]
Status = Literal["imported", "draft", "refused", "unchanged"]

# Whose dossiers a number counts, where the agency alone does not say it.
LEVELS = (
    "country", "ministry", "region",
    "province_total",      # toàn tỉnh: mọi cấp
    "province",            # cơ quan cấp tỉnh, trung tâm phục vụ hành chính công tỉnh
    "department_all", "department",
    "district_all",        # mọi huyện của một tỉnh
    "district_total",      # toàn huyện = cấp huyện + cấp xã
    "district",            # cấp huyện
    "below_province",      # cấp huyện và cấp xã của một tỉnh, gộp
    "commune_all",         # mọi xã của một huyện hoặc một tỉnh
    "commune",
)  # fmt: skip

_dictionary = pa.dictionary(pa.int32(), pa.string())

# One row per figure. Text that repeats is dictionary-encoded, so a million rows stay small.
FIGURE_SCHEMA = pa.schema(
    [
        ("agency", _dictionary),  # agency id (see agencies.py); "20/Sở Nội vụ" for a department
        ("level", _dictionary),  # one of LEVELS
        ("from", pa.date32()),
        ("to", pa.date32()),
        ("indicator", _dictionary),  # code of the registry
        ("kind", _dictionary),  # actual, target or change
        ("breakdown", _dictionary),  # lĩnh vực, level of authority; null where not split
        ("denominator", _dictionary),  # of a stated rate: the count it is a share of, if said
        ("value", pa.float64()),  # in the indicator's unit; percent as 98.75
        ("of", pa.int32()),  # of a rank: how many were ranked
        ("approx", _dictionary),  # at_least, nearly, about; null when exact
        ("row", pa.int32()),  # line of the text or row of the sheet, from 1; null in prose
        ("place", _dictionary),  # column name, "Sheet1!F", or "câu 12"
        ("quote", pa.string()),  # the sentence, cell or note as printed, where it helps
        ("source", _dictionary),  # address its row gives; null where the report is the source
    ]
)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One reported number. Columns and units as FIGURE_SCHEMA."""

    agency: str
    level: str
    start: date
    end: date
    indicator: str
    value: float
    kind: Kind = "actual"
    breakdown: str | None = None
    denominator: str | None = None
    of: int | None = None
    approx: str | None = None
    row: int | None = None
    place: str | None = None
    quote: str | None = None
    source: str | None = None


def figure_table(figures: list[Figure]) -> pa.Table:
    """The figures as one Arrow table of FIGURE_SCHEMA."""
    names = {"from": "start", "to": "end"}
    columns = []
    for column in FIGURE_SCHEMA:
        value = attrgetter(names.get(column.name, column.name))
        columns.append(pa.array(map(value, figures), type=column.type))
    return pa.Table.from_arrays(columns, schema=FIGURE_SCHEMA)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something wrong, doubtful or worth knowing about what was read.

    `message` is a Vietnamese sentence a person can act on: place, value, reason and remedy.
    `stated` and `expected` are in the unit of the figure; their difference is what is in dispute.
    """

    rule: str
    severity: Severity
    message: str
    agency: str | None = None
    where: str | None = None
    stated: float | str | None = None
    expected: float | str | None = None
    indicator: str | None = None


@dataclass(kw_only=True)
class Draft:
    """One report as read: what it is, its figures and what was found; nothing is stored yet."""

    file: str
    sha256: str
    form: str | None = None
    agency: str | None = None  # id of the reporting agency, where the report names one
    period: Period | None = None
    sheet: str | None = None
    rows_read: int = 0
    rows_accepted: int = 0
    rows_rejected: int = 0
    figures: pa.Table = field(default_factory=lambda: figure_table([]))
    findings: list[Finding] = field(default_factory=list)
    refused: bool = False  # nothing of it can be stored

    @property
    def is_clean(self) -> bool:
        """Whether it may be stored without anybody's word: no error and no doubt."""
        return not self.refused and all(f.severity == "note" for f in self.findings)
