"""What to tell the analyst about a whole table: who, when, which form, which columns."""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc.catalog.form import Column
from cchc.catalog.indicators import Indicators
from cchc.catalog.vocabulary import Vocabulary
from cchc.figures import Finding, Severity
from cchc.ingest.forms.entries import Entry
from cchc.ingest.forms.header_block import FROM_NAMES, Origin
from cchc.ingest.forms.index_context import ranking_words
from cchc.ingest.forms.matching import Match, Proposal
from cchc.ingest.forms.report_tables import ReportTable
from cchc.vietnamese import date_text, fold

BY_ROWS = f"{FROM_NAMES} các đơn vị trong biểu"  # where the agency was found


@dataclass(frozen=True, kw_only=True)
class TableFindings:
    """The findings on one table as a whole."""

    table: ReportTable
    origin: Origin
    words: Vocabulary
    indicators: Indicators

    @property
    def _match(self) -> Match:
        return self.table.match

    def about_origin(self) -> Iterator[Finding]:
        """Whose report it is and for when: not said, or only by names."""
        origin = self.origin
        if origin.period is None:
            yield _finding(
                "missing_period", "error",
                "Không thấy kỳ báo cáo ở đầu biểu, tên trang hay tên tệp; hãy chọn kỳ.",
            )  # fmt: skip
        elif origin.period_text and not origin.is_period_dated:
            yield self._named_period()
        if origin.agency is None:
            by_itself = self._match.form.rows == "agency"  # every row says whose it is
            yield _finding(
                "missing_agency", "doubt" if by_itself else "error",
                "Không thấy đơn vị báo cáo ở đầu biểu, tên trang hay tên tệp; hãy chọn đơn vị.",
            )  # fmt: skip
        elif origin.agency_where and origin.agency_where.startswith(FROM_NAMES):
            yield _finding(
                "agency_from_name", "doubt",
                f"Đơn vị báo cáo {origin.agency.name} lấy từ {origin.agency_where}; hãy xác nhận.",
            )  # fmt: skip

    def _named_period(self) -> Finding:
        """A period that is only named: by the calendar year nobody doubts what it means."""
        is_plain = self._match.form.calendar == "calendar"
        return _finding(
            "period_by_name", "note" if is_plain else "doubt",
            f"Biểu chỉ ghi «{self.origin.period_text}», không ghi ngày; hiểu là "
            f"{self.origin.period.dates}. Hãy chọn lại nếu đơn vị chốt số liệu vào ngày khác.",
            where=self.origin.period_where,
        )  # fmt: skip

    def about_form(self) -> Iterator[Finding]:
        """Which form it is taken for and why, and what in it is not sure."""
        grid, match = self.table.grid, self._match
        if grid.hidden:
            yield _finding(
                "hidden_sheet", "doubt",
                f"Số liệu chỉ có ở trang ẩn «{grid.name}»; hãy xác nhận đúng trang.",
            )  # fmt: skip
        yield _finding(
            "form_matched", "note" if match.is_sure else "doubt",
            f"Nhận là biểu {match.form.id} ({match.form.name}): {'; '.join(match.reasons)}.",
            where=grid.row_place(match.header.first),
        )  # fmt: skip
        if match.doubtful:
            yield _finding(
                "doubtful_title", "doubt",
                f"«{match.doubtful}» cho thấy số trong bảng có thể là của một phần chỉ số, hoặc là "
                "điều mong muốn; hãy xác nhận đó là kết quả của cả chỉ số.",
            )  # fmt: skip
        yield from self._about_unit()
        for proposal in match.values:
            yield from self._about_column(proposal)

    def _about_unit(self) -> Iterator[Finding]:
        """A unit of measure in which the numbers would have to be multiplied."""
        for line in self.table.head:
            label, _, unit = line.text.partition(":")
            if self.words.names(label, "units") and self.words.holds(unit, "scaled"):
                yield _finding(
                    "scaled_unit", "doubt",
                    f"Biểu ghi «{line.text}»: số liệu được giữ như trong biểu, chưa nhân lên; hãy "
                    "sửa đơn vị tính trong tệp rồi nhập lại.", where=line.where,
                )  # fmt: skip

    def _about_column(self, proposal: Proposal) -> Iterator[Finding]:
        """A column that was guessed, that is not understood, or that should be there no more."""
        where = self.table.grid.place(self._match.header.first, proposal.heading.column)
        text = proposal.heading.text
        if proposal.how in ("similar", "borrowed") and proposal.is_read:
            yield _finding(
                "heading_guessed", "doubt" if proposal.how == "similar" else "note",
                f"Cột «{text}» được hiểu là {self._meant(proposal.column)}; hãy xác nhận hoặc chọn "
                "lại.", where=where,
            )  # fmt: skip
        elif self._has_ended(proposal.column):
            ended = date_text(proposal.column.valid_to)
            yield _finding(
                "column_ended", "doubt",
                f"Cột «{text}» chỉ có trong biểu đến {ended}; hãy kiểm tra mẫu biểu và kỳ báo cáo.",
                where=where,
            )  # fmt: skip
        elif not proposal.is_read:
            yield _finding(
                "unknown_heading", self._how_open(proposal),
                f"Chưa hiểu cột «{text}», số liệu của cột không được lấy; hãy chọn chỉ tiêu cho "
                "cột hoặc bỏ qua.", where=where,
            )  # fmt: skip

    def _how_open(self, proposal: Proposal) -> Severity:
        """A column beside the score of a ranking is a part of it, unless it may be the score."""
        if not (self._match.form.of_index and self._match.is_sure):
            return "doubt"
        text = fold(proposal.heading.text)
        return "doubt" if any(word in text for word in ranking_words()["other"]) else "note"

    def _meant(self, column: Column) -> str:
        if column.indicator:
            return f"«{self.indicators.get(column.indicator).name}»"
        return f"cột «{column.heading}» của biểu"

    def _has_ended(self, column: Column | None) -> bool:
        """Whether the form had no such column any more when the period began."""
        ended = column.valid_to if column and self.origin.period else None
        return ended is not None and ended < self.origin.period.start

    def about_headings(self) -> Iterator[Finding]:
        """What headings say that their numbers include or leave out."""
        for heading in self._match.header.headings:
            where = self.table.grid.place(self._match.header.first, heading.column)
            for note in heading.notes:
                if self.words.starts(note, "definitions"):
                    yield definition(f"«{heading.text}» {note}", where)

    def about_silent_rows(self, data: list[Entry]) -> Iterator[Finding]:
        """Rows without any number that do not say that there was none: who has not reported."""
        silent = [e for e in data if not e.figures and e.is_sound and not self._says_none(e)]
        if silent:
            names = ", ".join(entry.row.name for entry in silent)
            yield _finding(
                "not_reported", "note", f"Chưa có số liệu của {len(silent)} dòng: {names}.",
                where=self.table.grid.row_place(silent[0].row.row),
            )  # fmt: skip

    def _says_none(self, entry: Entry) -> bool:
        cells = self.table.grid.cells[entry.row.row]
        return any(isinstance(v, str) and self.words.names(v, "none") for v in cells)


def definition(said: str, where: str) -> Finding:
    """That a report defines a number in its own way."""
    return _finding(
        "definition_note", "note",
        f"Biểu định nghĩa riêng: {said}. Không so sánh thẳng với đơn vị tính theo cách khác.",
        where=where,
    )  # fmt: skip


def _finding(rule: str, severity: Severity, message: str, *, where: str | None = None) -> Finding:
    return Finding(rule=rule, severity=severity, message=message, where=where)
