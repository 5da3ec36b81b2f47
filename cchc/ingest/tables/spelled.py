"""Whole numbers in Vietnamese words, which leave no doubt about a dot: một nghìn hai trăm."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_UNITS_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}  # hai mươi mốt, hai mươi tư, hai mươi lăm
_GROUPS = ("", " nghìn", " triệu", " tỷ")
LARGEST = 10**12


def spelled(number: int) -> str:
    """1234 as "một nghìn hai trăm ba mươi tư"; below zero with "âm", from 10¹² in digits."""
    if abs(number) >= LARGEST:
        return str(number)
    if number < 0:
        return f"âm {spelled(-number)}"
    if number == 0:
        return _DIGITS[0]
    groups = []
    while number:
        number, group = divmod(number, 1000)
        groups.append(group)
    words = [
        f"{_group(group, is_first=rank == len(groups) - 1)}{_GROUPS[rank]}"
        for rank, group in reversed(list(enumerate(groups)))
        if group
    ]
    return " ".join(words)


def _group(group: int, *, is_first: bool) -> str:
    """Three digits; those after the first group name their empty hundreds: không trăm linh năm."""
    hundreds, rest = divmod(group, 100)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or not is_first else []
    if rest:
        words.append(_below_hundred(rest, has_hundreds=bool(words)))
    return " ".join(words)


def _below_hundred(rest: int, *, has_hundreds: bool) -> str:
    tens, units = divmod(rest, 10)
    if tens == 0:
        return f"linh {_DIGITS[units]}" if has_hundreds else _DIGITS[units]
    if tens == 1:
        unit = "lăm" if units == 5 else _DIGITS[units]
        return "mười" if units == 0 else f"mười {unit}"
    unit = _UNITS_AFTER_TENS.get(units, _DIGITS[units])
    return f"{_DIGITS[tens]} mươi" + (f" {unit}" if units else "")
