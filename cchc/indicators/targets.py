"""What was promised: targets of acts and of reports, for whom, for which year, by what document."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd

from cchc.agencies import Agencies
from cchc.catalog.catalog import Catalog
from cchc.catalog.indicator import Indicator
from cchc.catalog.targets import ActTarget, Operator
from cchc.indicators.holdings import with_days
from cchc.periods import Period
from cchc.store.versions import Store

STATED = """
SELECT f.agency, f.level, f."from", f."to", f.indicator, f.value, f.approx, f.quote, f.source,
       f.report_id, r.file
FROM known_figure f JOIN report r ON r.id = f.report_id
WHERE f.kind = 'target' AND f.breakdown IS NULL
ORDER BY f.indicator, f.agency, f."from", f."to"
"""
# A number reported of all units of a level is, as a target, set for every one of them.
EACH = {"department_all": "department", "district_all": "district", "commune_all": "commune"}
# "5256/QĐ-UBND" in a sentence, "5256_QĐ-UBND" where a file's name allows no stroke.
DOCUMENT = re.compile(
    r"(\d+[a-z]?)[/_ -]((?:\d{4}[/_ -])?(?:QĐ|NQ|KH|CT|CTr|TB|TT|NĐ)-[A-ZĐ0-9]+)", re.I
)


@dataclass(frozen=True, kw_only=True)
class Target:
    """One target. `value` in the indicator's unit; reached from `start` to `end`, a whole year.

    `each`: it was set for every unit of that level within `set_for`, of which `agency` is one;
    `level`: whose work it speaks of (FIGURE_SCHEMA), None where an act does not say.
    """

    indicator: str
    agency: str
    set_for: str
    operator: Operator
    value: float
    start: date
    end: date
    document: str
    level: str | None = None
    each: str | None = None
    issued: date | None = None
    base_year: int | None = None
    note: str = ""
    source: str | None = None
    report_id: int | None = None

    @property
    def year(self) -> int:
        """The year it is for."""
        return Period(self.start, self.end).year

    def is_met_by(self, value: float) -> bool:
        """Whether a value reaches it."""
        return {">=": value >= self.value, "<=": value <= self.value, "=": value == self.value}[
            self.operator
        ]


def targets_of(
    store: Store,
    catalog: Catalog,
    indicator: str | None = None,
    *,
    agencies: Iterable[str] = (),
    level: str | None = None,
    year: int | None = None,
    as_of: datetime | int | None = None,
) -> tuple[Target, ...]:
    """The targets in force, of one indicator or all, ordered by indicator, agency and period.

    With `agencies` (ids) the ones each of them has to reach: its own, else those set for every unit
    of its level by something it lies in; `agency` is then the one asked for. Without, all as they
    were set, with `level` ("province", "commune" …) those for units of that level. A report goes
    before an act for the same agency, indicator and year.
    """
    stated = [t for t in all_targets(store, catalog, as_of=as_of) if _asked(t, indicator, year)]
    wanted = tuple(agencies)
    if wanted:
        found = (t for one in wanted for t in _of_agency(one, stated, catalog.agencies))
        return tuple(found)
    return tuple(t for t in stated if level in (None, _level_of(t, catalog.agencies)))


def all_targets(store: Store, catalog: Catalog, *, as_of=None) -> tuple[Target, ...]:
    """Every target as it was set: those of reports, then those of acts that no report restates."""
    found = {_key(t): t for act in catalog.targets for t in _of_act(act, catalog.agencies)}
    found |= {_key(t): t for t in _of_reports(store, catalog, as_of)} if store.version else {}
    order = sorted(found.values(), key=lambda t: (t.indicator, t.set_for, t.start, t.end))
    return tuple(order)


def operator_of(indicator: Indicator, approx: str | None = None) -> Operator:
    """At least, at most or exactly: as printed, else by which way of the indicator is better."""
    if approx == "at_least":
        return ">="
    return {"higher": ">=", "lower": "<=", "neither": "="}[indicator.better]


def document_in(*texts: str | None) -> str | None:
    """The first number of a document in some texts: "1234/QĐ-UBND"."""
    found = (DOCUMENT.search(text) for text in texts if isinstance(text, str))
    return next((f"{match[1]}/{match[2]}" for match in found if match), None)


def _asked(target: Target, indicator: str | None, year: int | None) -> bool:
    return indicator in (None, target.indicator) and year in (None, target.year)


def _key(target: Target) -> tuple:
    return target.indicator, target.set_for, target.each, target.year


def _of_act(act: ActTarget, agencies: Agencies) -> Iterator[Target]:
    """An act for units that the catalogue does not list (the illustrative one) is left out."""
    if act.agency not in agencies:
        return
    yield Target(
        indicator=act.indicator,
        agency=act.agency,
        set_for=act.agency,
        operator=act.operator,
        value=act.value,
        start=date(act.year, 1, 1),
        end=date(act.year, 12, 31),
        document=act.document,
        each=act.each,
        issued=act.issued,
        base_year=act.base_year,
        note=act.note,
        source=act.source,
    )


def _of_reports(store: Store, catalog: Catalog, as_of) -> Iterator[Target]:
    rows = with_days(store.query(STATED, as_of=as_of), "from", "to")
    for row in rows.to_dict("records"):
        indicator = catalog.indicators.get(row["indicator"])
        row = {name: None if pd.isna(value) else value for name, value in row.items()}
        yield Target(
            indicator=indicator.code,
            agency=row["agency"],
            set_for=row["agency"],
            operator=operator_of(indicator, row["approx"]),
            value=row["value"],
            start=row["from"],
            end=row["to"],
            document=document_in(row["quote"], row["file"]) or row["file"],
            level=row["level"],
            each=EACH.get(row["level"]),
            source=row["source"],
            report_id=int(row["report_id"]),
        )


def _level_of(target: Target, agencies: Agencies) -> str:
    return target.each or agencies.get(target.set_for).level


def _of_agency(agency: str, stated: list[Target], agencies: Agencies) -> Iterator[Target]:
    """What one unit has to reach; of two for the same year the one set nearest to it."""
    here = agencies.get(agency)
    above = [agency, *agencies.ancestors(agency)]
    nearest: dict[tuple[str, int], tuple[int, Target]] = {}
    for target in stated:
        steps = _steps(target, here.level, agencies.series(agency), above)
        key = (target.indicator, target.year)
        if steps is not None and (key not in nearest or steps < nearest[key][0]):
            nearest[key] = (steps, replace(target, agency=agency))
    yield from (target for _, target in nearest.values())


def _steps(target: Target, level: str, series: tuple[str, ...], above: list[str]) -> int | None:
    """How far above a unit a target was set that holds for it; None where it does not."""
    if target.each is None:
        return 0 if target.set_for in series else None
    is_within = target.each == level and target.set_for in above
    return above.index(target.set_for) + 1 if is_within else None
