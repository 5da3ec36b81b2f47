"""A number with what is read of it, and a number that is asked about."""

from dataclasses import dataclass

from cchc.ingest.prose.clauses import Stretch
from cchc.ingest.prose.meaning import Meaning
from cchc.ingest.prose.number_values import Number
from cchc.ingest.prose.roles import Role
from cchc.ingest.prose.spoken_of import NO_FEATURES, Features

# Units of numbers that lean on what was said before them.
_BEARERS = {"department", "district", "commune", "province"}
DEPENDENT = {"percent", "rank", "place", "point", "percent_point"}


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One number of a sentence and what it was read as; `why_not` says why it is no figure."""

    stretch: Stretch
    role: Role
    meaning: Meaning | None = None
    features: Features = NO_FEATURES
    why_not: str | None = None

    @property
    def number(self) -> Number:
        """The number as printed."""
        return self.stretch.number


@dataclass(frozen=True)
class Asked:
    """A number to be understood, with the mentions before it in its sentence."""

    stretch: Stretch
    role: Role
    before: tuple[Mention, ...]
    is_share: bool = False  # «chiếm 70%»: of what was counted right before

    @property
    def unit(self) -> str | None:
        """The unit as printed."""
        return self.stretch.number.unit

    @property
    def depends(self) -> bool:
        """Whether it leans on what was said before it."""
        return self.unit in DEPENDENT

    @property
    def parent(self) -> Features:
        """Features of the whole it is a part of."""
        place = self.stretch.parent
        return NO_FEATURES if place is None else self.before[place].features

    @property
    def parent_unit(self) -> str | None:
        """What the whole it is a part of is counted in."""
        place = self.stretch.parent
        return None if place is None else self.before[place].number.unit

    @property
    def _before(self) -> int | None:
        """The number before it; past one that only counts who it is of: «của 31 xã đạt 99%»."""
        place = self.stretch.previous
        if place is not None and self.before[place].why_not == "threshold":
            place = self.before[place].stretch.previous  # «17 xã đạt trên 70%, cao nhất …»
        if place is None or self.is_share or self.stretch.mark not in ("verb", "none"):
            return place
        other = self.before[place]
        is_bearer = other.meaning is None and other.number.unit in _BEARERS
        return other.stretch.previous if is_bearer else place

    @property
    def previous(self) -> Features:
        """Features of the number before it in its list."""
        place = self._before
        return NO_FEATURES if place is None else self.before[place].features

    @property
    def read_before(self) -> Meaning | None:
        """What the number before it in its list was read as, from its own sentence."""
        place = self._before
        meaning = None if place is None else self.before[place].meaning
        return meaning if meaning and meaning.source != "carried" else None

    @property
    def follows_unread_count(self) -> bool:
        """«có 14 đơn vị, chiếm 70%»: of things counted that nothing says more of."""
        place = self._before
        before = None if place is None else self.before[place]
        is_bare = before is None or before.number.unit in (None, "rank", "place", "point")
        return not is_bare and before.meaning is None

    @property
    def counted_unit(self) -> str | None:
        """The unit of the whole or of the number before, where that is a count."""
        places = [p for p in (self.stretch.parent, self.stretch.previous) if p is not None]
        meanings = [self.before[place].meaning for place in places]
        units = [meaning.measure.unit for meaning in meanings if meaning]
        return next((unit for unit in units if unit not in DEPENDENT), None)
