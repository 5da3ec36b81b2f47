"""What is said of a rank that moved: one sentence, the names behind it, what it takes to rise."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cchc.catalog.indicator import Indicator
from cchc.charts.rank_periods import period_named
from cchc.charts.wording import HARD_SPACE, rank_shown
from cchc.indicators.rank_reasons import Reason
from cchc.languages import later, say
from cchc.ui import cached
from cchc.ui.ranking import asking
from cchc.vietnamese import number

NAMED = 3  # units by name within the sentence
LISTED = 8  # and in the notes beneath
PARTS = {
    "own": later("Chính đơn vị tăng, giảm"),
    "others": later("Các đơn vị khác tăng, giảm"),
    "field": later("Đơn vị vào, ra, sáp nhập"),
}
Names = Mapping[str, str]  # series → name


def reason_sentence(
    reason: Reason, names: Names, indicator: Indicator, labels: tuple[str, str]
) -> str:
    """Why the unit moved, in one sentence; or why that cannot be said. `labels`: before, now."""
    if reason.kind == "scores":
        return _moved(reason, names, indicator)
    said = {
        "name": names[reason.series],
        "rank": rank_shown(reason.rank, reason.of),
        "before": rank_shown(reason.rank_before, reason.of_before),
        "then": period_named(labels[0]),
        "now": period_named(labels[1]),
    }
    if reason.kind == "unranked":
        return say("{name} không được xếp hạng {now}", **said)
    if reason.kind == "new":
        return say("{name} {rank} {now}; {then} chưa có hạng để so", **said)
    if reason.kind == "units":
        return say(
            "{name} {rank}; {then} {before}: không so được vì đơn vị hành chính đã sắp xếp lại",
            **said,
        )
    if reason.kind == "block":
        return say("{name} {rank}; {then} {before} nhưng ở khối khác nên không so", **said)
    if reason.kind == "method":
        return say(
            "{name} từ {before} sang {rank}, nhưng cách tính đã đổi: không quy cho điểm số của ai",
            **said,
        )
    return say(
        "{name} từ {before} sang {rank}; chưa đủ điểm của mọi đơn vị để tách nguyên nhân", **said
    )


def _moved(reason: Reason, names: Names, indicator: Indicator) -> str:
    """The sentence where the parts are known: own change of score, places, and thanks to whom."""
    change, move = reason.score_change, reason.move
    said = {
        "name": names[reason.series],
        "moved": say("tăng") if change > 0 else say("giảm"),
        "change": amount(change, indicator),
        "n": abs(reason.places),
        "rank": reason.rank,
    }
    if reason.places == 0:
        return _stayed(said, move, change)
    is_better = (change > 0) == (indicator.better != "lower")
    if reason.places < 0:
        return _fell(said, move, names, change=change, is_better=is_better)
    return _rose(said, move, names, change=change, is_better=is_better)


def _stayed(said: dict, move, change: float) -> str:
    if change == 0:
        return say("{name} giữ nguyên điểm và giữ hạng {rank}", **said)
    if not move.passed and not move.passed_by:
        return say("{name} {moved} {change} và giữ hạng {rank}, không ai vượt ai", **said)
    counts = {"up": len(move.passed), "down": len(move.passed_by)}
    return say(
        "{name} {moved} {change} và giữ hạng {rank}: vượt {up} đơn vị, {down} đơn vị vượt lên",
        **said, **counts,
    )  # fmt: skip


def _fell(said: dict, move, names: Names, *, change: float, is_better: bool) -> str:
    if not move.passed_by:
        said |= _who(move.came_ahead, names)
        return say("{name} tụt {n} bậc vì {k} đơn vị mới vào bảng đứng trên: {names}", **said)
    said |= _who(move.passed_by, names)
    if change == 0:
        return say("{name} giữ điểm mà tụt {n} bậc vì {k} đơn vị vượt lên: {names}", **said)
    if is_better:
        return say(
            "{name} {moved} {change} nhưng tụt {n} bậc vì {k} đơn vị {moved} nhiều hơn: {names}",
            **said,
        )
    return say("{name} {moved} {change} và tụt {n} bậc; {k} đơn vị vượt lên: {names}", **said)


def _rose(said: dict, move, names: Names, *, change: float, is_better: bool) -> str:
    if not move.passed:
        said |= _who(move.left_ahead, names)
        return say("{name} lên {n} bậc vì {k} đơn vị đứng trên rời bảng: {names}", **said)
    said |= _who(move.passed, names)
    if change == 0:
        return say("{name} giữ điểm mà lên {n} bậc vì {k} đơn vị tụt xuống: {names}", **said)
    if is_better:
        return say("{name} {moved} {change} và lên {n} bậc, vượt {k} đơn vị: {names}", **said)
    return say(
        "{name} {moved} {change} nhưng vẫn lên {n} bậc vì {k} đơn vị {moved} nhiều hơn: {names}",
        **said,
    )


def _who(units: Sequence[str], names: Names) -> dict:
    return {"k": len(units), "names": listed(units, names, most=NAMED)}


def listed(units: Sequence[str], names: Names, *, most: int) -> str:
    """ "A, B, C và 5 đơn vị khác"."""
    said = ", ".join(names.get(unit, unit) for unit in units[:most])
    if len(units) <= most:
        return said
    return say("{names} và {n} đơn vị khác", names=said, n=len(units) - most)


def amount(change: float, indicator: Indicator) -> str:
    """How much, without sign: "1,20 điểm", "0,08 điểm %"; what is something is never shown as 0."""
    decimals = indicator.decimals
    while decimals < 6 and change and abs(change) < 0.5 * 10**-decimals:
        decimals += 1
    unit = say("điểm %") if indicator.unit == "%" else indicator.unit
    return f"{number(abs(change), decimals)} {say(unit) if unit else ''}".replace(" ", HARD_SPACE)


def reason_notes(reason: Reason, names: Names, ended: Mapping[str, str]) -> list[str]:
    """Who passed whom, who came and who went; `ended` says of some what became of them."""
    if reason.move is None:
        return []
    move, name = reason.move, names[reason.series]
    left = [f"{names.get(one, one)}{ended.get(one, '')}" for one in move.left]
    lists = (
        (say("Vượt lên trên {name}: {names}.", name=name, names="{names}"), move.passed_by),
        (say("{name} vượt: {names}.", name=name, names="{names}"), move.passed),
        (say("Mới vào bảng: {names}."), move.came),
    )
    notes = [text.format(names=listed(units, names, most=LISTED)) for text, units in lists if units]
    if left:
        notes.append(say("Rời bảng: {names}.").format(names=", ".join(left)))
    return notes


def caution(row: pd.Series, indicator: Indicator) -> str:
    """Where the earlier rank is among those that chance alone leaves possible; else empty."""
    if pd.isna(row["rank_low"]) or pd.isna(row["rank_change"]) or not row["rank_change"]:
        return ""
    if not is_by_chance(row, indicator):
        return ""
    low, high = int(row["rank_low"]), int(row["rank_high"])
    if not low <= row["rank_before"] <= high:
        return ""
    return say("chưa chắc đã khác trước, hạng có thể từ {low} đến {high}", low=low, high=high)


def is_by_chance(row: pd.Series, indicator: Indicator) -> bool:
    """Whether the range of a rank comes from counts, not from the rounding of scores."""
    return indicator.kind == "rate" and not pd.isna(row["denominator"])


def range_note(row: pd.Series, block: pd.DataFrame, indicator: Indicator) -> str:
    """How sure the rank is, and with how many it is level."""
    if pd.isna(row["rank_low"]):
        return ""
    peers = int((block["group"] == row["group"]).sum()) - 1
    said = {
        "rank": asking.capital(rank_shown(row["rank"], row["of"])),
        "low": int(row["rank_low"]),
        "high": int(row["rank_high"]),
        "n": peers,
    }
    if not is_by_chance(row, indicator):
        return _by_rounding(said)
    if said["low"] == said["high"]:
        return say("{rank}: chắc chắn, số hồ sơ đủ nhiều để phân biệt.", **said)
    if not peers:
        return say(
            "{rank}, có thể từ {low} đến {high}: chỉ do dao động ngẫu nhiên của số hồ sơ.", **said
        )
    return say(
        "{rank}, có thể từ {low} đến {high}: chỉ do dao động ngẫu nhiên của số hồ sơ; "
        "cùng nhóm, chưa phân biệt rõ, với {n} đơn vị khác.", **said,
    )  # fmt: skip


def _by_rounding(said: dict) -> str:
    if not said["n"]:
        return say("{rank}; điểm không kèm sai số lấy mẫu, chỉ xét làm tròn.", **said)
    return say(
        "{rank}, cùng nhóm với {n} đơn vị có điểm gần như bằng; điểm không kèm sai số lấy mẫu.",
        **said,
    )


def step_sentence(
    steps: pd.DataFrame, row: pd.Series, block: pd.DataFrame, indicator: Indicator
) -> str:
    """What the nearest better place takes, in dossiers for rates, else in points; or the lead."""
    if steps.empty:
        return _lead_sentence(row, block, indicator)
    step = steps.iloc[0]
    if pd.isna(step["dossiers"]):
        points = amount(step["points"], indicator)
        return say(
            "{name} thêm {points} là bằng hạng {rank}",
            name=row["short"], points=points, rank=int(step["rank"]),
        )  # fmt: skip
    known = cached.catalog().indicators
    said = {
        "name": row["short"],
        "n": number(step["dossiers"], 0),
        "what": _lower(known.get(indicator.numerator).name),
        "rank": int(step["rank"]),
    }
    if indicator.better == "lower":
        return say("{name} bớt {n} {what} là bằng hạng {rank}", **said)
    return say("{name} thêm {n} {what} là bằng hạng {rank}", **said)


def _lead_sentence(row: pd.Series, block: pd.DataFrame, indicator: Indicator) -> str:
    """Of the first: how far the next one is; of a unit that is not ranked, that it is not."""
    if pd.isna(row["rank"]) or row["rank"] != 1 or pd.isna(row["score"]):
        return say("Chưa đủ điểm đã công bố để nói cần thêm bao nhiêu")
    next_place = 1 + int((block["rank"] == 1).sum())
    behind = block[(block["rank"] == next_place) & block["score"].notna()]
    if behind.empty:
        return say("{name} đang dẫn đầu", name=row["short"])
    lead = amount(row["score"] - behind["score"].iloc[0], indicator)
    return say("{name} đang dẫn đầu, hơn hạng kế {lead}", name=row["short"], lead=lead)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
