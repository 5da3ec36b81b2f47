"""The fictional agencies: complete, and nowhere among the real ones."""

from collections import Counter
from datetime import date

from cchc.catalog.agencies import load_agencies
from cchc.vietnamese import fold, unaccented

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def test_twelve_districts_and_their_communes_become_45_communes(catalog):
    agencies = catalog.agencies
    assert len(agencies.valid_on(BEFORE, level="district")) == 12
    assert len(agencies.valid_on(BEFORE, level="commune")) == 140
    assert agencies.valid_on(AFTER, level="district") == []
    kinds = Counter(agency.type for agency in agencies.valid_on(AFTER, level="commune"))
    assert kinds == {"Phường": 10, "Xã": 34, "Đặc khu": 1}


def test_every_old_commune_goes_somewhere_and_three_are_divided(catalog):
    ways = [catalog.agencies.successors(old.id)
            for old in catalog.agencies.valid_on(BEFORE, level="commune")]  # fmt: skip
    assert Counter(len(way) for way in ways) == {1: 137, 2: 3}
    assert all(step.whole == (len(way) == 1) for way in ways for step in way)


def test_a_code_is_used_again_for_a_larger_commune(catalog):
    """As in the real lists: a join on the code would take a part for the whole."""
    new = catalog.agencies.get("99001.20250701")
    assert (new.code, new.name) == ("99001", "Phường Kim Hải")
    assert catalog.agencies.get("99001").name == "Phường Kim Châu"
    parts = [step.old for step in catalog.agencies.predecessors(new.id)]
    assert parts == ["99001", "99004", "99007"]


def names(agencies, levels):
    return {unaccented(fold(agency.short)) for agency in agencies if agency.level in levels}


def test_no_name_and_no_code_is_that_of_a_real_agency(catalog):
    real, levels = list(load_agencies()), ("province", "district", "commune")
    fictional = [agency for agency in catalog.agencies if agency.level in levels]
    assert not names(fictional, levels) & names(real, levels)
    codes = {(agency.level, agency.code) for agency in fictional}
    assert not codes & {(agency.level, agency.code) for agency in real}
    assert not {a.id for a in fictional} & {a.id for a in real}
