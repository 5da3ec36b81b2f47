"""The colours of paper: what the tokens of a figure mean off the screen."""

from cchc.charts.theme import PALETTE

PAPER = {token: light for _, token, light, _ in PALETTE}
INVISIBLE = ("rgba(0,0,0,0)", "rgba(255,255,255,0)")


def first(value, otherwise):
    """A value of a trace, or that of its first mark."""
    return (value[0] if value else otherwise) if isinstance(value, list) else value or otherwise
