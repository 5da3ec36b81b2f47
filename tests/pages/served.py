"""A dashboard served on a store, and the Chromium that looks at it."""

import json
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

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
# The pages of the tests are of one day, whenever they are opened: what is owed depends on it.
SERVE = """
import json
import sys
from datetime import date
from cchc.ui.quality import reporting
from cchc.ui.serving import serve
reporting._today = lambda: date(2026, 11, 22)
serve("127.0.0.1", int(sys.argv[1]), sys.argv[2], **json.loads(sys.argv[3]))
"""
# Readers who know the house: the tour would stand before what they look at.
TOURED = "localStorage.cchcReading ??= '{\"toured\": true}'"
# When the page last changed, and whether the server was asked for something that it has not begun
# to answer, for who waits until the page stands still.
WATCHED = """
lastChange = performance.now()
isAsked = false
WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given)
    this.addEventListener('message', () => {
      isAsked = false
      lastChange = performance.now()  // it will be, when what was said is drawn
    })
  }
  send(said) {
    isAsked = true
    super.send(said)
  }
}
new MutationObserver(() => { lastChange = performance.now() }).observe(
  document, { subtree: true, childList: true, attributes: true, characterData: true })
"""
START = 60  # seconds a server may take to answer


@contextmanager
def dashboard(store: Path, **how) -> Iterator[str]:
    """The address of a dashboard on `store`, served as `how` says, for as long as it is needed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(port), str(store), json.dumps(how)],
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


@contextmanager
def chromium() -> Iterator:
    """A context of Chromium as the machine has it; LookupError where it has none."""
    from playwright.sync_api import sync_playwright

    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        raise LookupError("no Chromium on this machine; make test installs one")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = launched.new_context(locale="vi-VN")
        context.add_init_script(TOURED)
        context.add_init_script(WATCHED)
        yield context
        launched.close()
