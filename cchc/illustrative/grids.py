"""Counts of the grids of Decision 766: what was digitised, what was paid online."""

from collections.abc import Mapping

from cchc.illustrative.flows import Tally
from cchc.illustrative.offices import Office, generator
from cchc.illustrative.story import Story
from cchc.periods import Period

REUSED, REUSED_FROM_PORTAL = 0.35, 0.6  # of digitised dossiers, and of those reused
WITH_FEE = 0.55  # of new dossiers
FELT_HERE = 0.4  # of what moves an office along the curve of online filing
COUNTS_OF_PAYMENTS = ("dossiers_with_fee", "online_payment_dossiers")


def digitisation(office: Office, worked: Tally, period: Period, story: Story) -> dict[str, int]:
    """The columns of grid F."""
    random = generator(story, office.id, "F", period.label)
    whole = int(random.binomial(worked.received, _share(story, "digitised", office, period)))
    reused = int(random.binomial(whole, REUSED))
    results = int(random.binomial(worked.resolved, _share(story, "results", office, period)))
    return {
        "dossiers_received": worked.received,
        "dossiers_not_digitised": worked.received - whole,
        "digitised_dossiers": whole,
        "dossiers_reused": reused,
        "dossiers_reused_portal": int(random.binomial(reused, REUSED_FROM_PORTAL)),
        "dossiers_resolved": worked.resolved,
        "results_not_digitised": worked.resolved - results,
        "digitised_results": results,
    }


def payments(office: Office, worked: Tally, period: Period, story: Story) -> dict[str, int]:
    """The counts of grid G."""
    random = generator(story, office.id, "G", period.label)
    owed = int(random.binomial(worked.new, WITH_FEE))
    paid = int(random.binomial(owed, _share(story, "paid_online", office, period)))
    return dict(zip(COUNTS_OF_PAYMENTS, (owed, paid), strict=True))


def with_rates(counts: Mapping[str, int]) -> dict[str, float]:
    """The counts of grid G and the rates printed beside them; none where nothing was owed."""
    owed, paid = (counts[code] for code in COUNTS_OF_PAYMENTS)
    if not owed:
        return dict(counts)
    online = round(100 * paid / owed, 2)
    return {
        **counts,
        "online_payment_rate": online,
        "direct_payment_rate": round(100 - online, 2),
    }


def _share(story: Story, curve: str, office: Office, period: Period) -> float:
    shift = story.shift("online", period.start, office.id, office.district)
    lead = office.lead + FELT_HERE * shift
    return story.curves[curve].share(period.start.year + period.start.month / 12, lead)
