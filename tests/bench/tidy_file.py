"""A large tidy table of indices: real communes and months, made-up scores, ranks that follow them.

    python -m tests.bench.tidy_file OUT.csv ROWS

Same arguments, same rows. Scores have two decimals; within a province, a month and an index the
ranks are right, ties included.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv

from cchc.catalog.catalog import load_catalog

FIRST, LAST = date(2014, 1, 1), date(2024, 12, 31)  # communes that existed all the while
INDICES = (
    "QD766 service index", "Commune CCHC index (provincial)", "District DTI (provincial)", "DDCI",
    "Commune satisfaction index (provincial)", "PAPI", "SIPAS", "PCI",
)  # fmt: skip
MONTHS = tuple(f"{year}-{month:02d}" for year in range(2014, 2025) for month in range(1, 13))
COLUMNS = (
    "index_name", "period", "unit_level", "province", "unit_name", "commune_code", "score", "rank",
    "of_n", "source_url",
)  # fmt: skip


def write_tidy_file(path: Path, rows: int, *, seed: int = 1) -> None:
    """Writes that many rows, about 150 bytes each."""
    communes = _communes()
    options = pa.csv.WriteOptions(quoting_style="none")
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    random = np.random.default_rng(seed)
    with pa.csv.CSVWriter(path, schema, write_options=options) as writer:
        for index, month in _tables():
            table = _table(index, month, communes, random).slice(0, rows)
            writer.write_table(table)
            rows -= len(table)
            if rows <= 0:
                return
    raise ValueError("not that many communes, months and indices")


def _tables() -> Iterator[tuple[str, str]]:
    return ((index, month) for month in MONTHS for index in INDICES)


def _communes() -> dict[str, np.ndarray]:
    """Names, codes and provinces of every commune, province by province."""
    agencies = load_catalog().agencies
    found = [a for a in agencies.valid_on(FIRST, level="commune") if a.holds_on(LAST)]
    homes = {a.id: agencies.get(agencies.province_of(a.id, LAST)) for a in found}
    found = [a for a in found if homes[a.id].holds_on(FIRST)]
    province = {a.id: homes[a.id].short for a in found}
    found = sorted(found, key=lambda commune: (province[commune.id], commune.code))
    provinces = np.array([province[commune.id] for commune in found])
    starts = np.flatnonzero(np.append(True, provinces[1:] != provinces[:-1]))
    sizes = np.diff(np.append(starts, len(provinces)))
    return {
        "name": np.array([commune.name for commune in found]),
        "code": np.array([commune.code for commune in found]),
        "province": provinces,
        "group": np.repeat(np.arange(len(starts)), sizes),
        "size": np.repeat(sizes, sizes),
    }


def _table(index: str, month: str, communes: dict, random: np.random.Generator) -> pa.Table:
    """All communes of a month by one index."""
    scores = np.round(random.uniform(0.5, 1.0, len(communes["name"])) * 100, 2)
    ranks = _ranks(scores, communes["group"])
    address = f"https://dichvucong.gov.vn/chi-so-phuc-vu/xep-hang-cap-xa/{month}/"
    columns = (
        np.full(len(scores), index),
        np.full(len(scores), month),
        np.full(len(scores), "commune"),
        communes["province"],
        communes["name"],
        communes["code"],
        pa.array(scores).cast(pa.string()),
        ranks.astype(str),
        communes["size"].astype(str),
        np.char.add(address, communes["group"].astype(str)),
    )
    return pa.table([pa.array(column, pa.string()) for column in columns], names=COLUMNS)


def _ranks(scores: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Competition ranks within each group; groups stand together."""
    order = np.lexsort((-scores, group))
    at = np.arange(len(order))
    new_group = np.append(True, np.diff(group[order]) != 0)
    new_score = new_group | np.append(True, np.diff(scores[order]) != 0)
    start = np.maximum.accumulate(np.where(new_group, at, 0))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.maximum.accumulate(np.where(new_score, at, 0)) - start + 1
    return ranks


if __name__ == "__main__":
    write_tidy_file(Path(sys.argv[1]), int(sys.argv[2]))
