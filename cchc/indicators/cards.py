"""Contradictions as cards: what was stated, what follows, their difference, what to write."""

from dataclasses import dataclass

from cchc.catalog.catalog import Catalog
from cchc.catalog.indicator import Indicator
from cchc.errors import UnknownCodeError
from cchc.languages import later, say
from cchc.periods import Period
from cchc.store.records import FindingRow, ReportRow
from cchc.store.versions import Store
from cchc.vietnamese import number, percent, points, signed

ANSWERS = {
    "accepted": later("Chấp nhận, có lý do"),
    "corrected": later("Đã sửa số liệu"),
    "sent_back": later("Đã gửi trả đơn vị"),
}
# What the other number is, where it does not follow from the same report.
BESIDE = {
    "revised": later("Đang có"),
    "jump": later("Thường gặp"),
    "negative_flow": later("Kỳ ngắn hơn ghi"),
}
FOLLOWS = later("Tính ra")
ORDER = ("error", "doubt", "note")
REQUEST = "Đề nghị đơn vị kiểm tra và gửi lại số đúng, hoặc nêu lý do."


@dataclass(frozen=True, kw_only=True)
class Card:
    """One finding of a report in words; texts are empty where it has no such part."""

    finding: FindingRow
    report: ReportRow
    agency: str | None  # id of the office that reported, else of whom the figure is about
    whose: str
    addressee: str
    period: str
    indicator: str
    stated: str
    follows: str
    difference: str

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return self.finding.answer is None

    @property
    def beside(self) -> str:
        """What the number beside the stated one is."""
        return say(BESIDE.get(self.finding.rule, FOLLOWS))

    @property
    def sentence(self) -> str:
        """What can be sent to the office that reported."""
        place = f", tại {self.finding.where}" if self.finding.where else ""
        period = f", kỳ {self.period}" if self.period else ""
        message = self.finding.message.split("; đề nghị")[0].rstrip(".")
        return (
            f"Kính gửi {self.addressee}: trong báo cáo «{self.report.file}»{period}{place}, phần "
            f"mềm theo dõi ghi nhận: {message}. {REQUEST}"
        )


def cards(store: Store, catalog: Catalog) -> list[Card]:
    """Every finding of reports that were not withdrawn: newest reports first, errors first."""
    reports = {r.id: r for r in store.reports() if r.status != "withdrawn"}
    found = [finding for finding in store.findings() if finding.report_id in reports]
    found.sort(key=lambda f: (-f.report_id, ORDER.index(f.severity), f.n))
    return [_card(finding, reports[finding.report_id], catalog) for finding in found]


def _card(finding: FindingRow, report: ReportRow, catalog: Catalog) -> Card:
    known = finding.indicator in catalog.indicators if finding.indicator else False
    indicator = catalog.indicators.get(finding.indicator) if known else None
    agency = _agency(finding, report, catalog)
    return Card(
        finding=finding,
        report=report,
        agency=agency,
        whose=catalog.agencies.label(agency) if agency else "",
        addressee=catalog.agencies.get(agency).name if agency else "đơn vị báo cáo",
        period=Period(report.start, report.end).full_name if report.start else "",
        indicator=indicator.name if indicator else "",
        stated=_shown(finding.stated, indicator),
        follows=_shown(finding.expected, indicator),
        difference=_difference(finding.stated, finding.expected, indicator),
    )


def _agency(finding: FindingRow, report: ReportRow, catalog: Catalog) -> str | None:
    """The office that reported, else the one the figure is about; None where no list has it."""
    for agency in (report.agency, finding.agency):
        try:
            if agency:
                return catalog.agencies.get(agency).id
        except UnknownCodeError:
            continue
    return None


def _shown(value: float | str | None, indicator: Indicator | None) -> str:
    """A number with its unit; a text as it stands."""
    if value is None or isinstance(value, str):
        return value or ""
    if indicator is None:
        return number(value)
    if indicator.unit == "%":
        return percent(round(value, 2), None)
    return f"{number(round(value, 6))} {indicator.unit}".strip()


def _difference(stated, expected, indicator: Indicator | None) -> str:
    """Stated less what follows, in dossiers or points; empty where one is no number."""
    if not all(isinstance(value, int | float) for value in (stated, expected)):
        return ""
    gap = round(stated - expected, 6)
    if not gap:
        return ""
    if indicator is None:
        return signed(gap)
    if indicator.unit == "%":
        return points(gap, 2)
    return f"{signed(gap)} {indicator.unit}".strip()
