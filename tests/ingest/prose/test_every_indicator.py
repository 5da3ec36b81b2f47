"""A sentence of our own for nearly every indicator: all its figures, and no other."""

from pathlib import Path

import pytest

from tests.ingest.prose.read import catalog, said

LINES = Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines()
CASES = [line.split(" |") for line in LINES if line and not line.startswith("#")]


def expected(text: str) -> list[tuple[str, float]]:
    pairs = (pair.split("=") for pair in text.split())
    return sorted((code, float(value)) for code, value in pairs)


@pytest.mark.parametrize(("sentence", "figures"), CASES, ids=[c[0][:40] for c in CASES])
def test_a_sentence_says_its_figures_and_no_other(sentence, figures):
    assert said(sentence) == expected(figures)


def test_every_code_is_one_of_the_registry():
    codes = {code for _, figures in CASES for code, _ in expected(figures)}
    assert all(catalog().indicators.get(code) for code in codes)
    assert len(codes) > 100
