"""What became of imported reports, as the JSON document and the text of the command line."""

from collections.abc import Iterator

from cchc.agencies import Agency
from cchc.catalog.catalog import Catalog
from cchc.catalog.published import load_published
from cchc.errors import UnknownCodeError
from cchc.figures import Draft, Finding
from cchc.ingest.importing import ImportOutcome
from cchc.periods import Period

MARKS = {"error": "LỖI", "doubt": "cần xem", "note": "ghi chú"}
STATUS = {
    "imported": "đã nhập",
    "draft": "bản nháp, chưa dùng",
    "refused": "từ chối",
    "unchanged": "đã có, không đổi",
}
SHOWN = {"error": 20, "doubt": 20, "note": 5}  # of a report's findings on the terminal
PASSED_ON = ("indicator", "value", "kind", "breakdown", "denominator", "of", "approx", "quote")


def place_of(place: str | None, row: int | None) -> str | None:
    """Where a figure stands: "Sheet1!F9", "dòng 9, cột score", or the sentence."""
    if place is None or row is None:
        return place
    return f"{place}{row}" if "!" in place else f"dòng {row}, cột {place}"


def outcome_json(outcome: ImportOutcome, catalog: Catalog) -> dict:
    """One report of `import --json`."""
    draft, agencies = outcome.draft, catalog.agencies
    return {
        "file": draft.file,
        "report_id": outcome.report_id,
        "form": draft.form,
        "status": outcome.status,
        "agency": agencies.get(draft.agency).name if draft.agency else None,
        "agency_code": agencies.get(draft.agency).code if draft.agency else None,
        "sheet": draft.sheet,
        "period": _period(draft.period),
        "rows_read": draft.rows_read,
        "rows_accepted": draft.rows_accepted,
        "rows_rejected": draft.rows_rejected,
        **_read_of(draft, catalog),
        "findings": [_finding(finding, catalog) for finding in draft.findings],
    }


def _read_of(draft: Draft, catalog: Catalog) -> dict:
    """The figures; of sentences also what each was read from, and the numbers left unread."""
    if not hasattr(draft, "reading"):
        return {"figures": list(_figures(draft, catalog))}
    from cchc.ingest.prose.outcome import proposals_json, unread_json

    return {
        "figures": list(proposals_json(draft.reading, catalog)),
        "unread_numbers": unread_json(draft.reading),
    }


def _period(period: Period | None) -> dict | None:
    if period is None:
        return None
    return {
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "name": period.name,
        "label": period.label,
    }


def _figures(draft: Draft, catalog: Catalog) -> Iterator[dict]:
    """The figures with what a reader of them needs beside their codes."""
    names: dict[str, dict] = {}
    for row in draft.figures.to_pylist():
        if row["agency"] not in names:
            names[row["agency"]] = _agency(row["agency"], catalog)
        period = Period(row["from"], row["to"])
        yield (
            names[row["agency"]]
            | {name: row[name] for name in PASSED_ON}
            | _block(row, catalog)
            | {
                "level": row["level"],
                "period": period.label,
                "from": row["from"].isoformat(),
                "to": row["to"].isoformat(),
                "unit": catalog.indicators.get(row["indicator"]).unit,
                "where": place_of(row["place"], row["row"]),
                "source": row["source"],
            }
        )


def _block(row: dict, catalog: Catalog) -> dict:
    """Units ranked apart (phường; xã, đặc khu) are a block of their own, not a breakdown."""
    if row["breakdown"] in load_published().blocks.values():
        from cchc.ingest.checks.ranks import RANKED

        if catalog.indicators.get(row["indicator"]).kind in RANKED:
            return {"breakdown": None, "block": row["breakdown"]}
    return {}


def _agency(agency: str, catalog: Catalog) -> dict:
    found = catalog.agencies.get(agency)
    province = catalog.agencies.province_of(agency)
    return {
        "agency": found.name,
        "code": found.code,
        "agency_id": agency,
        "province": catalog.agencies.get(province).name if province else None,
    }


def _finding(finding: Finding, catalog: Catalog) -> dict:
    agency = _known(finding.agency, catalog)
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "agency": agency.name if agency else finding.agency,
        "code": agency.code if agency else None,
        "indicator": finding.indicator,
        "where": finding.where,
        "stated": finding.stated,
        "expected": finding.expected,
        "message": finding.message,
    }


def _known(agency: str | None, catalog: Catalog) -> Agency | None:
    """The agency of a finding; None where it only has the name that nobody knows."""
    try:
        return catalog.agencies.get(agency) if agency else None
    except UnknownCodeError:
        return None


def outcome_text(outcome: ImportOutcome) -> str:
    """What a person at a terminal reads about one report."""
    draft = outcome.draft
    number = f" (báo cáo số {outcome.report_id})" if outcome.report_id else ""
    sheet = f", trang {draft.sheet}" if draft.sheet else ""
    lines = [f"{draft.file}{sheet}: {STATUS[outcome.status]}{number}"]
    if draft.period:
        lines.append(f"  Kỳ: {draft.period.name}   Biểu: {draft.form or 'không theo biểu'}")
    lines.append(f"  {_rows(draft)}{_changes(outcome)}")
    lines += _shown_findings(draft)
    if outcome.status == "draft":
        lines.append(
            "  Chưa số nào được dùng. Xem các điểm trên, rồi nhập lại với --accept để dùng các số "
            "không có lỗi."
        )
    return "\n".join(lines)


def _rows(draft: Draft) -> str:
    return (
        f"{draft.rows_read} dòng đọc, {draft.rows_accepted} dòng nhận, {draft.rows_rejected} dòng "
        f"bị loại; {len(draft.figures)} số liệu"
    )


def _changes(outcome: ImportOutcome) -> str:
    change = outcome.difference
    if change is None:
        return ""
    return f" ({change.new} mới, {change.changed} thay đổi, {change.same} như cũ)"


def _shown_findings(draft: Draft) -> Iterator[str]:
    """The findings, the gravest first, not more than a person reads."""
    for severity, mark in MARKS.items():
        found = [finding for finding in draft.findings if finding.severity == severity]
        for finding in found[: SHOWN[severity]]:
            yield f"  [{mark}] {_placed(finding)}"
        if len(found) > SHOWN[severity]:
            yield f"  [{mark}] … và {len(found) - SHOWN[severity]} điểm khác (xem --json)"


def _placed(finding: Finding) -> str:
    """The message with its place in front, unless it says the place itself."""
    where = finding.where
    if not where or where.casefold() in finding.message.casefold():
        return finding.message
    return f"{where[0].upper()}{where[1:]}: {finding.message}"
