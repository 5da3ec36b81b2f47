"""Agencies from data/reference, checked: who exists when, other names, what became of whom."""

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from cchc.agencies import Agencies, Agency, Alias, Lineage
from cchc.naming.wording import DepartmentWord, ScopePhrase, TypeWord, Wording

FOLDER = Path(__file__).parents[2] / "data" / "reference"


def load_agencies(folder: Path | None = None) -> Agencies:
    """Every agency of the folder; BadReferenceError says which file and line is wrong."""
    return _load(Path(folder) if folder else FOLDER)


@cache
def _load(folder: Path) -> Agencies:
    return Agencies(
        [_agency(row) for row in _rows(folder / "agencies.csv")],
        wording=read_wording(folder / "agency_words.toml"),
        aliases=[_alias(row) for row in _rows(folder / "agency_aliases.csv")],
        lineage=[_lineage(row) for row in _rows(folder / "agency_lineage.csv")],
        regions={r["province"]: r["region"] for r in _rows(folder / "agency_regions.csv")},
    )


def read_wording(path: Path) -> Wording:
    """The words of agency_words.toml."""
    data = tomllib.loads(path.read_text("utf-8"))
    return Wording(
        types=tuple(
            TypeWord(name=t["name"], levels=tuple(t["levels"]), written=tuple(t["written"]))
            for t in data["type"]
        ),
        bodies=tuple(data["body"]["written"]),
        fillers=tuple(data["filler"]["written"]),
        scopes=tuple(ScopePhrase(phrases=tuple(s["phrases"]), at=s["at"]) for s in data["scope"]),
        department_words=tuple(
            DepartmentWord(starts=tuple(w["starts"]), of=tuple(w["of"]))
            for w in data["department_word"]
        ),
        departments=tuple((name, *others) for name, others in data["departments"].items()),
    )


def _rows(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text):
    return date.fromisoformat(text) if text else None


def _agency(row):
    return Agency(
        id=row["id"],
        code=row["code"] or None,
        name=row["name"],
        type=row["type"],
        level=row["level"],
        parent=row["parent"] or None,
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )


def _alias(row):
    return Alias(
        agency=row["agency"],
        alias=row["alias"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )


def _lineage(row):
    return Lineage(
        old=row["old"],
        new=row["new"],
        date=_day(row["date"]),
        whole=row["whole"] == "true",
        act=row["act"],
    )
