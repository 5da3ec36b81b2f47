"""Counts and stated rates of a tidy dossier table, beyond what checks.py holds for any report.

Somebody else's recomputation beside a rate, rates printed with a zero at their end, and the total
of a province against its levels.
"""

import re

import numpy as np

from cchc.figures import Finding
from cchc.ingest.checks.rates import is_rounding
from cchc.ingest.tidy.assembly import Assembly
from cchc.ingest.tidy.headings import Bound
from cchc.ingest.tidy.numbers import rows_of
from cchc.ingest.tidy.table import TidyTable, every
from cchc.vietnamese import number

ROUNDING = 0.011  # of a recomputed percentage with two decimals
SAME_RATE = 0.1  # percentages this near are called the same by those who copied them
_ENDS_IN_ZERO = re.compile(r"\d+[.,](\d*0)\s*%?")
# Levels that add up to a province's total; of each pair a table has one.
_PARTS = (
    (("department_all", "province"), ("district_all",), ("commune_all",)),
    (("department_all", "province"), ("below_province",)),
)


def check_counts(assembly: Assembly) -> list[Finding]:
    """Everything this module holds a table to."""
    findings = _printed_zeros(assembly) + _level_totals(assembly.table)
    if "recomputed" in assembly.table.numbers:
        findings += _check_recomputed(assembly.table, _bases(assembly), _agreements(assembly))
    return findings


def _check_recomputed(table: TidyTable, bases: np.ndarray, agrees: np.ndarray) -> list[Finding]:
    """Somebody else's recomputation of the on-time rate against ours; it is never stored.

    `bases` are the counts that each row's rate is a share of; `agrees` see _disagreements.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        ours = 100 * table.number("dossiers_on_time") / bases
        differs = np.abs(table.number("recomputed") - ours) > ROUNDING
    rows = np.flatnonzero(table.accepted & differs)
    return every(rows, lambda row: _recomputed(table, ours, row)) + _disagreements(
        table, ours, agrees
    )


def _recomputed(table: TidyTable, ours: np.ndarray, row: int) -> Finding:
    theirs = float(table.number("recomputed")[row])
    message = (
        f"{table.label(row)}: tệp ghi tính lại được {number(theirs)} %, số đếm của dòng cho "
        f"{number(ours[row], 2)} %. Hãy xem lại số đếm và mẫu số"
    )
    return table.finding(
        row, "recomputed", "recomputed_mismatch", "doubt", message,
        stated=theirs, expected=float(ours[row]), indicator="on_time_rate",
    )  # fmt: skip


def _disagreements(table: TidyTable, ours: np.ndarray, agrees: np.ndarray) -> list[Finding]:
    """Rows whose file says that the rate agrees with its counts where it does not, or reverse.

    `agrees` is 1 for yes, 0 for no, -1 where nothing is said.
    """
    stated = table.number("on_time_rate")
    near = np.abs(stated - ours) < SAME_RATE
    known = ~np.isnan(stated) & ~np.isnan(ours) & (agrees >= 0)
    rows = np.flatnonzero(table.accepted & known & (near != agrees))
    return every(rows, lambda row: _disagreement(table, ours, row, says=bool(agrees[row])))


def _disagreement(table: TidyTable, ours: np.ndarray, row: int, *, says: bool) -> Finding:
    stated = float(table.number("on_time_rate")[row])
    message = (
        f"{table.label(row)}: tệp ghi tỷ lệ {'khớp' if says else 'không khớp'} với số đếm, tính "
        f"lại được {number(ours[row], 2)} % so với {number(stated)} %. Hãy đối chiếu nguồn"
    )
    return table.finding(
        row, "agrees", "agreement_differs", "note", message,
        stated=stated, expected=float(ours[row]), indicator="on_time_rate",
    )  # fmt: skip


def _printed_zeros(assembly: Assembly) -> list[Finding]:
    """Rates printed as 91,0: the zero was measured, so 91,42 is another rate."""
    findings = []
    for bound in assembly.header.counted:
        indicator = assembly.indicators[bound.meaning.indicator]
        if indicator.kind == "rate" and indicator.numerator:
            findings += _zeros_of(assembly, bound, _printed_decimals(assembly, bound))
    return findings


def _zeros_of(assembly: Assembly, bound: Bound, decimals: np.ndarray) -> list[Finding]:
    table, indicator = assembly.table, assembly.indicators[bound.meaning.indicator]
    stated = table.number(indicator.code)
    with np.errstate(invalid="ignore", divide="ignore"):
        ours = indicator.factor * table.number(indicator.numerator) / _bases(assembly)
        differs = np.abs(stated - ours) > 10.0**-decimals + 0.005
    rows = np.flatnonzero(table.accepted & (decimals > 0) & differs)
    rows = np.array([row for row in rows if is_rounding(stated[row], ours[row])], np.int64)
    return every(rows, lambda row: _rate_mismatch(table, indicator, row, ours, int(decimals[row])))


def _printed_decimals(assembly: Assembly, bound: Bound) -> np.ndarray:
    """For each row how many decimals its rate prints, where the last of them is a zero; else 0."""
    found = []
    for part in assembly.parts:
        column = part.rows.cells[bound.at]
        matches = [_ENDS_IN_ZERO.fullmatch(word) for word in column.dictionary.to_pylist()]
        lengths = [len(match[1]) if match else 0 for match in matches]
        found.append(np.array([*lengths, 0])[rows_of(column)])
    return np.concatenate(found)


def _rate_mismatch(
    table: TidyTable, indicator, row: int, ours: np.ndarray, decimals: int
) -> Finding:
    stated = float(table.number(indicator.code)[row])
    message = (
        f"{table.label(row)}: {indicator.short} ghi {number(stated, decimals)} %, số đếm của dòng "
        f"cho {number(ours[row], 2)} %; số đã ghi được giữ. Hãy đối chiếu nguồn"
    )
    return table.finding(
        row, indicator.code, "rate_mismatch", "doubt", message,
        stated=stated, expected=round(float(ours[row]), 2), indicator=indicator.code,
    )  # fmt: skip


def _bases(assembly: Assembly) -> np.ndarray:
    """For each row the count that its rate is a share of; nan where that is not said."""
    bases = []
    for part in assembly.parts:
        said = assembly.denominators(part.rows)
        base = np.full(len(part.rows), np.nan)
        for n, code in enumerate(said[0] if said else []):
            if code in part.values.numbers:
                mine = said[1] == n
                base[mine] = part.values.numbers[code][mine]
        bases.append(base)
    return np.concatenate(bases)


def _agreements(assembly: Assembly) -> np.ndarray:
    """For each row whether its file says that the rate agrees: 1, 0, or -1 for nothing said."""
    column = assembly.texts("agrees")
    if column is None:
        return np.full(len(assembly.table.lines), -1)
    known, words = column.unify_dictionaries().combine_chunks(), assembly.words
    says = [0 if words.is_one_of(word, "disagrees") else 1 for word in known.dictionary.to_pylist()]
    codes = known.indices.fill_null(len(says)).to_numpy(zero_copy_only=False)
    return np.array([*says, -1])[codes]


def _level_totals(table: TidyTable) -> list[Finding]:
    """A province's total against its departments, districts and communes, where all are given."""
    findings = []
    for levels in _rows_by_level(table):
        for parts in _PARTS:
            rows = [next((levels[one] for one in level if one in levels), None) for level in parts]
            if None not in rows:
                findings += _total_mismatches(table, levels["province_total"], rows)
    return findings


def _rows_by_level(table: TidyTable) -> list[dict[str, int]]:
    """Of each province and period that has a total: the row of each level."""
    groups: dict[tuple, dict[str, int]] = {}
    of_name = [named.level == "province_total" for named in table.reading.names.values]
    totals = {
        table.reading.names.values[n].agency for n, is_total in enumerate(of_name) if is_total
    }
    wanted = [named.agency in totals for named in table.reading.names.values]
    for row in np.flatnonzero(table.accepted & np.array(wanted)[table.names]):
        named, period = table.named(row), int(table.period_keys[row])
        if named.breakdown is None:
            groups.setdefault((named.agency, period), {}).setdefault(named.level, int(row))
    return [levels for levels in groups.values() if "province_total" in levels]


def _total_mismatches(table: TidyTable, total: int, parts: list[int]) -> list[Finding]:
    findings = []
    for bound in table.header.counted:
        code = bound.meaning.indicator
        stated = table.number(code)[total]
        sum_of_parts = table.number(code)[parts].sum()
        is_count = table.catalog.indicators.get(code).is_counted
        if is_count and not np.isnan(sum_of_parts) and stated != sum_of_parts:
            lines = ", ".join(str(table.lines[row]) for row in parts)
            message = (
                f"{table.label(total)}: «{bound.heading}» toàn tỉnh ghi {number(stated)}, cộng các "
                f"cấp (dòng {lines}) được {number(sum_of_parts)}. Hãy đối chiếu nguồn"
            )
            found = table.finding(
                total, code, "total_mismatch", "doubt", message,
                stated=float(stated), expected=float(sum_of_parts), indicator=code,
            )  # fmt: skip
            findings.append(found)
    return findings
