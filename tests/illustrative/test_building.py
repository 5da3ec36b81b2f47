"""From the story to a store: what was made up is what is stored, and only there."""

from dataclasses import replace

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.errors import StoreError
from cchc.illustrative.building import build_store, illustrative_files, import_illustrative
from cchc.illustrative.lines import NOTHING_CAME
from cchc.illustrative.province import Province
from cchc.illustrative.reports import reports
from cchc.illustrative.stores import catalog_of, is_illustrative, require_real
from cchc.illustrative.target_reports import TARGETS
from cchc.ingest.importing import ImportOptions, import_files
from cchc.store.versions import Store
from tests.illustrative.conftest import told

FIGURES = """
SELECT agency, level, "from", "to", indicator, breakdown, value FROM current_figure
WHERE kind = 'actual'
"""


def stored(store):
    rows = store.query_arrow(FIGURES).to_pylist()
    names = ("agency", "level", "from", "to", "indicator", "breakdown")
    return {tuple(row[name] for name in names): row["value"] for row in rows}


def made(catalog, story):
    """What the story says, by the same keys; a report sent again replaces the one before."""
    found = {}
    for report in reports(Province(agencies=catalog.agencies, story=story)):
        if report.form == TARGETS:
            continue
        span = report.period.start, report.period.end
        for line in report.lines:
            for (indicator, year), value in line.cells.items():
                if year == 0 and value != NOTHING_CAME and not indicator.endswith("_change"):
                    key = line.agency, line.level, *span, indicator, line.breakdown
                    found[key] = value
    return found


def imported(folder, catalog, story):
    store = Store(folder / "store")
    outcomes = import_illustrative(store, illustrative_files(folder / "files", story))
    return store, outcomes


def rules(outcome):
    return {f.rule for f in outcome.draft.findings if f.severity != "note"}


@pytest.fixture(scope="module")
def across(tmp_path_factory, catalog):
    """A store of the two months on either side of the break."""
    story = told("2025-06", "2025-07")
    store, outcomes = imported(tmp_path_factory.mktemp("across"), catalog, story)
    return story, store, outcomes


def test_every_number_made_up_is_stored_and_no_other(across, catalog):
    story, store, outcomes = across
    assert [(o.status, rules(o)) for o in outcomes] == [("imported", set())] * 2
    expected = made(catalog, story)
    assert len(expected) > 11 * (5 + 12 + 140 + 45)
    assert stored(store) == expected


def test_the_store_says_itself_that_it_is_illustrative(across, catalog, tmp_path):
    _, store, _ = across
    assert is_illustrative(store)
    assert catalog_of(store) is catalog
    store.backup(tmp_path / "copy.zip")
    assert is_illustrative(Store.restore(tmp_path / "copy.zip", tmp_path / "elsewhere"))
    with pytest.raises(StoreError, match="minh họa"):
        require_real(store)


def test_a_store_of_anything_else_is_not(tmp_path):
    empty = Store(tmp_path)
    assert not is_illustrative(empty)
    assert catalog_of(empty) is load_catalog()


def test_a_store_of_real_agencies_takes_nothing_of_it(tmp_path):
    files = illustrative_files(tmp_path / "files", told("2025-07", "2025-07"))
    store, options = Store(tmp_path / "store"), ImportOptions(accept=True)
    [outcome] = import_files(files, store, load_catalog(), options)
    assert rules(outcome) == {"made_up"}
    assert len(outcome.draft.figures) == 0
    assert not is_illustrative(store)


@pytest.mark.parametrize("nth", range(4))
def test_what_is_planted_is_found_and_the_wrong_row_left_out(nth, story, catalog, tmp_path):
    planted = story.planted[nth]
    month = f"{planted.month:%Y-%m}"
    last = f"{planted.month.year}-{planted.month.month + 2:02d}" if planted.file == "G" else month
    none = {"missing": (), "resent": ()}
    _, outcomes = imported(tmp_path, catalog, told(month, last, planted=(planted,), **none))
    [outcome] = [o for o in outcomes if rules(o)]
    assert (outcome.draft.form, outcome.draft.period.start) == (planted.file, planted.month)
    assert planted.rule in rules(outcome)
    kept = {(f["agency"], f["indicator"]) for f in outcome.draft.figures.to_pylist()}
    is_error = any(f.severity == "error" for f in outcome.draft.findings)
    assert ((planted.agency, planted.indicator) not in kept) == is_error


def test_a_report_sent_again_replaces_the_first_and_both_stay(catalog, tmp_path):
    story = told("2023-11", "2023-12", planted=())
    store, outcomes = imported(tmp_path, catalog, story)
    assert [o.draft.file.endswith("gui-lai.xlsx") for o in outcomes] == [False, False, True]
    assert rules(outcomes[2]) == {"revised"}
    assert stored(store) == made(catalog, story)
    resolved = "SELECT value FROM known_figure WHERE agency = '982' AND level = 'district' AND " \
               "indicator = 'dossiers_resolved' AND \"from\" = '2023-11-01'"  # fmt: skip
    [before], [after] = (store.query(resolved, as_of=seq)["value"].tolist() for seq in (2, 3))
    assert after > before


def test_who_sent_nothing_has_no_figures(catalog, tmp_path):
    store, _ = imported(tmp_path, catalog, told("2019-08", "2019-08"))
    agencies = {key[0] for key in stored(store) if key[1] == "district"}
    assert "991" not in agencies
    assert len(agencies) == 11


def test_a_store_is_built_whole_and_never_over_another(catalog, tmp_path):
    story = told("2019-01", "2019-01")
    build_store(tmp_path / "store", tmp_path / "files", story=story)
    assert is_illustrative(Store(tmp_path / "store"))
    assert not (tmp_path / "store.new").exists()
    with pytest.raises(StoreError, match="đã có số liệu minh họa"):
        build_store(tmp_path / "store", tmp_path / "files", story=story)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("…", "utf-8")
    with pytest.raises(StoreError, match="không trống"):
        build_store(tmp_path / "letters", tmp_path / "files", story=story)


def test_the_story_always_gives_the_same_numbers(catalog):
    story = told("2025-06", "2025-07")
    assert made(catalog, story) == made(catalog, replace(story))


def test_the_whole_story_is_about_two_hundred_reports(province, story):
    sent = reports(province)
    monthly = [r for r in sent if r.form == "II.06a-units" and r.period.kind == "month"]
    assert len(monthly) == 106 + len(story.resent)
    index = [report for report in sent if report.form == "index"]
    assert [len([line for line in r.lines if line.level == "district"]) for r in index] == [
        12
    ] * 7 + [0]
    assert len([line for line in index[-1].lines if line.level == "commune"]) == 45
    assert len(sent) <= 210
