"""Words, numbers and marks of a sentence, each with its place and the form it is compared in."""

import re
from dataclasses import dataclass

from cchc.vietnamese import fold

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\S")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark; `start` and `end` are places in the sentence."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return "0" <= self.text[0] <= "9"

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order."""
    return tuple(
        Token(found[0], "và" if found[0] == "&" else fold(found[0]) or found[0], *found.span())
        for found in _TOKEN.finditer(text)
    )
