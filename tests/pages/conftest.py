"""A dashboard served on a store of its own, and a real browser that watches what it says."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.ingest.samples import load_samples
from cchc.store.versions import Store
from tests.pages.browsing import Visitor

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
SERVE = """
import sys
from cchc.ui.serving import serve
serve("127.0.0.1", int(sys.argv[1]), sys.argv[2])
"""
START = 60  # seconds a server may take to answer


@contextmanager
def dashboard(store: Path) -> Iterator[str]:
    """The address of a dashboard on `store`, for as long as it is needed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(port), str(store)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        base = f"http://127.0.0.1:{port}"
        _wait_until_healthy(base)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_healthy(base: str) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{base}/_stcore/health", timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{base} did not answer within {START} s")


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory) -> Path:
    """A store with the published samples."""
    folder = tmp_path_factory.mktemp("samples") / "store"
    load_samples(Store(folder), load_catalog())
    return folder


@pytest.fixture(scope="module")
def samples(sample_folder) -> Iterator[str]:
    """A dashboard on the samples, which no test may change."""
    with dashboard(sample_folder) as base:
        yield base


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Iterator[str]:
    """A dashboard on a store that has nothing yet; tests may import."""
    with dashboard(tmp_path_factory.mktemp("empty") / "store") as base:
        yield base


@pytest.fixture(scope="module")
def browser():
    """Chromium as Debian installs it, with one memory of what it downloaded."""
    from playwright.sync_api import sync_playwright

    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine; make test installs one")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched.new_context(locale="vi-VN")
        launched.close()


@pytest.fixture
def visit(browser):
    """Opens an address as a new reader: visit(base, path, width=…, dark=…) -> Visitor."""
    opened = []

    def open_as_new(base: str, path: str = "", **more) -> Visitor:
        visitor = Visitor(browser, base, **more)
        opened.append(visitor)
        visitor.go(path)
        return visitor

    yield open_as_new
    for visitor in opened:
        visitor.page.close()
