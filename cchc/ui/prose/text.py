"""The text of a report on the screen, its figures marked by kind and tied to a table's rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import streamlit as st

from cchc.ingest.prose.sentences import Sentence
from cchc.languages import later

_FOLDER = Path(__file__).parent
_draw = st.components.v2.component(
    "cchc_prose_text",
    html='<div class="prose" lang="vi" tabindex="-1"></div>',
    css=(_FOLDER / "text.css").read_text("utf-8"),
    js=(_FOLDER / "text.js").read_text("utf-8"),
    isolate_styles=False,  # a selection does not reach into a shadow root everywhere
)
LEGEND = {
    "actual": later(":blue-badge[kết quả] gạch liền"),
    "target": later(":violet-badge[chỉ tiêu, kế hoạch] gạch đôi"),
    "change": later(":green-badge[mức tăng, giảm] gạch đứt"),
    "unsure": later(":orange-badge[cần xem lại] gạch sóng"),
    "unread": later(":gray-badge[số chưa hiểu] gạch chấm"),
}


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A number in a sentence: its kind, what is said of it, and its rows in the table.

    `kind` is actual, target, change or unread; `state` sure, unsure or rejected.
    """

    sentence: int
    span: tuple[int, int]
    kind: str
    state: str = "sure"
    rows: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()


def show_text(
    sentences: Iterable[Sentence],
    marks: Iterable[Mark],
    *,
    key: str,
    asked: Iterable[int] = (),
    table: str | None = None,
    heights: Mapping[str, int] | None = None,
    on_chosen: Callable[[], None] | None = None,
) -> None:
    """`asked`: sentences to open at; `table`: key of the container of the table that is tied to it.

    `on_chosen` runs when a number was selected; the place is in `st.session_state[key].chosen`.
    """
    data = text_data(list(sentences), sorted(marks, key=lambda m: (m.sentence, m.span)))
    data |= {"asked": list(asked), "table": table, "selectable": on_chosen is not None}
    _draw(
        key=key, data=data | dict(heights or {}), on_chosen_change=on_chosen or (lambda: None)
    )  # fmt: skip


def text_data(sentences: list[Sentence], marks: list[Mark]) -> dict:
    """What is drawn: paragraphs of sentences of runs [text, number of its mark or null]."""
    at: dict[int, list[tuple[int, Mark]]] = {}
    for place, mark in enumerate(marks):
        at.setdefault(mark.sentence, []).append((place, mark))
    paragraphs = [
        [{"number": s.number, "runs": runs(s.text, at.get(s.number, []))} for s in group]
        for _, group in groupby(sentences, key=lambda s: s.paragraph)
    ]
    return {"paragraphs": paragraphs, "marks": [_mark_data(mark) for mark in marks]}


def runs(text: str, marks: list[tuple[int, Mark]]) -> list[tuple[str, int | None]]:
    """A sentence cut at its marks, in order; one within another begins where the inner one does."""
    cut, at = [], 0
    for n, (place, mark) in enumerate(marks):
        start, end = mark.span
        following = marks[n + 1][1].span[0] if n + 1 < len(marks) else len(text)
        start, end = max(start, at), min(end, max(following, start + 1))
        if start >= end:
            continue
        cut += [(text[at:start], None), (text[start:end], place)]
        at = end
    cut.append((text[at:], None))
    return [(part, place) for part, place in cut if part]


def _mark_data(mark: Mark) -> dict:
    start, end = mark.span
    return {
        "kind": mark.kind, "state": mark.state, "rows": list(mark.rows), "lines": list(mark.lines),
        "label": ",".join(map(str, mark.rows)) or ("?" if mark.kind == "unread" else ""),
        "place": {"sentence": mark.sentence, "start": start, "end": end},
    }  # fmt: skip
