"""What is said where there is nothing to show: which scope is empty, what there is, what to do."""

from typing import NoReturn

import streamlit as st

from cchc.catalog.indicator import Indicator
from cchc.languages import say
from cchc.ui import cached
from cchc.ui.choices import Scope
from cchc.vietnamese import date_text, number

IMPORT_PAGE = "pages/import_reports.py"


class PageOver(Exception):  # noqa: N818 - nothing went wrong
    """The page has said all it has to say; what surrounds it goes on."""


def end_page() -> NoReturn:
    """Ends the page here; the foot and the tools of the head still follow."""
    raise PageOver


def stop_if_store_is_empty() -> None:
    """An empty store sends the reader to the import page."""
    if len(cached.holdings()):
        return
    st.info(
        say(
            "Kho chưa có báo cáo nào. Hãy thả tệp báo cáo (Excel, CSV, HTML, "
            "Word, PDF) ở trang Nhập báo cáo, hoặc chạy lệnh `python -m cchc "
            "sample` để nạp số liệu mẫu đã công bố."
        ),
        title=say("Chưa có số liệu"),
    )
    st.page_link(IMPORT_PAGE, label=say("Đến trang Nhập báo cáo"))
    end_page()


def stop_unless(there: object, indicator: Indicator, scope: Scope) -> None:
    """Stops the page with what is missing and what there is, unless something is there."""
    if there:
        return
    st.info(
        say(
            "Không có số liệu «{name}» cho: {sentence}. {there_is}",
            name=indicator.name,
            sentence=scope.sentence,
            there_is=there_is(indicator, scope),
        ),
        title=say("Phạm vi này chưa có số liệu"),
    )
    end_page()


def there_is(indicator: Indicator, scope: Scope) -> str:
    """How many agencies have the indicator, from when to when, and some of their names."""
    held = cached.holdings(as_of=scope.as_of)
    codes = {indicator.code, indicator.numerator} - {None}
    held = held[held["indicator"].isin(codes)]
    if held.empty:
        return say("Chưa báo cáo nào trong kho nêu chỉ tiêu này.")
    agencies = cached.catalog().agencies
    fullest = held.groupby("agency")["figures"].sum().nlargest(4).index
    names = ", ".join(agencies.get(agency).name for agency in fullest)
    first, last = date_text(held["first"].min()), date_text(held["last"].max())
    count = number(held["agency"].nunique(), 0)
    return say(
        "Kho có chỉ tiêu này của {count} đơn vị, từ {first} đến {last}: {names}…",
        count=count,
        first=first,
        last=last,
        names=names,
    )


def stop_without_ranking() -> None:
    """Says what a ranking needs, where nothing in the store can be ranked."""
    st.info(
        say(
            "Xếp hạng cần một bảng điểm, hạng đã công bố, hoặc số hồ sơ của từ ba đơn vị cùng cấp "
            "trong một kỳ. Kho chưa có; hãy nhập thêm báo cáo."
        ),
        title=say("Chưa có gì để xếp hạng"),
    )
    st.page_link(IMPORT_PAGE, label=say("Đến trang Nhập báo cáo"))
    end_page()


def stop_if_unranked(years: list[int], indicator: Indicator, scope: Scope) -> None:
    """Says that nobody of this level is ranked by the index, and what there is instead."""
    if years:
        return
    st.info(
        say(
            "Chưa có xếp hạng {name} ở cấp đang chọn. {there_is}",
            name=indicator.name,
            there_is=there_is(indicator, scope),
        ),
        title=say("Chưa có xếp hạng"),
    )
    end_page()
