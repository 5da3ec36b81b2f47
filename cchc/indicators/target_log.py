"""Changed targets: old and new, when, by which document; it follows from what was kept."""

from collections.abc import Iterator

import pandas as pd

from cchc.agencies import Agencies
from cchc.catalog.catalog import Catalog
from cchc.indicators.holdings import with_days
from cchc.indicators.targets import document_in
from cchc.store.versions import Store

COLUMNS = ("day", "agency", "each", "indicator", "year", "old", "new", "document", "old_document",
           "report_id", "source")  # fmt: skip
VINTAGES = """
SELECT f.agency, f.level, f."from", f."to", f.indicator, f.breakdown, f.value, f.quote,
       f.report_id, r.file, r.confirmed_at
FROM figure f JOIN report r ON r.id = f.report_id
WHERE f.kind = 'target' AND r.confirmed_seq <= $seq
  AND (r.withdrawn_seq IS NULL OR r.withdrawn_seq > $seq)
ORDER BY r.confirmed_seq, f."row"
"""
LAST = 2**31 - 1
KEY = ["agency", "level", "from", "to", "indicator", "breakdown"]


def changed_targets(store: Store, catalog: Catalog, *, as_of: int | None = None) -> pd.DataFrame:
    """One row per change, the newest first: COLUMNS; `day` is when the new one became known."""
    rows = [*_of_reports(store, as_of), *_of_acts(catalog)] if store.version else []
    found = pd.DataFrame(rows, columns=COLUMNS)
    return found.sort_values("day", ascending=False, kind="stable", ignore_index=True)


def _of_reports(store: Store, as_of: int | None) -> Iterator[tuple]:
    vintages = with_days(store.query(VINTAGES, seq=as_of or LAST), "from", "to")
    for _, same in vintages.groupby(KEY, sort=False, dropna=False):
        versions = same.to_dict("records")
        for old, new in zip(versions, versions[1:], strict=False):
            if old["value"] != new["value"]:
                yield (
                    new["confirmed_at"].date(), new["agency"], _each(new["level"]),
                    new["indicator"], new["to"].year, old["value"], new["value"],
                    _document(new), _document(old), int(new["report_id"]), None,
                )  # fmt: skip


def _each(level: str) -> str | None:
    return level if level.endswith("_all") else None


def _document(row: dict) -> str:
    return document_in(row["quote"], row["file"]) or row["file"]


def _of_acts(catalog: Catalog) -> Iterator[tuple]:
    """Acts that set the same thing anew; only where both say when they were issued."""
    acts = sorted((a for a in catalog.targets if a.issued), key=lambda act: act.issued)
    last: dict[tuple, object] = {}
    for act in acts:
        key = (act.indicator, act.agency, act.each, act.year)
        old, last[key] = last.get(key), act
        if old and old.value != act.value and _is_listed(act.agency, catalog.agencies):
            yield (
                act.issued, act.agency, act.each, act.indicator, act.year, old.value, act.value,
                act.document, old.document, None, act.source,
            )  # fmt: skip


def _is_listed(agency: str, agencies: Agencies) -> bool:
    return agency in agencies
