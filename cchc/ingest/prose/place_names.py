"""How far a name of a place reaches among the words of a sentence."""

from collections.abc import Container

from cchc.ingest.prose.tokens import Token

_LONGEST_NAME = 6


def end_of_name(tokens: tuple[Token, ...], first: int) -> int:
    """Behind the last capitalised word or number that may belong to a name."""
    place = first
    while place < min(len(tokens), first + _LONGEST_NAME):
        token = tokens[place]
        hyphen = token.text in "-–" and place > first and place + 1 < len(tokens)
        if hyphen and tokens[place + 1].is_capital:
            place += 2
        elif token.is_capital or (place == first and token.is_number and len(token.text) < 3):
            place += 1
        else:
            break
    return place


def text_of(tokens: tuple[Token, ...], first: int, last: int) -> str:
    """The words between two tokens."""
    return " ".join(token.text for token in tokens[first:last])


def is_behind_pair(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a stroke and a number stand before a token."""
    return place > 1 and tokens[place - 1].text == "/" and tokens[place - 2].is_number


def rest_of_name(
    tokens: tuple[Token, ...], first: int, end: int, last: int, surnames: Container[str]
) -> int | None:
    """Where words begin that may belong to the name before them; None where they do not.

    The name is from `first` to `end`, the capitalised words from `first` to `last`. What follows
    may also be a short form, or who heads the place: «Chủ tịch UBND xã Tân Phú Nguyễn Văn Hùng».
    """
    while end < last and tokens[end].text in "-–":
        end += 1
    rest = tokens[end:last]
    if not rest or any(token.is_number for token in rest):
        return None
    is_heading = all(token.text.isupper() for token in tokens[first:last])
    if rest[0].text.isupper() and not (is_heading and len(rest) == 1 and last == len(tokens)):
        return None  # «UBND xã Long Hải TTHC», «HUYỆN ĐẠI LỘC BÁO CÁO»
    return None if len(rest) > 1 and rest[0].folded in surnames else end
