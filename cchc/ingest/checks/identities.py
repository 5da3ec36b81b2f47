"""Where the figures of a report break an identity: a sum, a part of a whole, a rate."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cchc.catalog.identities import Identity
from cchc.figures import Finding, Severity
from cchc.ingest.checks.board import Board, board
from cchc.ingest.checks.rates import is_rounding
from cchc.ingest.checks.wording import Wording
from cchc.vietnamese import number, signed

ON_TIME = {"dossiers_on_time", "dossiers_early", "dossiers_exactly_on_time"}
ALMOST = 1e-6  # counts are whole: what is less comes from floating point
Broken = tuple[tuple[int, ...], Finding]


@dataclass(frozen=True, kw_only=True)
class IdentityCheck:
    """The figures of one report, to be held against identities."""

    table: pa.Table
    board: Board
    wording: Wording
    given: frozenset[str]  # indicators with a column of their own: a blank is nothing
    severity: Severity

    def broken(self, one: Identity) -> Iterator[Broken]:
        """Every place where an identity does not hold."""
        if one.rule == "levels":
            return self._levels(one)
        if one.indicator not in self.board.columns:
            return iter(())
        return {"sum": self._sum, "at_most": self._at_most, "rate": self._rate}[one.rule](one)

    def _sum(self, one: Identity) -> Iterator[Broken]:
        stated = self.board.value(one.indicator)
        expected = self._added(one.terms) + self._where_given(one.optional)
        wrong = np.abs(stated - expected) > self._rounding(one)
        for group in np.flatnonzero(wrong & self._spoken_of(one)):
            codes = [one.indicator, *one.terms, *one.optional]
            message = self._sum_message(one, codes[1:], group)
            yield self._told("sum_mismatch", codes, group, message, stated, expected)

    def _at_most(self, one: Identity) -> Iterator[Broken]:
        whole, part = self.board.value(one.indicator), self._added(one.terms)
        on_time = set(one.terms) <= ON_TIME and one.indicator == "dossiers_resolved"
        rule = "on_time_exceeds_resolved" if on_time else "part_exceeds_whole"
        for group in np.flatnonzero((part > whole + ALMOST) & self._spoken_of(one)):
            names = " + ".join(self.wording.name(code) for code in one.terms)
            message = (
                f"{names} {number(part[group])} > {self.wording.name(one.indicator)} "
                f"{number(whole[group])}; đề nghị kiểm tra lại hai số này trong bản gốc."
            )
            codes = [*one.terms, one.indicator]
            yield self._told(rule, codes, group, message, part, whole)

    def _rate(self, one: Identity) -> Iterator[Broken]:
        stated = self.board.value(one.indicator)
        counts, base = self._added(one.terms), self._added(one.base)
        with np.errstate(divide="ignore", invalid="ignore"):
            expected = np.where(base > 0, 100 * counts / base, np.nan)
        for group in np.flatnonzero(~np.isnan(stated) & ~np.isnan(expected)):
            if is_rounding(stated[group], expected[group]):
                continue
            message = (
                f"{self.wording.name(one.indicator)} ghi {self._shown(one, stated[group])}, tính "
                f"từ số liệu {number(counts[group])}/{number(base[group])} được "
                f"{self._shown(one, expected[group])}; giữ số đã ghi, đề nghị đơn vị xác nhận."
            )
            line = int(self.board.line(one.indicator)[group])
            yield (line,), self.wording.finding(
                "rate_mismatch", "doubt", line, message,
                stated=stated[group], expected=round(expected[group], 2),
            )  # fmt: skip

    def _levels(self, one: Identity) -> Iterator[Broken]:
        """The figure without breakdown against its sum over the breakdowns."""
        lines = np.flatnonzero(
            pc.equal(self.table["indicator"], one.indicator).to_numpy(zero_copy_only=False)
        )
        split = board(
            self.table.take(lines), together=("agency", "level", "from", "to"), column="breakdown"
        )
        parts = np.array([split.value(name) for name in one.breakdowns])
        stated, expected = split.value(None), np.nansum(parts, axis=0)
        wrong = (np.abs(stated - expected) > ALMOST) & ~np.isnan(parts).all(axis=0)
        for group in np.flatnonzero(wrong):
            first = int(lines[int(split.line(None)[group])])
            shown = " + ".join(number(v) for v in parts[:, group] if not np.isnan(v))
            message = self._mismatch(one.indicator, stated[group], shown, expected[group])
            where = (first, *(int(lines[n]) for n in split.lines_of(group)))
            yield tuple(dict.fromkeys(where)), self.wording.finding(
                "sum_mismatch", self.severity, first, message,
                stated=stated[group], expected=expected[group],
            )  # fmt: skip

    def _added(self, terms: Sequence[str]) -> np.ndarray:
        """Σ terms by group; nan where one is missing, or where all of them are blank."""
        codes = [term.removeprefix("-") for term in terms]
        columns = np.array([self.board.value(code) for code in codes])
        blank = np.isnan(columns)
        missing = blank & ~np.array([[code in self.given] for code in codes])
        signs = np.array([[-1.0 if term.startswith("-") else 1.0] for term in terms])
        total = (np.where(blank, 0.0, columns) * signs).sum(axis=0)
        return np.where(missing.any(axis=0) | blank.all(axis=0), np.nan, total)

    def _where_given(self, codes: Sequence[str]) -> np.ndarray | float:
        return sum((np.nan_to_num(self.board.value(code)) for code in codes), start=0.0)

    def _spoken_of(self, one: Identity) -> np.ndarray:
        """The groups that give none of what silences the identity."""
        silent = np.zeros(len(self.board.values), bool)
        for code in one.unless:
            silent |= ~np.isnan(self.board.value(code))
        return ~silent

    def _rounding(self, one: Identity) -> float:
        """How far a sum of rounded parts may be off."""
        decimals = self.wording.catalog.indicators.get(one.indicator).decimals
        return ALMOST + (0.5 * 10**-decimals * (len(one.terms) + 1) if decimals else 0)

    def _sum_message(self, one: Identity, codes: Sequence[str], group: int) -> str:
        values = [(code, self.board.value(code)[group]) for code in codes]
        parts = [
            f"{self.wording.name(code)} {number(value)}"
            for code, value in values
            if not np.isnan(value)
        ]
        expected = sum(value for _, value in values if not np.isnan(value))
        stated = self.board.value(one.indicator)[group]
        return self._mismatch(one.indicator, stated, " + ".join(parts), expected)

    def _mismatch(self, code: str, stated: float, parts: str, expected: float) -> str:
        return (
            f"{self.wording.name(code)} ghi {number(stated)}, nhưng {parts} = {number(expected)} "
            f"(lệch {signed(round(stated - expected, 6))}); đề nghị kiểm tra lại dòng này."
        )

    def _shown(self, one: Identity, value: float) -> str:
        return self.wording.shown(one.indicator, value)

    def _told(
        self, rule: str, codes: Sequence[str], group: int, message: str, stated, expected
    ) -> Broken:
        """The finding about one group, and the lines of its codes."""
        places = [int(self.board.line(code.removeprefix("-"))[group]) for code in codes]
        lines = tuple(dict.fromkeys(n for n in places if n >= 0))
        return lines, self.wording.finding(
            rule, self.severity, lines[0], message,
            stated=stated[group], expected=expected[group],
        )  # fmt: skip
