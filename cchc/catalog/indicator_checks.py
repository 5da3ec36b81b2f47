"""What must hold between indicators: formulas name counts, ranks have scores, maxima add up."""

from collections.abc import Iterator, Mapping

from cchc.catalog.indicator import Indicator
from cchc.catalog.loading import Source

Problem = tuple[str, str, str]  # key, problem, remedy


def check_indicators(
    source: Source, indicators: tuple[Indicator, ...], by_code: Mapping[str, Indicator]
) -> None:
    """Raises BadReferenceError for the first thing that does not hold."""
    for one in indicators:
        for rule in _RULES:
            for key, problem, remedy in rule(one, by_code):
                raise source.error(one.code, key, problem, remedy)


def _known_codes(one: Indicator, by_code: Mapping[str, Indicator]) -> Iterator[Problem]:
    named = {
        "numerator": [one.numerator],
        "denominators": one.denominators,
        "sum_of": [part.removeprefix("-") for parts in one.sum_of for part in parts],
        "carries": [one.carries],
        "rank": [one.rank],
        "score": [one.score],
        "components": one.components,
        "of_change": [one.of_change],
    }
    for key, codes in named.items():
        for code in codes:
            if code is not None and code not in by_code:
                yield key, f"không có chỉ tiêu {code}", "sửa mã hoặc thêm chỉ tiêu đó"


def _formula(one: Indicator, by_code: Mapping[str, Indicator]) -> Iterator[Problem]:
    parts = [("numerator", one.numerator)] + [("denominators", code) for code in one.denominators]
    if (one.numerator is None) != (not one.denominators):
        yield "numerator", "thiếu tử số hoặc mẫu số", "ghi cả numerator và denominators"
    if one.numerator and one.kind != "rate":
        yield "kind", "có tử số nhưng không phải tỷ lệ", 'ghi kind = "rate"'
    for key, code in parts:
        if code and not by_code[code].is_counted:
            yield key, f"{code} không phải số đếm", "chọn một chỉ tiêu flow, stock hoặc count"


def _sums(one: Indicator, by_code: Mapping[str, Indicator]) -> Iterator[Problem]:
    for parts in one.sum_of:
        codes = [part.removeprefix("-") for part in parts]
        if one.code in codes or len(set(codes)) < len(codes):
            yield "sum_of", "một phần trùng hoặc là chính nó", "bỏ phần trùng"
        if strange := [code for code in codes if by_code[code].unit != one.unit]:
            yield "sum_of", f"{', '.join(strange)} có đơn vị tính khác", "chỉ cộng cùng đơn vị"
    if one.carries and not (one.kind == "flow" and by_code[one.carries].at == "start"):
        yield "carries", f"{one.carries} không phải số tồn đầu kỳ", 'chỉ vào số có at = "start"'
    if one.at == "start" and one.kind != "stock":
        yield "at", "chỉ số tồn mới có đầu kỳ", 'ghi kind = "stock" hoặc bỏ at'


def _ranking(one: Indicator, by_code: Mapping[str, Indicator]) -> Iterator[Problem]:
    if (one.kind == "rank") != (one.score is not None):
        yield "score", "thứ hạng phải chỉ vào điểm số của nó", "ghi score, hoặc sửa kind"
    if one.kind == "rank" and one.better != "lower":
        yield "better", "hạng 1 là tốt nhất", 'ghi better = "lower"'
    if one.rank and by_code[one.rank].score != one.code:
        yield "rank", f"{one.rank} không phải thứ hạng của {one.code}", "sửa rank hoặc score"
    if one.of_change and one.kind != "change":
        yield "of_change", "không phải mức tăng, giảm", 'ghi kind = "change"'


def _scale(one: Indicator, by_code: Mapping[str, Indicator]) -> Iterator[Problem]:
    maxima = [by_code[code].max for code in one.components]
    is_open = one.local and set(maxima) == {None}  # each province sets its own
    if one.components and not is_open and (None in maxima or sum(maxima) != one.max):
        yield "components", f"điểm tối đa các phần không bằng {one.max}", "sửa max của các phần"
    years = [method.from_year for method in one.versions]
    if years != sorted(set(years)):
        yield "versions", "các cách tính không theo thứ tự năm", "xếp from_year tăng dần"


_RULES = (_known_codes, _formula, _sums, _ranking, _scale)
