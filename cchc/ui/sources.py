"""Sections of the page Nguồn số liệu: one number's place, and every report with its figures."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.charts.names import LEVEL_WORDS
from cchc.charts.wording import in_sentence, is_missing, rank_shown, shown
from cchc.indicators.holdings import figures_of_report
from cchc.indicators.places import places
from cchc.languages import later, say
from cchc.periods import Period
from cchc.store.records import ReportRow
from cchc.ui import cached
from cchc.ui.address import ask_code, carried
from cchc.ui.choices import is_known
from cchc.ui.prose.place import show_sentences
from cchc.ui.reports import STATUS, report_rows
from cchc.ui.tables import show_table
from cchc.vietnamese import moment_text, number

MOST_FIGURES = 2000  # of one report, on the screen; the original has all
MOST_REPORTS = 300  # offered in the list, newest first
FIGURE_COLUMNS = {
    "agency_name": later("Đơn vị"),
    "period": later("Kỳ"),
    "indicator_name": later("Tên chỉ tiêu"),
    "said": later("Giá trị"),
    "where": later("Chỗ"),
    "level_name": later("Phạm vi"),
    "breakdown": later("Phân theo"),
    "quote": later("Nguyên văn"),
    "source": later("Nơi công bố"),
}


@dataclass(frozen=True, kw_only=True)
class Number:
    """One number that somebody asked about: whose, which indicator, which days."""

    agency: str
    indicator: Indicator
    start: date
    end: date

    @property
    def codes(self) -> set[str]:
        """The figures it can be made from: counts, the stated rate, score and rank."""
        one = self.indicator
        return {one.code, one.numerator, *one.denominators, one.rank, one.score} - {None}


def asked_number() -> Number | None:
    """The number the address asks about; None where it asks about none or cannot be read."""
    return number_asked(carried("so", is_kept=False))


def number_asked(text: str) -> Number | None:
    """The number of a key as `source_key` makes it; None of one that cannot be read."""
    parts = text.split(";")
    catalog = cached.catalog()
    if len(parts) != 4 or parts[1] not in catalog.indicators:
        return None
    if not is_known(catalog.agencies, parts[0]):
        return None
    try:
        start, end = date.fromisoformat(parts[2]), date.fromisoformat(parts[3])
    except ValueError:
        return None
    indicator = catalog.indicators.get(parts[1])
    return Number(agency=parts[0], indicator=indicator, start=start, end=end)


def show_number(asked: Number) -> None:
    """Every vintage of the figures behind the number, newest first, each with its place."""
    agencies = cached.catalog().agencies
    period = Period(asked.start, asked.end)
    st.subheader(
        f"{asked.indicator.name}: {agencies.label(asked.agency)}, {in_sentence(period.full_name)}",
        anchor=False,
    )
    found = places(
        cached.store(), agency=asked.agency, codes=asked.codes, start=asked.start, end=asked.end
    )
    if found.empty:
        st.info(
            say(
                "Không báo cáo nào nêu thẳng số này cho đúng kỳ và đơn vị đó: nó "
                "được suy ra từ các kỳ hoặc các đơn vị khác. Các báo cáo liên quan ở "
                "danh sách dưới đây."
            )
        )
        return
    for report_id, rows in found.groupby("report_id", sort=False):
        _show_vintage(int(report_id), rows)


def _show_vintage(report_id: int, rows: pd.DataFrame) -> None:
    """What one report says, where, and its original."""
    first = rows.iloc[0]
    with st.container(border=True, key=f"vintage-{report_id}"):
        st.markdown(
            say(
                "**{file}** · báo cáo số {report_id}, {status}, {who} nhập {recorded_at}",
                file=first["file"],
                report_id=report_id,
                status=say(STATUS[first["status"]]),
                who=first["who"],
                recorded_at=moment_text(cached.report(report_id).recorded_at),
            )
        )
        st.markdown("\n".join(f"- {_said(row)}" for _, row in rows.iterrows()))
        addresses = [a for a in rows["source"].dropna().unique() if a]
        for address in addresses:
            st.markdown(say("Nơi công bố: <{address}>", address=address))
        show_sentences(cached.report(report_id), rows["place"], rows["quote"].dropna())
        show_original(report_id, key=f"original-{report_id}")


def _said(row: pd.Series) -> str:
    """ "Hồ sơ đã giải quyết: 643.272 hồ sơ — dòng 2, cột resolved (toàn tỉnh)"."""
    indicator = cached.catalog().indicators.get(row["indicator"])
    is_rank = indicator.kind == "rank"
    value = rank_shown(row["value"], row["of"]) if is_rank else shown(row["value"], indicator)
    level = say(LEVEL_WORDS.get(row["level"], ""))
    quote = f"  \n  «{row['quote']}»" if not is_missing(row["quote"]) else ""
    return f"{indicator.name}: **{value}** — {row['where']}{f' ({level})' if level else ''}{quote}"


def show_original(report_id: int, *, key: str) -> None:
    """The file byte for byte as it came in."""
    report = cached.report(report_id)
    st.download_button(
        say("Tải bản gốc"),
        data=lambda: cached.store().original(report.sha256),
        file_name=report.file,
        key=key,
        on_click="ignore",
    )


def ask_report() -> int | None:
    """Which report to open, newest first; by number in the address."""
    reports = cached.reports()[::-1]
    labels = {"": say("Chọn một báo cáo…")}
    for report in reports[:MOST_REPORTS]:
        labels[str(report.id)] = f"{report.id} · {report.file} · {say(STATUS[report.status])}"
    code = ask_code("bc", say("Mở báo cáo"), labels, default="")
    return int(code) if code else None


def show_report(report_id: int) -> None:
    """What a report says: what it is, its figures with their places."""
    report = cached.report(report_id)
    _show_facts(report)
    figures = figures_of_report(cached.store(), report_id, most=MOST_FIGURES)
    show_table(
        figure_rows(figures),
        FIGURE_COLUMNS,
        alt=say("Số liệu của báo cáo {file}", file=report.file),
        key=f"figures-{report_id}",
        link_text=say("Mở nơi công bố"),
    )
    if report.figures > len(figures):
        shown, known = number(len(figures), 0), number(report.figures, 0)
        st.caption(say("Bảng có {n} trên {figures} số liệu.", n=shown, figures=known))


def _show_facts(report: ReportRow) -> None:
    """Whose it is, for when, who took it in, how much of it was read, and why it was withdrawn."""
    agencies = cached.catalog().agencies
    st.markdown(
        say(
            "**{file}** · {whose} · {period} · {status} · {who} nhập "
            "{recorded_at} · đọc {rows_read} dòng, nhận {rows_accepted}, bỏ "
            "{rows_rejected}",
            file=report.file,
            whose=agencies.label(report.agency) if report.agency else say("nhiều đơn vị"),
            period=Period(report.start, report.end).full_name if report.start else say("nhiều kỳ"),
            status=say(STATUS[report.status]),
            who=report.who,
            recorded_at=moment_text(report.recorded_at),
            rows_read=number(report.rows_read, 0),
            rows_accepted=number(report.rows_accepted, 0),
            rows_rejected=number(report.rows_rejected, 0),
        )
    )
    if report.withdrawn_why:
        why, by = report.withdrawn_why, report.withdrawn_by
        st.warning(say("Đã rút: {withdrawn_why} ({withdrawn_by})", withdrawn_why=why,
                       withdrawn_by=by))  # fmt: skip


def figure_rows(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures in words: agency, period, indicator, value with unit, place."""
    catalog = cached.catalog()
    names = {agency: catalog.agencies.label(agency) for agency in set(figures["agency"])}
    indicators = {code: catalog.indicators.get(code) for code in set(figures["indicator"])}
    return figures.assign(
        agency_name=figures["agency"].map(names),
        period=[Period(a, b).name for a, b in zip(figures["from"], figures["to"], strict=True)],
        indicator_name=figures["indicator"].map(lambda code: indicators[code].name),
        said=[
            shown(value, indicators[code], approx=approx)
            for value, code, approx in zip(
                figures["value"], figures["indicator"], figures["approx"], strict=True
            )
        ],
        where=[_place(p, r) for p, r in zip(figures["place"], figures["row"], strict=True)],
        level_name=figures["level"].map(lambda level: say(LEVEL_WORDS.get(level, ""))),
    )


def _place(place: str | None, row) -> str:
    """Row and column of a figure as a person finds them."""
    if is_missing(row):
        return place or ""
    if place and "!" in place:
        return f"{place}{int(row)}"
    return say("dòng {row}, {column}", row=int(row), column=place or "")


def show_reports() -> None:
    """Every report, newest first."""
    reports = cached.reports()[::-1]
    st.subheader(say("{n} báo cáo", n=number(len(reports), 0)), anchor=False)
    columns = {
        "id": say("Số"),
        "file": say("Tệp"),
        "agency": say("Đơn vị"),
        "period": say("Kỳ"),
        "form": say("Biểu"),
        "status": say("Tình trạng"),
        "figures": say("Số liệu"),
        "doubts": say("Cần xem"),
        "when": say("Nhập lúc"),
        "who": say("Người nhập"),
    }
    show_table(
        report_rows(reports),
        columns,
        decimals={"figures": 0, "doubts": 0},
        alt=say("Danh sách báo cáo"),
        key="reports",
    )
