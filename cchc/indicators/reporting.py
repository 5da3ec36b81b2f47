"""Who has not reported which form for which period, and until when it was due.

An agency is expected to report a form that it, or what it became of, has reported before; of a
chosen agency also every unit right below it of a level that reports the form. Where a calendar says
which periods are owed they are owed by all; else a period is owed once somebody has reported it.
A cumulative report and one of the last quarter end on the same day: either counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import pandas as pd

from cchc.agencies import AREAS, Agencies
from cchc.catalog.catalog import Catalog
from cchc.catalog.form import Form
from cchc.errors import UnknownCodeError
from cchc.periods import Period
from cchc.store.versions import Store

LATEST = 4  # periods of a form that are shown
BACK = timedelta(days=1100)  # three years before today: what is older is history
COLUMNS = ("form", "agency", "name", "period", "from", "to", "deadline", "state")
# reported, draft (waits for a word), due (may still be reported), missing
SENT = """
SELECT r.form, f.agency, f."from" AS start, f."to" AS end, bool_or(r.status = 'confirmed') AS used
FROM report r JOIN figure f ON f.report_id = r.id
WHERE r.status <> 'withdrawn' AND list_contains($forms, r.form) AND f.kind = 'actual'
GROUP BY ALL
"""


def reporting(
    store: Store, catalog: Catalog, *, today: date, within: Iterable[str] = ()
) -> pd.DataFrame:
    """One row per form, period and agency that owes it: COLUMNS, the newest period first."""
    within = tuple(one for agency in within for one in catalog.agencies.series(agency))
    sent = _sent(store, catalog)
    rows = []
    for form_id, reports in sent.groupby("form"):
        form = catalog.form(str(form_id))
        board = _Board(form=form, sent=reports, catalog=catalog, within=within, today=today)
        rows += board.rows()
    return pd.DataFrame(rows, columns=COLUMNS)


def _sent(store: Store, catalog: Catalog) -> pd.DataFrame:
    """Which agency's figures came in which form for which days."""
    if not store.version:
        return pd.DataFrame(columns=["form", "agency", "start", "end", "used"])
    forms = [form.id for form in catalog.forms if form.kind == "grid"]
    sent = store.query(SENT, forms=forms)
    for column in ("start", "end"):
        sent[column] = pd.to_datetime(sent[column]).dt.date
    return sent


@dataclass(frozen=True, kw_only=True, eq=False)
class _Board:
    """What came in one form."""

    form: Form
    sent: pd.DataFrame
    catalog: Catalog
    within: tuple[str, ...]
    today: date

    def rows(self) -> list[tuple]:
        """One row per period and agency."""
        return [
            self._row(period, agency) for period in self.periods for agency in self._owing(period)
        ]

    @cached_property
    def periods(self) -> list[Period]:
        """The last periods that are owed and over, the newest first."""
        calendar = self.catalog.calendars.get(self.form.calendar)
        years = range(self.sent["end"].min().year, self.today.year + 1)
        owed = {period for year in years for period in calendar.due_in(year)} or self._reported
        first = self.sent["end"].min()
        over = [p for p in owed if max(first, self.today - BACK) <= p.end <= self.today]
        return sorted(over, key=lambda period: (period.end, period.start), reverse=True)[:LATEST]

    @property
    def _reported(self) -> set[Period]:
        days = self.sent[["start", "end"]].drop_duplicates()
        return {Period(a, b) for a, b in zip(days["start"], days["end"], strict=True)}

    def _owing(self, period: Period) -> list[str]:
        """Ids of the agencies that owe a report over the period, by name."""
        agencies = self.catalog.agencies
        seen = {one for agency in self._agencies for one in _then(agency, agencies, period.end)}
        owing = {agency for agency in seen if _is_within(agency, self.within, agencies)}
        for above in self.within:
            owing |= {a.id for a in agencies.children(above, period.end) if a.level in self._levels}
        return sorted(owing, key=agencies.label)

    @cached_property
    def _agencies(self) -> list[str]:
        """Whose figures came, as far as a list knows them; parts of the country are no offices."""
        found = []
        for agency in self.sent["agency"].unique():
            try:
                level = self.catalog.agencies.get(agency).level
            except UnknownCodeError:
                continue
            found += [agency] if level not in AREAS else []
        return found

    @cached_property
    def _levels(self) -> set[str]:
        return {self.catalog.agencies.get(agency).level for agency in self._agencies}

    def _row(self, period: Period, agency: str) -> tuple:
        deadline = self.catalog.calendars.get(self.form.calendar).deadline(period)
        return (
            self.form.id, agency, self.catalog.agencies.label(agency), period.full_name,
            period.start, period.end, deadline, self._state(period, agency, deadline),
        )  # fmt: skip

    def _state(self, period: Period, agency: str, deadline: date | None) -> str:
        used = self._used.get((agency, period.end))
        if used is not None:
            return "reported" if used else "draft"
        return "due" if deadline and self.today <= deadline else "missing"

    @cached_property
    def _used(self) -> dict[tuple[str, date], bool]:
        """Of each agency and last day: whether a report in use has figures."""
        return self.sent.groupby(["agency", "end"])["used"].any().to_dict()


def _then(agency: str, agencies: Agencies, on: date) -> list[str]:
    """What an agency is on a day: itself, or what the whole of it went into by then."""
    here = agencies.get(agency)
    if here.holds_on(on):
        return [agency]
    if here.valid_to is None or on <= here.valid_to:
        return []
    return [
        later
        for step in agencies.successors(agency)
        if step.whole
        for later in _then(step.new, agencies, on)
    ]


def _is_within(agency: str, within: tuple[str, ...], agencies: Agencies) -> bool:
    """Whether an agency is one of the chosen, or below one of them."""
    return not within or bool({agency, *agencies.ancestors(agency)} & set(within))
