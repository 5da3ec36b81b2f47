"""Every agency that published figures and filled forms name is found, with its code."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"
PUBLISHED = SHARED / "data" / "published"
pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="../shared is not beside the repository"
)


def rows(name) -> list[dict]:
    with (PUBLISHED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day_of(row) -> date:
    """A day of the row's period; 2025 is counted by its new half."""
    period = row.get("period") or ""
    if period[4:5] == "-" and period[7:8] == "-":
        return date.fromisoformat(period[:10])
    return date(int(row["year"]), 12 if row["year"] == "2025" else 6, 1)


@pytest.mark.parametrize(
    ("name", "code"),
    [("district_index_facts.csv", "district_code"), ("commune_index_facts.csv", "commune_code")],
)
def test_districts_and_communes_of_the_published_indices(agencies, name, code):
    lost = []
    for row in rows(name):
        on = day_of(row)
        province = agencies.resolve(row["province"], on=on, level="province").agency
        found = agencies.resolve(
            row["unit_name"], within=province.id, on=on, level=row["unit_level"]
        ).agency
        if found is None or row[code] not in ("", found.code):
            lost.append((row["unit_name"], row["province"], on))
    assert lost == []


@pytest.mark.parametrize(
    "name",
    ["pci_province_2005_2016.csv", "par_sipas_province_facts.csv",
     "egov_mic_province_2017_partial.csv"],
)  # fmt: skip
def test_provinces_of_the_published_indices(agencies, name):
    asked = {(row["province"], day_of(row)) for row in rows(name)}
    lost = [a for a in asked if not agencies.resolve(a[0], on=a[1], level="province").agency]
    assert lost == []


def test_units_of_the_published_dossier_counts(agencies):
    lost = []
    for row in rows("dossier_on_time_online_rates.csv"):
        if row["unit_name"].startswith("Mức"):  # a service level, no agency
            continue
        on = date(int(row["period"][:4]), 12 if row["period"][:4] == "2025" else 6, 1)
        province = agencies.resolve(row["province"], on=on, level="province").agency
        if not agencies.resolve(row["unit_name"], within=province.id, on=on).agency:
            lost.append(row["unit_name"])
    assert lost == []


def test_the_country_and_its_regions(agencies):
    names = {row["unit_name"] for row in rows("index_national_regional_averages.csv")}
    levels = [agencies.resolve(name).agency.level for name in names]
    assert sorted(levels) == ["country"] + ["region"] * 6


def forms() -> list[dict]:
    path = SHARED / "forms" / "manifest.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_agencies_of_the_filled_forms(agencies):
    lost = []
    for form in forms():
        on = date.fromisoformat(form["period"]["to"])
        province = agencies.resolve(form["province"], on=on, level="province").agency
        reporting = agencies.resolve(form["agency"], within=province.id, on=on).agency
        assert reporting.code == form["agency_code"], form["file"]
        strangers = {f["agency"] for f in form["findings"] if f["rule"] == "unknown_agency"}
        for name, code in {(f["agency"], f["code"]) for f in form["figures"] + form["allowed"]}:
            found = agencies.resolve(name, within=reporting.id, on=on).agency
            if name in strangers:
                assert found is None, name
            elif found is None or found.code != code:
                lost.append((form["file"], name))
    assert lost == []


def test_units_of_the_narrative_reports(agencies):
    lost = []
    for name in ("founding.jsonl", "examples.jsonl"):
        for line in (SHARED / "reports" / name).read_text("utf-8").splitlines():
            figure = json.loads(line)
            on = date(int((figure["period"] or "2023")[:4]), 12, 1)
            province = agencies.resolve(figure["province"], on=on, level="province").agency
            found = agencies.resolve(figure["unit"], within=province.id, on=on)
            level = found.scope or (found.agency and found.agency.level)
            # "cả huyện" is said by the sentence, not by the name of the district
            if level != figure["unit_level"].removesuffix("_total"):
                lost.append((figure["unit"], level))
    assert lost == []
