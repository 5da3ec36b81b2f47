"""Events on a time axis: which are drawn, how they are labelled, what the legend says."""

from datetime import date

from cchc.catalog.events import Event, load_events
from cchc.charts.happenings import happenings
from tests.charts.frames import ON_TIME

START, END = date(2018, 1, 1), date(2026, 12, 31)


def event(day: date, short: str, **more) -> Event:
    named = {"sort": "law", "name": f"{short}: tên đầy đủ", "name_en": short, "short_en": short}
    return Event(date=day, short=short, source="x", **(named | more))


UNITS = event(date(2025, 7, 1), "34 tỉnh", sort="units")


def texts(found) -> list[str]:
    return [label["text"] for label in found.annotations]


def test_one_event_carries_its_short_word_and_its_name_beneath():
    found = happenings((UNITS,), START, END)
    assert texts(found) == ["34 tỉnh"]
    assert found.shapes[0]["x0"] == "2025-07-01"
    assert found.notes == ("Mốc: 01/07/2025 34 tỉnh: tên đầy đủ.",)


def test_many_are_numbered_in_order_of_time():
    acts = [event(date(year, 3, 1), f"NĐ {year}") for year in (2023, 2019, 2021)]
    found = happenings((*acts, UNITS), START, END)
    assert texts(found) == ["①", "②", "③", "④"]
    (legend,) = found.notes
    assert legend.startswith("Mốc: ① 01/03/2019 NĐ 2019: tên đầy đủ; ② 01/03/2021")


def test_two_near_each_other_are_numbered_and_two_apart_are_not():
    near, apart = event(date(2025, 1, 1), "gần"), event(date(2019, 1, 1), "xa")
    assert texts(happenings((near, UNITS), START, END)) == ["①", "②"]
    assert texts(happenings((apart, UNITS), START, END)) == ["xa", "34 tỉnh"]


def test_what_happened_on_one_day_is_one_line_and_a_change_goes_first():
    act = event(date(2025, 7, 1), "NĐ 118")
    found = happenings((act, UNITS), START, END)
    assert texts(found) == ["34 tỉnh"]
    assert [shape["line"]["dash"] for shape in found.shapes] == ["dash"]
    assert "34 tỉnh: tên đầy đủ · NĐ 118: tên đầy đủ" in found.notes[0]


def test_what_lies_outside_the_axis_is_not_drawn():
    assert happenings((UNITS,), START, date(2024, 12, 31)) == happenings((), START, END)
    assert happenings((UNITS,), date(2025, 7, 1), END).notes == ()


def test_numbers_near_each_other_stand_one_above_the_other():
    days = [date(2025, 5, 1), date(2025, 7, 1), date(2025, 10, 1)]
    found = happenings(tuple(event(day, "x") for day in days), START, END)
    assert [label["yshift"] for label in found.annotations] == [0, 16, 0]


def test_how_exactly_a_day_is_known_is_kept():
    about = event(date(2022, 1, 1), "NĐ 42", precision="year")
    assert happenings((about,), START, END).notes[0].startswith("Mốc: 2022 ")


def test_a_day_can_stand_on_an_axis_of_years():
    found = happenings((UNITS,), START, END, place=lambda day: day.year)
    assert (found.shapes[0]["x0"], found.annotations[0]["x"]) == (2025, 2025)


def test_the_change_of_units_of_2025_is_on_every_axis_that_reaches_it():
    found = happenings(load_events().of(ON_TIME), START, END)
    assert "2025-07-01" in {shape["x0"] for shape in found.shapes}
