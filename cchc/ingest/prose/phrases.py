"""Phrases found in tokens: a trie of words, so that a thousand phrases cost one walk."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from cchc.ingest.prose.tokens import Token, tokens_of


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase in a sentence: tokens `first` up to, not including, `last`, and its labels."""

    first: int
    last: int
    labels: frozenset[str]


class Phrasebook:
    """Which labels which phrases carry; spelling is compared folded, word by word."""

    def __init__(
        self,
        phrases: Mapping[str, Iterable[str]],
        short: Mapping[str, Iterable[str]] | None = None,
    ):
        """`phrases` by label; `short` gives other spellings of parts of phrases."""
        self._root: dict = {}
        shortened = _by_words(short or {})
        for label, texts in phrases.items():
            for one in (one for text in texts for one in _written_out(text)):
                for words in _spellings(_words(one), shortened):
                    self._add(words, label)

    def _add(self, words: tuple[str, ...], label: str) -> None:
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        node[None] = node.get(None, frozenset()) | {label}

    def starting_at(self, tokens: tuple[Token, ...], place: int) -> list[Hit]:
        """Every phrase that begins at a token, the shortest first."""
        node, found = self._root, []
        for last in range(place, len(tokens)):
            node = node.get(tokens[last].folded)
            if node is None:
                break
            if None in node:
                found.append(Hit(place, last + 1, node[None]))
        return found

    def all_in(self, tokens: tuple[Token, ...]) -> list[Hit]:
        """Every phrase wherever it stands, overlapping ones too."""
        root = self._root
        return [
            hit
            for place, token in enumerate(tokens)
            if token.folded in root
            for hit in self.starting_at(tokens, place)
        ]

    def longest_in(self, tokens: tuple[Token, ...]) -> list[Hit]:
        """The longest phrase at each place, from left to right, none over another."""
        found, place = [], 0
        while place < len(tokens):
            here = self.starting_at(tokens, place) if tokens[place].folded in self._root else []
            if here:
                found.append(here[-1])
                place = here[-1].last
            else:
                place += 1
        return found


def _written_out(text: str) -> list[str]:
    """«(đang|còn) trong hạn (giải quyết|)» as the phrases it stands for."""
    parts = re.split(r"\(([^()]*)\)", text)
    choices = [part.split("|") if place % 2 else [part] for place, part in enumerate(parts)]
    return ["".join(choice) for choice in product(*choices)]


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens_of(text))


def _by_words(short: Mapping[str, Iterable[str]]) -> list[tuple[tuple, list[tuple]]]:
    """Long spellings with their others, the longest first so that it is replaced as a whole."""
    pairs = [(_words(long), [_words(other) for other in others]) for long, others in short.items()]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def _spellings(words: tuple, short: list[tuple[tuple, list[tuple]]]) -> set[tuple]:
    """The phrase and what it becomes when its parts are spelled otherwise."""
    pieces, place = [], 0
    while place < len(words):
        for long, others in short:
            if words[place : place + len(long)] == long:
                pieces.append([long, *others])
                place += len(long)
                break
        else:
            pieces.append([words[place : place + 1]])
            place += 1
    return {sum(choice, ()) for choice in product(*pieces)}
