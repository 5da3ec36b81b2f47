"""The yearly index of the illustrative province: points that follow from the work of the year."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import mean, pstdev

from cchc.illustrative.flows import Tally
from cchc.illustrative.offices import Office, generator
from cchc.illustrative.story import Story

MOST_VERIFIED, MOST_SURVEY = 70.0, 30.0
MOST_APART = 2.5  # standard deviations that still count


@dataclass(frozen=True, kw_only=True)
class Score:
    """The points and the place of one office in its block."""

    self_score: float
    verified: float
    survey: float
    rank: int

    @property
    def total(self) -> float:
        """Out of 100, and so the index in percent."""
        return round(self.verified + self.survey, 2)


def scores(worked: Mapping[Office, Tally], year: int, story: Story) -> dict[str, Score]:
    """The scores of one block of offices by id, from what they did in the year."""
    on_time = _apart({o: t.on_time / max(t.resolved, 1) for o, t in worked.items()})
    online = _apart({o: t.online / max(t.new, 1) for o, t in worked.items()})
    points = {o.id: _points(o, on_time[o.id], online[o.id], year=year, story=story) for o in worked}
    totals = {key: round(verified + survey, 2) for key, (_, verified, survey) in points.items()}
    return {
        key: Score(
            self_score=own,
            verified=verified,
            survey=survey,
            rank=1 + sum(other > totals[key] for other in totals.values()),
        )
        for key, (own, verified, survey) in points.items()
    }


def _points(
    office: Office, on_time: float, online: float, *, year: int, story: Story
) -> tuple[float, float, float]:
    """Self-assessed, verified and survey points of one office."""
    index, random = story.index, generator(story, office.id, "index", str(year))
    grown = index.verified + index.growth * (year - story.first.year)
    earned = index.per_on_time * on_time + index.per_online * online
    verified = min(MOST_VERIFIED, grown + earned + random.normal(0, index.noise))
    told = index.survey + index.per_survey * on_time + random.normal(0, index.noise)
    own = min(MOST_VERIFIED, verified + random.uniform(*index.over_rated))
    return round(own, 2), round(verified, 2), round(min(MOST_SURVEY, told), 2)


def _apart(shares: Mapping[Office, float]) -> dict[str, float]:
    """How far each office is from the mean of its block, in standard deviations."""
    middle, width = mean(shares.values()), pstdev(shares.values()) or 1.0
    return {
        office.id: max(-MOST_APART, min(MOST_APART, (share - middle) / width))
        for office, share in shares.items()
    }
