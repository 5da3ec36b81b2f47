"""The look of every chart: named colours, one layout, Vietnamese separators.

A figure carries colour tokens, not colours. The screen replaces them by the chart colours of the
light or dark theme (`chartCategoricalColors` in .streamlit/config.toml, in this order), so that a
figure is built once for both; `coloured` does the same for what leaves the screen. Contrasts and
pairs that stay apart in grey and for colour-blind readers are proved in the tests.
"""

import json

from cchc.languages import is_english

# Token, light, dark. Streamlit's own tokens: #000001 … #000010 are its ten chart colours.
PALETTE = (
    ("MAIN", "#000001", "#12436D", "#7FB2E5"),     # navy: the first unit, or the only one
    ("SECOND", "#000002", "#28A197", "#4CC9BE"),   # turquoise
    ("THIRD", "#000003", "#801650", "#E39BC4"),    # plum
    ("FOURTH", "#000004", "#A8561A", "#F0A868"),   # ochre
    ("BETTER", "#000005", "#0072B2", "#5CB8EE"),   # blue, always with ▲
    ("WORSE", "#000006", "#C24E00", "#FF9A57"),    # vermilion, always with ▼
    ("SAME", "#000007", "#6B6B6B", "#A6ADB5"),     # grey, always with ●
    ("CONTEXT", "#000008", "#BFC7D1", "#44515F"),  # everyone else, in the background
    ("INK", "#000009", "#1B2733", "#E6ECF2"),      # text
    ("FAINT", "#000010", "#E6EBF1", "#22303D"),    # grid lines and bands
)  # fmt: skip
MAIN, SECOND, THIRD, FOURTH, BETTER, WORSE, SAME, CONTEXT, INK, FAINT = (
    token for _, token, _, _ in PALETTE
)
# Classes of a map from low to high, one hue, even steps of lightness: they stay in order in grey.
# Streamlit's tokens #000011 … #000020 are ten; each class has the first of two.
SEQUENCE = (
    ("#000011", "#DCE8F3", "#22384D"),
    ("#000013", "#A9C5E0", "#33536F"),
    ("#000015", "#74A0CB", "#436C93"),
    ("#000017", "#3C72AA", "#82AFD8"),
    ("#000019", "#12436D", "#D3E6F7"),
)
SURFACE = "#000038"  # the page itself: the inside of a hollow mark
SURFACES = {"light": "#FFFFFF", "dark": "#101821"}

# At most four coloured series; dash and symbol tell them apart without colour.
SERIES = (
    {"color": MAIN, "dash": "solid", "symbol": "circle"},
    {"color": SECOND, "dash": "dash", "symbol": "square"},
    {"color": THIRD, "dash": "dot", "symbol": "diamond"},
    {"color": FOURTH, "dash": "dashdot", "symbol": "triangle-up"},
)
TEXT_SIZE = 15
SMALL_TEXT = 13
LINE_WIDTH = 2.5

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
# In place of the one that plotly, or Streamlit, would add: marks have no edge unless they say so.
TEMPLATE = {"data": {"scatter": [{"type": "scatter", "marker": {"line": {"width": 0}}}]}}


def layout(*, height: int, **more) -> dict:
    """The layout all charts share; a finger that scrolls the page does not move the chart."""
    base = {
        "template": TEMPLATE,
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 32, "pad": 4},
        "separators": ".," if is_english() else ",.",
        "font": {"size": TEXT_SIZE, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "font": {"size": TEXT_SIZE}},
        "dragmode": False,
    }
    return base | more


def axis(**more) -> dict:
    """An axis that is read, not worked: no zoom, quiet lines, text of full size."""
    base = {
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": FAINT,
        "zeroline": False,
        "showline": False,
        "tickfont": {"size": SMALL_TEXT, "color": INK},
        "automargin": True,
    }
    return base | more


def coloured(figure: dict, mode: str = "light") -> dict:
    """The figure with the colours of the light or dark theme in place of the tokens."""
    text = json.dumps(figure)
    for _, token, light, dark in PALETTE:
        text = text.replace(token, light if mode == "light" else dark)
    for token, light, dark in SEQUENCE:
        text = text.replace(token, light if mode == "light" else dark)
    return json.loads(text.replace(SURFACE, SURFACES[mode]))
