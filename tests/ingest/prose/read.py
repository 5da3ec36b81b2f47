"""Texts read as a person would paste them."""

from functools import cache

from cchc.catalog.catalog import Catalog, load_catalog
from cchc.ingest.files.documents import document_of_text
from cchc.ingest.prose.proposals import Proposal, Reading
from cchc.ingest.prose.reading import propose

TITLE = "Báo cáo của UBND huyện Quan Sơn, tỉnh Thanh Hóa năm 2023.\n"


@cache
def catalog() -> Catalog:
    return load_catalog()


def reading(text: str, **chosen) -> Reading:
    """What a text says, as it stands."""
    return propose(document_of_text(text, name="dán"), catalog(), **chosen)


def said(sentence: str) -> list[tuple[str, float]]:
    """Codes and values of a sentence that stands in a report of a district."""
    return sorted((p.figure.indicator, float(p.figure.value)) for p in of_district(sentence))


def of_district(sentence: str) -> tuple[Proposal, ...]:
    """The proposals of a sentence that stands in a report of a district on 2023."""
    return reading(TITLE + sentence).proposals


def only(sentence: str) -> Proposal:
    """The one proposal of a sentence of that report."""
    (proposal,) = of_district(sentence)
    return proposal


def rules(text: str) -> list[str]:
    """Rules of the findings on a text."""
    return [finding.rule for finding in reading(text).findings]
