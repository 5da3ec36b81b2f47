"""One figure as a sentence says it, before it becomes a proposal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cchc.figures import Figure
from cchc.ingest.prose.asked import Mention
from cchc.ingest.prose.lexicon import Measure
from cchc.ingest.prose.number_values import Number
from cchc.ingest.prose.proposals import LIKELY, SURE, UNSURE, Alternative, Proposal
from cchc.ingest.prose.scope import Scope
from cchc.ingest.prose.sentences import Sentence
from cchc.periods import Period

_WHOLE = 100  # percent
_MAY_EXCEED = ("online_dossiers_vs_same_period_rate",)
_PRECISIONS = ("at_least", "nearly", "about")
# How far from the number its meaning stood, in words for the person who confirms.
_SOURCES = {
    "part": "hiểu theo tổng số đứng trước",
    "previous": "hiểu theo con số đứng trước",
    "target": "hiểu theo chỉ tiêu nêu trước",
    "lead": "hiểu theo chủ đề của câu",
    "carried": "hiểu theo câu trước",
}
_COMPARED = r"\bso (?:sánh )?với ([^.;,():]{3,60}?)(?=[.;,():]| nhưng | và | tuy | tăng | giảm |$)"
_BASE_BEHIND = re.compile(rf"[^.;,()]{{0,30}}?{_COMPARED}")
_BASE_BEFORE = re.compile(_COMPARED)
_DOUBTS = {
    "separator": "dấu phẩy có thể là dấu thập phân",
    "spaced": "con số bị tách bởi dấu cách",
    "word": "số viết bằng chữ",
}


@dataclass(frozen=True, kw_only=True)
class Said:
    """A code and value with its sentence, scope, period and kind."""

    code: str
    value: float
    number: Number
    mention: Mention
    sentence: Sentence
    scope: Scope
    period: Period | None
    kind: str
    is_dated: bool
    level: str | None
    breakdown: str | None = None
    denominator: str | None = None  # of a share: the count it is of, where the text says which
    of: int | None = None
    alternatives: tuple[Alternative, ...] = ()
    why: tuple[str, ...] = ()
    is_doubtful: bool = False

    @property
    def key(self) -> tuple:
        """What makes it one figure: whose, when, what, which kind."""
        return self.scope.agency, self.level, self.period, self.code, self.kind, self.breakdown

    def doubted(self, why: str) -> "Said":
        """The same, to be looked at by somebody, for a reason."""
        return replace(self, is_doubtful=True, why=(*self.why, why))


def figures_said(
    mention: Mention,
    *,
    sentence: Sentence,
    scope: Scope,
    level: str | None,
    period: Period | None,
    kind: str,
    is_dated: bool,
    breakdown: str | None,
) -> Iterator[Said]:
    """The figure of a number; of a pair or a range, both its figures."""
    measure, number = mention.meaning.measure, mention.number
    value = number.value * (mention.role.sign if measure.change else 1)
    is_rank = measure.unit == "rank"
    first = Said(
        code=measure.code, value=value, number=number, mention=mention, sentence=sentence,
        scope=scope, level=level, period=period, kind=kind, is_dated=is_dated,
        breakdown=breakdown, of=int(number.pair.value) if is_rank and number.pair else None,
        alternatives=_alternatives(measure, value),
    )  # fmt: skip
    if measure.unit == "percent" and value > _WHOLE and measure.code not in _MAY_EXCEED:
        first = replace(first, is_doubtful=True, why=("tỷ lệ lớn hơn 100 %",))
    yield first
    if number.pair and measure.whole and not is_rank:
        yield replace(
            first, code=measure.whole, value=number.pair.value, number=number.pair, alternatives=()
        )
    if number.range_end and measure.role == "lowest":
        highest = measure.code.replace("_min", "_max")
        yield replace(first, code=highest, value=number.range_end.value, number=number.range_end)


def _alternatives(measure: Measure, value: float) -> tuple[Alternative, ...]:
    return tuple(
        Alternative(indicator=code, value=value, reason="lời văn cho phép cả hai cách hiểu")
        for code in measure.alternatives
    )


def proposal_of(said: Said, *, label: str | None) -> Proposal:
    """The proposal a person sees; `label` names its period as the text does."""
    period = said.period
    number, text = said.number, said.sentence.text
    figure = Figure(
        agency=said.scope.agency, level=said.level, start=period and period.start,
        end=period and period.end, indicator=said.code, value=said.value, kind=said.kind,
        breakdown=said.breakdown, denominator=said.denominator, of=said.of,
        approx=number.approx if number.approx in _PRECISIONS else None,
        place=f"câu {said.sentence.number}", quote=text,
    )  # fmt: skip
    why = _reasons(said)
    return Proposal(
        figure=figure, sentence=said.sentence.number, span=_span(number, text),
        raw=number.raw, period=period, period_label=label, confidence=_confidence(said), why=why,
        alternatives=said.alternatives, base=_base_of(said),
    )  # fmt: skip


def _span(number: Number, text: str) -> tuple[int, int]:
    """Where the number is printed; of a pair, the half that is meant."""
    own = number.start + len(number.raw)
    return number.start, own if text[number.start : own] == number.raw else number.end


def _base_of(said: Said) -> str | None:
    """What a change is measured against, as printed: «năm 2019», «kế hoạch»."""
    if said.kind != "change":
        return None
    text = said.sentence.text
    behind = _BASE_BEHIND.match(text, said.number.end)
    before = list(_BASE_BEFORE.finditer(text, 0, said.number.start))
    found = behind or (before[-1] if before else None)
    return found[1].strip() if found else None


def _reasons(said: Said) -> tuple[str, ...]:
    """Why the reading is less than certain."""
    source = said.mention.meaning.source
    why = [_SOURCES[source]] if source in _SOURCES else []
    why += [_DOUBTS[doubt] for doubt in said.number.doubts if doubt in _DOUBTS]
    if said.period is None:
        why.append("văn bản không nêu năm")
    elif not said.is_dated:
        why.append("kỳ lấy từ câu khác")
    if not said.scope.is_said:
        why.append("cấp lấy theo đơn vị của báo cáo")
    if said.scope.agency is None:
        why.append("không rõ đơn vị")
    return (*why, *said.why)


def _confidence(said: Said) -> str:
    """In words: sure where its own clause says it, unsure where it was carried over."""
    risky = {"separator", "spaced"} & set(said.number.doubts)
    unplaced = said.period is None or said.scope.agency is None
    if said.is_doubtful or risky or unplaced or said.mention.meaning.source == "carried":
        return UNSURE
    if said.mention.meaning.source in ("lead", "part", "previous", "target") or said.alternatives:
        return LIKELY
    return SURE
