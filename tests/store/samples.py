"""Small reports to store: figures of Lạng Sơn (20) and Cao Bằng (04), each number told apart."""

from datetime import date
from hashlib import sha256

from cchc.figures import Draft, Figure, figure_table
from cchc.periods import Period
from cchc.store.versions import Store

QUARTER = Period(date(2024, 1, 1), date(2024, 3, 31))
VALUES = "SELECT agency, indicator, value, report_id FROM known_figure ORDER BY agency, indicator"


def figure(value: float, indicator: str = "dossiers_received", **fields) -> Figure:
    """A figure of Lạng Sơn in the first quarter of 2024."""
    usual = {
        "agency": "20",
        "level": "province_total",
        "start": QUARTER.start,
        "end": QUARTER.end,
        "row": 7,
        "place": "Sheet1!F",
    }
    return Figure(value=value, indicator=indicator, **usual | fields)


def report(*figures: Figure, file: str = "quy1.csv", content: str = "", **fields) -> Draft:
    """A draft of a report with these figures; `content` is what its bytes are."""
    return Draft(
        file=file,
        sha256=sha256(content.encode()).hexdigest(),
        form="tidy",
        agency="20",
        period=QUARTER,
        rows_read=len(figures),
        rows_accepted=len(figures),
        figures=figure_table(list(figures)),
        **fields,
    )


def save(store: Store, *figures: Figure, content: str, **options):
    """Save a report whose bytes are `content`."""
    draft = report(*figures, content=content)
    return store.save(draft, content.encode(), who="An", **options)


def known(store: Store, as_of=None) -> dict[str, float]:
    """Value by indicator of what is known."""
    frame = store.query(VALUES, as_of=as_of)
    return dict(zip(frame["indicator"], frame["value"], strict=True))
