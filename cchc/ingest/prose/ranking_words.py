"""When a number is a place in a ranking: «xếp thứ 8/12», «vị trí 8/63», «đứng thứ nhất»."""

from cchc.ingest.prose.marked import Marked
from cchc.ingest.prose.number_values import Number
from cchc.ingest.prose.number_words import ordinal
from cchc.vietnamese import fold

_RANK_NOUN = 12  # words before a pair among which «thứ hạng» makes it a rank
# Units under which a number may be a place all the same: «vị trí 8/63 tỉnh, thành phố».
_AMONG = {None, "province", "district", "commune", "agency", "department"}


def is_ranked(marked: Marked, number: Number, unit: str | None) -> bool:
    """Whether the number is a place in a ranking and not a count or a change of places."""
    is_ministries = unit == "dossier" and marked.word(number.after) == "bộ"  # «thứ 6/17 bộ»
    if unit not in _AMONG and not (is_ministries and number.pair):
        return False
    firm = number.pair is None or unit is not None
    if _follows_ranking(marked, number.first, firm=firm):
        return True
    return number.pair is not None and _is_noun_near(marked, number.first)


def place_in_words(marked: Marked, place: int) -> Number | None:
    """«xếp thứ nhất», «đứng thứ hai», «xếp hạng ba»."""
    is_place = marked.word(place - 1) == "thứ" or (
        marked.word(place - 1) == "hạng"
        and (marked.word(place - 2) in ("xếp", "đứng") or marked.is_of_index)
    )
    if not is_place or not _follows_ranking(marked, place, firm=True):
        return None
    value, token = ordinal(marked.word(place)), marked.tokens[place]
    after = place + 3 if marked.word(place + 1) == "/" else place + 1  # «thứ nhất/16 xã»
    return value and Number(
        first=place, last=place + 1, after=after, start=token.start, end=token.end,
        raw=token.text, value=value, unit="rank",
    )  # fmt: skip


def _follows_ranking(marked: Marked, place: int, *, firm: bool) -> bool:
    """Whether words of ranking end at a token; `firm` asks for more than a bare «thứ»."""
    hits = [hit for hit in marked.ending.get(place, ()) if "rank.before" in hit.labels]
    if not hits:
        return False
    first = max(0, min(hit.first for hit in hits) - 2)
    words = {marked.word(p) for p in range(first, place)}
    texts = marked.lexicon.signs["rank"]["firm"]
    ranking = {fold(word) for text in texts for word in text.split()} - {"thứ"}
    return not firm or bool(words & ranking) or _begins_clause(marked, place - 1)


def _begins_clause(marked: Marked, place: int) -> bool:
    """Whether a token opens the sentence or follows a mark or «và»."""
    return place == 0 or marked.word(place - 1) in (",", ";", ":", "(", "và")


def _is_noun_near(marked: Marked, place: int) -> bool:
    """«thứ hạng giảm từ 51/63 xuống 56/63»: a noun of ranking a few words before."""
    near = range(max(0, place - _RANK_NOUN), place)
    return any("rank.noun" in h.labels for p in near for h in marked.starting.get(p, ()))
