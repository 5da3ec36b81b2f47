"""From starting the server to the first page, against an empty app that imports the same two
libraries. In CPU seconds of the server: they do not tell how busy the machine is."""

import tempfile
from pathlib import Path

from tests.bench.empty import empty_app
from tests.bench.measure import Line
from tests.bench.session import first_page, serving

RUNS = 3


def measure(store: Path) -> list[Line]:
    """One line: our start over the empty app's, the least of three runs each, taken in turn."""
    ours = ("-m", "cchc", "--store", str(store), "serve", "--port", "{port}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        costs = [
            (_seconds(*ours), _seconds(*empty_app(folder), folder=folder)) for _ in range(RUNS)
        ]
    reached, floor = (min(cost) for cost in zip(*costs, strict=True))
    what = f"Khởi động đến trang đầu: CPU ({reached:.2f} s)"
    against = f"ứng dụng Streamlit trống, nạp pandas và duckdb ({floor:.2f} s)"
    return [Line(what=what, against=against, ratio=reached / floor, hold=1.3)]


def _seconds(*command: str, **where) -> float:
    with serving(*command, **where) as server:
        first_page(server.port)
        return server.cpu
