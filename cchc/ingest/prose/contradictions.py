"""Contradictions that stand in the words: changes, bases, units and years, with the arithmetic."""

from collections.abc import Iterator
from itertools import combinations

from cchc.catalog.catalog import Catalog
from cchc.figures import Finding
from cchc.ingest.prose.proposals import Proposal, Reading
from cchc.ingest.prose.said import Said
from cchc.vietnamese import number, percent, signed

_PROCEDURES = {"procedures_one_stop", "procedures_total"}
_DOSSIERS = {"dossiers_resolved", "dossiers_received"}
_ALL = 100
# A whole and the levels it is made of.
_WHOLES = (
    ("district_total", ("district", "commune_all")),
    ("province_total", ("province", "district_all", "commune_all")),
)
_BCCI = ("bcci_procedures_rate", "bcci_received_rate", "bcci_returned_rate")


def contradictions_in_words(
    reading: Reading, said: list[Said], catalog: Catalog
) -> Iterator[Finding]:
    """What a careful reader objects to, that no sum over counts shows."""
    yield from _tasks_not_accounted_for(reading)
    yield from _plan_exceeded(reading, catalog)
    yield from _rank_against_score(reading)
    yield from _two_things_counted(reading)
    yield from _targets_on_two_bases(reading)
    yield from _other_years(reading, said)
    yield from _levels_apart(reading, catalog)
    yield from _all_and_yet_late(reading)


def _levels_apart(reading: Reading, catalog: Catalog) -> Iterator[Finding]:
    """«toàn huyện 10.000, trong đó cấp huyện 2.000, cấp xã 7.500»: 500 are nobody's."""
    levels: dict[tuple, dict[str | None, Proposal]] = {}
    bodies: dict[tuple, float] = {}  # of single offices, which are of no level
    for proposal in reading.proposals:
        f = proposal.figure
        is_count = catalog.indicators.get(f.indicator).unit == "hồ sơ"
        if not is_count or f.kind != "actual" or f.approx:
            continue
        what = f.start, f.end, f.indicator
        levels.setdefault((f.agency, *what, f.breakdown), {}).setdefault(f.level, proposal)
        if f.level == "department":
            bodies[what] = bodies.get(what, 0) + f.value
    for (_, *what, _), told in levels.items():
        for whole, parts in _WHOLES:
            if whole in told and all(part in told for part in parts):
                rest = bodies.get(tuple(what), 0)
                yield from _sum_of_levels(told[whole], [told[p] for p in parts], rest, catalog)


def _sum_of_levels(
    whole: Proposal, parts: list[Proposal], rest: float, catalog: Catalog
) -> Iterator[Finding]:
    values = [part.figure.value for part in parts]
    if whole.figure.value - sum(values) in (0, rest):
        return
    name = catalog.indicators.get(whole.figure.indicator).short
    shown = " + ".join(number(value) for value in values)
    yield _finding(
        "levels_mismatch", "doubt", whole,
        f"Câu {whole.sentence}: {name} của cả địa bàn ghi {number(whole.figure.value)}, nhưng các "
        f"cấp cộng lại {shown} = {number(sum(values))} (lệch "
        f"{signed(whole.figure.value - sum(values))}); đề nghị kiểm tra lại.",
        stated=whole.figure.value, expected=sum(values),
    )  # fmt: skip


def _all_and_yet_late(reading: Reading) -> Iterator[Finding]:
    """«đúng hạn đạt 100%, có 12 hồ sơ quá hạn»."""
    for rate, late in _beside(reading, "on_time_rate", "dossiers_overdue"):
        if rate.figure.value == _ALL and rate.figure.kind == "actual" and late.figure.value:
            yield _finding(
                "all_and_yet_late", "doubt", rate,
                f"Câu {rate.sentence}: ghi 100 % đúng hạn, nhưng câu {late.sentence} ghi "
                f"{number(late.figure.value)} hồ sơ quá hạn; đề nghị kiểm tra lại.",
                stated=rate.figure.value,
            )  # fmt: skip


def _beside(reading: Reading, *codes: str) -> Iterator[tuple[Proposal, ...]]:
    """Sets of proposals of one agency, level and period with the codes asked for."""
    groups: dict[tuple, dict[str, Proposal]] = {}
    for proposal in reading.proposals:
        f = proposal.figure
        group = groups.setdefault((f.agency, f.level, f.start, f.end, f.breakdown), {})
        group.setdefault(f.indicator, proposal)
    for group in groups.values():
        if all(code in group for code in codes):
            yield tuple(group[code] for code in codes)


def _finding(rule: str, severity: str, proposal: Proposal, message: str, **more) -> Finding:
    return Finding(
        rule=rule, severity=severity, where=f"câu {proposal.sentence}",
        agency=proposal.figure.agency, indicator=proposal.figure.indicator, message=message, **more,
    )  # fmt: skip


def _tasks_not_accounted_for(reading: Reading) -> Iterator[Finding]:
    """38 tasks, 34 on time: 4 of which nothing is said."""
    for assigned, on_time in _beside(reading, "tasks_assigned", "tasks_done_on_time"):
        told = {"tasks_done", "tasks_in_progress", "tasks_done_late", "tasks_overdue"}
        others = [p for p in reading.proposals if p.figure.indicator in told
                  and p.figure.agency == assigned.figure.agency]  # fmt: skip
        missing = assigned.figure.value - on_time.figure.value
        if missing > 0 and not others:
            yield _finding(
                "tasks_unaccounted", "doubt", on_time,
                f"Câu {on_time.sentence}: giao {number(assigned.figure.value)} nhiệm vụ, trước và "
                f"đúng hạn {number(on_time.figure.value)}; {number(assigned.figure.value)} − "
                f"{number(on_time.figure.value)} = {number(missing)} nhiệm vụ không nêu kết quả.",
                stated=on_time.figure.value, expected=assigned.figure.value,
            )  # fmt: skip


def _plan_exceeded(reading: Reading, catalog: Catalog) -> Iterator[Finding]:
    """«đạt 89,58%, vượt 3,58% so với kế hoạch»: points, and the plan was 86 %."""
    codes = ("online_procedure_rate", "online_procedure_rate_vs_plan")
    for rate, beyond in _beside(reading, *codes):
        plan = round(rate.figure.value - beyond.figure.value, 6)
        yield _finding(
            "plan_implied", "note", beyond,
            f"Câu {beyond.sentence}: vượt {number(beyond.figure.value)} là điểm phần trăm; kế "
            f"hoạch suy ra {number(rate.figure.value)} − {number(beyond.figure.value)} = "
            f"{percent(plan, None)}.",
            stated=beyond.figure.value, expected=plan,
        )  # fmt: skip


def _rank_against_score(reading: Reading) -> Iterator[Finding]:
    """The rank fell while the score rose: possible, and to be shown together."""
    for rank, score in _beside(reading, "cchc_rank_change", "cchc_index_change"):
        if rank.figure.value * score.figure.value < 0:
            yield _finding(
                "rank_against_score", "note", rank,
                f"Câu {rank.sentence}: thứ hạng {signed(rank.figure.value)} bậc trong khi chỉ số "
                f"{signed(score.figure.value)}: điều này có thể xảy ra, hãy trình bày cả hai.",
                stated=rank.figure.value,
            )  # fmt: skip


def _two_things_counted(reading: Reading) -> Iterator[Finding]:
    """«tiếp nhận 213/250 thủ tục, giải quyết 42/43 hồ sơ»: two things counted in one clause."""
    by_sentence: dict[int, list[Proposal]] = {}
    for proposal in reading.proposals:
        by_sentence.setdefault(proposal.sentence, []).append(proposal)
    for sentence, proposals in by_sentence.items():
        procedures = [p for p in proposals if p.figure.indicator in _PROCEDURES]
        dossiers = [p for p in proposals if p.figure.indicator in _DOSSIERS]
        if len(procedures) > 1 and len(dossiers) > 1:
            yield _finding(
                "procedures_beside_dossiers", "note", procedures[0],
                f"Câu {sentence}: {procedures[0].raw} đếm thủ tục, {dossiers[0].raw} đếm hồ sơ; "
                "hai loại không cộng, không chia cho nhau.",
            )  # fmt: skip


def _targets_on_two_bases(reading: Reading) -> Iterator[Finding]:
    """Targets for post: two shares of procedures and one of dossiers."""
    found = [
        p for p in reading.proposals if p.figure.indicator in _BCCI and p.figure.kind == "target"
    ]
    for first, second in combinations(found, 2):
        if _base_of(first) != _base_of(second):
            shares = "; ".join(f"{percent(p.figure.value, None)} của {_base_of(p)}" for p in found)
            yield _finding(
                "targets_on_two_bases", "note", first,
                f"Câu {first.sentence}: các chỉ tiêu bưu chính công ích tính trên gốc khác nhau "
                f"({shares}): không so sánh được với nhau.",
            )  # fmt: skip
            return


def _base_of(proposal: Proposal) -> str:
    """Thủ tục or hồ sơ, as printed behind the share."""
    behind = proposal.figure.quote[proposal.span[1] : proposal.span[1] + 25].lower()
    return "hồ sơ" if "hồ sơ" in behind else "thủ tục"


def _other_years(reading: Reading, said: list[Said]) -> Iterator[Finding]:
    """An index of another year than the report's: «chỉ số DDCI năm 2019» in a report on 2020."""
    main = reading.period
    for proposal, one in zip(reading.proposals, said, strict=True):
        if not (
            main
            and proposal.period
            and one.mention.meaning.measure.family == "index"
            and one.is_dated
        ):
            continue
        if proposal.period.year != main.year and proposal.figure.kind != "target":
            yield _finding(
                "other_reference_year", "note", proposal,
                f"Câu {proposal.sentence}: {proposal.raw} là của năm {proposal.period.year}, báo "
                f"cáo là của năm {main.year}.",
                stated=proposal.period.year, expected=main.year,
            )  # fmt: skip
            return
