from collections import defaultdict
from datetime import date

import numpy as np
import pytest

from cchc.illustrative.flows import Tally, added, together
from cchc.illustrative.sectors import by_sector
from cchc.illustrative.story import Sector

JULY, JUNE = date(2025, 7, 1), date(2025, 6, 1)


def tally(**counts):
    zero = dict.fromkeys(Tally.__dataclass_fields__, 0)
    return Tally(**(zero | counts))


def test_what_came_was_settled_or_still_waits_in_every_month(province):
    months = [tally for office in province.flows.values() for tally in office.values()]
    assert len(months) == 90 * (5 + 12 + 140) + 16 * (5 + 45)
    assert all(t.received == t.resolved + t.pending for t in months)
    assert all(min(vars(t).values()) >= 0 for t in months)


def test_what_waits_is_carried_over(province):
    for office in province.flows.values():
        tallies = list(office.values())
        assert [t.pending for t in tallies[:-1]] == [t.carried for t in tallies[1:]]


def test_new_communes_take_over_what_the_old_offices_left(province):
    """Rounded for each commune, as shares of a district's dossiers are no whole numbers."""
    sums = defaultdict(int)
    for office in province.flows.values():
        for month, in_month in office.items():
            sums[month] += in_month.pending if month == JUNE else in_month.carried
    assert sums[JULY] == pytest.approx(sums[JUNE], abs=45)


def test_months_in_a_row_keep_the_first_and_the_last_stock():
    first = tally(carried=5, online=20, direct=10, early=15, exactly=10, in_time=9, overdue=1)
    second = tally(carried=10, online=30, direct=5, early=20, exactly=15, late=4, in_time=6)
    both = together([first, second])
    assert (both.carried, both.new, both.resolved, both.pending) == (5, 65, 64, 6)
    assert both.received == 70


def test_offices_side_by_side_add_up():
    both = added([tally(carried=5, online=2, early=7), tally(carried=1, online=3, in_time=4)])
    assert both == tally(carried=6, online=5, early=7, in_time=4)


def test_fields_add_up_to_the_office_and_each_for_itself():
    worked = tally(carried=40, online=300, direct=60, early=200, exactly=120, late=50, in_time=25,
                   overdue=5)  # fmt: skip
    land = Sector(name="Đất đai", weight=0.3, late=6)
    papers = Sector(name="Hộ tịch", weight=0.7, late=0.3)
    split = by_sector(worked, [land, papers], np.random.default_rng(1))
    assert added(split.values()) == worked
    assert all(part.received == part.resolved + part.pending for part in split.values())
    assert split["Đất đai"].late > split["Hộ tịch"].late


def share(province, offices, year, part, whole):
    months = [t for office in offices for m, t in province.flows[office].items() if m.year == year]
    return sum(getattr(t, part) for t in months) / sum(getattr(t, whole) for t in months)


def test_the_story_can_be_seen_in_the_numbers(province):
    def late(district, year):
        return share(province, [district], year, "late", "resolved")

    assert late("986", 2024) > 4 * late("986", 2023)  # Hoa Lâm slips
    assert late("990", 2018) > 3 * late("990", 2024)  # Song Lâm improves
    everyone = list(province.flows)
    online = [share(province, everyone, year, "online", "new") for year in range(2018, 2025)]
    assert online == sorted(online)
    assert online[0] < 0.1 < 0.8 < online[-1]
