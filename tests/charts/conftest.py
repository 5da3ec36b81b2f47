"""Every chart that these tests draw is one that plotly understands: nobody else checks it."""

import plotly.graph_objects as go
import pytest

from cchc.charts.chart import Chart


@pytest.fixture(autouse=True)
def _plotly_understands(monkeypatch):
    made = Chart.__init__

    def make(chart, **said):
        made(chart, **said)
        go.Figure(chart.figure)

    monkeypatch.setattr(Chart, "__init__", make)
