from datetime import date

import pytest

from cchc.illustrative.story import Curve, Episode


def episode(shape):
    days = {"start": date(2024, 1, 1), "end": date(2024, 4, 30)}
    return Episode(name="", what="late", factor=3, shape=shape, **days)


@pytest.mark.parametrize(
    ("shape", "weights"),
    [("flat", [1, 1, 1, 1]), ("rising", [0.25, 0.5, 0.75, 1]), ("fading", [1, 0.75, 0.5, 0.25])],
)
def test_an_episode_comes_and_goes_as_its_shape_says(shape, weights):
    felt = [episode(shape).weight(date(2024, month, 1)) for month in (1, 2, 3, 4)]
    assert felt == weights
    assert episode(shape).weight(date(2023, 12, 1)) == episode(shape).weight(date(2024, 5, 1)) == 0


def test_a_curve_is_half_way_in_its_middle_year():
    curve = Curve(top=0.9, mid=2022, width=1)
    assert curve.share(2022) == pytest.approx(0.45)
    assert curve.share(2040) == pytest.approx(0.9, abs=1e-6)
    assert curve.share(2021, lead=1) == curve.share(2022)


def test_everybody_the_story_speaks_of_exists_then(story, catalog):
    agencies = catalog.agencies
    for told in (*story.missing, *story.resent, *story.planted):
        assert agencies.get(told.agency).holds_on(told.month), told
    for each in story.episodes:
        assert all(agencies.get(agency).holds_on(each.start) for agency in each.agencies), each
    assert all(agencies.get(agency) for agency in story.intake.of_agency)


def test_what_is_planted_names_a_form_that_has_the_indicator(story, catalog):
    for planted in story.planted:
        columns = catalog.form(planted.file).columns
        assert planted.indicator in {column.indicator for column in columns}
