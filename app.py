"""Router and frame: page order, titles and addresses live here and nowhere else."""

import streamlit as st

from cchc.ui import frame
from cchc.ui.address import arrive
from cchc.ui.cached import begin_run
from cchc.ui.choices import ask_scope

st.set_page_config(
    page_title="Theo dõi cải cách hành chính", page_icon="cchc/ui/mark.svg", layout="wide"
)
frame.show_style()


def to_first_page() -> None:
    """The bare address leads to the first page and keeps its choices."""
    st.switch_page("pages/overview.py", query_params=st.query_params.to_dict())


# An address never equals its file's name: such a page could be served without this frame.
PAGES = {
    "": [st.Page(to_first_page, url_path="dau", default=True, visibility="hidden")],
    "Theo dõi": [
        st.Page("pages/overview.py", title="Tổng quan", url_path="tong-quan"),
        st.Page("pages/on_time.py", title="Đúng hạn", url_path="dung-han"),
        st.Page("pages/online.py", title="Trực tuyến", url_path="truc-tuyen"),
        st.Page("pages/ranks.py", title="Xếp hạng", url_path="xep-hang"),
        st.Page("pages/profile.py", title="Đơn vị", url_path="don-vi"),
    ],
    "Số liệu": [
        st.Page("pages/import_reports.py", title="Nhập báo cáo", url_path="nhap-bao-cao"),
        st.Page("pages/read_prose.py", title="Đọc báo cáo chữ", url_path="doc-bao-cao"),
        st.Page("pages/sources.py", title="Nguồn số liệu", url_path="nguon"),
        st.Page("pages/quality.py", title="Kiểm tra", url_path="kiem-tra"),
        st.Page("pages/methodology.py", title="Cách tính", url_path="cach-tinh"),
    ],
}

page = st.navigation(PAGES)
if page.url_path == "":
    page.run()
begin_run()
arrive(page.url_path)
frame.show_banner()
frame.show_brand()
with st.sidebar:
    ask_scope()
frame.show_head(page.title)
frame.run(page)
