"""From starting the server to the first page, against an empty app that imports the same two
libraries."""

import tempfile
import time
from pathlib import Path

from tests.bench.empty import empty_app
from tests.bench.measure import Line
from tests.bench.session import first_page, serving

RUNS = 3


def measure(store: Path) -> list[Line]:
    """One line: our start over the empty app's, the least of three runs each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        floor = min(_seconds(*empty_app(folder), folder=folder) for _ in range(RUNS))
    ours = ("-m", "cchc", "--store", str(store), "serve", "--port", "{port}")
    reached = min(_seconds(*ours) for _ in range(RUNS))
    what = f"Khởi động đến trang đầu ({reached:.2f} s)"
    against = f"ứng dụng Streamlit trống, nạp pandas và duckdb ({floor:.2f} s)"
    return [Line(what=what, against=against, ratio=reached / floor, hold=1.3)]


def _seconds(*command: str, **where) -> float:
    began = time.perf_counter()
    with serving(*command, **where) as server:
        first_page(server.port)
        return time.perf_counter() - began
