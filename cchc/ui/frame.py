"""What surrounds every page: style, brand, head with as-of and scope, the last word on errors."""

import logging
from itertools import starmap
from pathlib import Path

import streamlit as st

from cchc.errors import CchcError
from cchc.languages import say
from cchc.ui import cached
from cchc.ui.address import arrived, way
from cchc.ui.choices import Scope, current_scope, refused_choices, unknown_agencies
from cchc.ui.files import picture_of, style_of
from cchc.ui.links import sharing
from cchc.ui.meeting import bar, mode
from cchc.ui.notices import PageOver
from cchc.ui.reading import display, foot
from cchc.ui.replaying import draw_or_replay, open_room
from cchc.ui.taking import download
from cchc.ui.taking.collection import collecting
from cchc.vietnamese import date_text, moment_text

FOLDER = Path(__file__).parent
MARK = FOLDER / "mark.svg"


def show_style() -> None:
    """The style sheet, once per run, before anything is seen."""
    with st._event:  # where Streamlit puts what only is a style
        draw_or_replay("style", lambda: st.html(style_of(FOLDER / "frame.css")))


def show_brand() -> None:
    """Whose house this is: on top of the sidebar, and beside the menu where that is folded."""
    brand = picture_of(FOLDER / "brand.svg")
    draw_or_replay("brand", lambda: st.logo(brand, size="large", icon_image=picture_of(MARK)))


def show_banner() -> None:
    """Says on every page of an illustrative store, wherever it is scrolled to, that it is one."""
    if not cached.is_made_up():
        return
    said = say("Số liệu minh họa: tỉnh, huyện, xã và mọi con số đều không có thật.")
    collection = collecting()
    if collection:
        collection.caveat = said
        return
    draw_or_replay("banner", lambda: _draw_banner(said))


def _draw_banner(said: str) -> None:
    with st.container(key="illustrative"):
        st.markdown(f"**{said}**")


def show_head(title: str):
    """Title, how far the figures reach, which data version answers, and the scope in words.

    The room for the tools of the head: what they share and take away is known after the page.
    """
    scope = current_scope()
    reach = cached.kept(as_of_words, scope.as_of, as_of=scope.as_of)
    collection = collecting()
    if collection:
        collection.title, collection.as_of, collection.scope = title, reach, scope.sentence
        return None
    shown = mode.presenting()
    if shown:
        bar.show_bar(shown)
    tools = open_room(_draw_head, title, f"{reach} · {scope.sentence}")
    if not shown:
        _show_warnings(scope)
    return tools


def _draw_head(title: str, said: str):
    """The title, a room for the tools beside it, and what is said beneath."""
    with st.container(key="head"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.title(title, anchor=False, width="stretch")
            tools = st.container(key="head-tools", horizontal=True, width="content")
        st.caption(said)
    return tools


def _show_tools(tools, title: str) -> None:
    """To share, to take away, to read more easily."""
    with tools:
        sharing.show_share(title)
        download.show_downloads(title)
        display.offer_reading()


def as_of_words(as_of: int | None) -> str:
    """How far the figures reach, which version answers, and when its last report came in."""
    held = cached.holdings(as_of=as_of)
    if held.empty:
        return say("Kho chưa có số liệu")
    said = say(
        "Số liệu đến {day} · bản {version}",
        day=date_text(held["last"].max()),
        version=as_of or cached.version(),
    )
    imported = _imported_at(as_of)
    return say("{said}, nhập {imported}", said=said, imported=imported) if imported else said


def _imported_at(as_of: int | None) -> str:
    reports = cached.reports(as_of=as_of)
    confirmed = [r.confirmed_at for r in reports if r.status == "confirmed" and r.confirmed_at]
    return moment_text(max(confirmed)) if confirmed else ""


def _show_warnings(scope: Scope) -> None:
    """What the reader must know before believing a number on this page."""
    if scope.as_of:
        sharing.show_pin(scope)
    for said in (mode.refusal(), *starmap(_refused, refused_choices().items())):
        if said:
            st.warning(said)
    for agency in unknown_agencies():
        st.warning(
            say(
                "Địa chỉ có mã đơn vị «{agency}» không có trong danh mục nên đã bỏ qua.",
                agency=agency,
            )
        )
    warning = cached.warning()
    if warning:
        st.warning(warning)


def _show_refused(above) -> None:
    """What the address asks of the page in vain, above its numbers."""
    if collecting():
        return
    for name, code in way().refused.items():
        above.warning(_refused(name, code))


def _refused(name: str, code: str) -> str:
    return say(
        "Địa chỉ có «{name}={code}» mà kho không có, nên đã bỏ qua; số liệu dưới đây không theo "
        "lựa chọn đó.",
        name=name,
        code=code,
    )


def run(page, tools) -> None:
    """Runs the page. What a person can act on is said in words; the rest is logged, not shown."""
    above = open_room(st.container)  # what the page was asked in vain is known when it has asked
    try:
        page.run()
    except PageOver:
        pass
    except CchcError as error:
        st.error(str(error))
    except Exception:
        logging.getLogger("cchc").exception("page %s", page.url_path)
        st.error(
            say(
                "Trang này gặp lỗi ngoài dự kiến và đã dừng; số liệu trong kho không "
                "bị ảnh hưởng. Hãy thử lại, hoặc báo cho người quản trị kèm địa chỉ "
                "đang xem."
            )
        )
    finally:  # a page that stops itself is over too
        arrived()
        _show_refused(above)
        if tools:
            _show_tools(tools, page.title)
        if mode.presenting():
            bar.show_way_back(mode.presenting())
        else:
            foot.show_foot()
