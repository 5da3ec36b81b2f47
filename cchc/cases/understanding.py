"""What the files say, understood: agencies at the day of reception, words, months, who holds on.

The columns hold few ways of writing, whatever the number of dossiers; each is understood once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

import pyarrow as pa

from cchc.agencies import ONE_DAY, Agency
from cchc.catalog.cases import CaseWords
from cchc.errors import CchcError
from cchc.naming.named import NamedAgencies
from cchc.vietnamese import fold

WORDS = {
    "outcome": "status", "channel_means": "channel", "payment_means": "payment",
    "digitised_means": "digitised", "result_means": "digitised_result",
}  # fmt: skip
# What a blank cell means; a blank channel means nothing we know, unless there is no such column.
BLANK = {"status": "dated", "payment": "free", "digitised": "no", "digitised_result": "no"}
BEGINNING = date(1900, 1, 1)  # before any dossier
AGENCY_KEY = ("agency_code", "agency_name", "province")


@dataclass(kw_only=True)
class Understanding:
    """The small tables that rollup.sql looks words up in, and the agencies by their number."""

    tables: dict[str, pa.Table]
    agencies: list[Agency]
    first: date
    until: date
    divided: list[str] = field(default_factory=list)  # agencies whose open dossiers have no heir
    unknown: list[tuple[str, str, int]] = field(default_factory=list)  # name, reason, dossiers


def understand(
    printed: list[dict], agencies: NamedAgencies, words: CaseWords, *, columns: Iterable[str],
    until: date | None,
) -> Understanding:  # fmt: skip
    """The tables for the rows of `printed`; `columns` are those the files have."""
    _require_day_first(printed)
    firsts = [row["first_received"] for row in printed if row["first_received"]]
    if not firsts:
        raise CchcError("Không dòng nào có ngày tiếp nhận đọc được: không có gì để tổng hợp.")
    lasts = [row[name] for row in printed for name in ("last_received", "last_finished")]
    until = until or max(day for day in lasts if day)
    naming = _Naming(agencies)
    said = pa.Table.from_pylist(list(naming.said(printed)), schema=_SAID_AGENCY)
    holding = list(naming.holding(until))
    numbers = {number: agency for agency, number in naming.numbers.items()}
    held = [agencies.get(numbers[number]) for number in range(len(numbers))]
    return Understanding(
        tables={
            "said_agency": said,
            "said_word": _said_words(printed, words, frozenset(columns)),
            "holding": pa.Table.from_pylist(holding, schema=_HOLDING),
            "holder": pa.Table.from_pylist(list(_holders(held, until)), schema=_HOLDER),
            "calendar": pa.Table.from_pylist(list(_months(min(firsts), until)), schema=_CALENDAR),
            "span": pa.table({"until": pa.array([until], pa.date32())}),
        },
        agencies=held, first=min(firsts), until=until,
        divided=naming.divided, unknown=naming.unknown,
    )  # fmt: skip


def _require_day_first(printed: list[dict]) -> None:
    """A file of American days would be read in part, and its days of 1 to 12 wrong."""
    if sum(row["day_first"] for row in printed) < 0:
        raise CchcError(
            "Ngày tiếp nhận viết tháng trước (12/31/2024): ngày và tháng sẽ bị đọc lẫn. Hãy ghi "
            "lại dạng 31/12/2024 hoặc 2024-12-31."
        )


_DAYS = [("first_day", pa.date32()), ("last_day", pa.date32())]
_SAID_AGENCY = pa.schema(
    [*((key, pa.string()) for key in AGENCY_KEY), *_DAYS, ("agency", pa.int32())]
)
_HOLDING = pa.schema([("agency", pa.int32()), ("holder", pa.int32()), *_DAYS])
_HOLDER = pa.schema([("agency", pa.int32()), *_DAYS])
_CALENDAR = pa.schema([("month", pa.int32()), *_DAYS])
_SAID_WORD = pa.schema((name, pa.string()) for name in (*WORDS.values(), *WORDS))


def _said_words(printed: list[dict], words: CaseWords, columns: frozenset[str]) -> pa.Table:
    """One row per combination of words, with what each means; null where nobody knows."""
    said = {tuple(row[column] for column in WORDS.values()) for row in printed}
    rows = [dict(zip(WORDS.values(), texts, strict=True)) for texts in sorted(said)]
    for row in rows:
        row |= {m: _meaning(column, row[column], words, columns) for m, column in WORDS.items()}
    return pa.Table.from_pylist(rows, schema=_SAID_WORD)


def _meaning(column: str, text: str, words: CaseWords, columns: frozenset[str]) -> str | None:
    if text:
        return words.meaning(column, text)
    return BLANK.get(column) or (None if column in columns else "unsaid")


def _months(first: date, until: date) -> Iterator[dict]:
    """Every month, counted from the year 0; the last one ends with the files."""
    for month in range(first.year * 12 + first.month, until.year * 12 + until.month + 1):
        day, after = _first_of(month), _first_of(month + 1)
        yield {"month": month, "first_day": day, "last_day": min(after - ONE_DAY, until)}


def _first_of(month: int) -> date:
    return date((month - 1) // 12, (month - 1) % 12 + 1, 1)


def _holders(agencies: list[Agency], until: date) -> Iterator[dict]:
    for number, agency in enumerate(agencies):
        last = min(agency.valid_to or until, until)
        yield {"agency": number, "first_day": agency.valid_from or BEGINNING, "last_day": last}


class _Naming:
    """Which agency a way of writing means on which days; agencies are numbered as they come."""

    def __init__(self, agencies: NamedAgencies):
        self.agencies = agencies
        self.numbers: dict[str, int] = {}
        self.divided: list[str] = []
        self.unknown: list[tuple[str, str, int]] = []
        days = {
            day for alias in agencies.aliases for day in _turns(alias.valid_from, alias.valid_to)
        }
        self._turns = sorted(days | set(agencies.changes))

    def said(self, printed: list[dict]) -> Iterator[dict]:
        """One row per way of writing and span of days on which it means one agency."""
        spans: dict[tuple[str, ...], list[tuple[date, date]]] = {}
        dossiers: dict[tuple[str, ...], int] = {}
        for row in printed:
            key = tuple(row[name] for name in AGENCY_KEY)
            dossiers[key] = dossiers.get(key, 0) + row["dossiers"]
            if row["first_received"]:
                spans.setdefault(key, []).append((row["first_received"], row["last_received"]))
        for key, days in sorted(spans.items()):
            first, last = min(day for day, _ in days), max(day for _, day in days)
            for start, end, agency, reason in self._meanings(key, first, last):
                if agency is None:
                    self.unknown.append((" ".join(filter(None, key)), reason, dossiers[key]))
                    continue
                number = self.numbers.setdefault(agency.id, len(self.numbers))
                row = dict(zip(AGENCY_KEY, key, strict=True))
                yield {**row, "first_day": start, "last_day": end, "agency": number}

    def _meanings(self, key: tuple[str, ...], first: date, last: date) -> Iterator[tuple]:
        """First and last day, agency and reason; days on which it means the same are together."""
        said = [(start, end, *self._meant(*key, start)) for start, end in self._spans(first, last)]
        for (agency, reason), same in groupby(said, key=lambda span: span[2:]):
            spans = list(same)
            yield spans[0][0], spans[-1][1], agency, reason

    def _spans(self, first: date, last: date) -> Iterator[tuple[date, date]]:
        """The days from first to last, cut where names and codes change."""
        starts = [first, *(day for day in self._turns if first < day <= last)]
        ends = [day - ONE_DAY for day in starts[1:]] + [last]
        return zip(starts, ends, strict=True)

    def _meant(self, code: str, name: str, province: str, on: date) -> tuple[Agency | None, str]:
        """The agency that code and name both mean within the province, or why there is none."""
        within = self._province(province, on)
        if province and within is None:
            return None, f"không có tỉnh «{province}» vào ngày này"
        if not code:
            found = self.agencies.resolve(name, within=within, on=on)
            return found.agency, found.reason or "tên chưa đủ rõ"
        agency = self.agencies.coded(code, on)
        if agency is None:
            return None, "không có đúng một đơn vị mang mã này vào ngày này"
        if within and self.agencies.province_of(agency.id, on) != within:
            return None, f"mã này không thuộc «{province}»"
        if name and not self._is_called(agency, name, on):
            return None, f"mã này là của {self.agencies.label(agency.id)}, không phải tên đã ghi"
        return agency, ""

    def _province(self, text: str, on: date) -> str | None:
        if not text:
            return None
        if text.isdecimal():
            found = self.agencies.coded(text, on, "province")
        else:
            found = self.agencies.resolve(text, on=on, level="province").agency
        return found and found.id

    def _is_called(self, agency: Agency, name: str, on: date) -> bool:
        if fold(name) in {fold(agency.name), fold(agency.short)}:
            return True
        within = self.agencies.province_of(agency.id, on)
        meant = self.agencies.resolve(name, within=within, on=on).agency
        return meant is not None and meant.id == agency.id

    def holding(self, until: date) -> Iterator[dict]:
        """Who holds the dossiers an agency received, from when to when: it, then its heirs."""
        for agency in list(self.numbers):
            holder, first = self.agencies.get(agency), BEGINNING
            while True:
                last = min(holder.valid_to or until, until)
                number = self.numbers.setdefault(holder.id, len(self.numbers))
                yield {
                    "agency": self.numbers[agency], "holder": number,
                    "first_day": first, "last_day": last,
                }  # fmt: skip
                if last >= until:
                    break
                heirs = self.agencies.successors(holder.id)
                if len(heirs) != 1 or not heirs[0].whole:
                    self.divided.append(agency)
                    break
                holder, first = self.agencies.get(heirs[0].new), last + ONE_DAY


def _turns(first: date | None, last: date | None) -> list[date]:
    return [day for day in (first, last and last + ONE_DAY) if day]
