"""«A, B và C lần lượt đạt x, y và z»: each number of the list is of the name in the same place."""

from collections.abc import Sequence
from dataclasses import replace

from cchc.ingest.prose.clauses import Fragment, Stretch
from cchc.ingest.prose.lexicon import FIXED
from cchc.ingest.prose.marked import Marked
from cchc.ingest.prose.meaning import CHANGES, LIFE, NOUN_UNITS, WAYS
from cchc.ingest.prose.phrases import Hit
from cchc.ingest.prose.place_joining import PlaceMark

_LEVELS = {"province", "department", "district", "commune"}
_BETWEEN = {",", ";", "và", "thứ"}
_MARKS = {"/", ",", ";", ":", "(", "."}
# Between names with strokes and numbers.
_BEFORE_FILE = {":", ")", "là", "đạt", "có", "lượt", "lần"}
Features = frozenset[str]
Run = tuple[int, ...]  # places of stretches that are told one after the other


def runs_of(stretches: Sequence[Stretch], cue: Hit, marked: Marked) -> list[Run]:
    """The lists of numbers that «lần lượt» speaks of: behind it, or right before it."""
    behind = [p for p, s in enumerate(stretches) if s.number.first >= cue.last]
    before = [p for p, s in enumerate(stretches) if s.number.after <= cue.first]
    runs = _lists(behind, stretches, marked)
    if before and stretches[before[-1]].number.after == cue.first:
        runs += _lists(before, stretches, marked)[-1:]
    return [run for run in runs if len(run) > 1]


def _lists(places: list[int], stretches: Sequence[Stretch], marked: Marked) -> list[Run]:
    """Numbers with nothing but commas and «và» between them, taken together."""
    runs: list[list[int]] = []
    for place in places:
        follows = bool(runs) and runs[-1][-1] == place - 1
        start = stretches[place - 1].number.after if follows else 0
        gap = range(start, stretches[place].number.first)
        if follows and all(marked.word(p) in _BETWEEN for p in gap):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [tuple(run) for run in runs]


def cue_of(cues: Sequence[Hit]) -> Hit | None:
    """The first «lần lượt» of a sentence, as long as it is printed."""
    found = [hit for hit in cues if "boundary.respectively" in hit.labels]
    return min(found, key=lambda hit: (hit.first, -hit.last), default=None)


def with_own_names(
    stretches: tuple[Stretch, ...],
    marked: Marked,
    protected: set[int],
) -> tuple[Stretch, ...]:
    """The stretches, those of a list each with the name that is its own."""
    stretches = _with_names_in_file(stretches, marked, protected)
    cue = cue_of(marked.cues)
    if cue is None:
        return stretches
    found = list(stretches)
    for run in runs_of(stretches, cue, marked):
        unit = next((s.number.unit for s in (found[p] for p in run) if s.number.unit), None)
        names = _names(found[run[0]], cue, len(run), marked, protected)
        for place, name in zip(run, names, strict=True):
            number, first = found[place].number, found[run[0]].number.first
            verb = (Fragment(cue.last, first),) if cue.last < first else ()
            found[place] = replace(
                found[place], number=replace(number, unit=number.unit or unit),
                left=(*verb, name), right=(), parent=None, previous=None,
            )  # fmt: skip
    return tuple(found)


def _with_names_in_file(
    stretches: tuple[Stretch, ...], marked: Marked, protected: set[int]
) -> tuple[Stretch, ...]:
    """«trước hạn/đúng hạn/quá hạn: 310/62/9 hồ sơ»; without as many names nothing is said."""
    found = list(stretches)
    for run in _files(stretches, marked):
        first = found[run[0]]
        names = _names_in_file(first.number.first, len(run), marked, protected)
        unit = found[run[-1]].number.unit or _unit_in_file(first.number.first, names, marked)
        kin: dict = {"parent": None, "previous": None}
        if names and not any(_labels(name, marked) - _LEVELS for name in names[1:]):
            names = names[:1] * len(run)  # «tiếp nhận ở cấp tỉnh/cấp xã: 102/29 hồ sơ»
            kin = {"parent": first.parent, "previous": first.previous, "mark": first.mark}
        for place, name in zip(run, names or [None] * len(run), strict=True):
            number = replace(found[place].number, unit=unit)
            left = (name,) if name else ()
            found[place] = replace(found[place], number=number, left=left, right=(), **kin)
    return tuple(found)


def _names_in_file(first: int, count: int, marked: Marked, protected: set[int]) -> list[Fragment]:
    """So many names with strokes between them before a token, each of which says something else.

    Names of levels say so by themselves; none where there are more names or fewer.
    """
    while marked.word(first - 1) in _BEFORE_FILE:
        first -= 1
    for kept in (protected, set()):  # «trực tiếp/bưu chính» is one phrase, and here two names
        marks = [p for p in range(first) if marked.word(p) in _MARKS and p not in kept]
        opens = next((p for p in reversed(marks) if marked.word(p) != "/"), -1)
        cuts = [opens, *(p for p in marks if p > opens), first]
        parts = [Fragment(a + 1, b) for a, b in zip(cuts, cuts[1:], strict=False)]
        if len(parts) == count == len({_told(part, marked) for part in parts} - {frozenset()}):
            return parts
    return []


def _told(part: Fragment, marked: Marked) -> Features:
    """What a name says: features, and the level it names."""
    hits = marked.lexicon.places.longest_in(marked.tokens[slice(*part)])
    levels = {label for hit in hits for label in hit.labels if label.startswith("scope.")}
    return _labels(part, marked) | levels


def _unit_in_file(first: int, names: Sequence[Fragment], marked: Marked) -> str | None:
    """What bare numbers count: the noun before them, else what has the states that are named."""
    nouns = [unit for unit in NOUN_UNITS if unit in _labels(Fragment(0, first), marked)]
    if nouns or not names:
        return nouns[0] if len(nouns) == 1 else None
    states = [_labels(name, marked) for name in names]
    counted = {"dossier": LIFE | WAYS, "procedure": CHANGES}
    return next((unit for unit, own in counted.items() if all(own & s for s in states)), None)


def _files(stretches: Sequence[Stretch], marked: Marked) -> list[Run]:
    """Numbers with nothing but a stroke between them."""
    files: list[list[int]] = []
    for place, stretch in enumerate(stretches):
        before = stretches[place - 1].number.after if place else -1
        if before == stretch.number.first - 1 and marked.word(before) == "/":
            files[-1].append(place)
        else:
            files.append([place])
    return [tuple(one) for one in files if len(one) > 1]


def _names(
    first: Stretch,
    cue: Hit,
    count: int,
    marked: Marked,
    protected: set[int],
) -> list[Fragment]:
    """One name for each number; where the names are of places, all that stands before."""
    end = min(cue.first, first.number.first)
    start = max((p + 1 for p in range(end) if marked.word(p) == ";"), default=0)
    for kept in (protected, set()):  # «mức độ 3, mức độ 4» is one phrase, and here two names
        parts = _parts(start, end, marked, kept)[-count:]
        said = [_labels(part, marked) for part in parts]
        if len(parts) == count and all(said) and len(set(said)) == count:
            return parts
    return [Fragment(start, end)] * count


def _parts(start: int, end: int, marked: Marked, protected: set[int]) -> list[Fragment]:
    """What stands between two tokens, cut at commas and «và»."""
    marks = {",", "và", ":", "/", ";", "("}
    cuts = [p for p in range(start, end) if marked.word(p) in marks and p not in protected]
    edges = [start - 1, *cuts, end]
    return [Fragment(a + 1, b) for a, b in zip(edges, edges[1:], strict=False)]


def _labels(part: Fragment, marked: Marked) -> Features:
    """The features of a part read for itself."""
    hits = marked.lexicon.features.longest_in(marked.tokens[slice(*part)])
    return frozenset().union(*(hit.labels for hit in hits)) - {FIXED}


def _single(mark: PlaceMark) -> list[PlaceMark]:
    """«cấp huyện và cấp xã» as the two levels it names."""
    if mark.sort != "two_levels":
        return [mark]
    return [replace(mark, sort="district_level"), replace(mark, sort="commune_level")]


def marks_of(
    stretches: Sequence[Stretch], marks: Sequence[PlaceMark], cue: Hit, marked: Marked
) -> dict[int, PlaceMark]:
    """The place of each number of a list, where as many places are named as numbers."""
    found: dict[int, PlaceMark] = {}
    for run in runs_of(stretches, cue, marked):
        is_behind = stretches[run[0]].number.first >= cue.last
        named = [m for m in marks if not m.gives and (m.last <= cue.first) == is_behind]
        named = [one for mark in named for one in _single(mark)]
        own = named[-len(run) :] if is_behind else named[: len(run)]
        if len(own) == len(run) and len({(m.sort, m.agency, m.name) for m in own}) == len(run):
            found |= dict(zip(run, own, strict=True))
    return found


def marks_in_file(
    stretches: Sequence[Stretch], marks: Sequence[PlaceMark], marked: Marked
) -> dict[int, PlaceMark]:
    """«cấp tỉnh/cấp xã: 102/29 TTHC»: the level of each number of a list with strokes."""
    found: dict[int, PlaceMark] = {}
    for run in _files(stretches, marked):
        named = [m for m in marks if m.last <= stretches[run[0]].number.first][-len(run) :]
        gaps = {marked.word(m.last) for m in named[:-1]}
        if len(named) == len(run) and gaps == {"/"}:
            found |= dict(zip(run, named, strict=True))
    return found
