"""Bars over named categories, read from a plotly figure."""

from cchc.charts.theme import MAIN, SURFACES
from cchc.exports.colours import INVISIBLE, PAPER, first
from cchc.exports.plot import Bars, BarSeries
from cchc.exports.text import clean, untagged


def bars_of(traces: list[dict], layout: dict) -> Bars:
    """All bars of a figure over their categories; a series without a value is left out."""
    is_flat = traces[0].get("orientation") == "h"
    along, value = ("y", "x") if is_flat else ("x", "y")
    places = list(dict.fromkeys(place for trace in traces for place in trace[along]))
    names = _category_names(traces[0], layout, along)
    beside = {note["y"]: untagged(note["text"])[0] for note in layout.get("annotations", [])
              if note.get("xref") == "paper" and note["x"] > 0.5}  # fmt: skip
    series = []
    for trace in traces:
        found = dict(zip(trace[along], trace[value], strict=True))
        values = [found.get(place) for place in places]
        if any(one is not None for one in values):
            series.append(_bar_series(trace, values))
    return Bars(
        categories=[
            ": ".join(filter(None, (names.get(place, str(place)), beside.get(place))))
            for place in places
        ],
        series=series,
        is_horizontal=is_flat,
        is_stacked=layout.get("barmode") in ("stack", "relative"),
    )


def _bar_series(trace: dict, values: list) -> BarSeries:
    marker = trace.get("marker", {})
    colour = first(marker.get("color"), PAPER[MAIN])
    return BarSeries(
        name=clean(trace.get("name", "")),
        colour=SURFACES["light"] if colour in INVISIBLE else colour,
        values=values,
        is_hatched=bool(marker.get("pattern", {}).get("shape")),
    )


def _category_names(trace: dict, layout: dict, along: str) -> dict:
    """What each place is called: on the axis, else by the texts of the bars."""
    axis = layout.get(f"{along}axis", {})
    if axis.get("ticktext"):
        return dict(zip(axis["tickvals"], map(clean, axis["ticktext"]), strict=True))
    texts = trace.get("text")
    if isinstance(texts, list):
        return dict(zip(trace[along], map(clean, texts), strict=True))
    return {}
