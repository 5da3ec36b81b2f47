"""Chưa báo cáo: who has not reported a form for which period, and until when it was due."""

from datetime import date, datetime

import pandas as pd
import streamlit as st

from cchc.indicators.reporting import reporting
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.address import ask_code
from cchc.ui.choices import Scope
from cchc.ui.replaying import draw_or_replay
from cchc.ui.tables import show_table
from cchc.vietnamese import VIETNAM, date_text, number

STATES = {
    "reported": later("đã gửi"),
    "draft": later("chờ xác nhận"),
    "due": later("chưa đến hạn"),
    "missing": later("CHƯA"),
}
NAMED = 5  # of the missing, in the sentence


def show_board(scope: Scope) -> None:
    """One form at a time: agencies down, periods across, the ones that are missing first."""
    draw_or_replay("board", lambda: st.subheader(say("Chưa báo cáo"), anchor=False))
    forms = cached.kept(_forms, scope.agencies, _today())
    if not forms:
        st.caption(
            say(
                "Chưa có báo cáo theo biểu nào trong phạm vi này để biết ai phải "
                "gửi. Chọn một tỉnh hoặc nhập báo cáo theo biểu trước."
            )
        )
        return
    form = ask_code("bieu", say("Biểu"), forms, default=next(iter(forms)), width=640)
    cached.drawn_once(show_form, form, scope.agencies, _today())


def show_form(form: str, agencies: tuple[str, ...], today: date) -> None:
    """Who has not sent one form, in sentences and as a table."""
    board = cached.kept(_board, agencies, today)
    chosen = board[board["form"] == form]
    for line in sentences(chosen, today):
        st.markdown(f"- {line}")
    table, columns = across(chosen)
    show_table(table, columns, alt=say("Ai chưa báo cáo"), key="reporting")


def _forms(agencies: tuple[str, ...], today: date) -> dict[str, str]:
    """The forms that are owed, those of most agencies and periods first."""
    board = cached.kept(_board, agencies, today)
    return {form: _form_name(form) for form in board["form"].value_counts().index}


def _board(agencies: tuple[str, ...], today: date) -> pd.DataFrame:
    return reporting(cached.store(), cached.catalog(), today=today, within=agencies)


def _today() -> date:
    return datetime.now(VIETNAM).date()


def _form_name(form: str) -> str:
    found = cached.catalog().form(form)
    return found.name if found else form


def sentences(board: pd.DataFrame, today: date) -> list[str]:
    """Per period who is missing and since when, the newest first."""
    return [
        _sentence(str(period), rows, today) for period, rows in board.groupby("period", sort=False)
    ]


def _sentence(period: str, rows: pd.DataFrame, today: date) -> str:
    """ "Quý I/2027: 2 trong 24 đơn vị chưa báo cáo, quá hạn 3 ngày (20/03/2027): …"."""
    absent = rows[rows["state"].isin(["missing", "due"])]
    if absent.empty:
        return say("**{period}**: cả {n} đơn vị đã báo cáo.", period=period, n=number(len(rows), 0))
    names = ", ".join(absent["name"].head(NAMED)) + ("…" if len(absent) > NAMED else "")
    return say(
        "**{period}**: {absent} trong {n} đơn vị chưa báo cáo{deadline}: {names}",
        period=period,
        absent=number(len(absent), 0),
        n=number(len(rows), 0),
        deadline=_deadline(rows["deadline"].iloc[0], today),
        names=names,
    )


def _deadline(deadline: date | None, today: date) -> str:
    """How the deadline stands to today; nothing where the calendar sets none."""
    if not isinstance(deadline, date) or pd.isna(deadline):
        return ""
    late = (today - deadline).days
    said = (
        say("quá hạn {late} ngày", late=number(late, 0))
        if late > 0
        else say("còn {n} ngày", n=number(-late, 0))
    )
    return say(", {said} (hạn {deadline})", said=said, deadline=date_text(deadline))


def across(board: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """Agencies down and periods across, who lacks most first; with the headings."""
    words = board.assign(said=board["state"].map(lambda state: say(STATES[state])))
    periods = list(dict.fromkeys(board["period"]))
    table = words.pivot(index=["agency", "name"], columns="period", values="said")[periods]
    table = table.fillna("").reset_index()
    missing = (table[periods] == say(STATES["missing"])).sum(axis=1)
    table = table.assign(_missing=missing).sort_values(
        ["_missing", "name"], ascending=[False, True], kind="stable"
    )
    return table, {"name": say("Đơn vị"), **{period: period for period in periods}}
