"""The reading of a report in sentences as the JSON that `import --json` prints."""

from collections.abc import Iterator

from cchc.agencies import Agency
from cchc.catalog.catalog import Catalog
from cchc.ingest.prose.proposals import Proposal, Reading

_OF_THE_FIGURE = ("indicator", "value", "kind", "breakdown", "denominator", "of", "approx", "quote")


def proposals_json(reading: Reading, catalog: Catalog) -> Iterator[dict]:
    """Every proposal, the doubtful ones too: whose, what, when, and how sure it is."""
    for proposal in reading.proposals:
        figure, period = proposal.figure, proposal.period
        yield (
            _agency_json(figure.agency, catalog)
            | {name: getattr(figure, name) for name in _OF_THE_FIGURE}
            | {
                "level": figure.level,
                "period": proposal.period_label,
                "from": period and period.start.isoformat(),
                "to": period and period.end.isoformat(),
                "unit": catalog.indicators.get(figure.indicator).unit,
                "where": figure.place,
                "source": figure.source,
            }
            | _reading_json(proposal)
        )


def unread_json(reading: Reading) -> list[dict]:
    """What was seen as a number and not understood, so that a person misses nothing."""
    return [
        {
            "where": f"câu {unread.sentence}",
            "raw": unread.raw,
            "span": list(unread.span),
            "quote": unread.quote,
            "reason": unread.reason,
        }
        for unread in reading.unread_numbers
    ]


def _reading_json(proposal: Proposal) -> dict:
    """How the number stands in its sentence and how sure its reading is."""
    return {
        "raw": proposal.raw,
        "span": list(proposal.span),
        "base": proposal.base,
        "confidence": proposal.confidence,
        "why": list(proposal.why),
        "alternatives": [
            {"indicator": other.indicator, "value": other.value, "reason": other.reason}
            for other in proposal.alternatives
        ],
    }


def _agency_json(agency: str | None, catalog: Catalog) -> dict:
    """Name, code, id and province of an agency; all null where it is not known."""
    agencies = catalog.agencies
    found: Agency | None = agencies.get(agency) if agency else None
    province = agencies.province_of(agency) if agency else None
    return {
        "agency": found and found.name,
        "code": found and found.code,
        "agency_id": agency,
        "province": agencies.get(province).name if province else None,
    }
