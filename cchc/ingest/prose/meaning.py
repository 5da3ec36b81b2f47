"""What a number is: the first measure whose unit and features fit the words around it.

The words nearest to the number are asked first, then the number it is a part of or follows, then
the subject the sentence opened with, then the subject of the sentences before. Each step further
away makes the reading less certain; a number that no step explains is left unread.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cchc.ingest.prose.lexicon import Lexicon, Measure
from cchc.ingest.prose.number_values import Number

# Features that hold for the parts of a whole: of what is open, the overdue are open and overdue.
PASSED_DOWN = frozenset(
    {"in_progress", "online", "commune_authority", "digitise", "payment", "done", "bcci"}
)
# What holds for the rest of a sentence once it was said.
STICKY = frozenset({"commune_authority"})
# What was added to a whole and holds for its parts: «có 1.812 TTHC, trong đó cấp tỉnh 1.412».
HANDED_ON = frozenset({"possessed", "paired"})
SETTLED = frozenset({"resolved", "on_time", "on_time_all", "early"})
# What is done with dossiers: «Số đã giải quyết là 11.302» counts them without the noun.
LIFE = SETTLED | {
    "received",
    "received_new",
    "to_process",
    "carried",
    "overdue",
    "in_progress",
    "in_time",
    "digitise",
}
# How dossiers are filed and what becomes of them: «Trực tuyến: 2.610» among counts of dossiers.
WAYS = frozenset(
    {"online", "direct", "bcci", "full", "partial", "level3", "level4", "returned", "supplement"}
)
# Parts of all dossiers: «Lĩnh vực hộ tịch: 204» among counts of dossiers.
KINDS_OF_DOSSIERS = WAYS | {"field", "home", "interlinked"}
# Nouns of a label or a heading that say what the bare numbers below it count.
LABELS = frozenset({"task", "feedback", "document"})
# What only its own words speak of: nothing is carried over to it from sentences before.
SUBJECTS = frozenset({
    "document", "task", "esign", "e_document", "official_email", "iso", "feedback", "payment",
    "digitise", "bcci", "satisfaction", "with_dossiers",
})  # fmt: skip
NEAR = ("own", "part", "previous", "target")  # sources within the sentence, or tied to it
CHANGES = frozenset({"new", "amended", "replaced", "abolished"})  # of procedures
RATINGS = frozenset({"good", "fair", "average", "weak", "excellent"})
COUNTED_PLACES = ("department", "district", "commune")
PLACES = frozenset({*COUNTED_PLACES, "agency"})
NOUN_UNITS = (
    "dossier", "procedure", "task", "document", "resolution", "decision", "feedback", "agency",
    "service", "result", "transaction", "inspection", "dialogue", "visit",
)  # fmt: skip


_IN_PARTS = {"percent", "point", "percent_point", "money", "day"}  # may have decimals
# Features that name what is counted, and those that add nothing to it.
NOUNS = frozenset(NOUN_UNITS) | {"department", "district", "commune", "province"}
WEAK = frozenset({"total", "authority", "field", "index_word", "rated", "by_rule"})


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """The measure of a number, the features that led to it and how far away they stood."""

    measure: Measure
    features: frozenset[str]
    source: str  # own, part, previous, target, lead or carried


@lru_cache(maxsize=8192)
def first_fit(
    lexicon: Lexicon,
    *,
    unit: str | None,
    features: frozenset[str],
    change: bool,
    role: str | None = None,
) -> Measure | None:
    """The first measure of a unit that fits the features."""
    for measure in lexicon.by_unit.get(unit or "", ()):
        if measure.change == change and measure.role == role and measure.fits(features):
            return measure
    return None


def unit_by_noun(features: Iterable[str]) -> str | None:
    """The unit of a bare number, from the noun that stands beside it."""
    named = set(features)
    return next((unit for unit in NOUN_UNITS if unit in named), None)


def passed_down(parent: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    """What a part takes over from its whole."""
    inherited = parent & (PASSED_DOWN | {"resolved"} if "in_time" in own else PASSED_DOWN)
    return inherited - {"in_progress"} if own & SETTLED else inherited


def is_score(features: frozenset[str], *, is_change: bool) -> bool:
    """Whether a bare number with decimals is a score: «chỉ số CCHC (91,420)», «tăng 1,2»."""
    if is_change and {"index_word", "ddci"} & features:
        return True
    return (
        bool({"cchc_index", "service_index"} & features) or {"index_word", "cchc_work"} <= features
    )


def is_vague(meaning: Meaning, number: Number) -> bool:
    """«đều đạt chỉ số trên 80%»: an index is known to its decimals, this only says how far."""
    measure = meaning.measure
    return measure.family == "index" and measure.unit == "percent" and number.approx == "at_least"


def is_broken(meaning: Meaning, number: Number) -> bool:
    """«14.6077 hồ sơ»: what is counted in whole things has no decimals."""
    values = [one.value for one in (number, number.pair) if one]
    return meaning.measure.unit not in _IN_PARTS and any(v != int(v) for v in values)


def best(meanings: Sequence[Meaning]) -> Meaning | None:
    """The nearest meaning; a weak one yields to what its own sentence says further on."""
    near = [found for found in meanings if found.source in NEAR]
    return next((m for m in near if not m.measure.weak), None) or next(iter(meanings), None)
