"""The filled forms beside the repository, read in process and judged as their scorer does."""

import importlib.util
import json
from pathlib import Path

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.errors import UnknownCodeError
from cchc.figures import Draft
from cchc.ingest.reading import read_report

FORMS = Path(__file__).parents[4] / "shared" / "forms"
MANIFEST = FORMS / "manifest.jsonl"
ENTRIES = (
    [json.loads(line) for line in MANIFEST.read_text("utf-8").splitlines() if line.strip()]
    if MANIFEST.exists()
    else []
)
# Found by comparing with the store, not by reading one file.
OF_THE_STORE = {"revised"}
needs_forms = pytest.mark.skipif(not ENTRIES, reason="shared/forms is not beside the repository")


@pytest.fixture(scope="module")
def score():
    spec = importlib.util.spec_from_file_location("score", FORMS / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def name_and_code(agency):
    try:
        found = load_catalog().agencies.get(agency)
    except UnknownCodeError:
        return {"agency": agency, "code": None}
    return {"agency": found.name, "code": found.code}


def document(file: str, drafts: list[Draft]) -> dict:
    return {"reports": [report(file, draft) for draft in drafts]}


def report(file: str, draft: Draft) -> dict:
    period = {"from": str(draft.period.start), "to": str(draft.period.end)}
    figures = [
        figure | name_and_code(figure["agency"])
        | {"from": str(figure["from"]), "to": str(figure["to"])}
        for figure in draft.figures.to_pylist()
    ]  # fmt: skip
    findings = [
        {"rule": f.rule, "severity": f.severity, "stated": f.stated, "expected": f.expected}
        | (name_and_code(f.agency) if f.agency else {})
        for f in draft.findings
    ]
    return {"file": file, "period": period, "figures": figures, "findings": findings}


@needs_forms
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e["file"].partition("_")[0])
def test_every_figure_and_contradiction_of_a_filled_form(entry, score):
    data = (FORMS / entry["file"]).read_bytes()
    drafts = read_report(data, entry["file"], load_catalog())
    judged = score.judge(entry, document(entry["file"], drafts))
    missed = [f for f in judged["missed"] if f["rule"] not in OF_THE_STORE]
    assert not judged["missing"]
    assert not judged["extra"]
    assert not missed
    assert not judged["false"]
    assert judged["period"]


@needs_forms
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e["file"].partition("_")[0])
def test_every_figure_has_its_place(entry):
    data = (FORMS / entry["file"]).read_bytes()
    for draft in read_report(data, entry["file"], load_catalog()):
        assert draft.figures["row"].null_count == 0
        assert draft.figures["place"].null_count == 0
        assert draft.rows_read == draft.rows_accepted + draft.rows_rejected
