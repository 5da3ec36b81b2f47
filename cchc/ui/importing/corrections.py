"""What a person says about one report instead of its file: whose, when, which form, which cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from cchc.errors import CchcError
from cchc.figures import Draft, Finding
from cchc.ingest.choosing import chosen_agency, chosen_form
from cchc.ingest.edits import Edit, cell_text, row_index, rows_in_question
from cchc.ingest.files.grid import Grid, column_letters
from cchc.ingest.forms.heading_choices import (
    CERTAINTY,
    HeadingChoice,
    explained,
    heading_choices,
    meanings,
)
from cchc.ingest.importing import RANKING, ImportOptions
from cchc.ingest.reading import PROSE, Choices, FileReading
from cchc.ingest.tidy.heading_choices import tidy_choices
from cchc.languages import later, say
from cchc.periods import Period
from cchc.ui import cached
from cchc.ui.importing.indices import ask_index

MOST_ROWS = 20  # of cells to correct, at once
WIDEST, LONGEST = 40, 5000  # columns and rows of a sheet that can be corrected on the screen
LARGE = 4_000_000  # bytes of a file that is corrected elsewhere
LINE, WHY = later("Dòng"), later("Điều cần xem")


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What was said about one report; None and empty leave it to the file."""

    agency: str | None = None
    period: str | None = None
    form: str | None = None
    index: str | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    edits: tuple[Edit, ...] = ()

    def over(self, options: ImportOptions) -> ImportOptions:
        """The options for all files, with what was said about this one."""
        return replace(
            options,
            agency=self.agency or options.agency,
            period=self.period or options.period,
            form=self.form or options.form,
            index=self.index or options.index,
            mapping=self.mapping,
            edits=self.edits,
        )


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A file as the panel shows it: headings to explain and rows to correct."""

    headings: Sequence[HeadingChoice] = ()
    form: str | None = None
    grids: tuple[Grid, ...] = ()
    first: int = 0  # number of the first row below the headings

    def grid(self, sheet: str | None) -> Grid | None:
        """The sheet of a draft; of a file with one sheet, that one."""
        named = [grid for grid in self.grids if grid.name == sheet]
        return (named or list(self.grids[:1]) or [None])[0]


def correction_of(key: str) -> Correction:
    """What was said about a report in this session."""
    return st.session_state.get("_corrections", {}).get(key, Correction())


def ask_correction(
    key: str, data: bytes, draft: Draft, options: ImportOptions, *, opens: bool
) -> None:
    """The panel; what is said there is read at once. `opens`: it is open to begin with."""
    said = correction_of(key)
    label = say("Sửa đơn vị, kỳ, biểu, cột hoặc ô") + (
        say(" · đã sửa") if said != Correction() else ""
    )
    box = st.expander(label, expanded=opens, key=f"correct-{key}", on_change="rerun")
    if not box.open:
        return
    with box, st.form(key=f"correction-{key}", border=False):
        shown = _shown(key, data, draft, said.over(options))
        basics = _ask_basics(key, draft, said, shown)
        mapping = _ask_headings(key, shown)
        edits = _ask_cells(key, draft, shown, said.edits)
        if st.form_submit_button(say("Đọc lại theo phần đã sửa"), type="primary"):
            _take(key, replace(basics, mapping=mapping, edits=edits))


def _take(key: str, correction: Correction) -> None:
    """Keeps a correction that can be understood; else says why not."""
    catalog = cached.reference()
    try:
        chosen_agency(correction.agency, catalog)
        chosen_form(correction.form, catalog)
    except CchcError as error:
        st.error(str(error))
        return
    st.session_state.setdefault("_corrections", {})[key] = correction
    st.rerun()


def _shown(key: str, data: bytes, draft: Draft, options: ImportOptions) -> Shown:
    """The file for the panel; read once for what was said so far."""
    kept = st.session_state.setdefault("_shown", {})
    state = repr((options.form, options.index, options.mapping))
    if key not in kept or kept[key][0] != state:
        kept[key] = state, _read(data, draft, options)
    return kept[key][1]


def _read(data: bytes, draft: Draft, options: ImportOptions) -> Shown:
    if len(data) > LARGE:
        return Shown(form=draft.form)
    form = options.form if options.form != PROSE else None
    choices = Choices(form=form, index=options.index, mapping=dict(options.mapping) or None)
    reading = FileReading(data=data, name=draft.file, catalog=cached.reference(), choices=choices)
    sheets = reading.workbook.sheets
    grids = tuple(g for g in sheets if g.width <= WIDEST and g.height <= LONGEST)
    near = [t for t in reading.nearest if t.table.grid.name == draft.sheet or draft.refused]
    if draft.form == PROSE:
        return Shown(grids=grids, form=draft.form)
    if not near or _is_tidy(form or draft.form):
        return _tidy_shown(grids, form or draft.form, choices.mapping)
    table, match = near[0].table, near[0].match
    first = table.grid.row_number(match.header.last) + 1
    return Shown(grids=grids, headings=heading_choices(near[0]), form=match.form.id, first=first)


def _is_tidy(form_id: str | None) -> bool:
    form = cached.reference().form(form_id) if form_id else None
    return form is not None and form.kind == "tidy"


def _tidy_shown(
    grids: tuple[Grid, ...], form: str | None, mapping: Mapping[str, str] | None
) -> Shown:
    """A table of rows, or one that no form is like: its headings can be explained all the same."""
    found = tidy_choices(grids[0], cached.reference(), mapping) if grids else None
    if found is None:
        return Shown(grids=grids, form=form)
    first = grids[0].row_number(found.row) + 1
    return Shown(grids=grids, headings=found.headings, form=form or found.form, first=first)


def _ask_basics(key: str, draft: Draft, said: Correction, shown: Shown) -> Correction:
    """Agency, days and form: as recognised, to be written over."""
    agency = _ask_agency(key, draft, said)
    left, right = st.columns(2)
    dates = {"format": "DD/MM/YYYY", "min_value": date(1995, 1, 1), "max_value": date(2100, 1, 1)}
    period = draft.period
    start = left.date_input(say("Từ ngày"), period and period.start, key=f"from-{key}", **dates)
    end = right.date_input(say("Đến ngày"), period and period.end, key=f"to-{key}", **dates)
    form = _ask_form(key, said.form or (shown.form if draft.refused else draft.form))
    index = ask_index(f"index-{key}", said.index) if shown.form == RANKING else said.index
    is_new = start and end and start <= end and Period(start, end) != period
    return Correction(
        agency=agency or said.agency,
        period=f"{start.isoformat()}/{end.isoformat()}" if is_new else said.period,
        form=form if form != draft.form else said.form,
        index=index,
    )


def _ask_agency(key: str, draft: Draft, said: Correction) -> str | None:
    agencies = cached.catalog().agencies
    known = agencies.label(draft.agency) if draft.agency else say("Huyện Cao Lộc, hoặc mã")
    typed = st.text_input(
        say("Đơn vị báo cáo"), said.agency or "", key=f"agency-{key}", placeholder=known,
        help=say("Để trống thì theo tệp. Trùng tên thì ghi mã."),
    )  # fmt: skip
    return typed.strip() or None


def _ask_form(key: str, current: str | None) -> str:
    forms = {form.id: form.name for form in cached.reference().forms} | {
        PROSE: say("Văn bản (câu chữ)")
    }
    ids = list(forms)
    index = ids.index(current) if current in forms else None
    return st.selectbox(
        say("Biểu"), ids, index=index, format_func=forms.get, key=f"form-{key}",
        placeholder=say("Chọn biểu"),
    )  # fmt: skip


def _ask_headings(key: str, shown: Shown) -> tuple[tuple[str, str], ...]:
    """Every heading beside what it is taken for; who corrects it teaches the next report."""
    if not shown.headings:
        return ()
    words = meanings(cached.reference(), cached.reference().form(shown.form or ""))
    targets = {label: target for target, label in words.items()}
    rows = pd.DataFrame(
        {
            "heading": [choice.text for choice in shown.headings],
            "sample": [choice.sample for choice in shown.headings],
            "meaning": [words.get(choice.target) for choice in shown.headings],
            "how": [say(CERTAINTY[choice.how]) for choice in shown.headings],
        }
    )
    st.caption(say("Cách hiểu từng cột; cách đã chọn được nhớ cho báo cáo sau của đơn vị này."))
    chosen = st.data_editor(
        rows,
        column_config={
            "heading": st.column_config.TextColumn(say("Tiêu đề trong tệp"), width="medium"),
            "sample": say("Ví dụ"),
            "meaning": st.column_config.SelectboxColumn(
                say("Hiểu là"), options=list(targets), width="medium"
            ),
            "how": say("Độ chắc"),
        },
        disabled=["heading", "sample", "how"],
        hide_index=True,
        key=f"headings-{key}",
        alt=say("Cách hiểu từng cột"),
        placeholder=say("Chưa hiểu, chọn ở đây"),
    )
    return explained(shown.headings, [targets.get(words) for words in chosen["meaning"]])


def _ask_cells(key: str, draft: Draft, shown: Shown, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The rows something was found in, as they stand in the file, to be typed over."""
    grid = shown.grid(draft.sheet)
    if grid is None:
        return edits
    said = rows_to_correct(grid, draft.findings, edits)
    said = {row: why for row, why in said.items() if row >= shown.first}
    if not said:
        return edits
    st.caption(say("Các dòng cần xem, như trong tệp: sửa ngay tại ô. Tệp gốc được giữ nguyên."))
    rows = cell_rows(grid, said, edits)
    heads = column_names(grid, shown.headings)
    typed = st.data_editor(
        rows,
        disabled=[LINE, WHY],
        hide_index=True,
        key=f"cells-{key}",
        alt=say("Các dòng cần xem"),
        column_config=heads | {LINE: say(LINE), WHY: say(WHY)},
        placeholder="",
    )
    return edits_of(grid, typed)


def column_names(grid: Grid, headings: Sequence[HeadingChoice]) -> dict[str, str]:
    """What heads each column of the rows to correct: "F · Đúng hạn"."""
    named = {choice.column: choice.text.split(" > ")[-1] for choice in headings}
    names = {}
    for column in range(grid.width):
        mark = column_letters(column + 1) if grid.name else str(column + 1)
        names[str(column + 1)] = f"{mark} · {named[column]}" if column in named else mark
    return names


def rows_to_correct(
    grid: Grid, findings: Sequence[Finding], edits: Sequence[Edit]
) -> dict[int, str]:
    """The rows in question and the ones corrected already, with what was said about them."""
    said = {row: " ".join(texts) for row, texts in rows_in_question(grid, findings).items()}
    corrected = {edit.row: say("Đã sửa.") for edit in edits if edit.sheet == grid.name}
    return dict(sorted((corrected | said).items())[:MOST_ROWS])


def cell_rows(grid: Grid, said: dict[int, str], edits: Sequence[Edit]) -> pd.DataFrame:
    """Rows of a sheet as texts, corrected cells as corrected; one column for every one of it."""
    new = {(e.row, e.column): e.value for e in edits if e.sheet == grid.name}
    rows = []
    for number, why in said.items():
        cells = grid.cells[row_index(grid, number)]
        texts = [new.get((number, column), cell_text(cell)) for column, cell in enumerate(cells, 1)]
        rows.append([number, *texts, why])
    return pd.DataFrame(rows, columns=[LINE, *map(str, range(1, grid.width + 1)), WHY])


def edits_of(grid: Grid, typed: pd.DataFrame) -> tuple[Edit, ...]:
    """What differs from the file."""
    edits = []
    for _, row in typed.iterrows():
        cells = grid.cells[row_index(grid, int(row[LINE]))]
        for column, cell in enumerate(cells, 1):
            was, value = cell_text(cell), row[str(column)]
            value = value if isinstance(value, str) else ""
            if value != was:
                edits.append(
                    Edit(sheet=grid.name, row=int(row[LINE]), column=column, was=was, value=value)
                )
    return tuple(edits)
