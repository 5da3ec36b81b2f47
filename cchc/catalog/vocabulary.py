"""How headings and rows of report tables are worded: data/reference/headings.toml."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from cchc.catalog.loading import REFERENCE, read_source
from cchc.vietnamese import fold, unaccented

# Concepts whose definition differs between systems.
_DEFINABLE = frozenset(
    {"on_time", "all_on_time", "early", "overdue", "in_time", "received", "resolved", "in_progress"}
)
_COLUMN = re.compile(r"\bcột\W*\d")
_WORD = re.compile(r"\w+|%")
LISTS = (
    "ignored", "definitions", "number", "totals", "subsets", "carried", "remarks", "none",
    "documents", "reporting", "receiving", "periods", "notes", "units", "scaled", "at_least",
    "places", "statistics",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Concept:
    """Something headings speak of, and the phrases for it."""

    name: str
    words: tuple[str, ...]
    group: str | None = None
    yields_to: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The phrases of the tables; every phrase is folded."""

    phrases: Mapping[str, frozenset[str]]  # lists of the file by name
    sections: Mapping[str, frozenset[str]]  # level -> names of section rows
    authority: Mapping[str, tuple[str, ...]]  # breakdown -> phrases
    plain_phrases: Mapping[str, frozenset[str]]  # the lists without accents, for such texts
    plain_sections: Mapping[str, frozenset[str]]
    concepts: Mapping[tuple[str, ...], tuple[Concept, ...]]  # words of a phrase -> concepts
    accentless: Mapping[tuple[str, ...], tuple[Concept, ...]]  # of texts written without accents

    def names(self, text: str, kind: str) -> bool:
        """Whether the text is one of the phrases of a list: names("Tổng cộng", "totals")."""
        return self._has(kind, bare(text))

    def _has(self, kind: str, text: str) -> bool:
        plain = self.plain_phrases[kind] if text.isascii() else ()
        return text in self.phrases[kind] or text in plain

    def starts(self, text: str, kind: str) -> str | None:
        """The longest phrase of a list the text begins with."""
        folded = fold(text).lstrip("-+*•( ")
        plain = self.plain_phrases[kind] if text.isascii() else frozenset()
        found = [p for p in self.phrases[kind] | plain if _begins(folded, p)]
        return max(found, key=len, default=None)

    def holds(self, text: str, kind: str) -> bool:
        """Whether a phrase of a list stands anywhere in the text."""
        folded = fold(text)
        return any(phrase in folded for phrase in self.phrases[kind])

    def defines(self, text: str) -> bool:
        """Whether a remark says what a number of dossiers, or a column, includes or leaves out."""
        folded = fold(text)
        places = [folded.find(phrase) for phrase in self.phrases["definitions"]]
        subject = folded[: min((place for place in places if place > 0), default=0)]
        return bool(self.meaning(subject) & _DEFINABLE) or bool(_COLUMN.search(subject))

    def section_level(self, text: str) -> str | None:
        """Level of the units below a section row; None where the text names no such group."""
        name = bare(text)
        sections = self.plain_sections if name.isascii() else self.sections
        return next((level for level, names in sections.items() if name in names), None)

    def authority_level(self, text: str) -> str | None:
        """The level of authority a section row of a table by field names: "Cấp huyện"."""
        folded = fold(text)
        return next(
            (level for level, words in self.authority.items() if any(w in folded for w in words)),
            None,
        )

    @lru_cache(maxsize=4096)  # noqa: B019  one vocabulary lives as long as the process
    def meaning(self, heading: str) -> frozenset[str]:
        """The concepts a heading names, and with "~" before them the words that name none."""
        named: list[Concept] = []
        strange = set()
        concepts = self.accentless if heading.isascii() else self.concepts
        words = _WORD.findall(fold(heading))
        while words:
            length = _phrase(words, concepts)
            named += concepts.get(tuple(words[:length]), ())
            if length == 0:
                strange.add("~" + words[0])
            words = words[max(length, 1) :]
        return frozenset(_standing(named) | strange)

    def known(self, heading: str) -> frozenset[str]:
        """The concepts a heading names; none of a name below the headings."""
        return frozenset(one for one in self.meaning(heading) if not one.startswith("~"))


def _phrase(words: list[str], known: Mapping[tuple[str, ...], tuple[Concept, ...]]) -> int:
    """How many of the first words form the longest known phrase; 0 for none."""
    longest = min(len(words), 8)
    return next((n for n in range(longest, 0, -1) if tuple(words[:n]) in known), 0)


def _begins(text: str, phrase: str) -> bool:
    """Whether the text begins with the phrase as whole words."""
    return text.startswith(phrase) and not text[len(phrase) : len(phrase) + 1].isalnum()


def _standing(named: Iterable[Concept]) -> set[str]:
    """Names of the concepts that no other one of the heading displaces."""
    named = list(named)
    strong = {c.name for c in named if not c.yields_to}
    strong |= {c.group for c in named if c.group and not c.yields_to}
    return {c.name for c in named if not strong & set(c.yields_to)}


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """The folded text without numbering, brackets, colon and full stop at its ends."""
    text = re.sub(r"\s*\([^)]*\)\s*$", "", fold(text))
    text = re.sub(r"^(?:[ivx]+|[a-h]|\d+(?:\.\d+)*)[.)/]\s+", "", text)
    return text.strip(" .:;-+*•").removeprefix("các ")


@cache
def load_vocabulary(file: Path = REFERENCE / "headings.toml") -> Vocabulary:
    """The vocabulary of the file; BadReferenceError says what is wrong with it."""
    source = read_source(file)
    document = source.document()
    if missing := sorted({*LISTS, "sections", "authority", "concept"} - document.keys()):
        raise source.error("headings", None, f"thiếu {', '.join(missing)}", "thêm các mục này")
    source.words(document, LISTS, table="headings")
    for table in ("sections", "authority"):
        source.words(document[table], document[table], table=table)
    entries = enumerate(document["concept"])
    concepts = [source.record(Concept, entry, table="concept", nth=n) for n, entry in entries]
    return _vocabulary(document, concepts)


def _vocabulary(document: dict, entries: list[Concept]) -> Vocabulary:
    phrases = {name: frozenset(map(fold, document[name])) for name in LISTS}
    phrases["totals"] = frozenset(map(bare, document["totals"]))
    concepts: dict[tuple[str, ...], tuple[Concept, ...]] = {
        tuple(_WORD.findall(phrase)): () for phrase in phrases["ignored"]
    }
    for concept in entries:
        for phrase in concept.words:
            words = tuple(_WORD.findall(fold(phrase)))
            concepts[words] = (*concepts.get(words, ()), concept)
    sections = {k: frozenset(map(bare, v)) for k, v in document["sections"].items()}
    return Vocabulary(
        phrases=phrases,
        sections=sections,
        plain_phrases={k: frozenset(map(unaccented, v)) - {""} for k, v in phrases.items()},
        plain_sections={k: v | frozenset(map(unaccented, v)) for k, v in sections.items()},
        authority={k: tuple(map(fold, v)) for k, v in document["authority"].items()},
        concepts=concepts,
        accentless=_without_accents(concepts),
    )


def _without_accents(
    concepts: Mapping[tuple[str, ...], tuple[Concept, ...]],
) -> Mapping[tuple[str, ...], tuple[Concept, ...]]:
    """The phrases as people type them without accents; of two that become one, neither."""
    known: dict[tuple[str, ...], tuple[Concept, ...]] = {}
    open_ones = set()
    for words, meant in concepts.items():
        bare = tuple(map(unaccented, words))
        if known.setdefault(bare, meant) != meant:
            open_ones.add(bare)
    return {words: meant for words, meant in known.items() if words not in open_ones} | {
        words: meant for words, meant in concepts.items() if all(map(str.isascii, words))
    }
