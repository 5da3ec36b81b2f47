"""What a reader sets for their own eyes and ears, and the tour: all of it lives in the browser.

One component, drawn once: size of letters, contrast, night, reading aloud, printing, skip link, and
the names that Streamlit gives only in English. Of all that only the size of letters runs a page
again, for its charts.
"""

import json
from pathlib import Path

import streamlit as st

from cchc.languages import language, say
from cchc.ui import cached
from cchc.ui.meeting import mode
from cchc.ui.reading import printing
from cchc.ui.reading.letters import KEY, letters
from cchc.ui.replaying import draw_or_replay

_FOLDER = Path(__file__).parent
_SCRIPTS = ("display.js", "aloud.js", "names.js", "tour.js")
_draw = st.components.v2.component(
    "cchc_reading",
    html='<details class="reading"><summary></summary><div class="reading-panel"></div></details>',
    css=(_FOLDER / "display.css").read_text("utf-8"),
    js="\n".join((_FOLDER / name).read_text("utf-8") for name in _SCRIPTS),
    isolate_styles=False,  # contrast and the tour reach beyond the component
)


def offer_reading() -> None:
    """The button «Hiển thị» in the head of a page, and all that works without a button."""
    states = {
        "printing": printing.is_printing(),
        "presenting": bool(mode.presenting()),
        "letters": letters(),
    }
    draw_or_replay(f"reading {states}", lambda: _draw_reading(states))


def _draw_reading(states: dict[str, bool | int]) -> None:
    data = {"words": cached.kept(_words), **states}
    _draw(key=KEY, data=data, width="content", on_letters_change=_nothing)


def _nothing() -> None:
    """A size that was told runs the page once more; there is nothing else to do."""


def _words() -> str:
    """All that is said, as one text: it is written once, not at each rerun."""
    words = {
        "language": language(),
        "labels": _labels(),
        "aloud": _aloud(),
        "names": _names(),
        "tour": _tour(),
    }
    return json.dumps(words, ensure_ascii=False)


def _labels() -> dict[str, str]:
    return {
        "display": say("Hiển thị"),
        "size": say("Cỡ chữ"),
        "smaller": say("Chữ nhỏ hơn"),
        "larger": say("Chữ to hơn"),
        "contrast": say("Tương phản cao"),
        "background": say("Nền"),
        "Light": say("Sáng"),
        "Dark": say("Tối"),
        "System": say("Theo máy"),
        "print": say("In trang này"),
        "tour": say("Xem lại hướng dẫn"),
        "skip": say("Tới nội dung chính"),
        "pages": say("Các trang"),
    }


def _aloud() -> dict[str, str]:
    return {
        "read": say("Đọc trang này"),
        "stop": say("Dừng đọc"),
        "none": say(
            "Máy này chưa có giọng đọc tiếng Việt. Có thể cài thêm ở phần Ngôn ngữ hoặc Giọng nói "
            "trong cài đặt của máy, rồi mở lại trình duyệt."
        ),
        "up": say("lên"),
        "down": say("xuống"),
    }


def _names() -> dict[str, str]:
    """What Streamlit names in English → as we say it."""
    return {
        "Press Enter to apply": say("Nhấn Enter để áp dụng"),
        "Press Ctrl+Enter to apply": say("Nhấn Ctrl+Enter để áp dụng"),
        "Press ⌘+Enter to apply": say("Nhấn ⌘+Enter để áp dụng"),
        "Download as CSV": say("Tải bảng này (CSV)"),
        "Show/hide columns": say("Ẩn, hiện cột"),
        "Search": say("Tìm trong bảng"),
        "Fullscreen": say("Toàn màn hình"),
        "Close fullscreen": say("Thôi toàn màn hình"),
        "No results": say("Không có kết quả"),
        "No options to select": say("Không có gì để chọn"),
        "Page not found": say("Không có trang này"),
        "Clear value": say("Xóa lựa chọn"),
        "Open": say("Mở"),
        "Close": say("Đóng"),
        "Open sidebar": say("Mở thanh bên"),
        "Close sidebar": say("Đóng thanh bên"),
        "Expand sidebar": say("Mở thanh bên"),
        "Collapse sidebar": say("Đóng thanh bên"),
        "Help": say("Giải thích"),
        "Running...": say("Đang tính…"),
        "Stop": say("Dừng"),
        "Connecting": say("Đang kết nối"),
    }


def _tour() -> dict:
    """The few things a first visitor must know: what is pointed at, and the sentence."""
    return {
        "name": say("Hướng dẫn nhanh"),
        "next": say("Tiếp"),
        "back": say("Lùi"),
        "skip": say("Bỏ qua"),
        "done": say("Xong"),
        "steps": [
            ["[data-testid=stSidebarNav]", say(
                "Mỗi trang ở thanh bên trả lời một câu hỏi. Dưới đó, ở «Phạm vi», gõ tên đơn vị "
                "(không dấu cũng được) và chọn năm: mọi trang cùng theo.")],
            [".st-key-head", say(
                "Dưới tên trang luôn ghi số liệu đến ngày nào và của ai. Tiêu đề mỗi biểu đồ là "
                "kết luận; dòng nhỏ bên dưới nói đo gì, trên bao nhiêu hồ sơ.")],
            ["[class*=st-key-tile-] [data-testid=stPageLink], [data-testid=stMain]", say(
                "Nghi ngờ một con số? «Xem nguồn» dẫn tới đúng ô hay câu trong báo cáo gốc, "
                "chỉ một lần nhấn.")],
            [".st-key-head-tools", say(
                "«Chia sẻ» cho đường dẫn, mã đọc được qua điện thoại, và đưa trang vào cuộc họp; "
                "«Tải về» cho PPTX, DOCX, XLSX; «Hiển thị» để chữ to hơn, tương phản cao, nền tối, "
                "nghe đọc và in.")],
        ],
    }  # fmt: skip
