"""Links to what is on the screen: live or pinned, by a code to be read aloud, as a QR code."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

from cchc.errors import CchcError
from cchc.languages import say
from cchc.store.records import ViewRow
from cchc.ui import cached
from cchc.ui.address import address_of, carry, go_to, parsed, view_on_screen, way
from cchc.ui.choices import Scope, current_scope
from cchc.ui.links.news import news_lines
from cchc.ui.meeting import adding
from cchc.ui.replaying import open_box
from cchc.ui.signing import ask_name, decide, may_write, show_refusal
from cchc.vietnamese import moment_text

PIN, CODE = "luc", "ma"
MEETING_PAGE = "hop"
LONGEST_TITLE = 90


def show_share(title: str) -> None:
    """The button in the head; what it holds is made when it is opened."""
    popover = open_box(st.popover, say("Chia sẻ"), key="share")
    if popover:
        with popover:
            _show_ways(title)


def _show_ways(title: str) -> None:
    address = _ask_address()
    view = next((v for v in live_views() if v.address == address), None)
    link = f"{site()}/{address}"
    st.code(link, language=None, wrap_lines=True)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        st.image(qr_code(f"{site()}/?{CODE}={view.code}" if view else link), width=170,
                 alt=say("Mã QR của đường dẫn này"))  # fmt: skip
    with right:
        _show_code(view) if view else _ask_code(title, address)
    if view_on_screen()[0] != MEETING_PAGE and cached.store().is_writable:
        adding.ask_agenda(suggested_title(title), address)
    ask_code_to_open("share")


def _ask_address() -> str:
    """The address of what is on the screen, pinned or always with the newest figures."""
    page, choices = view_on_screen()
    version = current_scope().as_of or cached.version()
    ways = {
        "ghim": say("Ghim bản số liệu {n}", n=version),
        "moi": say("Luôn mới nhất"),
    }
    way = st.segmented_control(
        say("Số liệu"), list(ways), format_func=ways.get, key="share-way", default="ghim",
        required=True, help=say("Đã ghim: ai mở cũng thấy đúng các con số này, về sau vẫn vậy."),
    )  # fmt: skip
    return address_of(page, choices | {PIN: str(version) if way == "ghim" else ""})


def _show_code(view: ViewRow) -> None:
    st.markdown(f"## {view.code}")
    st.caption(say("Đọc mã này cho người khác: gõ vào ô «Mở bằng mã» hoặc trang Họp."))


def _ask_code(title: str, address: str) -> None:
    if not may_write():
        return
    name = st.text_input(say("Tên góc nhìn"), suggested_title(title), key=f"share-title-{address}")
    who = ask_name("share")
    if st.button(say("Tạo mã để đọc"), key="share-keep"):
        version = current_scope().as_of or cached.version()
        if decide(cached.store().views.keep, name, address, who, version=version):
            st.rerun()
        show_refusal()


def show_pin(scope: Scope) -> None:
    """Says of a pinned view whether newer figures change its story, with the way to them."""
    lines = news_lines(view_on_screen()[0], scope)
    said = say(
        "Đang xem bản số liệu {n} được ghim; kho nay ở bản {newest}.",
        n=scope.as_of,
        newest=cached.version(),
    )
    if not lines:
        said = f"{said} {say('Các số chính của trang này không đổi.')}"
        st.caption(said)
    else:
        said = f"{said} **{say('Số liệu mới:')}** {' · '.join(lines)}"
        st.info(said)
    st.button(say("Xem số mới nhất"), key="unpin", on_click=carry, args=(PIN, ""), type="tertiary")


@st.fragment
def ask_code_to_open(key: str) -> None:
    """A box for a code that was heard; a good one leads to its view at once."""
    box = f"open-{key}"
    st.text_input(
        say("Mở bằng mã"), key=box, on_change=_open, args=(box,), placeholder="K7M-2TX",
        max_chars=20,
    )  # fmt: skip
    refused = st.session_state.pop(f"refused-{box}", "")
    if refused:
        st.error(refused)


def _open(box: str) -> None:
    typed = st.session_state[box].strip()
    if not typed:
        return
    try:
        go_to(*parsed(view_of(typed).address))
    except CchcError as error:
        st.session_state[f"refused-{box}"] = str(error)
    else:
        st.rerun()


def view_of(code: str) -> ViewRow:
    """The view of a code; CchcError where there is none, or none any more."""
    view = cached.store().views.by_code(code)
    if view.dropped_at:
        raise CchcError(
            say(
                "Mã {code} («{title}») đã được {who} thu hồi lúc {when}.",
                code=view.code,
                title=view.title,
                who=view.dropped_by or say("không ghi tên"),
                when=moment_text(view.dropped_at),
            )
        )
    return view


def first_view(asked: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Page and choices that the bare address leads to: those of its code, else the first page."""
    if CODE not in asked:
        return "tong-quan", dict(asked)
    try:
        return parsed(view_of(asked[CODE]).address)
    except CchcError:  # the page says it again, with what to do
        return MEETING_PAGE, {"xem": "goc-nhin", CODE: asked[CODE]}


def live_views() -> list[ViewRow]:
    """The views that have a code and were not revoked, oldest first."""
    return [view for view in cached.store().views.all() if view.code and not view.dropped_at]


def site() -> str:
    """Where the dashboard is served, without a page: "https://cchc.tinh.gov.vn"."""
    parts = urlsplit(st.context.url or "")
    above = parts.path.rstrip("/").rpartition("/")[0] if way().page else parts.path
    return f"{parts.scheme}://{parts.netloc}{above.rstrip('/')}"


def suggested_title(title: str) -> str:
    """What a view may be called: its page and its scope."""
    return f"{title}: {current_scope().sentence}"[:LONGEST_TITLE]


def qr_code(link: str) -> str:
    """The link as a QR code, as SVG."""
    import segno  # only who shares pays

    return segno.make(link, error="m", micro=False).svg_inline(scale=4, border=2, light="#ffffff")
