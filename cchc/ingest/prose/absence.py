"""«không có hồ sơ quá hạn» is the number 0, unless it is only wished for or said of some."""

from cchc.ingest.prose.marked import Marked
from cchc.ingest.prose.number_values import Number
from cchc.ingest.prose.phrases import Hit

# What may be absent, and the states of it whose absence is a figure.
_STATES = {"dossier": {"overdue", "returned"}, "agency": {"weak", "average"}, "task": {"overdue"}}
_FILLERS = {"tình", "trạng", "một", "bất", "kỳ", "có", "còn", "việc", "nào"}
_REACH = 8  # words within which the state must follow
_MARKS = ",;:()."


def absence_at(marked: Marked, place: int) -> Number | None:
    """The number 0 where a denial of dossiers in some state begins at a token."""
    said = [hit for hit in marked.starting.get(place, ()) if "negation.none" in hit.labels]
    if not said and _is_none_of(marked, place):
        said = [Hit(place, place + 1, frozenset())]
    if not said or _is_wished(marked, place) or _is_of_some(marked, place):
        return None
    last = said[-1].last
    unit, after = marked.unit_of(_past_fillers(marked, last))
    end = _behind_state(marked, after, _STATES.get(unit or "", set()))
    if end is None:
        return None
    start, text = marked.tokens[place].start, marked.sentence.text
    stop = marked.tokens[end - 1].end
    return Number(
        first=place, last=last, after=end, start=start, end=stop, raw=text[start:stop], value=0,
        unit=unit,
    )  # fmt: skip


def also_absent(marked: Marked, number: Number) -> Number | None:
    """«không có đơn vị trung bình, yếu»: the second state is absent as well."""
    place = number.after
    found = marked.lexicon.features.starting_at(marked.tokens, place + 1)
    named = found[-1].labels & _STATES.get(number.unit or "", set()) if found else None
    if number.value or not named or marked.word(place) not in (",", "và", "hoặc", "hay", "/"):
        return None
    first, last = place + 1, found[-1].last
    start, end = marked.tokens[first].start, marked.tokens[last - 1].end
    return Number(
        first=first, last=first, after=last, start=start, end=end,
        raw=marked.sentence.text[start:end], value=0, unit=number.unit,
    )  # fmt: skip


def _is_none_of(marked: Marked, place: int) -> bool:
    """«không hồ sơ nào quá hạn»."""
    unit, after = marked.unit_of(place + 1)
    return marked.word(place) == "không" and unit is not None and marked.word(after) == "nào"


def _past_fillers(marked: Marked, place: int) -> int:
    """The token behind words that say nothing: «tình trạng», «một»."""
    while marked.word(place) in _FILLERS:
        place += 1
    return place


def _behind_state(marked: Marked, place: int, wanted: set[str]) -> int | None:
    """The token behind the state that follows within a few words, before any mark."""
    for start in range(place, min(place + _REACH, len(marked.tokens))):
        if marked.tokens[start].text in _MARKS or marked.tokens[start].is_number:
            return None
        found = marked.lexicon.features.starting_at(marked.tokens, start)
        if found and found[-1].labels & wanted:
            return found[-1].last
    return None


def _is_wished(marked: Marked, place: int) -> bool:
    """Whether a word before it in the clause makes it a wish: «phấn đấu không có …»."""
    for before in range(place - 1, -1, -1):
        if marked.tokens[before].text in ",;:.":
            return False
        if any("negation.unless" in hit.labels for hit in marked.starting.get(before, ())):
            return True
    return False


def _is_of_some(marked: Marked, place: int) -> bool:
    """«9 đơn vị không có hồ sơ quá hạn»: none of theirs, not none at all."""
    return any(
        marked.tokens[before].is_number and marked.unit_of(before + 1)[1] == place
        for before in range(max(0, place - 6), place)
    )
