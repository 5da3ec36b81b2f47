"""What inspections found wanting and asked of an agency, followed until somebody closes it."""

from collections.abc import Container

import streamlit as st

from cchc.languages import later, say
from cchc.store.records import FindingRow, ReportRow
from cchc.ui import cached
from cchc.vietnamese import date_text, moment_text

RULES = {"weakness": later("Hạn chế"), "recommendation": later("Kiến nghị")}
BAND = "band"  # the class a unit was put in, which is no number
CLOSED = "closed"  # the answer that closes a remark
DONE = ", đã khắc phục: "  # how a finding says that the report itself tells it is done


def remarks_on(agency_id: str) -> list[FindingRow]:
    """The remarks on an agency in reports that count, open ones first, each once."""
    found = _said_of(agency_id, RULES)
    told: dict[tuple, FindingRow] = {}
    for one in sorted(found, key=lambda one: (not is_open(one), -one.report_id, one.n)):
        told.setdefault((one.rule, one.stated), one)
    return list(told.values())


def _said_of(agency_id: str, rules: Container[str]) -> list[FindingRow]:
    """Findings of some rules on an agency, through its renamings."""
    series = set(cached.catalog().agencies.series(agency_id))
    standing = {report.id for report in cached.reports() if report.status == "confirmed"}
    return [
        finding
        for finding in cached.findings()
        if finding.rule in rules and finding.agency in series and finding.report_id in standing
    ]


def is_open(remark: FindingRow) -> bool:
    """Whether neither a person nor the report says that it was dealt with."""
    return remark.answer != CLOSED and DONE not in remark.message


def show_remarks(agency_id: str) -> None:
    """Each remark with its report, date and status, and the way to close it."""
    reports = {report.id: report for report in cached.reports()}
    for band in _said_of(agency_id, (BAND,)):
        st.markdown(
            say("**Được xếp loại**: {band} · {file}, {where}", band=str(band.stated),
                file=reports[band.report_id].file, where=band.where)
        )  # fmt: skip
    found = remarks_on(agency_id)
    if not found:
        return
    waiting = sum(is_open(one) for one in found)
    st.subheader(
        say("Hạn chế, kiến nghị kiểm tra: {waiting} chưa xử lý", waiting=waiting), anchor=False
    )
    for remark in found:
        with st.container(key=f"remark-{remark.report_id}-{remark.n}", border=True):
            _show_remark(remark, reports[remark.report_id])


def _show_remark(remark: FindingRow, report: ReportRow) -> None:
    badge = say(":orange-badge[Chưa xử lý]") if is_open(remark) else say(":green-badge[Đã xử lý]")
    until = say(", đến {end}", end=date_text(report.end)) if report.end else ""
    st.markdown(f"{badge} **{say(RULES[remark.rule])}** · {report.file}, {remark.where}{until}")
    st.text(str(remark.stated))
    if is_open(remark):
        _ask_closing(remark)
    elif remark.answer:
        when = moment_text(remark.answered_at)
        st.caption(
            say(
                "{answered_by} ghi ngày {when}: {reason}",
                answered_by=remark.answered_by,
                when=when,
                reason=remark.reason,
            )
        )


def _ask_closing(remark: FindingRow) -> None:
    """Who closes it, and by what."""
    if not cached.store().is_writable:
        return
    place = f"{remark.report_id}-{remark.n}"
    with st.popover(say("Ghi đã xử lý")):
        reason = st.text_input(say("Đã xử lý thế nào, văn bản nào"), key=f"closing-{place}").strip()
        who = st.text_input(say("Người ghi"), key=f"closer-{place}").strip()
        if st.button(say("Lưu"), key=f"close-{place}", disabled=not (reason and who)):
            cached.store().answer(remark.id, CLOSED, reason, who)
            st.rerun()
