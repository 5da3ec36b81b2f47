"""Periods named in a sentence, and whether they date its numbers or are only compared with.

A period may leave its year out; the report's own year is filled in later. «so với năm 2019» is a
base, «kế hoạch năm 2021» a plan, a single day an event: none of these dates a number.
"""

import re
from dataclasses import dataclass
from datetime import date

from cchc.errors import UnreadablePeriodError
from cchc.periods import Period, months_of, of_kind

_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "i": 1, "ii": 2, "iii": 3, "iv": 4, "nhất": 1, "tư": 4,
}  # fmt: skip
_Y = r"(?:19|20)\d\d"
_D = r"(?:0?[1-9]|[12]\d|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"

_COUNT = r"0?[2-9]|1[01]|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười"


def _day(tag: str) -> str:
    """A day with or without its year: 22-8, 17/6/2024, 5 tháng 6 năm 2024."""
    return (
        rf"(?P<d{tag}>{_D})(?:\s?[-/.]\s?| tháng )(?P<m{tag}>{_M})"
        rf"(?:(?:\s?[-/.]\s?|,? năm )(?P<y{tag}>{_Y}))?(?![\d%])"
    )


_TAIL = rf"(?:(?:\s?[-/.,]\s?|,? ?(?:của )?năm )(?P<y>{_Y}))?"
_PATTERNS = (
    (
        "open",
        rf"từ (?:những ngày )?đầu năm(?: (?P<y0>{_Y}))?[^.;:\d]{{0,20}}?(?:đến|tới)(?: hết)?"
        rf"(?: ngày)? (?:{_day('2')}|(?P<now>nay|thời điểm này|thời điểm hiện tại)"
        rf"|(?:cuối )?tháng (?P<m3>{_M}){_TAIL})",
    ),
    ("running", rf"(?:lũy kế|luỹ kế|cộng dồn|tính)(?: từ| kể từ) (?:ngày )?{_day('1')}(?=\s?[:,])"),
    ("since", rf"từ (?:ngày )?{_day('1')} (?:đến|tới) (?:nay|thời điểm (?:này|hiện tại|báo cáo))"),
    (
        "range",
        r"từ (?:khi|lúc|thời điểm|ngày) [^.;:()\d]{0,50}(?:2 cấp|hai cấp)?[^.;:()\d]{0,20}"
        rf"\((?:từ )?(?:ngày )?{_day('1')}\),? (?:đến|tới)(?: hết)?(?: ngày)? ?{_day('2')}",
    ),
    (
        "range",
        rf"(?:tính )?(?:từ )?(?:ngày )?{_day('1')}\s?(?:,\s?)?(?:đến|tới|-|–)(?: hết)?(?: ngày)?"
        rf" ?{_day('2')}",
    ),
    (
        "months_range",
        rf"từ tháng (?P<m1>{_M})(?:[-/.](?P<y1>{_Y})| năm (?P<y1b>{_Y}))? (?:đến|tới)(?: hết)?"
        rf" tháng (?P<m2>{_M}){_TAIL}(?!\d)",
    ),
    ("upto", rf"(?:tính )?(?:đến|tới)(?: hết| cuối)?(?: ngày) {_day('2')}"),
    ("upto", rf"(?:tính )(?:đến|tới)(?: hết| cuối)? {_day('2')}"),
    ("day", rf"ngày (?P<d2>{_D}) tháng (?P<m2>{_M}),? năm (?P<y2>{_Y})(?!\d)"),
    ("upto_month", rf"(?:đến|tới) (?:hết|cuối) tháng (?P<m3>{_M}){_TAIL}(?!\d)"),
    ("upto_month", rf"tính (?:đến|tới) tháng (?P<m3>{_M}){_TAIL}(?!\d)"),
    ("last_half", rf"(?:(?:6|sáu) tháng|nửa) cuối(?: của)? năm(?: (?P<y>{_Y}))?"),
    (
        "months",
        rf"(?P<n>\d{{1,2}}|{_COUNT}) tháng(?: đầu)?(?: của)? năm(?: (?P<y>{_Y}))?(?!\d)",
    ),
    ("half", rf"nửa đầu(?: của)? năm(?: (?P<y>{_Y}))?"),
    ("three_quarters", rf"(?:ba|3) quý đầu(?: của)? năm(?: (?P<y>{_Y}))?"),
    ("months", rf"(?P<n>[369]) tháng[-/](?P<y>{_Y})(?!\d)"),
    ("months", rf"(?<!\w)(?:trong|sau) (?P<n>{_COUNT}) tháng(?= (?:có|đã|toàn|cả|tiếp|số|tỷ|tỉ))"),
    ("months", r"(?P<n>0?6|sáu|0?9|chín|1[01]) tháng(?= đầu|,|;| qua| vừa)(?: đầu)?"),
    ("months", rf"(?<!\w)qua (?P<n>{_COUNT}) tháng(?=,)"),
    ("running", rf"(?:lũy kế|luỹ kế|cộng dồn|tính chung) (?P<n>{_COUNT}) tháng(?! (?:trước|cuối))"),
    ("months", rf"(?<!\d)(?P<n>{_COUNT}) tháng (?:qua|vừa qua)"),
    ("quarter", rf"quý (?P<n>iv|iii|ii|i|0?[1-4]|một|hai|ba|tư|nhất)\b{_TAIL}(?!\d)"),
    ("month", rf"(?<!\d )(?:trong |cả )?tháng (?P<n>{_M})(?![\d]){_TAIL}(?!\d)"),
    ("stage", rf"giai đoạn (?:từ )?(?:năm )?(?P<y1>{_Y})\s?(?:[-–]|đến)\s?(?:năm )?(?P<y2>{_Y})"),
    ("stage", rf"(?<!\d)(?P<y1>{_Y})\s?[-–]\s?(?P<y2>{_Y})(?!\d)"),
    ("year", rf"(?:trong |cả |trong cả )?năm (?P<y>{_Y})(?![\d])"),
    ("year", r"cả năm(?= )"),
    ("year", rf"(?:index|sipas|papi|pci|ddci|dti|cchc)\)? (?P<y>{_Y})(?!\d)"),
    ("until", rf"đến (?:hết |cuối )?năm (?P<y>{_Y})"),
    (
        "day",
        rf"(?:ngày|sáng|chiều|tối|hôm|trong ngày|trong sáng) (?:ngày )?{_day('2')}",
    ),
    ("day", rf"(?<![\d/.,])(?P<d2>{_D})\s?[-/.]\s?(?P<m2>{_M})\s?[-/.]\s?(?P<y2>{_Y})(?!\d)"),
)  # fmt: skip
_COMPILED = tuple((sort, re.compile(pattern)) for sort, pattern in _PATTERNS)
_BASE = re.compile(
    r"(?:so với|so|cùng kỳ|cùng kì|hơn|kém|như|của cùng kỳ|so sánh với|năm trước|bằng)"
    r"(?: (?:cùng kỳ|cùng kì|các|kỳ|báo cáo|kết quả|thời điểm|của|trung bình|mức|chỉ số|với"
    r"|số liệu))*"
    r"(?: [a-zà-ỹđ]+){0,1}\s*\(?$"
)
_HANDED_ON = re.compile(r" (?:được |tồn )?chuyển (?:sang|qua|tiếp|đến)")
_ONWARD = re.compile(r"chuyển (?:sang |qua |tiếp |đến )?$")  # «tồn 2 hồ sơ chuyển sang quý II»
_LEFT_OVER = re.compile(r"(?<!còn )tồn(?: đọng)?(?: từ| của)? $")  # «tồn tháng 9: 61 hồ sơ»
_FROM = re.compile(r"\btừ (?:mức )?\d[\d.,]* ?(?:%|điểm|ngày|hồ sơ)?[ (]*(?:của |vào )?$")
_TO = re.compile(r"\)?,? (?:xuống|lên|còn|thành|tăng|giảm)")  # «từ 1,9% năm 2021 xuống còn 0,26%»
_SAME = re.compile(r"cùng k[ỳì] (?:của )?$")
_PLAN = re.compile(r"(?:kế hoạch|nhiệm vụ|phương hướng|mục tiêu|chỉ tiêu)[^,;.:]{0,60}$")
_AHEAD = re.compile(r"(?:phương hướng|nhiệm vụ trọng tâm|kế hoạch)[^,;.:]{0,40}$")
_PLANNED = re.compile(
    r"[^.;\d]{0,40}?(?:phấn đấu|quyết tâm|(?:đề ra|đặt|đặt ra) (?:mục tiêu|chỉ tiêu))"
)
_DOCUMENT = re.compile(
    r"(?:quyết định|nghị quyết|chỉ thị|thông tư|đề án|chương trình|nghị định|bộ tiêu chí)"
    r"[^,;.:]{0,60}$"
)
_INDEX_AHEAD = re.compile(
    r"[^.;]{0,80}?(?:chỉ số (?:cchc|cải cách|par)|par[ -]?index|sipas)"
    r"|[^.;\d]{0,40}?(?:xếp|đứng) (?:thứ|hạng|vị trí)|[^.;\d]{0,25}?\d[\d,.]* điểm"
)
_OF_INDEX = re.compile(r"(?:chỉ số|index|sipas|papi|pci|ddci|dti|xếp hạng|xếp loại)[^,;.:]{0,60}$")
_INDEX = re.compile(r"(?:chỉ số|index|sipas|xếp hạng|kết quả)[^,;.:]{0,40}$")


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A period in a sentence: its place, how it is written and the part it plays."""

    start: int
    end: int
    sort: str
    parts: dict
    role: str  # period, base, plan, event or aside (of its bracket alone)
    of_index: bool = False  # the year an index is of, not the year of the report
    is_same: bool = False  # «cùng kỳ năm 2020»: the same months of that year

    @property
    def year(self) -> int | None:
        """The year it names, if it does."""
        years = [int(v) for k, v in self.parts.items() if k.startswith("y") and v]
        return years[-1] if years else None

    def period(self, *, year: int | None, until: date | None) -> Period | None:
        """Its two days, where they can be known."""
        try:
            return _PERIODS[self.sort](self.parts, self.year or year, until)
        except (UnreadablePeriodError, ValueError, TypeError):
            return None


def moments(text: str) -> list[Moment]:
    """The periods of a sentence, from left to right, none over another."""
    lower, found = text.lower(), []
    if len(lower) != len(text):
        return []
    for sort, pattern in _COMPILED:
        for match in pattern.finditer(lower):
            if any(match.start() < m.end and m.start < match.end() for m in found):
                continue
            found.append(_moment(sort, match, lower))
    return sorted(found, key=lambda moment: moment.start)


def _moment(sort: str, match: re.Match, text: str) -> Moment:
    parts = {name: value for name, value in match.groupdict().items() if value}
    before = text[max(0, match.start() - 70) : match.start()]
    role = _role(sort, before, text[match.end() : match.end() + 60])
    later = text[match.end() : match.end() + 110]
    is_same = sort == "year" and bool(_SAME.search(before))
    if sort == "year" and (role == "period" or is_same) and _is_aside(before, later):
        role = "aside"
    of_index = sort == "year" and bool(
        _OF_INDEX.search(f"{before}{match[0]}") or _INDEX_AHEAD.match(later)
    )
    return Moment(
        start=match.start(),
        end=match.end(),
        sort=sort,
        parts=parts,
        role=role,
        of_index=of_index,
        is_same=is_same,
    )


def _is_aside(before: str, after: str) -> bool:
    """«83,05% (năm 2021: 84,12%)»: a year of the numbers in its bracket alone."""
    return bool(re.search(r"\([^()]*$", before) and re.match(r"[^()]*\d[^()]*\)", after))


def _role(sort: str, before: str, after: str) -> str:
    if _BASE.search(before) or _HANDED_ON.match(after) or _LEFT_OVER.search(before):
        return "base"
    if _FROM.search(before) and _TO.match(after) or _ONWARD.search(before):
        return "base"
    if sort in ("stage", "last_half", "until"):
        return "plan"
    if sort == "day":
        return "event"
    if sort == "year" and (_PLAN.search(before) or _PLANNED.match(after)):
        return "plan"
    if sort in ("quarter", "month") and _AHEAD.search(before):
        return "plan"
    if sort == "year" and _DOCUMENT.search(before) and not _INDEX.search(before):
        return "plan"
    return "period"


# --- from parts to days


def _n(text: str) -> int:
    return int(text) if text.isdecimal() else _WORDS[text]


def _date(parts: dict, tag: str, year: int) -> date:
    return date(int(parts.get(f"y{tag}") or year), int(parts[f"m{tag}"]), int(parts[f"d{tag}"]))


def _open(parts: dict, year: int | None, until: date | None) -> Period:
    year = int(parts.get("y0") or year or (until and until.year))
    if "now" in parts:
        return Period(date(year, 1, 1), until)
    if "m3" in parts:
        return months_of(year, 1, int(parts["m3"]))
    return Period(date(year, 1, 1), _date(parts, "2", year))


def _range(parts: dict, year: int | None, until: date | None) -> Period:
    end = _date(parts, "2", year)
    start = _date(parts, "1", end.year)
    if start > end and "y1" not in parts:
        start = start.replace(year=end.year - 1)
    return Period(start, end)


def _since(parts: dict, year: int | None, until: date | None) -> Period:
    begins = _date(parts, "1", year)
    if until is None or until < begins:
        raise ValueError("«đến nay» of a report without a day")
    return Period(begins, until)


def _running(parts: dict, year: int | None, until: date | None) -> Period:
    """«Lũy kế 9 tháng», «Lũy kế từ 01/7/2025:»: of this sentence, not of those that follow."""
    return months_of(year, 1, _n(parts["n"])) if "n" in parts else _since(parts, year, until)


def _months_range(parts: dict, year: int | None, until: date | None) -> Period:
    first, last = int(parts["m1"]), int(parts["m2"])
    begins = int(parts.get("y1") or parts.get("y1b") or year)
    return Period(months_of(begins, first, first).start, months_of(year, last, last).end)


def _upto(parts: dict, year: int | None, until: date | None) -> Period:
    end = _date(parts, "2", year)
    return Period(date(end.year, 1, 1), end)


_PERIODS = {
    "open": _open,
    "range": _range,
    "since": _since,
    "months_range": _months_range,
    "upto": _upto,
    "upto_month": lambda parts, year, until: months_of(year, 1, int(parts["m3"])),
    "half": lambda parts, year, until: of_kind("half", year, 1),
    "three_quarters": lambda parts, year, until: months_of(year, 1, 9),
    "last_half": lambda parts, year, until: of_kind("half", year, 2),
    "months": lambda parts, year, until: months_of(year, 1, _n(parts["n"])),
    "running": _running,
    "quarter": lambda parts, year, until: of_kind("quarter", year, _n(parts["n"])),
    "month": lambda parts, year, until: of_kind("month", year, _n(parts["n"])),
    "stage": lambda parts, year, until: Period(
        date(int(parts["y1"]), 1, 1), date(int(parts["y2"]), 12, 31)
    ),
    "year": lambda parts, year, until: of_kind("year", year),
    "until": lambda parts, year, until: of_kind("year", year),
    "day": lambda parts, year, until: Period(_date(parts, "2", year), _date(parts, "2", year)),
}  # fmt: skip
