"""The torture set: every file right, none silently wrong, each finding as the manifest names it."""

import csv
import importlib.util
import json
from pathlib import Path

import pytest

from cchc.ingest.tables.table import as_json, read_table

TORTURE = Path(__file__).parents[4] / "shared" / "torture"
MANIFEST = TORTURE / "manifest.csv"
pytestmark = pytest.mark.skipif(not MANIFEST.exists(), reason="the torture set is not beside us")


def _cases():
    if not MANIFEST.exists():
        return []
    with MANIFEST.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def score():
    spec = importlib.util.spec_from_file_location("torture_score", TORTURE / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["file"])
def test_a_nasty_file_is_read_right_or_refused_by_name(case, score):
    data = (TORTURE / case["file"]).read_bytes()
    table = read_table(data, case["file"])
    printed = json.loads(json.dumps(as_json(table), allow_nan=False))
    verdict, is_named = score.judge(case["expected"], case, int(table.refused), printed)
    assert verdict == "right", printed["findings"]
    assert is_named, printed["findings"]
    assert all(finding["message"] for finding in printed["findings"])
