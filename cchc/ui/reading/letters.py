"""How large a reader set the letters: what the browser keeps, charts are drawn for."""

from cchc.charts.large import LETTERS
from cchc.ui.held import held

KEY = "reading"  # of the component that tells


def letters() -> int:
    """How often A+ was pressed: 0, 1 or 2."""
    told = held(KEY)
    pressed = int(told.get("letters") or 0) if told else 0
    return min(max(pressed, 0), len(LETTERS) - 1)
