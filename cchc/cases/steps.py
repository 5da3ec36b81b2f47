"""The roll-up as its steps: rollup.sql cut at its comments "-- view NAME" and "-- table NAME"."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SQL = Path(__file__).with_name("rollup.sql")
_STEP = re.compile(r"^-- (view|table) (\w+)[:.]", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One SELECT of the text; a table is computed once, a view wherever it is named."""

    name: str
    is_table: bool
    select: str


@cache
def steps() -> tuple[Step, ...]:
    """The steps in the order of the text."""
    _, *parts = _STEP.split(SQL.read_text("utf-8"))
    cut = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return tuple(
        Step(name=name, is_table=kind == "table", select=_select(text)) for kind, name, text in cut
    )


def _select(text: str) -> str:
    """What follows the comment, without the semicolon at its end."""
    lines = text.splitlines()[1:]
    first = next(at for at, line in enumerate(lines) if not line.startswith("--"))
    return "\n".join(lines[first:]).strip().removesuffix(";")
