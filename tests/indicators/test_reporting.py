"""Who has not reported: expected by what was reported before, due by the calendar."""

from datetime import date
from hashlib import sha256

from cchc.figures import Draft, figure_table
from cchc.indicators.reporting import reporting
from cchc.periods import Period
from tests.indicators.conftest import figure

Q1 = Period(date(2026, 12, 15), date(2027, 3, 14))  # báo cáo quý I/2027, hạn 20/3/2027
YEAR_2026 = Period(date(2025, 12, 15), date(2026, 12, 14))
Q4_2026 = Period(date(2026, 9, 15), date(2026, 12, 14))
FORM = "II.06a"
LANG_SON, LAO_CAI = "20.20250701", "15.20250701"


def put(store, agency, period, *, form=FORM, confirm=True) -> int:
    content = f"{agency}{period}{form}".encode()
    draft = Draft(
        file="a.xlsx", sha256=sha256(content).hexdigest(), form=form, agency=agency, period=period,
        figures=figure_table([figure(agency, "dossiers_received", 1, (period.start, period.end))]),
    )  # fmt: skip
    return store.save(draft, content, who="An", confirm=confirm).report_id


def states(store, catalog, today, **asked) -> dict[tuple[str, date], str]:
    board = reporting(store, catalog, today=today, **asked)
    keys = zip(board["agency"], board["to"], strict=True)
    return dict(zip(keys, board["state"], strict=True))


def test_who_reported_before_and_not_now_is_due_until_the_deadline_then_missing(store, catalog):
    for agency in (LANG_SON, LAO_CAI):
        put(store, agency, YEAR_2026)
    put(store, LANG_SON, Q1)
    due = states(store, catalog, date(2027, 3, 20))
    assert (due[LANG_SON, Q1.end], due[LAO_CAI, Q1.end]) == ("reported", "due")
    assert states(store, catalog, date(2027, 3, 21))[LAO_CAI, Q1.end] == "missing"


def test_the_deadline_stands_beside_every_period(store, catalog):
    put(store, LANG_SON, YEAR_2026)
    board = reporting(store, catalog, today=date(2027, 3, 15))
    assert board[["to", "deadline"]].values.tolist() == [
        [date(2027, 3, 14), date(2027, 3, 20)],
        [date(2026, 12, 14), date(2026, 12, 20)],
    ]


def test_a_draft_is_no_report_yet_and_a_withdrawn_one_none(store, catalog):
    put(store, LANG_SON, YEAR_2026)
    put(store, LANG_SON, Q1, confirm=False)
    assert states(store, catalog, date(2027, 4, 1))[LANG_SON, Q1.end] == "draft"
    store.withdraw(2, "sai", "An")
    assert states(store, catalog, date(2027, 4, 1))[LANG_SON, Q1.end] == "missing"


def test_a_discrete_quarter_counts_for_the_year_that_ends_with_it(store, catalog):
    put(store, LANG_SON, Q4_2026)
    assert states(store, catalog, date(2027, 1, 1)) == {(LANG_SON, YEAR_2026.end): "reported"}


def test_what_an_agency_became_owes_its_reports(store, catalog):
    """Yên Bái (15) and Lào Cai (10) went into the new Lào Cai (15.20250701)."""
    put(store, "10", Period(date(2024, 12, 15), date(2025, 3, 14)))
    found = states(store, catalog, date(2025, 9, 30))
    assert found["15.20250701", date(2025, 9, 14)] == "missing"
    assert found["10", date(2025, 3, 14)] == "reported"
    assert ("10", date(2025, 9, 14)) not in found


def test_of_a_chosen_agency_every_unit_below_owes_what_one_of_them_reports(store, catalog):
    communes = [a.id for a in catalog.agencies.children(LANG_SON, Q1.end) if a.level == "commune"]
    put(store, communes[0], Q1)
    put(store, LAO_CAI, Q1)
    found = states(store, catalog, date(2027, 4, 1), within=[LANG_SON])
    assert {agency for agency, _ in found} == set(communes)
    assert sorted(set(found.values())) == ["missing", "reported"]


def test_where_no_period_is_owed_one_that_came_is(store, catalog):
    month = Period(date(2027, 1, 1), date(2027, 1, 31))
    put(store, LANG_SON, month, form="A")
    put(store, LAO_CAI, Period(date(2027, 2, 1), date(2027, 2, 28)), form="A")
    board = reporting(store, catalog, today=date(2027, 4, 1))
    assert board["deadline"].isna().all()
    assert states(store, catalog, date(2027, 4, 1))[LAO_CAI, month.end] == "missing"


def test_nobody_owes_anything_to_an_empty_store(store, catalog):
    assert reporting(store, catalog, today=date(2027, 1, 1)).empty
