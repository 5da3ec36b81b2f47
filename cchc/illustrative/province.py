"""The illustrative province at work: its offices, and what each did in any period."""

from dataclasses import dataclass
from functools import cached_property

from cchc.agencies import Agencies
from cchc.illustrative.flows import Flows, Tally, flows, months, together
from cchc.illustrative.offices import Office, offices
from cchc.illustrative.story import Story
from cchc.periods import Period


@dataclass(frozen=True, kw_only=True, eq=False)
class Province:
    """Everything the reports are made from."""

    agencies: Agencies
    story: Story

    @cached_property
    def offices(self) -> list[Office]:
        """Every office of both eras, in the order reports list them."""
        return offices(self.agencies, self.story)

    @cached_property
    def flows(self) -> Flows:
        """The months of every office."""
        return flows(self.offices, self.story)

    @cached_property
    def span(self) -> Period:
        """From the first day to the last that anything is reported on."""
        *_, last = months(self.story.first, self.story.last)
        return Period(self.story.first, last.end)

    def id_on(self, period: Period) -> str:
        """The province as it is listed in a period."""
        series = self.agencies.series(self.story.province)
        return next(one for one in series if self.agencies.get(one).holds_on(period.end))

    def at_work(self, period: Period, *levels: str) -> list[Office]:
        """The offices of some levels that existed through a period."""
        found = (o for o in self.offices if o.works_in(period.start) and o.works_in(period.end))
        return [office for office in found if office.level in levels]

    def worked(self, office: Office, period: Period) -> Tally:
        """What an office did in whole months of a period."""
        return together(tally for month, tally in self.flows[office.id].items()
                        if period.contains(month))  # fmt: skip
