"""Events: what a line must not cross, and what bears on which figures."""

import shutil
from datetime import date

import pytest

from cchc.catalog.events import load_events
from cchc.catalog.indicators import load_indicators
from cchc.catalog.loading import REFERENCE
from cchc.errors import BadReferenceError

EVENTS = load_events()
INDICATORS = load_indicators()
NEW_UNITS = date(2025, 7, 1)


def test_the_whole_country_s_units_changed_once():
    assert EVENTS.unit_breaks == (NEW_UNITS,)


def test_an_event_of_one_province_is_not_another_s():
    pci = INDICATORS.get("pci")
    hanoi = [event.date for event in EVENTS.of(pci, provinces={"01"}) if event.sort == "units"]
    lang_son = [event.date for event in EVENTS.of(pci, provinces={"20"}) if event.sort == "units"]
    assert hanoi == [date(2008, 8, 1), NEW_UNITS]
    assert lang_son == [NEW_UNITS]


def test_limits_are_calculated_anew_where_units_or_method_changed_and_at_no_decree():
    on_time, level4 = INDICATORS.get("on_time_rate"), INDICATORS.get("online_level4_rate")
    assert EVENTS.changes(on_time) == (NEW_UNITS,)
    assert EVENTS.changes(on_time, provinces={"01"}) == (date(2008, 8, 1), NEW_UNITS)
    assert EVENTS.changes(level4) == (date(2022, 1, 1), NEW_UNITS)
    assert len(EVENTS.of(on_time)) > 3


def test_every_event_has_a_word_that_fits_an_axis():
    assert all(0 < len(event.short) <= 18 and len(event.short_en) <= 18 for event in EVENTS)


def test_changes_of_method_come_from_the_registry():
    methods = [e for e in EVENTS.of(INDICATORS.get("par_index")) if e.sort == "method"]
    assert [(e.date.year, e.precision) for e in methods] == [
        (2016, "year"),
        (2022, "year"),
        (2024, "year"),
    ]


def test_an_event_of_one_indicator_does_not_concern_others():
    names = {event.name for event in EVENTS.of(INDICATORS.get("pci"))}
    assert not any("số hóa" in name for name in names)
    names = {event.name for event in EVENTS.of(INDICATORS.get("digitisation_rate"))}
    assert any("số hóa" in name for name in names)


def test_events_are_in_order_and_have_a_source():
    assert [e.date for e in EVENTS] == sorted(e.date for e in EVENTS)
    assert all(event.source for event in EVENTS)


EVENT = '[[event]]\ndate = 2024-01-01\nsort = "law"\nname = "Thử"\nname_en = "Test"\n'
EVENT += 'short = "T"\nshort_en = "T"\nsource = "x"\n'


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (EVENT + 'affects = ["on_tyme_rate"]\n', 9, "không có chỉ tiêu on_tyme_rate"),
        (EVENT + EVENT.replace("2024-01-01", '"2024"'), 10, "date = '2024'"),
        (EVENT + EVENT.replace('source = "x"\n', ""), 9, "thiếu source"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, text, line, problem):
    for name in ("units.toml", "legal_bases.toml", "indicators.toml"):
        shutil.copy(REFERENCE / name, tmp_path)
    (tmp_path / "events.toml").write_text(text, "utf-8")
    with pytest.raises(BadReferenceError, match=problem) as raised:
        load_events(tmp_path)
    assert raised.value.line == line
