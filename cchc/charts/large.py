"""A chart for a projector: the same figure with type that is read from the last row."""

from typing import Any

TYPE, ROOM = 1.35, 1.2  # of the text, and of the space it needs
FONTS = {"font", "tickfont", "textfont", "insidetextfont", "outsidetextfont", "titlefont"}
ROOMY = {"height", "l", "r", "t", "b", "pad", "standoff", "xshift", "yshift", "ax", "ay"}


def large(figure: dict[str, Any]) -> dict[str, Any]:
    """A copy with larger text; what is drawn keeps its numbers."""
    return _enlarged(figure | {"layout": _roomier(figure["layout"])})


def _enlarged(part: Any) -> Any:
    """Every font of a part, however deep it stands."""
    if isinstance(part, list | tuple):
        return type(part)(_enlarged(one) for one in part)
    if not isinstance(part, dict):
        return part
    return {
        name: _font(value) if name in FONTS and isinstance(value, dict) else _enlarged(value)
        for name, value in part.items()
    }


def _font(font: dict[str, Any]) -> dict[str, Any]:
    size = font.get("size")
    return font | {"size": size * TYPE} if isinstance(size, int | float) else font


def _roomier(layout: dict[str, Any]) -> dict[str, Any]:
    """Height, margins and the distance of annotations, which are in pixels."""
    return {name: _stretched(name, value) for name, value in layout.items()}


def _stretched(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_roomier(one) if isinstance(one, dict) else one for one in value]
    if isinstance(value, dict):
        return _roomier(value)
    is_pixels = name in ROOMY and isinstance(value, int | float) and not isinstance(value, bool)
    return value * ROOM if is_pixels else value
