"""Whose figures a row holds: the agency, the level of the count and the block ranked apart.

A name is read as of the last day of the row's period. Where it is not in force then but was
earlier within the period (Hà Tây in 2008), that agency is taken and said so. Where the name meant
another territory at the start of the period, the number of ranked units decides (63 or 34).
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from cchc.agencies import CODE_WIDTHS, COUNTRY, padded
from cchc.catalog.published import LevelWord, Published
from cchc.ingest.tidy.names import Named, RowName, problem
from cchc.ingest.tidy.provinces import Provinces
from cchc.naming.answers import Resolution
from cchc.naming.named import NamedAgencies
from cchc.periods import Period
from cchc.vietnamese import date_text, fold

ONE_DAY = timedelta(days=1)
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_OF_PARENT = {"department_all", "district_all", "below_province", "commune_all"}
_RANKED_LEVELS = {"province", "district", "commune"}


class Namer:
    """Reads what rows call their agencies; `within` is the reporting agency, if one is known."""

    def __init__(self, agencies: NamedAgencies, words: Published, *, within: str | None = None):
        self.agencies = agencies
        self.words = words
        self.within = within
        self._provinces = Provinces(agencies)
        self._known_numbers: dict[tuple[str, str | None, date], int] = {}
        self._known_provinces: dict[tuple[str | None, date], str | None] = {}
        self._known_changes: dict[Period, list[date]] = {}

    def name(self, row: RowName, period: Period) -> Named:
        """The agency of a row over a period; never a guess."""
        last = self._on(row, period.end)
        if period not in self._known_changes:
            days = [day for day in self.agencies.changes if period.start < day <= period.end]
            self._known_changes[period] = days
        days = self._known_changes[period]
        if not days:
            return last
        earlier = [self._on(row, day - ONE_DAY) for day in reversed(days)]
        if last.agency is None:
            ended = next((named for named in earlier if named.agency), None)
            return self._ended(ended, row, period) if ended else last
        return self._of_the_right_time(row, period, last, earlier[-1])

    def era(self, period: Period) -> tuple[int, int]:
        """Periods of one era name the same agencies."""
        starts = sum(day <= period.start for day in self.agencies.changes)
        return starts, sum(day <= period.end for day in self.agencies.changes)

    def _ended(self, named: Named, row: RowName, period: Period) -> Named:
        agency = self.agencies.get(named.agency)
        message = (
            f"{agency.name} chỉ còn đến {date_text(agency.valid_to)}, trước khi "
            f"{period.name.lower()} kết thúc; số được ghi cho đơn vị đó"
        )
        return named.with_problem(problem("agency_ended", "note", "agency", row.unit, message))

    def _of_the_right_time(self, row: RowName, period: Period, last: Named, first: Named) -> Named:
        """Of two territories of one name within a period, the one that was ranked."""
        if first.agency is None or self._same_territory(first.agency, last.agency):
            return last
        if row.of is None:
            old, new = self.agencies.label(first.agency), self.agencies.label(last.agency)
            message = (
                f"kỳ {period.name.lower()} bắc qua ngày sắp xếp đơn vị và tên này có trước cũng "
                f"như sau ngày đó ({old}; {new}); số được ghi cho đơn vị sau. Hãy xác nhận"
            )
            doubt = problem("ambiguous_agency", "doubt", "agency", row.unit, message)
            return last.with_problem(replace(doubt, expected=last.agency))
        return first if row.of > self._number_ranked(last.agency, period.end) else last

    def _same_territory(self, old: str, new: str) -> bool:
        return new in self.agencies.series(old)

    def _number_ranked(self, agency: str, on: date) -> int:
        """How many agencies of its level stand beside it on a day: 34 provinces, 114 communes."""
        level = self.agencies.get(agency).level
        within = None if level == "province" else self.agencies.province_of(agency, on)
        key = (level, within, on)
        if key not in self._known_numbers:
            found = self.agencies.valid_on(on, level=level, within=within)
            self._known_numbers[key] = len(found)
        return self._known_numbers[key]

    # --- on one day

    def _on(self, row: RowName, on: date) -> Named:
        """The agency of a row as of a day."""
        if sure := self._sure(row, on):
            return sure
        wide = self._country_or_region(row, on)
        if wide:
            return wide
        province = self._province(row, on)
        if province.agency is None and province.problems:
            return province
        word = self.words.levels.get(fold(row.level or ""))
        if row.unit is None and not row.code or (word and word.of_province):
            named = self._of_province(row, province.agency, word, on)
        else:
            named = self._of_unit(row, province.agency, word, on)
        named = self._in_block(named, row, province.agency, on).with_problem(*province.problems)
        return named if word or not row.level else self._with_odd_level(named, row)

    def _sure(self, row: RowName, on: date) -> Named | None:
        """The agency whose code, name, level and province the row all gives as they are."""
        word = self.words.levels.get(fold(row.level or ""))
        if not row.code or not row.unit or word is None or row.block or row.rest:
            return None
        found = self.agencies.coded(row.code, on, word.level) if word.level in CODE_WIDTHS else None
        if found is None or word.of_province:
            return None
        if found.name != row.unit and fold(found.name) != fold(row.unit):
            return None
        province = self._provinces.called(row.province, on) if row.province else None
        if province != self._province_of(found.parent, on) or found.level == "province":
            return None
        return Named(agency=found.id, level=word.level, breakdown=row.breakdown)

    def _country_or_region(self, row: RowName, on: date) -> Named | None:
        name = _BRACKETS.sub("", fold(row.unit or row.province or ""))
        word = self.words.levels.get(fold(row.level or ""))
        if name in self.words.country or (word and word.level == "country"):
            return Named(agency=COUNTRY, level="country", breakdown=row.breakdown)
        opening = next((o for o in self.words.region if name.startswith(o)), "")
        if not opening and not (word and word.level == "region"):
            return None
        found = self.agencies.resolve(name.removeprefix(opening).strip(), on=on, level="region")
        return self._taken(found, row, "region", on)

    def _province(self, row: RowName, on: date) -> Named:
        """The province a row lies in; the reporting agency where the row names none."""
        if row.province is None:
            return Named(agency=self._reporting(on))
        if row.province.isdecimal():
            return self._coded(row.province, "province", row, on)
        if known := self._provinces.called(row.province, on):
            return Named(agency=known)
        found = self._provinces.meant(row.province, on)
        if found.agency is None:
            return self._unknown(found, "province", row.province, on)
        return _told(Named(agency=found.agency.id), found, "province", row.province)

    def _reporting(self, on: date) -> str | None:
        """The reporting agency as of the day, if it has a list of agencies below it."""
        if self.within is None or self.agencies.get(self.within).level not in _RANKED_LEVELS:
            return None
        series = self.agencies.series(self.within)
        return next((a for a in series if self.agencies.get(a).holds_on(on)), None)

    def _of_province(
        self, row: RowName, province: str | None, word: LevelWord | None, on: date
    ) -> Named:
        """A figure of the province itself; the unit cell says which part, or which province."""
        if province is None and row.unit:
            found = self._provinces.meant(row.unit, on)
            province = found.agency.id if found.agency else None
        if province is None:
            message = "dòng không nêu đơn vị. Hãy điền cột đơn vị hoặc cột tỉnh"
            return Named(problems=(problem("unknown_agency", "error", "agency", None, message),))
        level = word.level if word else self.agencies.get(province).level
        is_named = self._is_name_of(row.unit, province)
        return Named(
            agency=province,
            level=level,
            breakdown=row.breakdown or (row.unit if word and word.split and not is_named else None),
            printed=None if is_named else row.unit,
        )

    def _is_name_of(self, unit: str | None, agency: str) -> bool:
        found = self.agencies.get(agency)
        return unit is None or fold(unit) in {fold(found.name), fold(found.short)}

    def _of_unit(
        self, row: RowName, province: str | None, word: LevelWord | None, on: date
    ) -> Named:
        """A figure of the agency that the unit cell or the code names."""
        if row.unit is None:
            return self._coded(row.code, word.level if word else None, row, on)
        name, part = _split_brackets(row.unit)
        breakdown = row.breakdown or self.words.parts.get(fold(part or ""))
        head, _, scope = name.partition(":")
        found = self._resolved(head.strip() if scope else name, part, province, word, row, on)
        if found.agency is None and word and word.level in _OF_PARENT and province:
            return Named(agency=province, level=word.level, breakdown=breakdown, printed=row.unit)
        named = self._taken(found, row, word.level if word else None, on)
        says_more = scope or part
        return replace(named, breakdown=breakdown, printed=row.unit if says_more else None)

    def _resolved(
        self,
        name: str,
        part: str | None,
        province: str | None,
        word: LevelWord | None,
        row: RowName,
        on: date,
    ) -> Resolution:
        """What a unit's name means within its province and, if said, its district."""
        level = word.level if word and word.level in (*_RANKED_LEVELS, "department") else None
        as_province = None
        if level == "province" or (level is None and province is None and not row.code):
            as_province = self._provinces.meant(name, on)
            was_one = any(not agency.holds_on(on) for agency in as_province.candidates)
            if as_province.agency or was_one or level == "province":
                return as_province
        within = self._district(row.rest or row.block, province, on) or province
        found = self.agencies.resolve(name, within=within, on=on, level=level)
        if found.agency is None and part:
            longer = self.agencies.resolve(f"{name} ({part})", within=within, on=on, level=level)
            found = longer if longer.agency else found
        if as_province and not found.agency and not found.candidates:
            return as_province
        return self._by_code(found, row.code, on)

    def _province_of(self, agency: str | None, on: date) -> str | None:
        """The province an agency lies in on a day; remembered, since communes share parents."""
        if (agency, on) not in self._known_provinces:
            province = self.agencies.province_of(agency, on) if agency else None
            self._known_provinces[agency, on] = province
        return self._known_provinces[agency, on]

    def _district(self, name: str | None, province: str | None, on: date) -> str | None:
        """The district that ranks its own communes, where a row names one as its block."""
        if not name or fold(name) in self.words.blocks or province is None:
            return None
        found = self.agencies.resolve(name, within=province, on=on, level="district")
        return found.agency.id if found.agency else None

    def _by_code(self, found: Resolution, code: str | None, on: date) -> Resolution:
        """Of several candidates the one that has the row's code."""
        if found.agency or not code:
            return found
        coded = [a for a in found.candidates if a.code == padded(code, a.level)]
        coded = [a for a in coded if a.holds_on(on)]
        return Resolution(agency=coded[0]) if len(coded) == 1 else found

    def _coded(self, code: str, level: str | None, row: RowName, on: date) -> Named:
        """The agency that has a code on a day."""
        found = self.agencies.coded(code, on, level)
        if found:
            return Named(agency=found.id, level=found.level, breakdown=row.breakdown)
        role = "province" if level == "province" else "identifier"
        message = (
            f"không có đúng một đơn vị mang mã này vào ngày {date_text(on)}. Hãy ghi mã đủ số 0 "
            "ở đầu, hoặc ghi thêm tên"
        )
        return Named(problems=(problem("unknown_agency", "error", role, code, message),))

    # --- what is taken, and what is not

    def _taken(self, found: Resolution, row: RowName, level: str | None, on: date) -> Named:
        """The resolved agency with its level; doubtful where the row's code says another."""
        if found.agency is None:
            return self._unknown(found, "agency", row.unit, on)
        agency = found.agency
        named = Named(
            agency=agency.id, level=level or found.scope or agency.level, breakdown=row.breakdown
        )
        named = _told(named, found, "agency", row.unit)
        if not row.code or agency.code in (None, padded(row.code, agency.level)):
            return named
        message = (
            f"mã {row.code} không phải mã của {self.agencies.label(agency.id)} "
            f"({agency.code}); tên được giữ. Hãy sửa mã hoặc tên"
        )
        doubt = problem("code_mismatch", "doubt", "identifier", row.code, message)
        return named.with_problem(replace(doubt, expected=agency.code))

    def _unknown(self, found: Resolution, role: str, printed: str | None, on: date) -> Named:
        message = found.reason or f"không có đơn vị tên này vào ngày {date_text(on)}"
        if "Hãy" not in message:
            names = "; ".join(self.agencies.label(a.id) for a in found.candidates[:3])
            which = f"; có thể là: {names}" if names else ""
            message = f"{message.rstrip('.')}. Hãy sửa tên hoặc kỳ{which}"
        return Named(problems=(problem("unknown_agency", "error", role, printed, message),))

    def _with_odd_level(self, named: Named, row: RowName) -> Named:
        """Whose dossiers a count is of is never guessed in silence."""
        if named.agency is None:
            return named
        message = (
            f"không hiểu cấp này; số được ghi cho {self.agencies.label(named.agency)} "
            f"({named.level}). Hãy sửa ô này, hoặc thêm cách viết vào data/reference/published.toml"
        )
        return named.with_problem(problem("unknown_level", "doubt", "level", row.level, message))

    def _in_block(self, named: Named, row: RowName, province: str | None, on: date) -> Named:
        """The same with its block as the breakdown; a period cell that is none is an error."""
        block = row.block or row.rest
        if not block or named.agency is None or named.breakdown:
            return named
        known = self.words.blocks.get(fold(block))
        if known is None and row.block is None and not self._district(block, province, on):
            message = "không hiểu được là kỳ hay khối xếp hạng. Hãy sửa ô này"
            error = problem("unreadable_period", "error", "period", block, message)
            return Named(problems=(*named.problems, error))
        return replace(named, breakdown=known or block)


def _split_brackets(text: str) -> tuple[str, str | None]:
    """A name and what stands in brackets at its end."""
    found = _BRACKETS.search(text)
    return (text[: found.start()], found[1]) if found else (text, None)


def _told(named: Named, found: Resolution, role: str, printed: str | None) -> Named:
    """The agency with a word on how its name was understood, where that needs one."""
    if not found.reason:
        return named
    return named.with_problem(problem("name_understood", "note", role, printed, found.reason))
