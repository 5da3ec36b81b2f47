"""The agencies of data/reference, for names as reports print them."""

import pytest

from cchc.catalog.agencies import load_agencies


@pytest.fixture(scope="session")
def agencies():
    return load_agencies()
