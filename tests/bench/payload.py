"""What four charts weigh on the wire: ours against plotly.express on the same figures.

Twelve districts over sixty months of the illustrative province, four indicators; each page is an
application of its own that draws nothing else, so that only the charts are compared.
"""

import os
import tempfile
from pathlib import Path

from tests.bench.empty import OPTIONS
from tests.bench.measure import ROOT, Line
from tests.bench.session import first_page, serving

INDICATORS = ("on_time_rate", "online_rate", "dossiers_received", "dossiers_resolved")
DATA = f"""
from datetime import date
import streamlit as st
from cchc.charts.names import with_short_names
from cchc.indicators.question import Question
from cchc.ui import cached

agencies = cached.catalog().agencies
months = dict(start=date(2019, 1, 1), end=date(2023, 12, 31), by="month")
districts = tuple(a.id for a in agencies.valid_on(date(2023, 1, 1), level="district"))

def rows(code):
    found = cached.values(Question(indicator=code, agencies=districts, level="district", **months))
    return with_short_names(found, agencies)

CODES = {INDICATORS!r}
"""
OURS = """
from cchc.charts.trend import trend_chart
from cchc.ui.drawing import show_chart

for code in CODES:
    show_chart(trend_chart(rows(code), cached.catalog().indicators.get(code)), key=code)
"""
EXPRESS = """
import plotly.express as px

for code in CODES:
    hover = ["name", "period", "numerator", "denominator", "low", "high"]
    figure = px.line(
        rows(code), x="to", y="value", color="short", markers=True, hover_data=hover
    )
    st.plotly_chart(figure, key=code)
"""


def measure(store: Path) -> list[Line]:
    """One line: the bytes of the first run of both pages."""
    ours, express = _weight(store, DATA + OURS), _weight(store, DATA + EXPRESS)
    return [
        Line(
            what=f"Trang có 4 biểu đồ: số byte gửi đi ({ours / 1024:.0f} KiB)",
            against=f"plotly.express, cùng số liệu ({express / 1024:.0f} KiB)",
            ratio=ours / express,
            hold=0.6,
        )
    ]


def _weight(store: Path, script: str) -> int:
    with tempfile.TemporaryDirectory() as name:
        app = Path(name) / "page.py"
        app.write_text(script)
        paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        with serving(
            "-m", "streamlit", "run", str(app), *OPTIONS,
            folder=Path(name), CCHC_STORE=str(store), PYTHONPATH=paths,
        ) as server:  # fmt: skip
            return first_page(server.port)
