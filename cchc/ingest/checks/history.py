"""A report against what is stored: revised figures, jumps, cumulative figures that fall."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from statistics import median
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from cchc.catalog.catalog import Catalog
from cchc.figures import Finding
from cchc.ingest.checks.wording import Wording, figure_place
from cchc.periods import Period
from cchc.store.records import Difference
from cchc.vietnamese import number, signed

FEWEST_PAST = 4  # periods of the same kind before a jump can be told
JUMP = 5.0  # times the agency's usual number, or a fifth of it
SMALLEST = 30  # of small counts any change is large
ROW = ("agency", "level", "from", "to", "kind", "breakdown")
SERIES = ("agency", "level", "indicator", "breakdown")


class Earlier(NamedTuple):
    """A number reported before, and over what kind of period."""

    kind: str
    start: date
    end: date
    value: float


def revision_findings(difference: Difference, catalog: Catalog) -> list[Finding]:
    """What a re-sent report changes, a finding a row of the report: new against old."""
    rows: dict[tuple, list[dict]] = {}
    for change in difference.changes.to_pylist():
        rows.setdefault(tuple(change[name] for name in ROW), []).append(change)
    order = {indicator.code: n for n, indicator in enumerate(catalog.indicators.all)}
    return [
        _revised(sorted(changes, key=lambda c: order.get(c["indicator"], len(order))), catalog)
        for changes in rows.values()
    ]


def _revised(changes: list[dict], catalog: Catalog) -> Finding:
    wording = Wording(pa.table({}), catalog)
    first = changes[0]
    said = "; ".join(_change(change, wording) for change in changes)
    name = wording.agency_name(first["agency"])
    whose = f"{name}, {first['breakdown']}" if first["breakdown"] else name
    return Finding(
        rule="revised",
        severity="doubt",
        message=f"{whose}, {Period(first['from'], first['to']).full_name}: báo cáo gửi lại đổi "
        f"{said}; số cũ vẫn được giữ, đề nghị xác nhận trước khi dùng số mới.",
        agency=first["agency"],
        where=figure_place(first["new_row"], first["new_place"]),
        stated=first["new_value"],
        expected=first["old_value"],
        indicator=first["indicator"],
    )


def _change(change: dict, wording: Wording) -> str:
    old, new = change["old_value"], change["new_value"]
    name = wording.name(change["indicator"])
    return f"{name} {number(old)} → {number(new)} ({signed(round(new - old, 6))})"


def history_findings(figures: pa.Table, past: pa.Table, catalog: Catalog) -> list[Finding]:
    """Figures that the agency's own earlier ones make unlikely, or impossible.

    `past` has the columns agency, level, from, to, indicator, breakdown, kind and value.
    """
    check = _HistoryCheck(figures=figures, past=past, catalog=catalog)
    return [*check.jumps(), *check.falling()]


@dataclass(frozen=True, kw_only=True, eq=False)
class _HistoryCheck:
    figures: pa.Table
    past: pa.Table
    catalog: Catalog

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self.figures, self.catalog)

    @cached_property
    def _known(self) -> dict[tuple, list[Earlier]]:
        """Earlier numbers of each series, by agency, level, indicator and breakdown."""
        known: dict[tuple, list[Earlier]] = {}
        kind_of = cache(lambda start, end: Period(start, end).kind)
        counted = pc.is_in(self.past["indicator"], pa.array(sorted(self._flows)))
        past = self.past.filter(pc.and_(pc.equal(self.past["kind"], "actual"), counted))
        columns = [past[name].to_pylist() for name in (*SERIES, "from", "to", "value")]
        for *series, start, end, value in zip(*columns, strict=True):
            earlier = Earlier(kind_of(start, end), start, end, value)
            known.setdefault(tuple(series), []).append(earlier)
        return known

    @cached_property
    def _flows(self) -> set[str]:
        return {i.code for i in self.catalog.indicators.all if i.kind == "flow"}

    @cached_property
    def _counts(self) -> list[tuple[int, dict]]:
        """The counts of the report with their lines."""
        rows = enumerate(self.figures.to_pylist())
        return [(n, r) for n, r in rows if r["kind"] == "actual" and r["indicator"] in self._flows]

    def jumps(self) -> Iterator[Finding]:
        """Numbers many times, or a small part of, what the agency has had in such periods.

        What grows fast over years is like the last one, though far from the middle of them all.
        """
        for line, row in self._counts:
            period = Period(row["from"], row["to"])
            kind, start = period.kind, period.start
            past = [
                (end, value)
                for other, _, end, value in self._known.get(_series(row), ())
                if other == kind and end < start
            ]
            if len(past) >= FEWEST_PAST:
                usual, last = median(value for _, value in past), max(past)[1]
                if usual and not (_is_usual(row["value"], usual) or _is_usual(row["value"], last)):
                    yield self._jump(line, row, usual, len(past))

    def _jump(self, line: int, row: dict, usual: float, periods: int) -> Finding:
        message = (
            f"{self._wording.name(row['indicator'])} {number(row['value'])}, trong khi mức thường "
            f"gặp của {periods} kỳ trước là {number(round(usual))}; đề nghị kiểm tra đơn vị tính "
            "hoặc dấu phân cách hàng nghìn."
        )
        return self._wording.finding(
            "jump", "doubt", line, message, stated=row["value"], expected=usual
        )

    def falling(self) -> Iterator[Finding]:
        """Numbers since the beginning of a year that are below those of a shorter part of it."""
        for line, row in self._counts:
            period = Period(row["from"], row["to"])
            for _, start, end, value in self._known.get(_series(row), ()):
                if start == period.start and end < period.end and value > row["value"]:
                    other = Period(start, end)
                    message = (
                        f"{self._wording.name(row['indicator'])} luỹ kế {period.dates} là "
                        f"{number(row['value'])}, nhỏ hơn {number(value)} của {other.dates}: trừ "
                        "hai kỳ ra số âm; đề nghị kiểm tra kỳ hoặc số luỹ kế."
                    )
                    yield self._wording.finding(
                        "negative_flow", "doubt", line, message, stated=row["value"], expected=value
                    )


def _is_usual(value: float, usual: float) -> bool:
    """Whether a number is of the agency's usual size; of small counts any change is large."""
    return usual / JUMP <= value <= usual * JUMP or max(usual, value) < SMALLEST


def _series(row: dict) -> tuple:
    return tuple(row[name] for name in SERIES)
