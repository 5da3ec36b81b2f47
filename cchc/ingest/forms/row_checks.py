"""Contradictions between the rows of one table: repeated ones, and totals that do not add up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cchc.catalog.catalog import Catalog
from cchc.figures import Figure, Finding
from cchc.ingest.checks.figures import contradictions
from cchc.ingest.checks.wording import figure_place
from cchc.ingest.forms.entries import Entry
from cchc.vietnamese import number, signed

ALMOST = 1e-6


@dataclass(frozen=True, kw_only=True)
class RowChecks:
    """The rows of one table, held against each other and each against the form's identities."""

    entries: list[Entry]
    catalog: Catalog
    identities: tuple
    given: frozenset[str]
    reporting: str | None  # id of the reporting agency

    def run(self) -> list[Finding]:
        """Marks the entries that are not sound; findings on totals, which no entry carries."""
        self._own_row_as_total()
        self._repeated()
        self._identities()
        return list(self._totals())

    @property
    def data(self) -> list[Entry]:
        """The rows that are neither totals nor subtotals."""
        return [entry for entry in self.entries if entry.row.kind == "data"]

    def _own_row_as_total(self) -> None:
        """A row named as the reporting agency that adds up the others is a total."""
        own = [e for e in self.data if e.agency == self.reporting and e.figures]
        others = [e for e in self.data if e not in own and e.row.parent is None]
        if len(own) != 1 or len(others) < 2 or own[0].figures[0].breakdown:
            return
        counts = [f for f in own[0].figures if self.catalog.indicators.get(f.indicator).is_counted]
        if counts and all(abs(f.value - _sum(others, f)) <= ALMOST for f in counts):
            own[0].row = replace(own[0].row, kind="total")

    # --- repeated rows

    def _repeated(self) -> None:
        first: dict[tuple, Entry] = {}
        for entry in self.data:
            if not entry.figures or not entry.is_sound:
                continue
            key = (entry.agency, entry.figures[0].breakdown, entry.figures[0].level)
            before = first.setdefault(key, entry)
            if before is not entry:
                self._repeats(entry, before)

    def _repeats(self, entry: Entry, before: Entry) -> None:
        """The second of two rows for one agency is left out; if they differ, both are."""
        pairs = list(_beside(entry.figures, before.figures))
        differing = next(((a, b) for a, b in pairs if a.value != b.value), None)
        one, other = differing or pairs[0]
        finding = self._duplicate(entry, before, one, other, differs=differing is not None)
        entry.problems.append(finding)
        if differing:
            before.problems.append(finding)

    def _duplicate(
        self, entry: Entry, before: Entry, one: Figure, other: Figure, *, differs: bool
    ) -> Finding:
        said = (
            f"hai dòng khác nhau ({self._name(one.indicator)} {number(other.value)} và "
            f"{number(one.value)}); chưa lấy dòng nào, đề nghị xác nhận dòng đúng"
            if differs
            else "hai dòng giống hệt nhau; chỉ lấy dòng đầu, đề nghị kiểm tra có thiếu đơn vị nào"
        )
        message = f"{entry.row.name} có ở dòng {other.row} và dòng {one.row}: {said}."
        return Finding(
            rule="duplicate_row", severity="error" if differs else "doubt", message=message,
            agency=entry.agency, where=figure_place(one.row, one.place), indicator=one.indicator,
            stated=one.value, expected=other.value,
        )  # fmt: skip

    # --- identities within a row

    def _identities(self) -> None:
        entries = [e for e in self.entries if e.is_sound and e.row.kind != "section"]
        figures = [(figure, entry) for entry in entries for figure in entry.figures]
        found = contradictions([f for f, _ in figures], self.catalog, self.identities, self.given)
        broken: set[tuple[str, str | None]] = set()
        for one in found:
            entry = figures[one.lines[0]][1]
            fact = (one.finding.rule, one.finding.indicator)
            if entry.row.kind == "data":
                broken.add(fact)
            entry.problems.append(one.finding) if one.finding.severity == "error" else (
                entry.notes.append(one.finding)
            )
        self._follow_from_rows(broken)

    def _follow_from_rows(self, broken: set[tuple[str, str | None]]) -> None:
        """A total inherits what is wrong in its rows: it is not stored, and not told twice."""
        for entry in self.entries:
            if entry.row.kind == "total" and entry.problems:
                inherited = [p for p in entry.problems if (p.rule, p.indicator) in broken]
                entry.problems = [p for p in entry.problems if p not in inherited]
                entry.inherits = bool(inherited)

    # --- totals

    def _totals(self) -> Iterator[Finding]:
        for entry in self.entries:
            if entry.row.kind not in ("total", "section"):
                continue
            rows = self._summed(entry)
            found = list(self._total(entry, rows)) if rows else []
            if found:
                entry.problems = [p for p in entry.problems if p.rule != "sum_mismatch"]
                entry.inherits = True
            yield from found

    def _summed(self, entry: Entry) -> list[Entry]:
        """The rows a total adds up: all, or those of its section where they fit it better."""
        rows = [e for e in self.data if e.row.parent is None]
        head = entry.row if entry.row.kind == "section" else (entry.row.sections or [None])[-1]
        inner = [e for e in rows if head and head.row in {s.row for s in e.row.sections}]
        if entry.row.kind == "section":
            return inner
        wrong = [len(list(self._total(entry, some))) for some in (rows, inner)]
        if inner and wrong[1] < wrong[0]:
            entry.inherits = True  # a subtotal is held against its rows, and not stored
            return inner
        return rows

    def _total(self, entry: Entry, rows: list[Entry]) -> Iterator[Finding]:
        """Where a total differs from its rows, counted with and without repeated ones."""
        once = [e for e in rows if not any(p.rule == "duplicate_row" for p in e.problems)]
        for figure in entry.figures:
            indicator = self.catalog.indicators.get(figure.indicator)
            if not indicator.is_counted or figure.kind != "actual":
                continue
            sums = [_sum(rows, figure), _sum(once, figure)]
            if all(abs(figure.value - total) > ALMOST for total in sums):
                yield self._mismatch(entry, figure, sums[0])

    def _mismatch(self, entry: Entry, figure: Figure, expected: float) -> Finding:
        message = (
            f"{entry.row.name}: {self._name(figure.indicator)} ghi {number(figure.value)}, cộng "
            f"các dòng được {number(expected)} (lệch {signed(figure.value - expected)}); "
            "giữ số của từng dòng, đề nghị kiểm tra dòng tổng hoặc dòng còn thiếu."
        )
        return Finding(
            rule="total_mismatch", severity="error", message=message, agency=self.reporting,
            where=figure_place(figure.row, figure.place), stated=figure.value, expected=expected,
            indicator=figure.indicator,
        )  # fmt: skip

    def _name(self, code: str) -> str:
        indicator = self.catalog.indicators.get(code)
        return indicator.short or indicator.name


def _beside(one: Iterable[Figure], other: Iterable[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """The figures of two rows that stand in one column."""
    by_place = {figure.place: figure for figure in other}
    for figure in one:
        if figure.place in by_place:
            yield figure, by_place[figure.place]


def _sum(rows: Iterable[Entry], like: Figure) -> float:
    values = defaultdict(float)
    for entry in rows:
        for figure in entry.figures:
            values[figure.place] += figure.value
    return values[like.place]
