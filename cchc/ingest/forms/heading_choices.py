"""Headings of a table beside what each is taken for, for somebody to confirm or correct."""

from collections.abc import Sequence
from dataclasses import dataclass

from cchc.catalog.catalog import Catalog
from cchc.catalog.form import Column, Form
from cchc.ingest.edits import cell_text
from cchc.ingest.forms.likeness import How
from cchc.ingest.forms.matching import Proposal
from cchc.ingest.forms.reading import TableReading
from cchc.languages import later

LEFT_OUT = ""  # a column that is not read
SAMPLE_ROWS = 12  # searched for a value that shows what a column holds
ROLES = {
    LEFT_OUT: "(không lấy cột này)",
    "number": "Số thứ tự",
    "agency": "Tên đơn vị",
    "identifier": "Mã đơn vị",
    "sector": "Lĩnh vực",
    "indicator": "Tên chỉ tiêu",
    "unit": "Đơn vị tính",
    "note": "Ghi chú",
    "plan": "Kế hoạch, chỉ tiêu giao",
    "result": "Kết quả trong kỳ",
    "cumulative": "Lũy kế",
    "progress": "Tiến độ",
    "value": "Số liệu",
}
CERTAINTY = {
    "exact": later("đúng chữ"),
    "meaning": later("đúng nghĩa"),
    "similar": later("gần giống, cần xem"),
    "borrowed": later("theo biểu khác"),
    "corrected": later("đã chọn"),
    "none": later("chưa hiểu"),
}


@dataclass(frozen=True, kw_only=True)
class HeadingChoice:
    """One heading with a value from below it; `target` None where nobody knows what it is."""

    text: str
    column: int  # index in the sheet
    sample: str
    target: str | None
    how: How

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to say anything."""
        return self.how not in ("similar", "none")


def heading_choices(reading: TableReading) -> list[HeadingChoice]:
    """The headings of a table, left to right."""
    return [
        HeadingChoice(
            text=proposal.heading.text,
            column=proposal.heading.column,
            sample=_sample(reading, proposal.heading.column),
            target=_target(proposal),
            how=proposal.how,
        )
        for proposal in reading.match.proposals
    ]


def _sample(reading: TableReading, column: int) -> str:
    """The first value below a heading."""
    first = reading.match.header.last + 1
    cells = (row[column] for row in reading.table.grid.cells[first : first + SAMPLE_ROWS])
    return next((cell_text(cell) for cell in cells if cell not in (None, "")), "")


def _target(proposal: Proposal) -> str | None:
    """What a heading is taken for, as a mapping says it."""
    return named_target(proposal.column) if proposal.column else None


def named_target(column: Column) -> str:
    """What a column is, as a mapping says it: code, code/breakdown, a role, or ""."""
    if column.indicator:
        split = f"/{column.breakdown}" if column.breakdown else ""
        return f"{column.indicator}{split}"
    return LEFT_OUT if column.role in (None, "ignored") else column.role


def meanings(catalog: Catalog, form: Form | None) -> dict[str, str]:
    """Everything a heading can be explained as: target -> words; a form's own columns first."""
    own = [c for c in form.columns if c.indicator] if form else []
    roles = _tidy_roles(form) if form and form.kind == "tidy" else ROLES
    named = {named_target(column): _words(column, catalog) for column in own}
    others = {i.code: f"{i.name} ({i.code})" for i in catalog.indicators.all}
    return roles | named | {code: words for code, words in others.items() if code not in named}


def _tidy_roles(form: Form) -> dict[str, str]:
    """The roles of a tidy form, each by the heading the form gives it."""
    return {LEFT_OUT: ROLES[LEFT_OUT]} | {c.role: c.heading for c in form.columns if c.role}


def _words(column: Column, catalog: Catalog) -> str:
    """ "Hồ sơ đã giải quyết (dossiers_resolved)", with what it is split by."""
    indicator = catalog.indicators.get(str(column.indicator))
    split = f", {column.breakdown}" if column.breakdown else ""
    return f"{indicator.name}{split} ({indicator.code})"


def explained(
    choices: Sequence[HeadingChoice], chosen: Sequence[str | None]
) -> tuple[tuple[str, str], ...]:
    """The mapping of what somebody chose: what was changed, and what was doubtful and stands."""
    return tuple(
        (choice.text, target)
        for choice, target in zip(choices, chosen, strict=True)
        if target is not None
        and (target != choice.target or choice.how in ("similar", "corrected"))
    )
