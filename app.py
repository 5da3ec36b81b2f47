"""Router and frame: page order, titles and addresses live here and nowhere else."""

from copy import copy

import streamlit as st

from cchc.languages import say
from cchc.ui import frame
from cchc.ui.address import arrive, follow
from cchc.ui.cached import begin_run, kept
from cchc.ui.choices import ask_scope
from cchc.ui.files import picture_of
from cchc.ui.language import ask_language, settle_language
from cchc.ui.links.sharing import first_view
from cchc.ui.meeting import mode
from cchc.ui.reading import printing
from cchc.ui.replaying import draw_or_replay

settle_language()
draw_or_replay(
    "window",
    lambda: st.set_page_config(
        page_title=say("Theo dõi cải cách hành chính"),
        page_icon=picture_of(frame.MARK),
        layout="wide",
    ),
)
frame.show_style()
printing.settle()


def to_first_page() -> None:
    """The bare address leads to the view of its code, else to the first page with its choices."""
    address, choices = first_view(st.query_params.to_dict())
    st.switch_page(ADDRESSES.get(address, ADDRESSES["tong-quan"]), query_params=choices)


def pages() -> dict[str, list]:
    """The pages by section, in the language of the reader."""
    # An address never equals its file's name: such a page could be served without this frame.
    return {
        "": [st.Page(to_first_page, url_path="dau", default=True, visibility="hidden")],
        say("Theo dõi"): [
            st.Page("pages/overview.py", title=say("Tổng quan"), url_path="tong-quan"),
            st.Page("pages/on_time.py", title=say("Đúng hạn"), url_path="dung-han"),
            st.Page("pages/online.py", title=say("Trực tuyến"), url_path="truc-tuyen"),
            st.Page("pages/ranks.py", title=say("Xếp hạng"), url_path="xep-hang"),
            st.Page("pages/targets.py", title=say("Chỉ tiêu"), url_path="chi-tieu"),
            st.Page("pages/map.py", title=say("Bản đồ"), url_path="ban-do"),
            st.Page("pages/profile.py", title=say("Đơn vị"), url_path="don-vi"),
            st.Page("pages/meeting.py", title=say("Họp"), url_path="hop"),
        ],
        say("Số liệu"): [
            st.Page("pages/import_reports.py", title=say("Nhập báo cáo"), url_path="nhap-bao-cao"),
            st.Page("pages/read_prose.py", title=say("Đọc báo cáo chữ"), url_path="doc-bao-cao"),
            st.Page("pages/sources.py", title=say("Nguồn số liệu"), url_path="nguon"),
            st.Page("pages/quality.py", title=say("Kiểm tra"), url_path="kiem-tra"),
            st.Page("pages/amendments.py", title=say("Đính chính"), url_path="dinh-chinh"),
            st.Page("pages/methodology.py", title=say("Cách tính"), url_path="cach-tinh"),
        ],
    }


# Made once; a page is spent by running it, so each run has copies.
PAGES = {section: [copy(page) for page in made] for section, made in kept(pages).items()}
ADDRESSES = {page.url_path: page for pages in PAGES.values() for page in pages}

page = st.navigation(PAGES, expanded=True)  # every page in sight
follow(ADDRESSES)
if page.url_path == "":
    page.run()
begin_run()
arrive(page.url_path)
mode.settle()
frame.show_banner()
frame.show_brand()
with st.sidebar:
    ask_scope()
    ask_language()
frame.run(page, frame.show_head(page.title))
