"""Numbers that are of nobody in particular, and names that are counted rather than reported on."""

from collections.abc import Iterable

from cchc.ingest.prose.asked import Mention
from cchc.ingest.prose.lexicon import FIXED
from cchc.ingest.prose.phrases import Hit
from cchc.ingest.prose.place_joining import PlaceMark

_OPENING = 1  # words after which a sentence has said what it is about


def is_unnamed(
    mention: Mention, cues: Iterable[Hit], marks: Iterable[PlaceMark], *, after: bool
) -> bool:
    """«tỉnh tăng nhiều nhất là 9,39%»: the best of many, without saying which.

    `after` says that the number before it was such a one.
    """
    stretch = mention.stretch
    if not mention.meaning or mention.meaning.measure.family != "index" or not stretch.left:
        return mention.why_not == "unnamed"
    first, last = stretch.left[0].first, stretch.number.after
    labels = {label for hit in cues if first <= hit.first < last for label in hit.labels}
    is_best = bool(labels & {"extreme.highest", "extreme.lowest"})
    behind = stretch.right[0].last if stretch.right else last
    named = any(
        (mark.agency or mark.name) and (first <= mark.first and mark.last <= last
        or last <= mark.first and mark.last <= behind)
        for mark in marks
    )  # fmt: skip
    return is_best and (after or "extreme.unnamed" in labels) and not named


def tells_causes(cues: Iterable[Hit]) -> bool:
    """«Nguyên nhân trễ hạn do …»: the counts that follow are parts of one told before."""
    return any("boundary.cause" in hit.labels and hit.first <= _OPENING for hit in cues)


def is_counted(mark: PlaceMark, features: Iterable[Hit]) -> bool:
    """Whether a mark is inside a phrase for what is counted: «70% số đơn vị hành chính cấp xã»."""
    return any(
        hit.first < mark.first
        and mark.last <= hit.last
        and not {FIXED, "commune_authority"} & hit.labels
        for hit in features
    )
