"""Stated rates against the counts they are shares of."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from cchc.figures import Finding
from cchc.ingest.checks.board import Board
from cchc.ingest.checks.wording import Wording
from cchc.vietnamese import number, percent

SLACK = 1  # two rates of one whole, each rounded to a percent


def is_rounding(stated: float, expected: float) -> bool:
    """Whether two rates differ by rounding alone, judged by the decimals of the stated one.

    Rounding down is let pass, but not to a full 100 % or a bare 0 % where some are left.
    """
    step = 10.0 ** -decimals(stated)
    if stated in (0.0, 100.0):
        return abs(stated - expected) <= 0.05
    return abs(stated - expected) <= min(step, 1.0) + 0.005


def decimals(value: float) -> int:
    """How many decimals a number was printed with, as far as it shows: 61.34 has two."""
    text = repr(round(float(value), 6))
    _, _, fraction = text.partition(".")
    return 0 if fraction in ("0", "") else len(fraction)


@dataclass(frozen=True, kw_only=True)
class RateCheck:
    """Every stated rate of a report whose counts the report gives as well."""

    table: pa.Table
    board: Board
    wording: Wording

    def broken(self) -> Iterator[tuple[tuple[int, ...], Finding]]:
        """Rates that no denominator of theirs explains, and those that leave pending ones out."""
        for indicator in self.wording.catalog.indicators.all:
            if indicator.numerator and indicator.code in self.board.columns:
                yield from self._of(indicator)
                yield from self._beyond(indicator)
        yield from self._more_than_all()
        yield from self._left_out()

    def _of(self, indicator) -> Iterator[tuple[tuple[int, ...], Finding]]:
        stated = self.board.value(indicator.code)
        count = self.board.value(indicator.numerator)
        said = self.table["denominator"].to_pylist()
        for group in np.flatnonzero(~np.isnan(stated) & ~np.isnan(count)):
            line = int(self.board.line(indicator.code)[group])
            allowed = (said[line],) if said[line] else indicator.denominators
            bases = {code: self.board.value(code)[group] for code in allowed}
            rates = {c: indicator.factor * count[group] / n for c, n in bases.items() if n > 0}
            fitting = [c for c, rate in rates.items() if is_rounding(stated[group], rate)]
            if rates and not fitting:
                yield self._mismatch(indicator, line, stated[group], count[group], rates, bases)
            elif rates and fitting[0] != indicator.denominators[0] and len(rates) > 1:
                yield self._other_base(line, fitting[0], indicator.denominators[0])

    def _mismatch(self, indicator, line, stated, count, rates, bases):
        base, expected = next(iter(rates.items()))
        message = (
            f"{self.wording.name(indicator.code)} ghi {self.wording.shown(indicator.code, stated)},"
            f" nhưng {number(count)}/{number(bases[base])} {self.wording.name(base)} là "
            f"{self.wording.shown(indicator.code, expected)}; giữ số đã ghi, đề nghị xác nhận."
        )
        return (line,), self.wording.finding(
            "rate_mismatch", "doubt", line, message, stated=stated, expected=round(expected, 2)
        )

    def _other_base(self, line: int, base: str, usual: str):
        message = (
            f"tỷ lệ này tính trên {self.wording.name(base)}, không phải trên "
            f"{self.wording.name(usual)}; không so trực tiếp với đơn vị tính cách khác."
        )
        return (line,), self.wording.finding(
            "denominator", "note", line, message, stated=base, expected=usual
        )

    def _beyond(self, indicator) -> Iterator[tuple[tuple[int, ...], Finding]]:
        """A share of a whole below nothing or above all of it."""
        stated = self.board.value(indicator.code)
        for group in np.flatnonzero((stated < 0) | (stated > indicator.factor)):
            line, limit = int(self.board.line(indicator.code)[group]), indicator.factor
            message = (
                f"{self.wording.name(indicator.code)} ghi "
                f"{self.wording.shown(indicator.code, stated[group])}, phải từ 0 đến "
                f"{number(limit)} %; đề nghị xem lại dấu thập phân trong bản gốc."
            )
            yield (line,), self.wording.finding(
                "out_of_range", "doubt", line, message,
                stated=stated[group], expected=limit if stated[group] > limit else 0,
            )  # fmt: skip

    def _more_than_all(self) -> Iterator[tuple[tuple[int, ...], Finding]]:
        """On time and late together more than all dossiers."""
        on_time, late = self.board.value("on_time_rate"), self.board.value("overdue_rate")
        in_range = (on_time <= 100) & (late <= 100)
        for group in np.flatnonzero(in_range & (on_time + late > 100 + SLACK)):
            line = int(self.board.line("overdue_rate")[group])
            message = (
                f"đúng hạn {percent(on_time[group], None)} và quá hạn "
                f"{percent(late[group], None)} cộng lại quá 100 %; đề nghị kiểm tra hai tỷ lệ "
                "trong bản gốc."
            )
            yield (line,), self.wording.finding(
                "rates_exceed_whole", "doubt", line, message,
                stated=late[group], expected=100 - on_time[group],
            )  # fmt: skip

    def _left_out(self) -> Iterator[tuple[tuple[int, ...], Finding]]:
        """A full on-time rate beside dossiers still open: it speaks of the resolved ones only."""
        rate, pending = self.board.value("on_time_rate"), self.board.value("dossiers_in_progress")
        late = np.nan_to_num(self.board.value("dossiers_in_progress_overdue"))
        for group in np.flatnonzero((rate >= 99.95) & (pending > 0)):
            line = int(self.board.line("on_time_rate")[group])
            overdue = f", trong đó {number(late[group])} đã quá hạn" if late[group] else ""
            message = (
                f"đúng hạn {percent(rate[group])} nhưng còn {number(pending[group])} hồ sơ đang "
                f"giải quyết{overdue}: tỷ lệ chỉ tính trên hồ sơ đã giải quyết."
            )
            yield (line,), self.wording.finding(
                "pending_left_out", "doubt" if late[group] else "note", line, message,
                stated=rate[group], expected=None,
            )  # fmt: skip
