"""Paragraphs of our own, of many provinces, years and levels: figure, level and period."""

import tomllib
from pathlib import Path

import pytest

from cchc.ingest.prose.proposals import Proposal
from tests.ingest.prose.read import reading

FILE = Path(__file__).with_name("paragraphs.toml")
CASES = tomllib.loads(FILE.read_text("utf-8"))["paragraph"]


def matches(proposal: Proposal, code: str, value: str, level: str, period: str) -> bool:
    figure = proposal.figure
    fits = figure.level.startswith(level[:-1]) if level.endswith("*") else figure.level == level
    when = period in ("*", proposal.period_label)
    return figure.indicator == code and figure.value == float(value) and fits and when


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_a_paragraph_says_its_figures(case):
    found = reading(case["text"]).proposals
    wanted = [row.split() for row in case["figures"]]
    missing = [row for row in wanted if not any(matches(p, *row) for p in found)]
    extra = [p for p in found if not any(matches(p, *row) for row in wanted)]
    assert not missing
    assert [(p.figure.indicator, p.figure.value, p.figure.level) for p in extra] == []


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_every_proposal_shows_its_number_in_its_sentence(case):
    for proposal in reading(case["text"]).proposals:
        first, last = proposal.span
        assert proposal.figure.quote[first:last] == proposal.raw
