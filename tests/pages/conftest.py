"""A dashboard on the samples, one on an empty store, and readers who watch what they say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.ingest.samples import load_samples
from cchc.store.versions import Store
from tests.pages.browsing import Visitor
from tests.pages.known.taking_in import KNOWN, take_in
from tests.pages.served import chromium, dashboard


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory) -> Path:
    """A store with the published samples."""
    folder = tmp_path_factory.mktemp("samples") / "store"
    load_samples(Store(folder), load_catalog())
    return folder


@pytest.fixture(scope="session")
def samples(sample_folder) -> Iterator[str]:
    """A dashboard on the samples, which no test may change."""
    with dashboard(sample_folder) as base:
        yield base


@pytest.fixture(scope="session")
def known(tmp_path_factory) -> Iterator[str]:
    """A dashboard on the few figures that a person can add up, which no test may change."""
    folder = tmp_path_factory.mktemp("known") / "store"
    take_in(folder, *sorted(KNOWN.glob("*.csv")))
    with dashboard(folder) as base:
        yield base


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Iterator[str]:
    """A dashboard on a store that has nothing yet; tests may import."""
    with dashboard(tmp_path_factory.mktemp("empty") / "store") as base:
        yield base


@pytest.fixture(scope="module")
def browser():
    """Chromium, with one memory of what it downloaded."""
    try:
        with chromium() as context:
            yield context
    except LookupError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def tabs() -> list:
    """Those that nobody uses."""
    return []


@pytest.fixture
def visit(browser, tabs):
    """Opens an address as a new reader: visit(base, path, size=…, dark=…) -> Visitor."""
    opened = []

    def open_as_new(base: str, path: str = "", **more) -> Visitor:
        visitor = Visitor(browser, base, tab=tabs.pop() if tabs else None, **more)
        opened.append(visitor)
        visitor.go(path)
        return visitor

    yield open_as_new
    tabs += filter(None, [visitor.leave() for visitor in opened])
