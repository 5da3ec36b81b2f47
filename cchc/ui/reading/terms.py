"""The help of a column or a choice whose name needs explaining."""

from cchc.catalog.english import load_english
from cchc.catalog.terms import load_terms
from cchc.languages import is_english, language
from cchc.ui import cached


def explained(heading: str) -> str | None:
    """What a heading means, in the reader's language; None where it speaks for itself."""
    return cached.kept(_explanations, language()).get(heading)


def _explanations(_language: str) -> dict[str, str]:
    """By the heading as written and as it is said to this reader."""
    said = {}
    for heading, term in load_terms().items():
        words = term.says_en if is_english() else term.says
        said[heading] = said[load_english().get(heading, heading)] = words
    return said
