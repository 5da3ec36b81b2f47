from dataclasses import replace
from datetime import date

import pytest

from cchc.catalog.illustrative import load_illustrative_catalog
from cchc.illustrative.province import Province
from cchc.illustrative.story import load_story


@pytest.fixture(scope="session")
def catalog():
    return load_illustrative_catalog()


@pytest.fixture(scope="session")
def story():
    return load_story()


@pytest.fixture(scope="session")
def province(catalog, story):
    """The whole story."""
    return Province(agencies=catalog.agencies, story=story)


def told(first, last, **changes):
    """The story of a few months only; first and last as 2024-05."""
    days = (date.fromisoformat(f"{month}-01") for month in (first, last))
    return replace(load_story(), **dict(zip(("first", "last"), days, strict=True)), **changes)
