"""The period of a row from its cells."""

from datetime import date

import pytest

from cchc.catalog.published import load_published
from cchc.ingest.tidy.periods import read_row_period
from tests.ingest.tidy.tidy_tables import year_2023


def read(given=None, **cells):
    return read_row_period(cells, load_published(), given=given)


@pytest.mark.parametrize(
    ("cells", "start", "end"),
    [
        ({"year": "2023"}, (2023, 1, 1), (2023, 12, 31)),
        ({"year": "Năm 2023"}, (2023, 1, 1), (2023, 12, 31)),
        ({"year": "2024", "period": "2024-Q2"}, (2024, 4, 1), (2024, 6, 30)),
        ({"year": "2024", "period": "Quý II"}, (2024, 4, 1), (2024, 6, 30)),
        ({"period": "2025-10 (week 5 of lead)"}, (2025, 10, 1), (2025, 10, 31)),
        ({"as_of": "20/5/2024"}, (2024, 5, 20), (2024, 5, 20)),
        ({"start": "15/12/2023", "end": "14/3/2024"}, (2023, 12, 15), (2024, 3, 14)),
        (
            {"start": "2024-03-01", "end": "2024-03-31", "period": "2024-03"},
            (2024, 3, 1),
            (2024, 3, 31),
        ),
        ({"period": "2021 (5 months)"}, (2021, 1, 1), (2021, 5, 31)),
    ],
)
def test_a_period_from_its_cells(cells, start, end):
    found = read(**cells).period
    assert (found.start, found.end) == (date(*start), date(*end))


def test_a_period_beside_its_days_is_no_block_and_must_fit_them():
    days = {"start": "2024-03-01", "end": "2024-03-31"}
    assert read(**days, period="2024-03").rest is None
    assert read(**days, period="2024-03").doubt is None
    assert read(**days, period="wards").rest == "wards"
    assert "ngày được giữ" in read(**days, period="2023-03").doubt


def test_words_beside_a_year_are_kept_for_who_knows_them():
    found = read(year="2025", period="wards")
    assert (found.period.year, found.rest) == (2025, "wards")


def test_no_date_is_said_and_a_given_period_helps():
    assert "undated portal snapshot" in read(period="undated portal snapshot").problem
    assert read(period="undated portal snapshot", given=year_2023()).period == year_2023()
    assert read().problem
    assert read(given=year_2023()).period == year_2023()


def test_a_period_that_nobody_understands_names_its_cell():
    found = read(period="khi nào đó")
    assert found.period is None
    assert (found.role, found.printed) == ("period", "khi nào đó")
