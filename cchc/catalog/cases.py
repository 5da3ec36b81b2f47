"""The words of case-level files, a row a dossier: data/reference/cases.toml."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from cchc.catalog.loading import REFERENCE, Source, read_source
from cchc.vietnamese import fold

_SPACING = re.compile(r"[_\s]+")


@dataclass(frozen=True, kw_only=True)
class CaseColumn:
    """A column of dossiers under every heading it is given."""

    name: str
    headings: tuple[str, ...]
    needed: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseWord:
    """What the cells of a column may say, and what that means."""

    column: str
    means: str
    written: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class CaseWords:
    """Columns by name, meanings by column and folded text, reasons by rule."""

    columns: Mapping[str, CaseColumn]
    words: Mapping[str, Mapping[str, str]]
    rules: Mapping[str, str]
    earliest: date

    def column_of(self, heading: str) -> str | None:
        """The column a heading names; None where it is none that a roll-up needs."""
        return self._by_heading.get(_plain(heading))

    def are_headings(self, cells: Iterable[object]) -> bool:
        """Whether a row heads a file with a row a dossier: it names every column that is needed."""
        named = {self.column_of(cell) for cell in cells if isinstance(cell, str)}
        return {column.name for column in self.columns.values() if column.needed} <= named

    def meaning(self, column: str, text: str) -> str | None:
        """What a cell says; None for a word nobody knows."""
        return self.words[column].get(fold(text))

    @cached_property
    def _by_heading(self) -> dict[str, str]:
        return {_plain(h): c.name for c in self.columns.values() for h in (*c.headings, c.name)}


def _plain(heading: str) -> str:
    return _SPACING.sub(" ", fold(heading)).strip(" .:*")


@cache
def load_case_words(file: Path = REFERENCE / "cases.toml") -> CaseWords:
    """The words of the file; BadReferenceError says which entry is wrong."""
    source = read_source(file)
    document = source.document()
    if missing := sorted({"earliest", "column", "word", "rules"} - document.keys()):
        raise source.error("cases", None, f"thiếu {', '.join(missing)}", "thêm các mục này")
    columns = [
        source.record(CaseColumn, entry, table="column", nth=nth)
        for nth, entry in enumerate(document["column"])
    ]
    _check_headings(columns, source)
    by_name = {column.name: column for column in columns}
    words: dict[str, dict[str, str]] = {}
    for nth, entry in enumerate(document["word"]):
        word = source.record(CaseWord, entry, table="word", nth=nth)
        if word.column not in by_name:
            problem = f"không có cột «{word.column}»"
            raise source.error("word", "column", problem, "ghi tên một cột ở trên", nth=nth)
        words.setdefault(word.column, {}).update((fold(text), word.means) for text in word.written)
    return CaseWords(by_name, words, document["rules"], document["earliest"])


def _check_headings(columns: list[CaseColumn], source: Source) -> None:
    """A heading may name one column only."""
    named: dict[str, str] = {}
    for nth, column in enumerate(columns):
        for heading in column.headings:
            if named.setdefault(_plain(heading), column.name) != column.name:
                problem = f"tiêu đề «{heading}» đã thuộc cột {named[_plain(heading)]}"
                raise source.error("column", "headings", problem, "bỏ ở một trong hai", nth=nth)
