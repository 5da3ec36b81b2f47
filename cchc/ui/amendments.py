"""Sections of the page Đính chính: what was corrected, entry by entry, each with both sources."""

from urllib.parse import quote

import pandas as pd
import streamlit as st

from cchc.charts.wording import is_missing, shown
from cchc.indicators.amendments import MOST, SORTS, amendments
from cchc.languages import later, say
from cchc.periods import Period
from cchc.ui import cached, sources
from cchc.ui.address import ask_code, carried
from cchc.ui.choices import Scope, is_known
from cchc.ui.tables import show_table, source_key
from cchc.ui.tiles import SOURCE_PAGE
from cchc.vietnamese import NOTHING, moment_text, number

ALL = "tat-ca"
FEW_ROUNDS = 6
WORDS = ("year", "when", "whose", "about", "period", "old_said", "new_said", "what", "source")
COLUMNS = {
    "when": later("Lúc"),
    "whose": later("Đơn vị"),
    "about": later("Tên chỉ tiêu"),
    "period": later("Kỳ"),
    "old_said": later("Số cũ"),
    "new_said": later("Số mới"),
    "source": later("Mục"),
    "why": later("Lý do"),
    "file": later("Theo báo cáo"),
    "what": later("Loại đính chính"),
}


def log_of(scope: Scope) -> pd.DataFrame:
    """Every correction of the scope, with the words for it."""
    return cached.kept(_log, scope.agencies, scope.as_of, as_of=scope.as_of)


def _log(agencies: tuple[str, ...], as_of: int | None) -> pd.DataFrame:
    log = amendments(cached.store(), cached.catalog(), agencies=agencies, as_of=as_of)
    rows = [_worded(row) for row in log.to_dict("records")]
    return pd.concat([log, pd.DataFrame(rows, columns=WORDS)], axis=1)


def _worded(row: dict) -> dict:
    """An entry in the words of a reader."""
    catalog = cached.catalog()
    is_indicator = not is_missing(row["indicator"]) and row["indicator"] in catalog.indicators
    indicator = catalog.indicators.get(row["indicator"]) if is_indicator else None
    period = None if is_missing(row["from"]) else Period(row["from"], row["to"])
    agency = row["agency"]
    is_listed = not is_missing(agency) and is_known(catalog.agencies, agency)
    return {
        "year": str(period.year) if period else "",
        "when": moment_text(row["moment"]),
        "whose": catalog.agencies.label(agency) if is_listed else say("nhiều đơn vị"),
        "about": indicator.name if indicator else _about(row),
        "period": period.name if period else say("nhiều kỳ"),
        "old_said": _said(row["old"], indicator),
        "new_said": say("không còn tính") if row["sort"] == "withdrawn" else _said(
            row["new"], indicator),
        "what": say(SORTS[row["sort"]]),
        "source": address_of(row["id"]),
    }  # fmt: skip


def address_of(entry: str) -> str:
    """The permanent link of an entry."""
    return "/dinh-chinh?dong=" + quote(entry)


def _about(row: dict) -> str:
    if row["sort"] == "withdrawn":
        return say("cả báo cáo, {n} số liệu", n=number(row["old"], 0))
    return ""


def _said(value, indicator) -> str:
    if value is None or (not isinstance(value, str) and is_missing(value)):
        return NOTHING
    if isinstance(value, str):
        return f"«{value}»"
    return shown(float(value), indicator) if indicator else ""


def ask_filters(log: pd.DataFrame) -> pd.DataFrame:
    """What is left of the log for one indicator, one year, one sort of correction."""
    with st.container(horizontal=True, key="controls"):
        for name, label, column, names in _filters(log):
            labels = {ALL: say("Tất cả")} | names
            wanted = ask_code(name, label, labels, default=ALL, width=300)
            log = log if wanted == ALL else log[log[column] == wanted]
    return log


def _filters(log: pd.DataFrame) -> list[tuple]:
    """Name in the address, label, column and options of each filter."""
    known = cached.catalog().indicators
    codes = [code for code in log["indicator"].dropna().unique() if code in known]
    years = sorted({year for year in log["year"] if year}, reverse=True)
    sorts = {sort: say(SORTS[sort]) for sort in log["sort"].unique()}
    return [
        ("chi_so", say("Tên chỉ tiêu"), "indicator", {c: known.get(c).name for c in codes}),
        ("nam", say("Năm"), "year", {year: year for year in years}),
        ("loai", say("Loại đính chính"), "sort", sorts),
    ]


def show_log(log: pd.DataFrame, scope: Scope) -> None:
    """How much was corrected, in which rounds, then every entry."""
    if log.empty:
        st.info(
            say("Chưa có số liệu nào bị thay, sửa hay rút trong phạm vi {scope}.",
                scope=scope.sentence),
            title=say("Chưa có đính chính"),
        )  # fmt: skip
        return
    st.subheader(_title(log), anchor=False)
    for line in _rounds(log):
        st.markdown(f"- {line}")
    show_table(log, COLUMNS, alt=say("Sổ đính chính"), key="amendments", link_text=say("Mở mục"))
    if len(log) >= MOST:
        st.caption(say("Hiện {n} mục mới nhất; chọn một đơn vị để xem đủ.", n=number(MOST, 0)))


def _title(log: pd.DataFrame) -> str:
    return say(
        "{n} đính chính ở {units} đơn vị, mới nhất lúc {when}",
        n=number(len(log), 0), units=number(log["whose"].nunique(), 0), when=log["when"].iloc[0],
    )  # fmt: skip


def _rounds(log: pd.DataFrame) -> list[str]:
    """One line for each report that changed figures, the newest first."""
    lines = []
    for _, rows in log.groupby(["report_id", "sort"], sort=False):
        first = rows.iloc[0]
        old = first["old_file"]
        said = dict(
            when=first["when"], file=first["file"], n=number(len(rows), 0), period=first["period"],
            whose=", ".join(rows["whose"].unique()[:3]),
        )  # fmt: skip
        if first["sort"] == "withdrawn":
            lines.append(say("{when}: rút «{file}» ({whose}, {period})", **said))
        elif is_missing(old):
            lines.append(say("{when}: «{file}», {n} chỗ sửa ({whose})", **said))
        else:
            lines.append(
                say("{when}: «{file}» thay {n} số của «{old}» ({whose}; {period})", old=old, **said)
            )
    return lines[:FEW_ROUNDS]


def asked_entry() -> str:
    """The entry the address asks for, "" for none."""
    return carried("dong", is_kept=False)


def show_entry(log: pd.DataFrame, asked: str) -> None:
    """One correction in a sentence, and where the old and the new number stand."""
    found = log[log["id"] == asked]
    if found.empty:
        st.warning(say("Không có mục đính chính «{asked}» trong phạm vi này.", asked=asked))
        return
    entry = found.iloc[0]
    with st.container(border=True, key="entry"):
        st.markdown(f"**{_sentence(entry)}**")
        st.markdown(
            say("Lý do: {why}. {who} ghi nhận lúc {when}.", why=entry["why"], who=entry["who"],
                when=entry["when"])
        )  # fmt: skip
        st.code(address_of(entry["id"]), language=None)
        st.page_link(SOURCE_PAGE, label=say("Xem báo cáo «{file}»", file=entry["file"]),
                     query_params={"bc": str(entry["report_id"])})  # fmt: skip
    if not is_missing(entry["indicator"]) and not is_missing(entry["from"]):
        key = source_key(entry["agency"], entry["indicator"], entry["from"].isoformat(),
                         entry["to"].isoformat())  # fmt: skip
        found = sources.number_asked(key)
        if found:
            sources.show_number(found)  # every report that ever said it, each with its original


def _sentence(entry: pd.Series) -> str:
    if entry["sort"] == "withdrawn":
        return say("Rút báo cáo «{file}»: {about} không còn được tính", file=entry["file"],
                   about=entry["about"])  # fmt: skip
    return say(
        "{about} của {whose}, {period}: {old} → {new}",
        about=entry["about"] or entry["what"], whose=entry["whose"], period=entry["period"],
        old=entry["old_said"], new=entry["new_said"],
    )  # fmt: skip
