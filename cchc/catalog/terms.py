"""Words explained where they stand, from data/reference/terms.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cchc.catalog.loading import REFERENCE, read_source


@dataclass(frozen=True, kw_only=True)
class Term:
    """An explanation, and the headings and labels `at` which it is given."""

    at: tuple[str, ...]
    says: str
    says_en: str


@cache
def load_terms(folder: Path = REFERENCE) -> Mapping[str, Term]:
    """Heading → its explanation; BadReferenceError where one is explained twice."""
    source = read_source(folder / "terms.toml")
    terms: dict[str, Term] = {}
    for nth, entry in enumerate(source.document().get("term", [])):
        term = source.record(Term, entry, table="term", nth=nth)
        if twice := [heading for heading in term.at if heading in terms]:
            problem = f"đã giải thích «{twice[0]}» ở trên"
            raise source.error("term", "at", problem, "giữ một lời giải thích", nth=nth)
        terms |= dict.fromkeys(term.at, term)
    return terms
