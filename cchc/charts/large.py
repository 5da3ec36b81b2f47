"""A chart in larger type: for a projector, and for a reader who asked for larger letters."""

import re
from typing import Any

PROJECTOR = 1.35  # times the usual type: read from the last row
LETTERS = (1.0, 1.15, 1.32)  # as the page's own letters grow, by how often A+ was pressed
ROOM = 0.6  # of what the type grows by, so much grows the space it needs
FONTS = {"font", "tickfont", "textfont", "insidetextfont", "outsidetextfont", "titlefont"}
SIZE = re.compile(r"font-size:(\d+)px")  # of a second, smaller line
ROOMY = {"height", "l", "r", "t", "b", "pad", "standoff", "xshift", "yshift", "ax", "ay"}


def large(figure: dict[str, Any], times: float = PROJECTOR) -> dict[str, Any]:
    """A copy with type `times` as large; what is drawn keeps its numbers."""
    room = 1 + ROOM * (times - 1)
    return _enlarged(figure | {"layout": _roomier(figure["layout"], room)}, times)


def _enlarged(part: Any, times: float) -> Any:
    """Every font of a part, however deep it stands."""
    if isinstance(part, list | tuple):
        return type(part)(_enlarged(one, times) for one in part)
    if not isinstance(part, dict):
        return part
    return {name: _grown(name, value, times) for name, value in part.items()}


def _grown(name: str, value: Any, times: float) -> Any:
    if name in FONTS and isinstance(value, dict):
        return _font(value, times)
    if name == "text" and isinstance(value, str):
        return SIZE.sub(lambda size: f"font-size:{float(size[1]) * times:g}px", value)
    return _enlarged(value, times)


def _font(font: dict[str, Any], times: float) -> dict[str, Any]:
    size = font.get("size")
    return font | {"size": size * times} if isinstance(size, int | float) else font


def _roomier(layout: dict[str, Any], room: float) -> dict[str, Any]:
    """Height, margins and the distance of annotations, which are in pixels."""
    return {name: _stretched(name, value, room) for name, value in layout.items()}


def _stretched(name: str, value: Any, room: float) -> Any:
    if isinstance(value, list):
        return [_roomier(one, room) if isinstance(one, dict) else one for one in value]
    if isinstance(value, dict):
        return _roomier(value, room)
    is_pixels = name in ROOMY and isinstance(value, int | float) and not isinstance(value, bool)
    return value * room if is_pixels else value
