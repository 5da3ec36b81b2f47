from dataclasses import replace

import pytest

from cchc.illustrative.flows import Tally
from cchc.illustrative.scores import scores


@pytest.fixture(scope="module")
def exact(story):
    """The story without chance, so that work alone decides."""
    return replace(story, index=replace(story.index, noise=0))


def worked(late, online):
    return Tally(carried=0, online=online, direct=100 - online, early=50, exactly=50 - late,
                 late=late, in_time=0, overdue=0)  # fmt: skip


def block(province, *works):
    districts = [office for office in province.offices if office.level == "district"]
    return dict(zip(districts, works, strict=False))


def test_who_works_better_is_ranked_before(province, exact):
    found = scores(block(province, worked(9, 20), worked(1, 60), worked(5, 40)), 2023, exact)
    assert [score.rank for score in found.values()] == [3, 1, 2]


def test_equal_work_shares_a_rank(province, exact):
    found = scores(block(province, worked(2, 50), worked(2, 50), worked(8, 10)), 2023, exact)
    assert [score.rank for score in found.values()] == [1, 1, 3]


def test_the_total_is_what_was_verified_and_surveyed(province, story):
    for score in scores(block(province, worked(9, 20), worked(1, 60)), 2023, story).values():
        assert score.total == round(score.verified + score.survey, 2)
        assert score.verified <= score.self_score <= 70
