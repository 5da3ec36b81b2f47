"""Where units lie, from data/reference/boundaries: borders where they are at hand, else tiles.

Borders are GeoJSON polygons in degrees (WGS 84), keyed by the unit's code in the list in force from
2025-07-01. Tiles are squares of a grid, keyed by the codes in force until then.
"""

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cchc.catalog.loading import REFERENCE

FOLDER = REFERENCE / "boundaries"
Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One unit: its outer borders, and a point well within the largest, for a mark or a name."""

    rings: tuple[Ring, ...]
    at: Point


@dataclass(frozen=True, kw_only=True)
class VietNam:
    """The outline of the country with both archipelagos, each as a point for every island."""

    outline: tuple[Ring, ...]
    archipelagos: tuple[tuple[str, Ring], ...]


@cache
def borders(name: str, folder: Path = FOLDER) -> dict[str, Shape]:
    """Code → shape; empty where there is no such file."""
    path = folder / f"{name}.geojson"
    if not path.exists():
        return {}
    features = json.loads(path.read_text("utf-8"))["features"]
    return {
        one["properties"]["code"]: Shape(
            rings=_rings(one["geometry"]), at=tuple(one["properties"]["at"])
        )
        for one in features
    }


@cache
def tiles(name: str, folder: Path = FOLDER) -> dict[str, Shape]:
    """Code → square of a grid that keeps neighbours near each other; rows count downwards."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: square(int(row["column"]), int(row["row"])) for row in csv.DictReader(file)
        }


def square(column: int, row: int) -> Shape:
    """The tile at a place of a grid, with a gap to its neighbours."""
    low, high = 0.04, 0.96
    left, right = column + low, column + high
    top, bottom = -row - low, -row - high
    ring = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    return Shape(rings=(ring,), at=(column + 0.5, -row - 0.5))


@cache
def viet_nam(folder: Path = FOLDER) -> VietNam:
    """The whole country, for a small map beside one of a part of it."""
    country, *groups = json.loads((folder / "viet_nam.geojson").read_text("utf-8"))["features"]
    return VietNam(
        outline=_rings(country["geometry"]),
        archipelagos=tuple(
            (one["properties"]["name"], tuple(map(tuple, one["geometry"]["coordinates"])))
            for one in groups
        ),
    )


def _rings(geometry: dict) -> tuple[Ring, ...]:
    return tuple(tuple(map(tuple, polygon[0])) for polygon in geometry["coordinates"])
