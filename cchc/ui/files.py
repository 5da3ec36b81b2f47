"""Style sheets and pictures of our own, read once: a rerun opens no file."""

from base64 import b64encode
from functools import cache
from pathlib import Path


@cache
def style_of(path: Path) -> str:
    """A style sheet as the element that holds it."""
    return f"<style>{path.read_text('utf-8')}</style>"


@cache
def picture_of(path: Path) -> str:
    """An SVG as an address that holds it."""
    return "data:image/svg+xml;base64," + b64encode(path.read_bytes()).decode("ascii")
