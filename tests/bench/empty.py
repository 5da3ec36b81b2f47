"""The floor of whatever a page costs: an application with one heading."""

from pathlib import Path

EMPTY_APP = """
import duckdb
import pandas
import streamlit as st

st.title("Trống")
"""
OPTIONS = (
    "--server.headless", "true",
    "--server.port", "{port}",
    "--server.fileWatcherType", "none",
    "--browser.gatherUsageStats", "false",
    "--runner.postScriptGC", "false",
)  # fmt: skip


def empty_app(folder: Path) -> tuple[str, ...]:
    """Writes the application; the words after `python` that serve it."""
    (folder / "empty.py").write_text(EMPTY_APP)
    return "-m", "streamlit", "run", str(folder / "empty.py"), *OPTIONS
