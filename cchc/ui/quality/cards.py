"""Contradiction cards: filtered by the address, each with a sentence to send and an answer."""

from dataclasses import dataclass

import streamlit as st

from cchc.errors import CchcError
from cchc.indicators.cards import ANSWERS, Card
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.address import ask_code
from cchc.ui.choices import Scope
from cchc.ui.held import held, hold
from cchc.ui.quality.findings import SEVERITIES, TINTS, all_cards
from cchc.ui.replaying import draw_or_replay, open_box, open_room
from cchc.vietnamese import moment_text, number

GRAVITY = {"can-xem": later("Sai và nghi vấn"), "sai": later("Chỉ sai"), "tat-ca": later("Tất cả")}
WANTED = {"can-xem": {"error", "doubt"}, "sai": {"error"}, "tat-ca": set(SEVERITIES)}
ANSWERED = {"chua": later("Chưa trả lời"), "da": later("Đã trả lời"), "ca-hai": later("Cả hai")}
PAGE = 6  # cards at once


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which cards are wanted."""

    gravity: str = "can-xem"
    answered: str = "chua"
    agencies: tuple[str, ...] = ()

    def takes(self, card: Card) -> bool:
        """Whether a card is wanted."""
        if card.finding.severity not in WANTED[self.gravity]:
            return False
        if self.answered != "ca-hai" and card.is_open != (self.answered == "chua"):
            return False
        return not self.agencies or bool(self._offices(card) & self._chosen)

    def _offices(self, card: Card) -> set[str]:
        """The office of a card and all above it."""
        agencies = cached.catalog().agencies
        return {card.agency, *agencies.ancestors(card.agency)} if card.agency else set()

    @property
    def _chosen(self) -> set[str]:
        agencies = cached.catalog().agencies
        return {one for agency in self.agencies for one in agencies.series(agency)}


def ask_filter(scope: Scope) -> Filter:
    """Gravity and whether answered, in the address; whose comes from the scope."""
    with open_room(st.container, horizontal=True, key="controls"):
        gravity = ask_code("muc", say("Mức"), GRAVITY, default="can-xem")
        answered = ask_code("tra_loi", say("Trả lời"), ANSWERED, default="chua")
        if cached.store().is_writable:
            ask_who()
    return Filter(gravity=gravity, answered=answered, agencies=scope.agencies)


def ask_who() -> None:
    """Who answers; the same name as on the import page."""
    draw_or_replay("who answers", _draw_who)


def _draw_who() -> None:
    st.text_input(
        say("Người trả lời"),
        key="who",
        persist_state="session",
        placeholder=say("Họ tên, phòng"),
    )


def show_cards(wanted: Filter) -> None:
    """The cards wanted, a page at a time."""
    found = cached.kept(_wanted, wanted)
    if not found:
        st.success(say("Không có điểm nào cần xem trong phạm vi và bộ lọc này."))
        return
    shown = found[: held("_cards_shown", PAGE)]
    who = str(held("who") or "").strip()
    if any(map(_is_open, shown)):
        _draw_cards(shown, len(found), who)
    else:
        asked = f"cards {wanted} {len(shown)} {cached.version()}"
        draw_or_replay(asked, lambda: _draw_cards(shown, len(found), who))


def _draw_cards(shown: list[Card], n: int, who: str) -> None:
    """Those of so many, and a way to more."""
    for card in shown:
        _show(card, who)
    st.caption(say("Hiện {shown} trên {n} điểm.", shown=number(len(shown), 0), n=number(n, 0)))
    if len(shown) < n:
        st.button(say("Xem thêm"), key="more-cards", on_click=_show_more)


def _show_more() -> None:
    hold("_cards_shown", held("_cards_shown", PAGE) + PAGE)


def _wanted(wanted: Filter) -> list[Card]:
    return [card for card in all_cards() if wanted.takes(card)]


def _show(card: Card, who: str) -> None:
    """One card; only one with an open box is drawn anew."""
    if _is_open(card):
        _draw(card, who)
    else:
        draw_or_replay(f"card {_key(card)} {cached.version()}", lambda: _draw(card, who))


def _is_open(card: Card) -> bool:
    """Whether a box of it is: what it holds answers."""
    return any(held(f"{box}-{_key(card)}") for box in ("send", "answer"))


def _key(card: Card) -> str:
    return f"{card.finding.report_id}-{card.finding.n}"


def _draw(card: Card, who: str) -> None:
    """Whose, what was stated and what follows, where, the sentence, the answer."""
    finding, report, key = card.finding, card.report, _key(card)
    with st.container(border=True, key=f"card-{key}"):
        said = [f"{_badge(card)} **{_head(card)}**", finding.message, _sides(card)]
        st.markdown("  \n".join(line for line in said if line))
        _show_answer(card)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                say(
                    "Báo cáo số {id} «{file}»{place} · {who} nhập",
                    id=report.id,
                    file=report.file,
                    place=_place(card),
                    who=report.who,
                ),
                width="stretch",
            )
            _offer_sentence(card, key)
            _ask_answer(card, who, key)


def _badge(card: Card) -> str:
    severity = card.finding.severity
    return f":{TINTS[severity]}-badge[{say(SEVERITIES[severity])}]"


def _head(card: Card) -> str:
    return " · ".join(part for part in (card.whose, card.period, card.indicator) if part)


def _place(card: Card) -> str:
    return f", {card.finding.where}" if card.finding.where else ""


def _sides(card: Card) -> str:
    """Stated, what follows, and the difference, side by side; nothing where nothing differs."""
    if not card.difference and card.follows == card.stated:
        return ""
    sides = {
        say("Báo cáo ghi"): card.stated,
        card.beside: card.follows,
        say("Lệch"): card.difference,
    }
    words = [f"{name}: **{text}**" for name, text in sides.items() if text]
    return " → ".join(words[:2]) + "".join(f" · {word}" for word in words[2:])


def _show_answer(card: Card) -> None:
    finding = card.finding
    if not card.is_open:
        answer = say(ANSWERS.get(str(finding.answer), str(finding.answer)))
        st.markdown(
            f":green-badge[{answer}] {finding.reason} · {finding.answered_by}, "
            f"{moment_text(finding.answered_at)}"
        )


def _offer_sentence(card: Card, key: str) -> None:
    """The words to send, with a button that copies them."""
    box = open_box(st.popover, say("Câu gửi đơn vị"), key=f"send-{key}")
    if box:
        box.code(card.sentence, language=None, wrap_lines=True)


def _ask_answer(card: Card, who: str, key: str) -> None:
    """Accepted with a reason, corrected, or sent back; kept in the journal."""
    if not cached.store().is_writable:
        return
    label = say("Trả lời") if card.is_open else say("Trả lời lại")
    box = open_box(st.popover, label, key=f"answer-{key}")
    if not box:
        return
    with box:
        answer = st.radio(
            say("Trả lời"), list(ANSWERS), format_func=_answer_words, key=f"which-{key}"
        )
        reason = st.text_input(say("Lý do, số công văn"), key=f"reason-{key}").strip()
        if not who:
            st.caption(say("Ghi tên người trả lời ở trên trước."))
        if st.button(
            say("Ghi vào sổ"), key=f"keep-{key}", type="primary", disabled=not (reason and who)
        ):
            _answer(card, answer, reason, who)


def _answer_words(code: str) -> str:
    return say(ANSWERS[code])


def _answer(card: Card, answer: str, reason: str, who: str) -> None:
    try:
        cached.store().answer(card.finding.id, answer, reason, who)
    except CchcError as error:
        st.error(str(error))
        return
    st.rerun()
