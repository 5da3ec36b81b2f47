"""The period of a row: from its dates, its period in words, its day or its year."""

import re
from dataclasses import dataclass

from cchc.catalog.published import Published
from cchc.errors import UnreadablePeriodError
from cchc.periods import Period, of_kind, parse_period

_NUMBER = re.compile(r"(?i)\d{1,2}|iv|i{1,3}")
TIME_ROLES = ("year", "period", "as_of", "start", "end")


@dataclass(frozen=True, kw_only=True)
class RowPeriod:
    """The period of a row, or why it has none; `rest` is what its period cell says besides.

    A period cell may hold a block that is ranked apart ("wards") instead of a period.
    """

    period: Period | None = None
    rest: str | None = None
    role: str | None = None  # of the column to correct
    printed: str | None = None
    problem: str | None = None
    doubt: str | None = None


def read_row_period(
    cells: dict[str, str | None],
    words: Published,
    *,
    heading: str | None = None,
    given: Period | None = None,
) -> RowPeriod:
    """The period that the cells of TIME_ROLES name; `given` stands in where they name none.

    A bare number in the period's column is of what its `heading` says: "Tuần", "Quý".
    """
    if heading and _NUMBER.fullmatch(cells.get("period") or ""):
        cells = cells | {"period": f"{heading} {cells['period']}"}
    try:
        return _read(cells, words, given)
    except UnreadablePeriodError as error:
        role = next(role for role in ("period", "start", "as_of", "year") if cells.get(role))
        return RowPeriod(role=role, printed=cells[role], problem=str(error))


def _read(cells: dict[str, str | None], words: Published, given: Period | None) -> RowPeriod:
    printed = cells.get("period")
    if cells.get("start") and cells.get("end"):
        return _between(cells, printed)
    if printed and words.holds(printed, "undated"):
        return RowPeriod(period=given) if given else _undated("period", printed)
    own = _own_period(printed, cells.get("year"))
    if own:
        doubt = _another_year(own, cells.get("year"))
        return RowPeriod(period=own, role="period", printed=printed, doubt=doubt)
    around = cells.get("as_of") or cells.get("year")
    if around:
        return RowPeriod(period=_whole_year(parse_period(around), cells), rest=printed)
    if printed:
        return RowPeriod(period=parse_period(printed))
    return RowPeriod(period=given) if given else _undated("period", None)


def _between(cells: dict[str, str | None], printed: str | None) -> RowPeriod:
    """The days from start to end; a period cell beside them names them, or holds something else."""
    first, last = parse_period(cells["start"]), parse_period(cells["end"])
    period, own = Period(first.start, last.end), _own_period(printed, cells.get("year"))
    if own is None:
        return RowPeriod(period=period, rest=printed)
    doubt = None
    if not own.overlaps(period):
        doubt = f"kỳ ghi {own.name} mà ngày là {period.dates}; ngày được giữ. Hãy sửa một trong hai"
    return RowPeriod(period=period, role="period", printed=printed, doubt=doubt)


def _whole_year(period: Period, cells: dict[str, str | None]) -> Period:
    """The year of a column of years whose cells are dates: 2023 kept as 1/1/2023."""
    is_first = period.kind == "day" and (period.start.month, period.start.day) == (1, 1)
    return of_kind("year", period.year) if is_first and not cells.get("as_of") else period


def _own_period(printed: str | None, year: str | None) -> Period | None:
    """The period a period cell names; None where it holds something else beside a year."""
    if not printed:
        return None
    for text in (printed, printed.partition("(")[0]):
        try:
            return parse_period(text, year=int(year) if year and year.isdecimal() else None)
        except UnreadablePeriodError:
            continue
    return None


def _another_year(period: Period, year: str | None) -> str | None:
    """What is wrong where the year beside a period is not one of the period's."""
    if not year or str(period.year) in year or str(period.start.year) in year:
        return None
    return f"kỳ là {period.name} mà cột năm ghi «{year}»; kỳ được giữ. Hãy sửa một trong hai"


def _undated(role: str, printed: str | None) -> RowPeriod:
    says = f"«{printed}» không cho biết ngày" if printed else "dòng không có kỳ"
    problem = f"{says}. Hãy điền kỳ vào dòng, hoặc nêu kỳ khi nhập (--period)"
    return RowPeriod(role=role, printed=printed, problem=problem)
