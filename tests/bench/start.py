"""From starting the server to the first page, against an empty app that imports the same two
libraries."""

import tempfile
import time
from pathlib import Path

from tests.bench.measure import Line
from tests.bench.session import first_page, serving

EMPTY_APP = """
import duckdb
import pandas
import streamlit as st

st.title("Trống")
"""
RUNS = 3


def measure(store: Path) -> list[Line]:
    """One line: our start over the empty app's, the least of three runs each."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY_APP)
        options = ("--server.headless", "true", "--server.port", "{port}")
        floor = min(_seconds("-m", "streamlit", "run", str(empty), *options) for _ in range(RUNS))
    ours = ("-m", "cchc", "--store", str(store), "serve", "--port", "{port}")
    reached = min(_seconds(*ours) for _ in range(RUNS))
    what = f"Khởi động đến trang đầu ({reached:.2f} s)"
    against = f"ứng dụng Streamlit trống, nạp pandas và duckdb ({floor:.2f} s)"
    return [Line(what=what, against=against, ratio=reached / floor, hold=1.3)]


def _seconds(*command: str) -> float:
    began = time.perf_counter()
    with serving(*command) as (port, _):
        first_page(port)
        return time.perf_counter() - began
