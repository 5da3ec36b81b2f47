"""The eight published files as they stand: every figure in, every known contradiction found."""

from collections import Counter
from pathlib import Path

import pytest

from cchc.figures import Draft
from tests.ingest.tidy.tidy_tables import read_table, rules

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "published"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the published files are not here")

# File -> form, rows read, rows rejected, figures, rules of the errors and doubts.
EXPECTED = {
    "commune_index_facts": ("tidy_index", 35, 0, 54, {"conflict": 1}),
    "district_index_facts": ("tidy_index", 76, 0, 120, {}),
    "dossier_on_time_online_rates": (
        "tidy_dossiers", 34, 3, 98,
        {"no_period": 1, "sum_mismatch": 4, "rate_mismatch": 2, "total_mismatch": 1},
    ),
    "egov_mic_province_2017_partial": ("tidy_index", 53, 0, 106, {}),
    "index_national_regional_averages": ("tidy_index", 20, 0, 18, {}),
    "par_sipas_province_facts": ("tidy_index", 74, 0, 113, {"source_conflict": 5}),
    "pci_province_2005_2016": ("tidy_index", 738, 0, 1476, {}),
    "qd766_province_series": ("tidy_index", 12, 0, 50, {"source_conflict": 1}),
}  # fmt: skip


def published(name: str) -> Draft:
    return read_table((FOLDER / f"{name}.csv").read_bytes(), name=f"{name}.csv")


@pytest.mark.parametrize("name", EXPECTED)
def test_every_row_is_read_and_every_contradiction_found(name):
    form, rows, rejected, figures, disputed = EXPECTED[name]
    draft = published(name)
    assert (draft.form, draft.rows_read, draft.rows_rejected) == (form, rows, rejected)
    assert len(draft.figures) == figures
    assert Counter(rules(draft, "error") + rules(draft, "doubt")) == disputed
    assert draft.figures["source"].null_count == 0


def test_the_scores_of_a_panel_are_its_own_sum():
    scores = [
        row for row in published("pci_province_2005_2016").figures.to_pylist()
        if row["indicator"] == "pci"
    ]  # fmt: skip
    by_year = Counter(row["from"].year for row in scores)
    assert (by_year[2005], by_year[2006], by_year[2008], by_year[2009]) == (42, 64, 64, 63)
    assert {row["agency"] for row in scores if row["from"].year == 2008} >= {"28", "01"}
    assert {row["agency"] for row in scores if row["from"].year == 2009}.isdisjoint({"28"})


def test_the_tie_of_quang_nam_is_a_shared_rank_and_no_finding():
    draft = published("district_index_facts")
    tied = [
        row["agency"] for row in draft.figures.to_pylist()
        if row["indicator"] == "service_index_766_rank" and row["value"] == 11
        and str(row["to"]) == "2024-05-20"
    ]  # fmt: skip
    assert tied == ["515", "511"]
    assert "rank_mismatch" not in rules(draft)


def test_a_tie_that_the_source_broke_is_told():
    (found,) = [f for f in published("district_index_facts").findings if f.rule == "tie_broken"]
    assert "Quận Nam Từ Liêm" in found.message
    assert found.severity == "note"
