"""Findings of a reading: what a person must decide, what contradicts itself, what was left out."""

from collections.abc import Iterator

from cchc.catalog.catalog import Catalog
from cchc.figures import Finding
from cchc.ingest.prose.arithmetic import broken_arithmetic
from cchc.ingest.prose.contradictions import contradictions_in_words
from cchc.ingest.prose.proposals import UNSURE, Proposal, Reading, Remark
from cchc.ingest.prose.said import Said
from cchc.languages import later
from cchc.vietnamese import date_text, number

WHY_UNREAD = {
    "unknown": later("không rõ con số nói về chỉ tiêu nào"),
    "threshold": later("là ngưỡng để chia nhóm, không phải kết quả"),
    "range": later("là một khoảng, không phải một số"),
    "average": later("là số bình quân"),
    "malformed": later("dấu chấm, dấu phẩy không thành một con số"),
    "unnamed": later("là mức cao nhất hoặc thấp nhất, không nói của đơn vị nào"),
    "elsewhere": later("là chỉ số do nơi khác công bố (PCI, PAPI, DTI), không phải số liệu CCHC"),
    "cause": later("là phần của số đã kể, nêu khi nói nguyên nhân"),
    "compared": later("là mức so với nơi khác"),
    "before": later("là mức trước khi thay đổi, không ghi năm"),
}


def findings_of(reading: Reading, said: list[Said], catalog: Catalog) -> Iterator[Finding]:
    """All findings, the contradictions first."""
    yield from broken_arithmetic(reading, catalog)
    yield from contradictions_in_words(reading, said, catalog)
    yield from _without_year(reading)
    for proposal in reading.proposals:
        if proposal.confidence == UNSURE and proposal.period:
            yield _uncertain(proposal, catalog)
    for unread in reading.unread_numbers:
        yield Finding(
            rule="unread_number", severity="note", where=f"câu {unread.sentence}",
            stated=unread.raw, message=f"Câu {unread.sentence}: số {unread.raw} chưa đọc — "
            f"{WHY_UNREAD.get(unread.reason, unread.reason)}. Nếu là số liệu, hãy nhập tay.",
        )  # fmt: skip
    yield from _remarks(reading)


def _without_year(reading: Reading) -> Iterator[Finding]:
    """One error for all figures that have no year."""
    lost = [p for p in reading.proposals if p.period is None]
    if lost:
        where = ", ".join(sorted({f"câu {p.sentence}" for p in lost}, key=lambda w: int(w[4:])))
        yield Finding(
            rule="no_year", severity="error", where=where, agency=reading.agency,
            message=f"Văn bản không nêu năm của {len(lost)} số liệu ({where}): hãy cho biết kỳ báo "
            "cáo.",
        )  # fmt: skip


def _uncertain(proposal: Proposal, catalog: Catalog) -> Finding:
    figure = proposal.figure
    name = catalog.indicators.get(figure.indicator).name
    others = [catalog.indicators.get(a.indicator).name for a in proposal.alternatives]
    also = f" Cũng có thể là: {'; '.join(others)}." if others else ""
    reasons = "; ".join(proposal.why) or "lời văn không chắc"
    return Finding(
        rule="uncertain_reading", severity="doubt", where=f"câu {proposal.sentence}",
        agency=figure.agency, indicator=figure.indicator, stated=figure.value,
        message=f"Câu {proposal.sentence}: {proposal.raw} được hiểu là «{name}» "
        f"({number(figure.value)}), cần xem lại vì {reasons}.{also}",
    )  # fmt: skip


def _remarks(reading: Reading) -> Iterator[Finding]:
    """Weaknesses, recommendations of inspections and bands, each a finding of its own."""
    for remark in reading.remarks:
        yield Finding(
            rule=remark.kind, severity="note", where=f"câu {remark.sentence}", agency=remark.agency,
            stated=remark.text, message=_remark_message(remark),
        )  # fmt: skip


def _remark_message(remark: Remark) -> str:
    if remark.kind == "band":
        return f"Câu {remark.sentence}: «{remark.text}» là nhóm xếp loại, không phải con số."
    name = {"weakness": "Hạn chế", "recommendation": "Kiến nghị"}[remark.kind]
    day = f" ({date_text(remark.day)})" if remark.day else ""
    status = "đã khắc phục" if remark.status == "done" else "chưa xử lý"
    return f"{name}{day}, {status}: {remark.text}."
