"""Numbers that are no figures by their shape: dates, document numbers, times, phones, sizes."""

import re
from bisect import bisect_right

_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_SHORT_DATE = rf"{_DAY}\s?[-/.–]\s?{_MONTH}(?![\d%])"
_DATE_WORD = (
    r"(?:ngày|sáng|chiều|tối|trưa|đêm|hôm|từ|đến|tới|tính đến|hết ngày|trước ngày|sau ngày"
    r"|hôm nay|vào|mùng|mồng|cuối ngày|đầu ngày|thứ (?:hai|ba|tư|năm|sáu|bảy))"
)
# A pair of numbers before one of these is no date: tới 8/12 huyện.
_COUNTED = (
    r"huyện|xã|phường|đơn vị|sở|tiêu chí|nhiệm vụ|thủ tục|TTHC|hồ sơ|tỉnh|địa phương|bậc|cơ quan"
)
_ROMAN = r"(?:IV|I{1,3}|[1-4])"

# The reason of each shape.
_SHAPES = (
    ("địa chỉ mạng", r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\S+\.(?:jpe?g|png|pdf|docx?|html?)\b\S*"),
    ("ngày", rf"(?<!\d){_DAY}\s?([-/.])\s?{_MONTH}\s?\1\s?{_YEAR}(?!\d)"),
    ("ngày", rf"(?<!\d){_YEAR}-{_MONTH}-{_DAY}(?!\d)"),
    ("ngày", rf"(?<!\d){_DAY} tháng {_MONTH}(?:,? năm {_YEAR}|/{_YEAR})?(?![\d])"),
    ("ngày", rf"(?i:\b{_DATE_WORD}(?: ngày)?) {_SHORT_DATE}(?!\s?[/-]?\d|\s(?:{_COUNTED})\b)"),
    (
        "ngày",
        rf"(?<![\d/.,]){_SHORT_DATE}\s?(?:đến|tới|-|–)(?: hết)?(?: ngày)? {_SHORT_DATE}"
        r"(?!\s?[/-]\d)",
    ),
    ("ngày", r"(?i:\bngày) (?:\d|[12]\d|3[01]|0\d)(?![\d.,/]|\s?%|\s?-\s?\d{2,})"),
    ("quý", rf"(?i:\bquý) {_ROMAN}(?:\s?[-/,]\s?(?:{_ROMAN}|{_YEAR}))?(?: năm {_YEAR})?(?!\w)"),
    (
        "tháng",
        rf"(?i:\b(?:đầu|cuối|hết|cả|trong|từ|đến)? ?tháng) {_MONTH}(?:\s?[-/.]\s?{_YEAR})?"
        rf"(?: năm {_YEAR})?(?![\d.,]\d|\d|%)",
    ),
    ("kỳ", r"(?i)\b(?:\d{1,2}|ba|bốn|sáu|bảy|tám|chín|mười) tháng (?:đầu|cuối|qua|của|năm|đã)"),
    ("kỳ", r"(?i)\b(?:0?[369]|1[0-2]|[124578]) tháng\b"),
    ("năm", rf"(?i:\bnăm(?: học| báo cáo)?) {_YEAR}(?:\s?[-–]\s?{_YEAR})?(?!\d)"),
    ("giai đoạn", rf"(?<!\d){_YEAR}\s?[-–]\s?{_YEAR}(?!\d)"),
    ("số hiệu văn bản", r"\d+\s?(?:/\s?\d{4}\s?)?/\s?[A-ZĐ]{1,6}(?:\s?[-–&]\s?[A-ZĐ][A-ZĐa-zđ]*)*"),
    ("số hiệu văn bản", r"\d+\s?[-–]\s?(?:KL|NQ|CT|KH|QĐ|QD|TB|CV|HD|CTr|TT)(?:\s?/\s?\w+)+"),
    (
        "số hiệu văn bản",
        r"(?i:\b(?:nghị quyết|quyết định|chỉ thị|kế hoạch|thông tư|nghị định|kết luận|công văn"
        r"|đề án|thông báo|báo cáo|tờ trình|luật|bộ tiêu chí|văn bản)(?: số)?) \d{1,5}"
        r"(?![\d.,%]| ?[^\W\d])",
    ),
    ("số hiệu văn bản", r"(?i)\bsố:? \d{1,5}(?=/|-[A-ZĐ]|\s?$)"),
    ("giờ", r"\b\d{1,2}\s?(?:giờ|g|h)\s?\d{0,2}(?:\s?phút)?\b|\b\d{1,2}:\d{2}(?::\d{2})?\b"),
    ("giờ", r"GMT ?\+ ?\d"),
    ("giờ", r"\b24/(?:24|7)\b"),
    ("điện thoại", r"(?i)\b(?:tổng đài|hotline|đường dây nóng|điện thoại|zalo|fax):? ?[\d. ]+\d"),
    ("điện thoại", r"(?<![\d.])0\d{2,3}[. ]?\d{3}[. ]?\d{3,4}(?!\d)|\b1900[. ]?\d{4,}"),
    ("diện tích, độ dài", r"\d[\d.,]*\s?(?:m2|m²|km2|km²|km|ha|m3|mét)\b"),
    ("tên gọi", r"(?i)\bISO \d+(?::\d{4})?(?:/\w+)?|\bcovid-?\s?19|\bsars-cov-?2|\b4\.0\b"),
    ("tên gọi", r"(?i)\b[45]G\b"),
    (
        "tên gọi",
        r"(?i:\b(?:điểm|trung tâm|phục vụ|hành chính công|tổ|quầy|đội|chi nhánh|bộ phận|cơ sở|bàn)"
        r" số) \d{1,2}(?![\d.,%]| ?(?:hồ sơ|TTHC|thủ tục))",
    ),
    (
        "tên gọi",
        r"(?i)\b(?:đề án|nghị định|chương trình|dự án|luật|điều|khoản|khóa|khoá) \d{1,3}\b"
        r"(?!/\d|[.,%])",
    ),
    (
        "tên gọi",
        rf"(?i)(?<!cấp )\b(?:quận|phường|thôn|ấp|khu phố|tổ dân phố|Q\.|P\.) ?\d{{1,2}}\b"
        rf"(?![.,/]?\d|\s?%|\s(?:{_COUNTED}))",
    ),
    (
        "lần thứ",
        r"(?i)\b(?:lần|kỳ họp|phiên họp|phiên|khóa|khoá|năm|đợt|tuần|ngày) thứ"
        r" (?:\d+|[XVI]+)\b",
    ),
    ("danh mục", r"^\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)/]|\(\d{1,2}\)|[IVX]{1,4}\.)(?=\s)"),
    ("danh mục", r"^\s*\d{1,3}\s?[-–|:]\s(?=[^\W\d_])"),  # «12 - Hộ tịch: …», a row of a table
    ("ngày", r"(?i)\bthứ (?:hai|ba|tư|năm|sáu|bảy)(?=[,;]? ?(?:ngày )?\d)"),
    ("ghi chú", r"\[\d{1,3}\]|\(\d\)|\(\d{1,2}\)(?=\s?[A-ZĐ])"),
    (
        "năm",
        rf"(?<![\d.,/%]){_YEAR}"
        r"(?![\d.,/%]\d|\d|\s?%|\s(?:hồ sơ|HS|TTHC|thủ tục|nhiệm vụ|lượt|phiếu|văn bản))",
    ),
)  # fmt: skip
_COMPILED = tuple((reason, re.compile(shape)) for reason, shape in _SHAPES)


class Masks:
    """The spans of a sentence in which digits are no figures."""

    def __init__(self, text: str):
        self.spans = sorted(_spans(text))
        self._starts = [start for start, _, _ in self.spans]

    def reason(self, start: int) -> str | None:
        """Why a digit at a place is no figure, or None."""
        place = bisect_right(self._starts, start) - 1
        while place >= 0:
            first, last, reason = self.spans[place]
            if first <= start < last:
                return reason
            place -= 1
        return None


def _spans(text: str) -> list[tuple[int, int, str]]:
    return [
        (*found.span(), reason) for reason, shape in _COMPILED for found in shape.finditer(text)
    ]
