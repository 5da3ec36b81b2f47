"""What a person makes of proposals: accepted, corrected, rejected, and what cannot be stored."""

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.ingest.files.documents import document_of_text
from cchc.ingest.prose.reading import propose
from cchc.ui.prose.rows import COLUMNS, draft_of, judged, rows_of, value_of_text, value_text

TEXT = (
    "UBND huyện Cao Lộc, tỉnh Lạng Sơn báo cáo công tác cải cách hành chính năm 2023.\n"
    "Năm 2023, UBND huyện Cao Lộc đã tiếp nhận 1.250 hồ sơ, đã giải quyết 1.200 hồ sơ; "
    "tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,75%.\n"
)


@pytest.fixture(scope="module")
def catalog():
    return load_catalog()


@pytest.fixture(scope="module")
def reading(catalog):
    return propose(document_of_text(TEXT), catalog)


@pytest.fixture
def rows(reading, catalog):
    return rows_of(list(reading.proposals), catalog)


def row_with(rows, indicator: str) -> int:
    (place,) = rows.index[rows["indicator"] == indicator]
    return place


def test_every_proposal_is_a_row_in_vietnamese(rows, reading):
    assert list(rows.columns) == list(COLUMNS)
    assert len(rows) == len(reading.proposals) == 3
    one = rows.loc[row_with(rows, "dossiers_received")]
    assert one["value"] == "1.250 hồ sơ"
    assert one["period"] == "Năm 2023"
    assert "【1.250】" in one["quote"]


def test_what_was_not_touched_is_stored_as_it_was_read(rows, reading, catalog):
    done = judged(list(reading.proposals), rows.assign(accepted=True), catalog)
    assert done.figures == tuple(p.figure for p in reading.proposals)
    assert (done.notes, done.problems, done.rejected) == ((), (), 0)


def test_a_correction_is_stored_and_said(rows, reading, catalog):
    place = row_with(rows, "on_time_rate")
    rows = rows.assign(accepted=True)
    rows.loc[place, ["value", "period"]] = ["97,5 %", "6 tháng đầu năm 2023"]
    done = judged(list(reading.proposals), rows, catalog)
    (figure,) = [f for f in done.figures if f.indicator == "on_time_rate"]
    assert (figure.value, figure.end.isoformat()) == (97.5, "2023-06-30")
    (note,) = done.notes
    assert note.rule == "corrected_by_person"
    assert "98,75 %" in note.message
    assert "97,5 %" in note.message


def test_what_was_rejected_is_left_out_and_said(rows, reading, catalog):
    rows = rows.assign(accepted=True)
    rows.loc[row_with(rows, "dossiers_received"), "accepted"] = False
    done = judged(list(reading.proposals), rows, catalog)
    assert {f.indicator for f in done.figures} == {"dossiers_resolved", "on_time_rate"}
    assert [note.rule for note in done.notes] == ["rejected_by_person"]
    draft = draft_of(done, reading, file="a.txt", sha256="0" * 64)
    assert (draft.rows_accepted, draft.rows_rejected, len(draft.figures)) == (2, 1, 2)


@pytest.mark.parametrize(
    ("column", "wrong", "words"),
    [
        ("value", "nhiều", "không phải là số"),
        ("period", "", "chưa có kỳ"),
        ("period", "hôm nọ", "hôm nọ"),
        ("agency", None, "chưa rõ đơn vị"),
    ],
)
def test_what_cannot_be_stored_is_said_and_not_stored(rows, reading, catalog, column, wrong, words):
    rows = rows.assign(accepted=True)
    rows.loc[0, column] = wrong
    done = judged(list(reading.proposals), rows, catalog)
    assert len(done.figures) == 2
    (problem,) = done.problems
    assert problem.startswith("Dòng 1: ")
    assert words in problem


def test_one_problem_of_many_rows_is_said_once(rows, reading, catalog):
    done = judged(list(reading.proposals), rows.assign(accepted=True, period=""), catalog)
    (problem,) = done.problems
    assert problem.startswith("Dòng 1, 2, 3: chưa có kỳ")
    assert (done.missing, done.figures) == (3, ())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("98,75 %", 98.75), ("1.250 hồ sơ", 1250), ("1.250", 1250), ("113.468,5", 113468.5),
        ("−2 bậc", -2), ("-2", -2), ("98.75", 98.75), ("0", 0), ("không", None), ("", None),
    ],
)  # fmt: skip
def test_a_value_is_read_as_written_in_vietnam(text, value):
    assert value_of_text(text) == value


def test_a_value_in_words_is_read_again_as_itself(catalog):
    for value in (0, 2, 1250, 98.75, -3.5, 113468):
        assert value_of_text(value_text(value, "on_time_rate", catalog)) == value


def test_two_rows_that_are_one_figure_are_not_stored(rows, reading, catalog):
    rows = rows.assign(accepted=True)
    code = rows.loc[row_with(rows, "dossiers_received"), "indicator"]
    rows.loc[row_with(rows, "dossiers_resolved"), "indicator"] = code
    done = judged(list(reading.proposals), rows, catalog)
    assert len(done.figures) == 3
    (problem,) = done.problems
    assert problem.startswith("Dòng 1, 2: cùng một số liệu")
    rows.loc[0, "accepted"] = False
    assert judged(list(reading.proposals), rows, catalog).problems == ()
