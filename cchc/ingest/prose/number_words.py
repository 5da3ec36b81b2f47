"""Numbers written as words: tám, mười hai, hai mươi lăm, một trăm linh ba."""

_DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_FIRST = {"nhất": 1, "nhì": 2}
_LINKS = ("linh", "lẻ")
NUMBER_WORDS = frozenset({*_DIGITS, "mười"} - {"mốt", "tư", "lăm", "bẩy"})


def spelled(words: list[str]) -> tuple[int, int] | None:
    """Value and how many of the words say it, of a number that begins with the first of them."""
    value, used = _below_hundred(words)
    if value is not None and words[used : used + 1] == ["trăm"] and value < 10:
        rest, more = _after_hundred(words[used + 1 :])
        return value * 100 + rest, used + 1 + more
    return (value, used) if value is not None else None


def ordinal(word: str) -> int | None:
    """The place that follows «thứ»: nhất, nhì, ba, tư …"""
    return _FIRST.get(word) or _DIGITS.get(word)


def _below_hundred(words: list[str]) -> tuple[int | None, int]:
    if not words:
        return None, 0
    first = _DIGITS.get(words[0])
    if words[0] == "mười":
        unit = _DIGITS.get(words[1]) if len(words) > 1 else None
        return (10 + unit, 2) if unit else (10, 1)
    if first and words[1:2] in (["mươi"], ["chục"]):
        unit = _DIGITS.get(words[2]) if len(words) > 2 else None
        return (first * 10 + unit, 3) if unit else (first * 10, 2)
    return first, 1


def _after_hundred(words: list[str]) -> tuple[int, int]:
    skip = 1 if words[:1] and words[0] in _LINKS else 0
    value, used = _below_hundred(words[skip:])
    return (value, used + skip) if value else (0, 0)
