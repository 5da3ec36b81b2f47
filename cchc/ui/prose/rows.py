"""Proposals as rows that a person corrects, and rows as what is stored; knows no screen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from cchc.catalog.catalog import Catalog
from cchc.errors import CchcError
from cchc.figures import Draft, Figure, Finding, figure_table
from cchc.ingest.prose.proposals import LIKELY, SURE, UNSURE, Proposal, Reading
from cchc.ingest.prose.reading import FORM
from cchc.ingest.tables.numbers import printed, value_of
from cchc.languages import VIETNAMESE, later, say, speaking
from cchc.periods import Period, parse_period
from cchc.ui.levels import level_name
from cchc.vietnamese import number

KIND_NAMES = {
    "actual": later("kết quả"),
    "target": later("chỉ tiêu"),
    "change": later("tăng, giảm"),
}
SURENESS = {SURE: later("● chắc chắn"), LIKELY: later("◐ khá chắc"), UNSURE: later("○ cần xem lại")}
ADDED = later("người thêm")
CORRECTABLE = ("indicator", "value", "agency", "level", "period", "kind")
COLUMNS = (
    "number", "accepted", "value", "indicator", "level", "sureness", "others", "agency", "period",
    "kind", "quote",
)  # fmt: skip
_NUMBER = re.compile(r"\s*([-+−–]?\s*[\d.,]+)")
_MARKED = "【{}】"  # how the number is marked inside a quote of plain text


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What the person made of the proposals: figures, what was left out, what was changed."""

    figures: tuple[Figure, ...] = ()
    notes: tuple[Finding, ...] = ()
    problems: tuple[str, ...] = ()  # why a row that was accepted cannot be stored
    rejected: int = 0
    missing: int = 0  # rows that have a problem


def rows_of(proposals: list[Proposal], catalog: Catalog) -> pd.DataFrame:
    """One row per proposal, COLUMNS; those without doubt are accepted beforehand."""
    rows = [row_of(n, proposal, catalog) for n, proposal in enumerate(proposals, 1)]
    return typed(pd.DataFrame(rows, columns=COLUMNS))


def typed(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns by what they hold, also where all of one is missing."""
    texts = dict.fromkeys(set(COLUMNS) - {"number", "accepted"}, "str")
    return rows.astype({"number": "int64", "accepted": bool} | texts)


def row_of(n: int, proposal: Proposal, catalog: Catalog) -> dict:
    """A proposal in the words of the table; agency, indicator, level and kind by code."""
    figure, indicators = proposal.figure, catalog.indicators
    others = [indicators.get(other.indicator).name for other in proposal.alternatives]
    is_added = ADDED in proposal.why
    return {
        "number": n, "accepted": proposal.is_sure, "indicator": figure.indicator,
        "value": value_text(figure.value, figure.indicator, catalog),
        "sureness": say(ADDED if is_added else SURENESS[proposal.confidence]),
        "others": "; ".join(others), "agency": figure.agency, "level": figure.level,
        "period": period_text(proposal.period), "kind": figure.kind, "quote": marked(proposal),
    }  # fmt: skip


def kind_name(kind: str) -> str:
    """Result, target or change, in words."""
    return say(KIND_NAMES[kind])


def value_text(value: float, indicator: str, catalog: Catalog) -> str:
    """The whole value with its unit, nothing rounded: "98,75 %", "113.468 hồ sơ"."""
    return f"{number(value)} {catalog.indicators.get(indicator).unit}".strip()


def period_text(period: Period | None) -> str:
    """A period that `parse_period` reads again; empty where the text says none."""
    return period.full_name if period else ""


def marked(proposal: Proposal) -> str:
    """The sentence with the number marked."""
    text, (start, end) = proposal.figure.quote or "", proposal.span
    return text[:start] + _MARKED.format(text[start:end]) + text[end:]


def value_of_text(text: str) -> float | None:
    """ "98,75 %" as 98.75, as written in Vietnam; None where no number stands at the beginning."""
    found = _NUMBER.match(text or "")
    read = printed(found[1]) if found else None
    return float(value_of(read, ",")) if read else None


# --- what the person made of it


def judged(proposals: list[Proposal], rows: pd.DataFrame, catalog: Catalog) -> Judged:
    """The accepted rows as figures; each correction, rejection and addition as a note."""
    figures, notes, problems, rejected = {}, [], {}, 0
    for proposal, row in zip(proposals, _records(rows), strict=True):
        if not row["accepted"]:
            rejected += 1
            notes += _rejection(proposal, catalog)
            continue
        try:
            figure = figure_of(proposal, row, catalog)
        except CchcError as wrong:
            problems.setdefault(str(wrong), []).append(row["number"])
            continue
        figures[row["number"]] = figure
        notes += _corrections(proposal, figure, catalog)
    said = [
        say("Dòng {listed}: {why}", listed=_listed(rows), why=why) for why, rows in problems.items()
    ]
    said += [
        say("Dòng {rows}: cùng một số liệu (cùng chỉ tiêu, đơn vị, phạm vi, kỳ, loại). Chỉ nhận "
            "một dòng, hoặc sửa cho khác nhau.", rows=_listed(rows))
        for rows in _told_twice(figures)
    ]  # fmt: skip
    return Judged(
        figures=tuple(figures.values()), notes=tuple(notes), problems=tuple(said),
        rejected=rejected, missing=sum(map(len, problems.values())),
    )  # fmt: skip


def _told_twice(figures: dict[int, Figure]) -> list[list[int]]:
    """Rows that would be stored as one figure, of which only one could stay."""
    same: dict[tuple, list[int]] = {}
    for row, one in figures.items():
        key = (one.agency, one.level, one.start, one.end, one.indicator, one.kind, one.breakdown)
        same.setdefault(key, []).append(row)
    return [rows for rows in same.values() if len(rows) > 1]


def _listed(rows: list[int]) -> str:
    return ", ".join(map(str, rows))


def _records(rows: pd.DataFrame) -> list[dict]:
    """Rows as dicts, what is missing as None."""
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


def figure_of(proposal: Proposal, row: dict, catalog: Catalog) -> Figure:
    """The figure a row says; CchcError says what is missing or cannot be read."""
    said = row_of(row["number"], proposal, catalog)
    changed = {name for name in CORRECTABLE if row[name] != said[name]}
    was = proposal.figure
    period = _period(row["period"]) if "period" in changed else proposal.period
    value = value_of_text(row["value"]) if "value" in changed else was.value
    if period is None:
        raise CchcError(
            say("chưa có kỳ; hãy ghi ở «Kỳ báo cáo» hoặc ở cột Kỳ, ví dụ «6 tháng đầu năm 2024».")
        )
    if value is None:
        raise CchcError(say("giá trị «{value}» không phải là số.", value=row["value"]))
    if not row["agency"]:
        raise CchcError(say("chưa rõ đơn vị; hãy chọn ở cột Đơn vị."))
    of_it = {"breakdown", "denominator", "of"} if "indicator" in changed else set()
    approx = {"approx"} if "value" in changed else set()
    return replace(
        was, agency=row["agency"], level=row["level"], start=period.start, end=period.end,
        indicator=row["indicator"], value=value, kind=row["kind"],
        **dict.fromkeys(of_it | approx),
    )  # fmt: skip


def _period(text: str) -> Period | None:
    return parse_period(text) if (text or "").strip() else None


def _corrections(proposal: Proposal, figure: Figure, catalog: Catalog) -> Iterator[Finding]:
    """What the log says of an accepted row that a person changed or added."""
    was, name = proposal.figure, catalog.indicators.get(figure.indicator).name
    said, kept = _in_words(was, catalog), _in_words(figure, catalog)
    if ADDED in proposal.why:
        yield _note("added_by_person", figure, f"người nhập thêm «{name}»: {kept}.")
    elif said != kept:
        yield _note("corrected_by_person", figure, f"người nhập sửa «{said}» thành «{kept}».")


def _rejection(proposal: Proposal, catalog: Catalog) -> Iterator[Finding]:
    if ADDED not in proposal.why:
        said = _in_words(proposal.figure, catalog)
        yield _note("rejected_by_person", proposal.figure, f"người nhập không nhận «{said}».")


@speaking(VIETNAMESE)
def _in_words(figure: Figure, catalog: Catalog) -> str:
    """ "Hồ sơ đã giải quyết 42 hồ sơ, Huyện Bình Gia, cấp huyện, Quý I/2021, kết quả"."""
    parts = [
        f"{catalog.indicators.get(figure.indicator).name} "
        + value_text(figure.value, figure.indicator, catalog),
        catalog.agencies.label(figure.agency) if figure.agency else say("chưa rõ đơn vị"),
        level_name(figure.level),
        period_text(Period(figure.start, figure.end)) if figure.start else say("chưa rõ kỳ"),
        kind_name(figure.kind),
    ]
    return ", ".join(part for part in parts if part)


def _note(rule: str, figure: Figure, words: str) -> Finding:
    return Finding(
        rule=rule, severity="note", where=figure.place, agency=figure.agency,
        indicator=figure.indicator, stated=figure.value,
        message=f"{(figure.place or '').capitalize()}: {words}",
    )  # fmt: skip


# A person has answered these by accepting or not; what is left contradicts or is not understood.
_ANSWERED = {"uncertain_reading", "no_year"}


def draft_of(judgement: Judged, reading: Reading, *, file: str, sha256: str) -> Draft:
    """What is stored: the accepted figures, what the text contradicts, what the person did."""
    findings = [f for f in reading.findings if f.rule not in _ANSWERED]
    read = len(judgement.figures) + judgement.rejected + len(reading.unread_numbers)
    return Draft(
        file=file, sha256=sha256, form=FORM, agency=reading.agency, period=reading.period,
        rows_read=read, rows_accepted=len(judgement.figures), rows_rejected=judgement.rejected,
        figures=figure_table(list(judgement.figures)), findings=[*findings, *judgement.notes],
    )  # fmt: skip
