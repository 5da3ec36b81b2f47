"""What is wrong or doubtful about one row of a report, in words."""

from dataclasses import dataclass
from datetime import date

from cchc.agencies import Agencies, Agency
from cchc.figures import Figure, Finding
from cchc.ingest.checks.wording import figure_place
from cchc.ingest.files.grid import Grid
from cchc.ingest.forms.cell_numbers import Place
from cchc.ingest.forms.matching import Match
from cchc.ingest.forms.rows import Row
from cchc.naming.answers import Resolution
from cchc.vietnamese import percent


@dataclass(frozen=True, kw_only=True)
class RowFindings:
    """The findings on the rows of one table."""

    grid: Grid
    match: Match
    agencies: Agencies

    def not_found(self, row: Row, found: Resolution, on: date) -> Finding:
        """No agency of that name there and then, or several."""
        now = [agency for agency in found.candidates if agency.holds_on(on)]
        labels = [self.agencies.label(agency.id) for agency in found.candidates]
        return Finding(
            rule="ambiguous_agency" if len(now) > 1 else "unknown_agency",
            severity="error",
            message=f"{self.grid.row_place(row.row)}: {found.reason}",
            agency=row.name,
            where=self._name_place(row),
            stated=row.name,
            expected=", ".join(labels) or None,
        )

    def new_department(self, row: Row) -> Finding:
        """A body the list does not know, in the section of departments."""
        return Finding(
            rule="new_department",
            severity="doubt",
            message=f"{self.grid.row_place(row.row)}: «{row.name}» chưa có trong danh mục; hiểu là "
            "cơ quan cấp tỉnh theo mục của biểu, hãy xác nhận tên.",
            agency=row.name,
            where=self._name_place(row),
            stated=row.name,
        )

    def understood(self, row: Row, found: Resolution) -> Finding:
        """A name that is not printed as the agency's own, and was taken for it.

        Of provinces nobody doubts it: no two share a name, with accents or without.
        """
        return Finding(
            rule="name_understood",
            severity="note" if found.agency.level == "province" else "doubt",
            message=f"{self.grid.row_place(row.row)}: {found.reason}",
            agency=found.agency.id,
            where=self._name_place(row),
            stated=row.name,
            expected=found.agency.name,
        )

    def other_code(self, row: Row, agency: Agency) -> Finding:
        """The code in the row is of another agency than the name."""
        return Finding(
            rule="code_mismatch",
            severity="doubt",
            message=f"{self.grid.row_place(row.row)}: mã {row.code} không phải của {agency.name} "
            f"vào kỳ này (mã {agency.code}); lấy theo tên, hãy kiểm tra: nhiều mã đã dùng lại từ "
            "01/7/2025.",
            agency=agency.id,
            where=self._name_place(row),
            stated=row.code,
            expected=agency.code,
        )

    def no_number(self, row: Row, place: Place, reason: str, agency: str | None) -> Finding:
        """A cell that should hold a number."""
        where = self.grid.place(*place)
        return Finding(
            rule="unreadable_number",
            severity="error",
            message=f"{where}: {reason} ({row.name}); đề nghị sửa trong tệp rồi nhập lại, hoặc bỏ "
            "trống nếu không có số liệu.",
            agency=agency,
            where=where,
            stated=str(self.grid.cells[place[0]][place[1]]),
        )

    def over_full(self, row: Row, figure: Figure) -> Finding:
        """A share of more than the whole."""
        where = figure_place(figure.row, figure.place)
        return Finding(
            rule="out_of_range",
            severity="doubt",
            message=f"{where}: tỷ lệ {percent(figure.value, None)} của {row.name} vượt 100 %; đề "
            "nghị kiểm tra dấu thập phân và mẫu số.",
            agency=figure.agency,
            where=where,
            stated=figure.value,
            expected=100.0,
            indicator=figure.indicator,
        )

    def _name_place(self, row: Row) -> str:
        named = self.match.of_role("agency", "sector", "indicator")
        return self.grid.place(row.row, named.heading.column if named else 0)
