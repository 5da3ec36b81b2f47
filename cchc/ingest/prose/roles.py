"""What part a number plays: a value, a change, one end of from–to, a threshold, an average."""

from dataclasses import dataclass

from cchc.ingest.prose.clauses import Stretch
from cchc.ingest.prose.marked import Marked
from cchc.ingest.prose.number_values import Number

# Words that may stand between «tăng» and its number.
_BETWEEN = {
    "tới", "đến", "thêm", "được", "hơn", "gần", "trên", "khoảng", "là", "đi", "từ", "mất", "mạnh",
    "nhất", "nhiều", "thấp", "cao", "ít", "với",
}  # fmt: skip
_REACHED = {"lên", "xuống", "còn", "thành", "đến", "tới"}
_PLACES = {"district", "commune", "province", "department", "agency"}
_WHOLE = 100  # percent
_RANKING = {"hạng", "thứ", "vị", "trí", "bậc"}
_MEASURED = ("cao", "thấp", "nhiều", "ít")
_PERIOD_WORDS = {"tháng", "quý", "năm", "cùng", "kỳ"}
_MOVES = {"tăng": 1, "giảm": -1, "hơn": 1, "kém": -1}
_BASE_WORDS = {
    "so", "với", "cùng", "kỳ", "kì", "năm", "tháng", "quý", "trước", "ngoái", "là", "i",
    "ii", "iii", "iv",
}  # fmt: skip
_BASES = {*_PERIOD_WORDS, "kế", "chỉ", "mục", "trước", "đầu", "thời", "mức", "lần"}


@dataclass(frozen=True)
class Role:
    """`sign` of a change; `part` is before, after, lowest or highest; `why_not` a figure."""

    sign: int = 0
    part: str | None = None
    why_not: str | None = None
    to_plan: bool = False
    to_period: bool = False


class RoleReader:
    """Reads the roles of the numbers of one sentence."""

    def __init__(self, marked: Marked, stretches: tuple[Stretch, ...]):
        self.tokens = marked.tokens
        self._word = marked.word
        self.stretches = stretches
        self.numbers = [stretch.number for stretch in stretches]
        self.labels: dict[int, set[str]] = {}  # labels of the cues that end at a token
        self.begin: dict[int, set[str]] = {}
        for hit in marked.cues:
            self.labels.setdefault(hit.last, set()).update(hit.labels)
            self.begin.setdefault(hit.first, set()).update(hit.labels)

    def read(self) -> list[Role]:
        """The role of each number."""
        return [self._role(place) for place in range(len(self.numbers))]

    def _role(self, place: int) -> Role:
        number = self.numbers[place]
        if self._is_average(place):
            return Role(why_not="average")
        if self._is_threshold(place):
            return Role(why_not="threshold")
        if number.unit == "procedure" and self._word(number.first - 1) == "thuộc":
            return Role(why_not="uncounted")  # «214.808 hồ sơ thuộc 276 TTHC»
        if number.range_end and number.unit == "day" and self._word(number.first - 1) != "từ":
            return Role(why_not="range")
        if self._reaches(place):
            return Role(why_not="unnamed") if self._is_of_some(place) else Role(part="before")
        if place and self._reaches(place - 1):
            if self._is_average(place - 1):
                return Role(why_not="average")
            return Role(why_not="unnamed") if self._is_of_some(place - 1) else Role(part="after")
        sign = self._sign(number)
        if self._is_beside_another(number) or not sign and self._is_against_another(place):
            return Role(why_not="compared")
        return Role(
            sign=sign,
            to_plan=bool(sign) and self._is_to_plan(place),
            to_period=self._is_to_period(number),
        )

    def _is_to_period(self, number: Number) -> bool:
        """«xấp xỉ 50% của tháng 2»: compared with another period, a share of nothing."""
        after = [self._word(number.after + place) for place in range(3)]
        if number.unit != "percent":
            return False
        if after[:2] == ["so", "với"] and number.value > _WHOLE:  # «đạt 104,2% so với cùng kỳ»
            return after[2] in _PERIOD_WORDS
        return after[0] == "cùng" or after[0] in ("của", "so") and after[1] in _PERIOD_WORDS

    # --- from, to

    def _reaches(self, place: int) -> bool:
        """Whether this number is where «từ A … xuống còn B» begins."""
        if place + 1 >= len(self.numbers):
            return False
        here, there = self.numbers[place], self.numbers[place + 1]
        if self._word(here.after) == "trở":  # «từ 99% trở lên; ít nhất 20%»
            return False
        begins = here.first
        while here.unit == "rank" and self._word(begins - 1) in _RANKING:
            begins -= 1  # «từ vị trí thứ 7 lên …»
        starts = self._word(begins - 1) == "từ" or (
            self._word(here.first - 2) == "từ"
            and "approx." in " ".join(self.labels.get(here.first, ()))
        )
        gap = range(here.after, there.first)
        reaches = "change.reach" in self.labels.get(there.first, ()) or any(
            "change.reach" in self.begin.get(p, ()) for p in gap
        )
        same = here.unit == there.unit or None in (here.unit, there.unit)
        return starts and reaches and same and len(gap) <= 8

    def _is_of_some(self, place: int) -> bool:
        """«nhiều thủ tục từ 3 ngày xuống còn 1 ngày»: without saying which."""
        near = (p for f in self.stretches[place].left[:1] for p in range(f.first, f.last))
        return any("extreme.some" in self.begin.get(p, ()) for p in near)

    # --- changes

    def _sign(self, number: Number) -> int:
        """+1 or −1 where the number is a change."""
        if number.unit == "rank" or number.value == 0:
            return 0
        place = number.first
        for _ in range(5):
            sign = self._sign_at(place, number)
            if sign:
                return sign
            if self._word(place - 1) not in _BETWEEN:
                break
            place -= 1
        return self._compared(number)

    def _sign_at(self, place: int, number: Number) -> int:
        """The change that ends right before a token; «lên 90%» names what was reached."""
        labels = self.labels.get(place, ())
        if "change.cutting" in labels and "change.down" not in labels:
            return 0
        if self._word(place - 1) in _REACHED and number.unit != "place" and place == number.first:
            return 0
        if self._is_cutting(place):
            return 0
        return 1 if "change.up" in labels else -1 if "change.down" in labels else 0

    def _is_cutting(self, place: int) -> bool:
        """«cắt giảm 30%» is no change of a rate."""
        return self._word(place - 1) == "giảm" and self._word(place - 2) in ("cắt", "được")

    def _compared(self, number: Number) -> int:
        """«hơn năm 2020 là 3,3 điểm», «nhiều hơn cùng kỳ năm ngoái 641 hồ sơ»: the base first."""
        place = number.first - 1
        while place >= 0 and (self._word(place) in _BASE_WORDS or self._is_year(place)):
            place -= 1
        if number.first - place > 2 and self._word(place) in _MOVES:
            return _MOVES[self._word(place)]
        if number.unit not in ("point", "percent", "place", "percent_point"):
            return 0
        for place in range(max(0, number.first - 6), number.first):
            later = [self._word(p) for p in range(place + 1, number.first)]
            if self._word(place) in ("hơn", "kém") and later[:1] == ["năm"]:
                return 1 if self._word(place) == "hơn" else -1
        return 0

    def _is_year(self, place: int) -> bool:
        """Whether a token is a year, a month or a quarter: 2023, 9/2023, I/2023."""
        token = self.tokens[place]
        before = self._word(place - 1)
        return token.is_number and before in ("năm", "tháng", "quý", "/") or token.text == "/"

    def _is_against_another(self, place: int) -> bool:
        """«thấp hơn trung bình cả nước 0,4%»: no value and no change of its own."""
        number, stretch = self.numbers[place], self.stretches[place]
        if number.unit not in ("percent", "point", "percent_point"):
            return False
        near = [p for f in stretch.left[:1] for p in range(f.first, number.first - 1)]
        return any(self._word(p) == "hơn" and self._word(p - 1) in ("cao", "thấp") for p in near)

    def _is_beside_another(self, number: Number) -> bool:
        """«cao hơn 5,45% so với địa phương xếp thứ hai»: a lead, no change of its own."""
        if self._word(number.first - 1) != "hơn" or self._word(number.first - 2) not in _MEASURED:
            return False
        after = [self._word(number.after + place) for place in range(3)]
        return after[:2] == ["so", "với"] and after[2] not in _BASES

    def _is_to_plan(self, place: int) -> bool:
        """Whether the change is measured against a plan: «vượt 3,58% so với kế hoạch»."""
        number = self.numbers[place]
        later = range(number.after, min(number.after + 5, len(self.tokens)))
        behind = self._word(number.after), self._word(number.after + 1)
        if self._word(number.first - 1) == "vượt" and number.unit == "percent":
            return behind != ("so", "với") or self._word(number.after + 2) not in _PERIOD_WORDS
        return any("change.plan" in self.begin.get(p, ()) for p in later)

    # --- what is no figure

    def _is_average(self, place: int) -> bool:
        """«bình quân mỗi ngày 500 lượt»."""
        number, stretch = self.numbers[place], self.stretches[place]
        if number.unit in ("percent", "point", "rank", "place"):
            return False
        near = [
            *range(max(0, number.first - 8), number.first),
            *range(number.after, number.after + 4),
        ]
        inside = {p for f in (*stretch.left, *stretch.right) for p in range(f.first, f.last)}
        return any("boundary.per" in self.begin.get(p, ()) for p in near if p in inside)

    def _is_threshold(self, place: int) -> bool:
        """«những nơi đạt từ 60% trở lên», «13 tỉnh đạt từ 90%»: it only labels a group."""
        number, stretch = self.numbers[place], self.stretches[place]
        if number.unit not in ("percent", "point", None) or number.value == 0:
            return False
        starts_at = number.approx == "at_least" and self._word(number.first - 1) == "từ"
        bounded = number.approx == "below" or starts_at or self._is_between(place)
        before = self.numbers[place - 1] if place else None
        counts_places = (
            before is not None and before.unit in _PLACES and not stretch.after_semicolon
        )
        names_group = any(
            "threshold.group" in self.begin.get(p, ())
            for fragment in stretch.left[:2]
            for p in range(fragment.first, fragment.last)
        )
        if number.approx == "below" or self._is_not_to_pass(number):
            return True
        if self._is_wanted(number) or self._word(number.first - 2) in ("giảm", "ngắn"):
            return False
        if number.approx == "at_least" and counts_places:
            return True
        return bounded and (counts_places or names_group)

    def _is_not_to_pass(self, number: Number) -> bool:
        """«không để tỷ lệ quá hạn vượt 5%»: a bound, no change and no result."""
        words = [self._word(p) for p in range(max(0, number.first - 9), number.first)]
        return words[-1:] in (["vượt"], ["quá"]) and "không" in words

    def _is_wanted(self, number: Number) -> bool:
        """Whether a target was opened before it: «giao các đơn vị đạt từ 55% trở lên»."""
        wanting = {"target.giving", "target.strong", "target.noun"}
        return any(labels & wanting for p, labels in self.begin.items() if p < number.first)

    def _is_between(self, place: int) -> bool:
        """«từ 80% đến dưới 90%»."""
        number = self.numbers[place]
        if number.range_end is not None:
            return True
        after = self.numbers[place + 1] if place + 1 < len(self.numbers) else None
        return (
            self._word(number.first - 1) == "từ"
            and after is not None
            and after.approx == "below"
            and self._word(number.after) in ("đến", "tới")
        )
