"""Index tables whose communes are ranked in two blocks, as provinces publish them since 2025."""

from datetime import date

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.ingest.forms.filled_forms import FilledRow, as_xlsx, fill_form
from cchc.ingest.importing import ImportOutcome
from cchc.ingest.outcomes import outcome_json
from cchc.ingest.reading import read_report
from cchc.periods import Period

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


def scored(name, score, rank):
    points = {"index_verified_score": score - 25, "index_survey_score": 25}
    cells = {"index_total_score": score, "cchc_index": score, "cchc_rank": rank, **points}
    return FilledRow(name=name, cells={(code, 0): value for code, value in cells.items()})


def table(*rows):
    form = load_catalog().form("index")
    workbook = fill_form(form, rows, agency="UBND tỉnh Lạng Sơn", period=YEAR)
    [draft] = read_report(as_xlsx(workbook), "xep-hang.xlsx", load_catalog())
    return draft


WARDS = (scored("Phường Tam Thanh", 88.5, 1), scored("Phường Đông Kinh", 86.25, 2))
COMMUNES = (scored("Xã Đoàn Kết", 84, 1), scored("Xã Quốc Khánh", 80.5, 2))


def ranks(draft):
    figures = draft.figures.to_pylist()
    return [(f["value"], f["of"], f["breakdown"]) for f in figures if f["indicator"] == "cchc_rank"]


def test_two_blocks_of_one_level_have_two_first_places():
    draft = table(
        FilledRow(name="KHỐI PHƯỜNG", number="I"), *WARDS,
        FilledRow(name="KHỐI XÃ, ĐẶC KHU", number="II"), *COMMUNES,
    )  # fmt: skip
    assert ranks(draft) == [
        (1, 2, "phường"), (2, 2, "phường"), (1, 2, "xã, đặc khu"), (2, 2, "xã, đặc khu")
    ]  # fmt: skip
    scores = [f for f in draft.figures.to_pylist() if f["indicator"] == "cchc_index"]
    assert [f["breakdown"] for f in scores] == ["phường"] * 2 + ["xã, đặc khu"] * 2
    printed = outcome_json(ImportOutcome(draft=draft, status="draft"), load_catalog())["figures"]
    assert {f["breakdown"] for f in printed} == {None}
    assert {f["block"] for f in printed} == {"phường", "xã, đặc khu"}
    assert [f.rule for f in draft.findings if f.severity != "note"] == []


@pytest.mark.parametrize("heading", [(), (FilledRow(name="KHỐI PHƯỜNG", number="I"),)])
def test_one_block_needs_no_name(heading):
    assert ranks(table(*heading, *WARDS)) == [(1, 2, None), (2, 2, None)]


def test_a_rank_that_the_scores_do_not_give_is_told():
    draft = table(scored("Phường Tam Thanh", 86.25, 1), scored("Phường Đông Kinh", 88.5, 2))
    found = [(f.stated, f.expected) for f in draft.findings if f.rule == "rank_mismatch"]
    assert found == [(1, 2), (2, 1)]
