"""The five founding reports and the restated ones, scored as the command line prints them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cchc.ingest.files.documents import read_document
from cchc.ingest.prose.outcome import proposals_json
from cchc.ingest.prose.reading import is_prose, propose
from tests.ingest.prose.read import catalog

FOLDER = Path(__file__).parents[4] / "shared" / "reports"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the shared reports are not here")

# Report -> contradictions that a careful reader finds in it.
CONTRADICTIONS = {
    "founding/000": ["procedures_beside_dossiers", "procedures_beside_dossiers"],
    "founding/001": ["pending_left_out", "targets_on_two_bases"],
    "founding/002": ["no_year"],
    "founding/003": ["sum_mismatch", "rank_against_score", "other_reference_year"],
    "founding/004": ["rate_mismatch", "tasks_unaccounted", "plan_implied"],
    "examples/001": ["rate_mismatch", "rate_mismatch"],
    "examples/002": [],
    "examples/003": [],
    "examples/004": ["rate_mismatch"],
    "examples/005": ["pending_left_out"],
    "examples/006": ["rate_mismatch"],
    "examples/011": ["open_left", "open_left"],
    "examples/012": [],
}
OTHER_RULES = {"unread_number", "uncertain_reading", "weakness", "recommendation", "band"}


def read(path: Path):
    return propose(read_document(path.read_bytes(), path.name), catalog())


def score(tmp_path: Path, name: str) -> dict:
    """What score.py makes of the JSON of all reports of a folder."""
    rows = []
    for path in sorted((FOLDER / name).glob("*.txt")):
        for row in proposals_json(read(path), catalog()):
            rows.append(row | {"doc": path.name, "unit_level": row["level"]})
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    command = [sys.executable, FOLDER / "score.py", predictions, "--gold", f"{FOLDER}/{name}.jsonl"]
    command += ["--also", "unit_level,period,kind", "--json"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return json.loads(done.stdout)


def test_the_founding_reports_are_read_whole(tmp_path):
    found = score(tmp_path, "founding")
    assert (found["precision"], found["recall"]) == (1.0, 1.0)


@pytest.mark.parametrize("name", ["founding", "examples"])
def test_reports_are_read_with_level_period_and_kind(tmp_path, name):
    found = score(tmp_path, name)
    assert found["f1"] >= 0.97
    assert found["sign_errors"] == 0
    assert all(right >= 0.95 * asked for right, asked in found["also"].values())


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_the_contradictions_of_a_report_are_found(name):
    (path,) = FOLDER.glob(f"{name}*.txt")
    found = [f.rule for f in read(path).findings if f.rule not in OTHER_RULES]
    assert found == CONTRADICTIONS[name]


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_report_is_prose(name):
    (path,) = FOLDER.glob(f"{name}*.txt")
    assert is_prose(read_document(path.read_bytes(), path.name))
