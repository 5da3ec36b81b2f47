"""The shared choices of the frame: whose figures, from when, by what step, across which change."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from cchc.errors import UnknownCodeError
from cchc.indicators.question import Question
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.address import (
    FRAME_YEARS,
    SEPARATOR,
    ask_code,
    carried,
    carry,
    codes,
    note,
    way,
)
from cchc.ui.held import held, hold
from cchc.ui.replaying import draw_or_replay, open_box

STEPS = {
    "nhu-bao-cao": (later("Như báo cáo"), "reported"),
    "thang": (later("Tháng"), "month"),
    "quy": (later("Quý"), "quarter"),
    "nua-nam": (later("6 tháng"), "half"),
    "nam": (later("Năm"), "year"),
}
WAYS = {
    "luc-do": (later("Đơn vị như lúc báo cáo"), "reported"),
    "quy-ve": (later("Cộng về đơn vị hiện nay"), "restated"),
    "hien-nay": (later("Chỉ đơn vị hiện nay"), "today"),
}
MOST_AGENCIES = 8
FOUND = 7  # matches of a search that are offered


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What the frame was asked for; hashable, part of every key."""

    agencies: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    step: str = "nhu-bao-cao"
    way: str = "luc-do"
    as_of: int | None = None

    def question(self, indicator: str, **more) -> Question:
        """The question about one indicator in this scope."""
        asked = {
            "agencies": self.agencies,
            "start": date(self.first_year, 1, 1) if self.first_year else None,
            "end": date(self.last_year, 12, 31) if self.last_year else None,
            "by": STEPS[self.step][1],
            "units": WAYS[self.way][1],
            "as_of": self.as_of,
        }
        return Question(indicator=indicator, **(asked | more))

    @property
    def sentence(self) -> str:
        """The scope in words, for the head of the page and for paper."""
        agencies = cached.catalog().agencies
        whose = ", ".join(agencies.get(a).name for a in self.agencies) or say("Tất cả đơn vị")
        years = ""
        if self.first_year or self.last_year:
            years = f"{self.first_year or '…'}–{self.last_year or '…'}"
        by = say(STEPS[self.step][0]).lower()
        step = "" if self.step == "nhu-bao-cao" else say("theo {step}", step=by)
        way = "" if self.way == "luc-do" else say(WAYS[self.way][0]).lower()
        return " · ".join(part for part in (whose, years, step, way) if part)


def ask_scope() -> None:
    """Draws the shared choices; the frame calls it once, before the page."""
    chosen = codes(carried("dv"))
    draw_or_replay("scope", lambda: st.subheader(say("Phạm vi")))
    _ask_agencies(chosen)
    _ask_years()
    box = open_box(st.expander, say("Bước và mốc thời gian"), key="_steps")
    if box:
        with box:
            _ask_steps()
    else:  # what is folded away is carried, not drawn
        carried("buoc")
        carried("nhin")
    _ask_pin()


def _ask_steps() -> None:
    """By what step of time, and how to look across the change of units."""
    ask_code("buoc", say("Bước thời gian"), _labels(STEPS), default="nhu-bao-cao")
    ask_code(
        "nhin", say("Nhìn qua mốc đổi đơn vị (1/7/2025)"), _labels(WAYS), default="luc-do",
        help=say("Cộng về đơn vị hiện nay: chỉ cộng khi mọi đơn vị cũ đã báo cáo trọn "
                 "vẹn. Điểm và hạng không bao giờ gộp."),
    )  # fmt: skip


def current_scope() -> Scope:
    """The scope as it stands; what the address says is checked here, once for all."""
    agencies = cached.catalog().agencies
    step, way, pin = (held(name) or "" for name in ("buoc", "nhin", "luc"))
    return Scope(
        agencies=tuple(a for a in codes(held("dv") or "") if is_known(agencies, a)),
        first_year=held("tu"),
        last_year=held("den"),
        step=step if step in STEPS else "nhu-bao-cao",
        way=way if way in WAYS else "luc-do",
        as_of=_as_of(pin),
    )


def pinned_version(pin: str) -> int | None:
    """The version a link pins; None where it pins none, or one that never was."""
    is_number = pin.isascii() and pin.isdecimal() and len(pin) < 10
    return int(pin) if is_number and 0 < int(pin) <= cached.store().version else None


def _as_of(pin: str) -> int | None:
    """None while the pinned version is the newest: the same figures, kept for all readers."""
    version = pinned_version(pin)
    return version if version and version < cached.version() else None


def refused_choices() -> dict[str, str]:
    """What the address asks of the frame in vain: a pin that never was, a year without figures."""
    pin = held("luc") or ""
    refused = {"luc": pin} if pin and pinned_version(pin) is None else {}
    return refused | held("refused years")


def unknown_agencies() -> tuple[str, ...]:
    """Codes of the address that no list knows: a mistyped or outdated link."""
    agencies = cached.catalog().agencies
    return tuple(a for a in codes(held("dv") or "") if not is_known(agencies, a))


def is_known(agencies, agency: str) -> bool:
    """Whether the registry can make an agency of this id."""
    try:
        agencies.get(agency)
    except UnknownCodeError:
        return False
    return True


def _labels(options: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {code: label for code, (label, _) in options.items()}


@st.fragment
def _ask_agencies(chosen: tuple[str, ...]) -> None:
    """Those chosen, each with a way out, and a search that needs no accents."""
    agencies = cached.catalog().agencies
    for agency in chosen:
        label = agencies.label(agency) if is_known(agencies, agency) else agency
        st.button(f"✕ {label}", key=f"drop-{agency}", on_click=_drop, args=(agency,))
    draw_or_replay(f"search {bool(chosen)}", lambda: _draw_search(bool(chosen)))
    text = held("_search")
    if text.strip():
        _offer(text, chosen)


def _draw_search(further: bool) -> None:
    st.text_input(
        say("Thêm đơn vị") if further else say("Chọn đơn vị"),
        key="_search",
        type="search",
        live="250ms",
        placeholder=say("Gõ tên, không dấu cũng được"),
    )


def _offer(text: str, chosen: tuple[str, ...]) -> None:
    """The matches, one for each territory, those that have figures first."""
    agencies = cached.catalog().agencies
    reporting = cached.kept(_agencies_held)
    series = dict.fromkeys(agencies.series(a.id) for a in agencies.find(text, limit=60))
    found = [one for one in series if one[-1] not in chosen]
    found.sort(key=lambda one: not reporting & set(one))
    for one in found[:FOUND]:
        mark = "" if reporting & set(one) else say(" · chưa có số liệu")
        st.button(f"+ {agencies.label(one[-1])}{mark}", key=f"take-{one[-1]}",
                  on_click=_take, args=(one[-1],), type="tertiary")  # fmt: skip
    if not found:
        st.caption(
            say("Không tìm thấy «{words}». Thử một phần của tên, ví dụ «lang son».", words=text)
        )


def _agencies_held() -> set[str]:
    return set(cached.holdings()["agency"])


def offer_units(units: list[str]) -> None:
    """Buttons that put a unit into the scope, for a page that needs one."""
    draw_or_replay(f"units {units}", lambda: _draw_units(units))


def _draw_units(units: list[str]) -> None:
    agencies = cached.catalog().agencies
    with st.container(horizontal=True):
        for unit in units:
            st.button(agencies.label(unit), key=f"offer-{unit}", on_click=_take, args=(unit,))


def _take(agency: str) -> None:
    kept = codes(st.session_state.get("dv") or "")
    carry("dv", SEPARATOR.join((*kept, agency)[-MOST_AGENCIES:]))
    st.session_state["_search"] = ""
    st.rerun()


def _drop(agency: str) -> None:
    kept = [a for a in codes(st.session_state.get("dv") or "") if a != agency]
    carry("dv", SEPARATOR.join(kept))
    st.rerun()


def _ask_years() -> None:
    """First and last year of what there is; empty means all."""
    years = cached.kept(_years_held)
    came, asked = way().arriving, way().address
    refused = {
        name: asked[name] for name in FRAME_YEARS if asked.get(name) not in (None, *map(str, years))
    }
    hold("refused years", refused)
    for name in FRAME_YEARS:
        if came is not None:
            year = came.get(name, "")
            st.session_state[name] = next((y for y in years if str(y) == year), None)
    draw_or_replay(f"years {years}", lambda: _draw_years(years))
    for name in FRAME_YEARS:
        note(name, held(name))


def _draw_years(years: list[int]) -> None:
    left, right = st.columns(2)
    bound = {"index": None, "bind": "query-params"}
    left.selectbox(say("Từ năm"), years, key="tu", placeholder=say("đầu"), **bound)
    right.selectbox(say("Đến năm"), years[::-1], key="den", placeholder=say("nay"), **bound)


def _years_held() -> list[int]:
    there = cached.holdings()
    if there.empty:
        return []
    return list(range(there["first"].min().year, there["last"].max().year + 1))


def _ask_pin() -> None:
    """Fixes the link to the data as they are now: a meeting sees one set of numbers."""
    pinned = carried("luc")
    hold("_pin", bool(pinned))
    draw_or_replay(f"pin {bool(pinned)}", _draw_pin)


def _draw_pin() -> None:
    st.toggle(
        say("Ghim bản số liệu này"),
        key="_pin",
        on_change=_pin,
        help=say("Địa chỉ sẽ luôn mở đúng bản số liệu đang xem, kể cả khi có báo cáo mới."),
    )


def _pin() -> None:
    carry("luc", str(cached.version()) if st.session_state["_pin"] else "")
