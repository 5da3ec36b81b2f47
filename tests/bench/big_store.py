"""A store the size of a country: every commune of today, month by month. Illustrative counts,
made here for the measurement and thrown away with it."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np
import pyarrow as pa

from cchc.catalog.catalog import load_catalog
from cchc.figures import FIGURE_SCHEMA, Draft
from cchc.periods import of_kind
from cchc.store.versions import Store

COUNTS = ("dossiers_received", "dossiers_resolved", "dossiers_on_time", "dossiers_in_progress")
MONTHS = 48


def fill(folder: Path) -> list[str]:
    """Fills a new store with 3,321 communes × 48 months × 4 counts; ids of the communes."""
    communes = [a.id for a in load_catalog().agencies.valid_on(date(2026, 12, 31), level="commune")]
    table = _figures(communes)
    draft = Draft(
        file="do_luong.csv",
        sha256=sha256(b"do_luong").hexdigest(),
        rows_read=table.num_rows,
        rows_accepted=table.num_rows,
        figures=table,
    )
    Store(folder).save(draft, b"do_luong", who="đo lường")
    return communes


def _figures(communes: list[str]) -> pa.Table:
    months = [of_kind("month", 2026 + m // 12, m % 12 + 1) for m in range(MONTHS)]
    rows = len(communes) * MONTHS * len(COUNTS)
    commune, month, count = np.unravel_index(np.arange(rows), (len(communes), MONTHS, len(COUNTS)))
    received = np.random.default_rng(1).integers(50, 5000, (len(communes), MONTHS, 1))
    shares = np.array([1.0, 0.95, 0.93, 0.05])
    columns = {
        "agency": _coded(commune, communes),
        "level": _coded(np.zeros(rows), ["commune"]),
        "from": pa.array([p.start for p in months]).take(pa.array(month)),
        "to": pa.array([p.end for p in months]).take(pa.array(month)),
        "indicator": _coded(count, list(COUNTS)),
        "kind": _coded(np.zeros(rows), ["actual"]),
        "value": pa.array((received * shares).astype(int).astype(float).ravel()),
        "row": pa.array(np.arange(rows) // len(COUNTS) + 2, pa.int32()),
        "place": _coded(count, list(COUNTS)),
    }
    return pa.table(
        [columns.get(f.name, pa.nulls(rows, f.type)) for f in FIGURE_SCHEMA], schema=FIGURE_SCHEMA
    )


def _coded(codes: np.ndarray, names: list[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(names))
