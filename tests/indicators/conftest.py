"""A store with a handful of figures that can be added up by head."""

from datetime import date
from hashlib import sha256

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.figures import Draft, Figure, figure_table
from cchc.store.versions import Store

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
Q1 = (date(2024, 1, 1), date(2024, 3, 31))
Q2 = (date(2024, 4, 1), date(2024, 6, 30))
H1 = (date(2024, 1, 1), date(2024, 6, 30))


@pytest.fixture(scope="session")
def catalog():
    return load_catalog()


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def figure(agency, indicator, value, span=YEAR, *, level="province_total", **more) -> Figure:
    return Figure(
        agency=agency,
        level=level,
        start=span[0],
        end=span[1],
        indicator=indicator,
        value=value,
        **more,
    )


def keep(store: Store, *figures: Figure, name: str = "bao_cao.csv", who: str = "an") -> int:
    """Stores the figures as one confirmed report; its id."""
    original = repr((name, figures)).encode()
    draft = Draft(
        file=name,
        sha256=sha256(original).hexdigest(),
        rows_read=len(figures),
        rows_accepted=len(figures),
        figures=figure_table(list(figures)),
    )
    return store.save(draft, original, who=who).report_id
