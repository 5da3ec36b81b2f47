"""The words of CCHC reports, read from data/reference/phrases*.toml and checked."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from cchc.errors import BadReferenceError
from cchc.ingest.prose.phrases import Phrasebook

FOLDER = Path(__file__).parents[3] / "data" / "reference"
FIXED, NEUTRAL = "#fixed", "#neutral"
# Features that no phrase carries: the reader adds them from what stands around a number.
ADDED = {
    "field", "below_threshold", "plan", "field_share", "other_period", "highest", "lowest", "rises",
    "falls", "remains", "acting", "possessed",
    "base_days", "at_desk", "paired", "part_of_score", "of_changes", "of_count",
}  # fmt: skip
FAMILIES = ("service", "body", "index")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """When a number is an indicator: its unit and the features that stand around it."""

    code: str
    unit: str
    all: frozenset[str] = frozenset()
    any: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()
    change: bool = False
    role: str | None = None
    whole: str | None = None
    alternatives: tuple[str, ...] = ()
    family: str = "service"
    weak: bool = False  # taken only where nothing around the number says more

    @property
    def counts_places(self) -> bool:
        """Whether it is of offices and places rather than of what they do."""
        return not (self.all | self.any).isdisjoint({"agency", "department", "district", "commune"})

    def fits(self, features: frozenset[str]) -> bool:
        """Whether the features say this indicator."""
        return (
            self.all <= features
            and (not self.any or not self.any.isdisjoint(features))
            and self.none.isdisjoint(features)
        )


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Features, cues, places and measures; the phrasebooks are built when first used."""

    words: dict  # phrases.toml
    signs: dict  # phrases_cues.toml
    spots: dict  # phrases_places.toml
    measures: tuple[Measure, ...]
    kin: tuple[frozenset[str], ...] = ()
    topics: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()  # codes that others publish: told apart, not proposed

    def are_kin(self, unit: str | None, other: str | None) -> bool:
        """Whether a number of one unit may share its verb with one of the other."""
        return unit in (None, other) or any({unit, other} <= group for group in self.kin)

    @cached_property
    def features(self) -> Phrasebook:
        """Phrases by feature; fixed phrases carry no feature, only hide their words."""
        phrases = self.words["feature"] | {FIXED: self.words["neutral"]["fixed"]}
        return Phrasebook(phrases, self.words["short"])

    @cached_property
    def neutral(self) -> Phrasebook:
        """Words that change nothing about the number beside them."""
        return Phrasebook({NEUTRAL: self.words["neutral"]["words"]})

    @cached_property
    def cues(self) -> Phrasebook:
        """Cues by "table.list": units.dossier, approx.nearly, change.up …"""
        phrases = {
            f"{table}.{name}": texts
            for table, lists in self.signs.items()
            for name, texts in lists.items()
            if isinstance(texts, list)
        }
        return Phrasebook(phrases, self.words["short"])

    @cached_property
    def places(self) -> Phrasebook:
        """Scope words, bodies and fields by "table.name"."""
        phrases = {
            f"{table}.{name}": texts
            for table, lists in self.spots.items()
            for name, texts in lists.items()
            if isinstance(texts, list)
        }
        return Phrasebook(phrases, self.words["short"])

    @cached_property
    def scales(self) -> dict[str, int]:
        """Words that multiply a number."""
        return self.signs["scale"]

    @cached_property
    def by_unit(self) -> dict[str, tuple[Measure, ...]]:
        """Measures by unit, in the order of the file."""
        units = dict.fromkeys(measure.unit for measure in self.measures)
        return {u: tuple(m for m in self.measures if m.unit == u) for u in units}


@cache
def load_lexicon(folder: Path = FOLDER) -> Lexicon:
    """The lexicon of a folder; BadReferenceError where a file cannot be used."""
    words, signs, spots, rules = (
        _read(folder / f"phrases{part}.toml") for part in ("", "_cues", "_places", "_measures")
    )
    file = "phrases_measures.toml"
    known = set(words["feature"]) | ADDED
    units = set(signs["units"]) | {"rank"}
    measures = tuple(_measure(row, known, units, file) for row in rules["measure"])
    _check_texts(words["feature"].items(), "phrases.toml")
    return Lexicon(
        words=words, signs=signs, spots=spots, measures=measures,
        kin=tuple(frozenset(units) for units in rules["kin"]), topics=tuple(rules["topics"]),
        split=tuple(rules["split"]), elsewhere=tuple(rules["elsewhere"]),
    )  # fmt: skip


def _read(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError:
        raise BadReferenceError(path.name, None, "không đọc được tệp", "khôi phục tệp") from None
    except tomllib.TOMLDecodeError as wrong:
        problem = f"không phải TOML ({wrong})"
        raise BadReferenceError(path.name, None, problem, "sửa cú pháp ở dòng đó") from None


def _measure(row: dict, features: set[str], units: set[str], file: str) -> Measure:
    """One rule; every feature and unit it names must be declared."""
    sets = {name: frozenset(row.get(name, ())) for name in ("all", "any", "none")}
    strange = sorted(frozenset().union(*sets.values()) - features)
    if strange:
        problem = f"quy tắc «{row.get('code')}» dùng đặc điểm chưa khai: {', '.join(strange)}"
        raise BadReferenceError(file, None, problem, "khai đặc điểm ở phrases.toml hoặc sửa tên")
    if "code" not in row or row.get("unit") not in units:
        problem = f"quy tắc «{row.get('code')}» thiếu mã hoặc đơn vị tính lạ «{row.get('unit')}»"
        raise BadReferenceError(file, None, problem, "dùng một đơn vị của bảng [units]")
    if row.get("family", "service") not in FAMILIES:
        problem = f"quy tắc «{row['code']}» có nhóm lạ «{row['family']}»"
        raise BadReferenceError(file, None, problem, f"dùng một trong {', '.join(FAMILIES)}")
    return Measure(**row | sets | {"alternatives": tuple(row.get("alternatives", ()))})


def _check_texts(lists: Iterable[tuple[str, list]], file: str) -> None:
    for name, texts in lists:
        if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
            problem = f"danh sách «{name}» trống hoặc có mục không phải chữ"
            raise BadReferenceError(file, None, problem, "ghi ít nhất một cách nói")
