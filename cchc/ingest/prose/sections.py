"""Headings that say whose the lines below them are: «1. Cấp huyện:», then a list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cchc.ingest.prose.phrases import Phrasebook
from cchc.ingest.prose.scope import Scope
from cchc.ingest.prose.sentences import Sentence
from cchc.ingest.prose.tokens import Token

BULLETS = ("-", "–", "+", "•", "*")  # that open an item of a list
_LETTERED = re.compile(r"[a-zđ][.)] |\d{1,2}\.\d{1,2}[.)]? ")
# How a line of a list begins, the outermost first.
_MARKERS = tuple(
    re.compile(rf"\s*(?:{marker})\s")
    for marker in (
        r"[A-HĐ][.)]", r"[IVX]{1,4}[.)]", r"\(?\d{1,2}[.)/]", r"\d{1,2}\.\d{1,2}[.)]?",
        r"[a-zđ][.)]", r"\*", "[-–]", "[+•]",
    )
)  # fmt: skip
_NUMBERED, _PLAIN = 3, len(_MARKERS)  # a numbered heading holds for all below it
_LONGEST_HEADING = 20  # words


def depth_of(text: str) -> int:
    """How deep in a list a line stands; a line of its own is deepest."""
    return next((n for n, marker in enumerate(_MARKERS) if marker.match(text)), _PLAIN)


def depth_in_list(text: str) -> int:
    """How deep an item stands below the line that opens its list; that line is at −1."""
    depth = depth_of(text)
    return depth if depth < _PLAIN else _PLAIN - 1 if text.startswith(BULLETS) else -1


def is_item(text: str) -> bool:
    """«- Cấp xã: …», «b) Cấp xã: …», «4.2. Cấp xã: …»."""
    return text.startswith(BULLETS) or bool(_LETTERED.match(text))


def is_heading(sentence: Sentence, but: Iterable[tuple[int, int]] = ()) -> bool:
    """«a) UBND cấp huyện:», «2. Cấp xã»: short, without a number of its own.

    `but` are stretches of its text whose digits do not count: «2. Từ 01/7 đến 23/10/2025».
    """
    depth, text = depth_of(sentence.text), sentence.text
    for first, last in but:
        text = text[:first] + "x" * (last - first) + text[last:]
    text = text if depth == _PLAIN else _MARKERS[depth].sub("", text, count=1)
    opens = depth < _PLAIN or text.endswith(":")
    return opens and len(sentence.tokens) <= _LONGEST_HEADING and not re.search(r"\d", text)


def ends_labelled(sentence: Sentence, last: int) -> bool:
    """«Đang giải quyết: 216»: whether what ends before token `last` ends a line with a label."""
    return last >= len(sentence.tokens) - 1 and ":" in sentence.text


def is_labelled(sentence: Sentence, last: int) -> bool:
    """«7. Tiếp nhận cấp huyện: 6.204»: an item that ends in a number; its parts may follow."""
    return ends_labelled(sentence, last) and depth_of(sentence.text) < _PLAIN


def counts_of_places(tokens: tuple[Token, ...], cues: Phrasebook) -> list[tuple[int, int]]:
    """Where «29» stands in «II. Tại UBND 29 xã, thị trấn»: it only says how many they are."""
    numbers = [place for place, token in enumerate(tokens) if token.is_number]
    if len(tokens) > _LONGEST_HEADING:
        return []
    return [
        (tokens[place].start, tokens[place].end) for place in numbers
        if any("units.commune" in h.labels or "units.district" in h.labels
               for h in cues.starting_at(tokens, place + 1))
    ]  # fmt: skip


@dataclass
class Sections:
    """Follows whose the lines of a report are, by its headings."""

    # depth and scope, outermost first
    opened: list[tuple[int, Scope]] = field(default_factory=list)
    paragraph: int | None = None
    lists: bool = False  # whether lines of a list came since the heading

    def enter(self, sentence: Sentence) -> Scope | None:
        """What the heading above gives to a new paragraph; the next of its rank ends it."""
        if sentence.paragraph != self.paragraph:
            self.paragraph, depth = sentence.paragraph, depth_of(sentence.text)
            while self.opened and self._is_over(depth, self.opened[-1][0]):
                self.opened.pop()
            self.lists = self.lists or depth < _PLAIN
        return self.opened[-1][1] if self.opened else None

    def _is_over(self, depth: int, opened: int) -> bool:
        return depth <= opened or depth == _PLAIN and self.lists and opened > _NUMBERED

    def open(self, sentence: Sentence, scope: Scope) -> None:
        """A heading that names somebody; a plain line that does so holds until the next heading."""
        depth = depth_of(sentence.text)
        depth = depth if depth < _PLAIN or sentence.text.endswith(":") else _NUMBERED - 1
        while self.opened and self.opened[-1][0] >= depth:
            self.opened.pop()
        self.opened.append((depth, scope))
        self.lists = False
