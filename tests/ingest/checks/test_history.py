from datetime import date

import pyarrow as pa
import pytest

from cchc.catalog.catalog import load_catalog
from cchc.figures import Figure, figure_table
from cchc.ingest.checks.history import history_findings, revision_findings
from cchc.store.records import Difference


def month(n, value, *, code="dossiers_received", start=1):
    last = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30}[n]
    return Figure(
        agency="181", level="district", start=date(2024, start or n, 1), end=date(2024, n, last),
        indicator=code, value=value, row=5, place="S!C",
    )  # fmt: skip


def told(figures, past):
    found = history_findings(figure_table(figures), figure_table(past), load_catalog())
    return [(f.rule, f.stated, f.expected) for f in found]


USUAL = [month(n, value, start=n) for n, value in ((1, 200), (2, 220), (3, 190), (4, 210))]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(230, []), (2100, [("jump", 2100, 205)]), (21, [("jump", 21, 205)]), (0, [("jump", 0, 205)])],
)
def test_a_number_far_from_what_the_agency_usually_has(value, expected):
    assert told([month(5, value, start=5)], USUAL) == expected


def test_what_has_grown_step_by_step_is_no_jump():
    grown = [month(n, value, start=n) for n, value in ((1, 40), (2, 90), (3, 200), (4, 420))]
    assert told([month(5, 800, start=5)], grown) == []  # 5.5 times the median, twice the last
    assert told([month(5, 4200, start=5)], grown) == [("jump", 4200, 145)]


def test_too_short_a_past_and_small_numbers_say_nothing():
    assert told([month(5, 2100, start=5)], USUAL[:3]) == []
    small = [month(n, 2, start=n) for n in (1, 2, 3, 4)]
    assert told([month(5, 20, start=5)], small) == []


def test_a_cumulative_number_that_falls():
    assert told([month(6, 900)], [month(3, 1000)]) == [("negative_flow", 900, 1000)]
    assert told([month(6, 1100)], [month(3, 1000)]) == []
    assert told([month(6, 9, code="dossiers_in_progress")],
                [month(3, 10, code="dossiers_in_progress")]) == []  # fmt: skip


def difference(*changes):
    keys = {"agency": "05620", "level": "commune", "from": date(2024, 4, 15),
            "to": date(2024, 5, 14), "kind": "actual", "breakdown": None, "denominator": None,
            "new_row": 13, "new_place": "S!G"}  # fmt: skip
    rows = [keys | {"indicator": c, "old_value": old, "new_value": new} for c, old, new in changes]
    return Difference(
        new=0, changed=len(rows), same=0, rejected=0, changes=pa.Table.from_pylist(rows)
    )


def test_a_revision_is_told_once_a_row_with_all_its_changes():
    changes = [("dossiers_in_progress", 11.0, 7.0), ("dossiers_resolved", 178.0, 182.0)]
    [finding] = revision_findings(difference(*changes), load_catalog())
    assert (finding.rule, finding.agency, finding.where) == ("revised", "05620", "S!G13")
    assert (finding.stated, finding.expected) == (182, 178)
    assert "178 → 182 (+4)" in finding.message
    assert "11 → 7 (−4)" in finding.message
    assert "Tháng 5/2024" in finding.message


def test_nothing_changed_is_nothing_told():
    assert revision_findings(Difference(new=5, changed=0, same=3, rejected=0,
                                        changes=pa.table({})), load_catalog()) == []  # fmt: skip
