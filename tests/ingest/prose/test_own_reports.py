"""Reports in the manner of many offices, their figures written down first: measured as a whole.

A gain on one manner must not cost another, so what counts is how much of all of them is right.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.ingest.prose.read import reading

FILE = Path(__file__).with_name("reports.toml")
RIGHT, FIELD_RIGHT = 0.98, 0.95  # of the figures proposed and of those wanted; of each field


@dataclass(frozen=True)
class Wanted:
    """One figure of a report; `codes` are those a careful reader could give."""

    report: int
    codes: tuple[str, ...]
    value: float
    level: str
    period: str | None
    kind: str


@cache
def reports() -> list[dict]:
    return tomllib.loads(FILE.read_text("utf-8"))["report"]


@cache
def wanted() -> tuple[Wanted, ...]:
    return tuple(row for place, one in enumerate(reports()) for row in rows_of(place, one))


def rows_of(place: int, report: dict) -> Iterator[Wanted]:
    for line in report["figures"].strip().splitlines():
        codes, value, level, period, *kind = line.split()
        codes = tuple(codes.split("|"))
        is_change = codes[0].endswith("_change")
        yield Wanted(
            place, codes, float(value), level, None if period == "-" else period,
            kind[0] if kind else "change" if is_change else "actual",
        )  # fmt: skip


@cache
def proposed() -> dict[int, list]:
    return {place: list(reading(one["text"]).proposals) for place, one in enumerate(reports())}


def is_it(proposal, row: Wanted) -> bool:
    figure = proposal.figure
    return figure.indicator in row.codes and float(figure.value) == row.value


def test_most_figures_are_proposed_and_most_proposals_are_figures():
    missed = [row for row in wanted() if not any(is_it(p, row) for p in proposed()[row.report])]
    false = [
        (place, p.figure.indicator, p.figure.value) for place, found in proposed().items()
        for p in found if not any(row.report == place and is_it(p, row) for row in wanted())
    ]  # fmt: skip
    every = len(wanted())
    assert len(missed) <= (1 - RIGHT) * every, missed
    assert len(false) <= (1 - RIGHT) * every, false


def test_level_period_and_kind_are_those_of_the_text():
    for name in ("level", "period", "kind"):
        judged = [(row, told(row, name)) for row in wanted() if getattr(row, name) != "*"]
        wrong = [(row, seen) for row, seen in judged if seen and getattr(row, name) not in seen]
        assert len(wrong) <= (1 - FIELD_RIGHT) * len(judged), wrong


def told(row: Wanted, name: str) -> list:
    """What the proposals of a figure say in one field."""
    found = [p for p in proposed()[row.report] if is_it(p, row)]
    return [p.period_label if name == "period" else getattr(p.figure, name) for p in found]
