"""Why a rank moved, as places: from the earlier rank through its parts to the new one."""

from collections.abc import Sequence

from cchc.charts.chart import Chart
from cchc.charts.theme import CONTEXT, FAINT, INK, MAIN, SMALL_TEXT, TEXT_SIZE, axis, layout
from cchc.charts.wording import HARD_SPACE, VERDICT_COLOURS, rank_verdict
from cchc.languages import say
from cchc.vietnamese import number

ROW = 58
THICK = 0.34


def why_chart(
    *,
    title: str,
    subtitle: str,
    ranks: tuple[int | None, int | None],
    when: tuple[str, str],
    parts: Sequence[tuple[str, float]],
    notes: Sequence[str] = (),
) -> Chart:
    """Rank 1 at the left; each part a bar of the places it moved the unit, in words and sign.

    `ranks` and `when`: before and now; `parts` add up to the places gained. Without parts there
    is a sentence and no figure.
    """
    figure = _figure(ranks, when, parts) if parts else {"data": [], "layout": {}}
    said = "; ".join(f"{name}: {part_shown(places)}" for name, places in parts)
    return Chart(
        title=title, subtitle=subtitle, figure=figure, alt=f"{title}. {said}.", notes=tuple(notes)
    )


def _figure(ranks, when, parts) -> dict:
    edges = [float(ranks[0])]
    for _, places in parts:
        edges.append(edges[-1] - places)
    return {
        "data": [_bars(parts, edges), _ends(ranks, len(parts))],
        "layout": _layout(ranks, when, parts, edges),
    }


def part_shown(places: float) -> str:
    """ "▲ 8,5 bậc", "▼ 2 bậc", "● 0 bậc"."""
    mark = "▲" if places > 0 else "▼" if places < 0 else "●"
    shown = number(abs(places), 0 if float(places).is_integer() else 1)
    return say("{mark} {n} bậc", mark=mark, n=shown).replace(" ", HARD_SPACE)


def _bars(parts: Sequence[tuple[str, float]], edges: list[float]) -> dict:
    """A bar from where the part before left off; a part of nothing is not drawn."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": edges[:-1],
        "x": [-places for _, places in parts],
        "y": list(range(1, len(parts) + 1)),
        "width": THICK,
        "marker": {"color": [VERDICT_COLOURS[rank_verdict(places)] for _, places in parts]},
        "text": [f"{name}: {part_shown(places)}" for name, places in parts],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _ends(ranks: tuple[int, int], parts: int) -> dict:
    """The two ranks as marks, above the parts and beneath them."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(ranks),
        "y": [0, parts + 1],
        "marker": {"color": [CONTEXT, MAIN], "size": 15, "line": {"color": MAIN, "width": 2}},
        "hoverinfo": "skip",
    }


def _layout(ranks, when, parts, edges) -> dict:
    rows = len(parts) + 2
    low, high = min(edges), max(edges)
    air = max((high - low) * 0.06, 1)
    return layout(
        height=ROW * rows + 40,
        margin={"l": 8, "r": 8, "t": 18, "b": 34, "pad": 4},
        barmode="overlay",
        xaxis=axis(
            range=[low - air, high + air],
            tickvals=_ticks(max(1, round(low)), round(high)),
            tickangle=0,
            gridcolor=FAINT,
        ),
        yaxis=axis(range=[rows - 0.6, -0.75], showticklabels=False, showgrid=False),
        annotations=_words(ranks, when, parts),
        shapes=[_step(edge, place) for place, edge in enumerate(edges)],
    )


def _ticks(low: int, high: int) -> list[int]:
    step = max(1, -(-(high - low) // 7))
    return list(range(low, high + 1, step))


def _words(ranks, when, parts) -> list[dict]:
    """Above each row its name at the left and its places at the right."""
    names = [when[0], *(name for name, _ in parts), when[1]]
    said = [
        say("hạng {place}", place=ranks[0]),
        *(part_shown(places) for _, places in parts),
        say("hạng {place}", place=ranks[1]),
    ]
    colours = [INK, *(VERDICT_COLOURS[rank_verdict(places)] for _, places in parts), INK]
    rows = zip(range(len(names)), names, said, colours, strict=True)
    return [note for row in rows for note in _row_words(*row)]


def _row_words(place: int, name: str, said: str, colour: str) -> tuple[dict, dict]:
    line = {"xref": "paper", "y": place, "yshift": 22, "showarrow": False}
    return (
        line | {"x": 0, "xanchor": "left", "text": name, "font": {"size": SMALL_TEXT + 1}},
        line
        | {
            "x": 1,
            "xanchor": "right",
            "text": f"<b>{said}</b>",
            "font": {"size": TEXT_SIZE, "color": colour},
        },
    )


def _step(edge: float, place: int) -> dict:
    """A thin line from the end of one row to the beginning of the next."""
    return {
        "type": "line",
        "layer": "below",
        "x0": edge,
        "x1": edge,
        "y0": place,
        "y1": place + 1,
        "line": {"color": CONTEXT, "width": 1.5, "dash": "dot"},
    }
