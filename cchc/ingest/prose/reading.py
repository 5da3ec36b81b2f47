"""From a document to proposals: sentences, numbers, meaning, whose, when, what kind."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from cchc.agencies import Agency
from cchc.catalog.catalog import Catalog
from cchc.figures import figure_table
from cchc.ingest.documents import Document
from cchc.ingest.prose.dating import DateReader, dateline_of
from cchc.ingest.prose.doubts import findings_of
from cchc.ingest.prose.kinds import KindReader
from cchc.ingest.prose.lexicon import FIXED, Lexicon, load_lexicon
from cchc.ingest.prose.main_agency import Subject, province_of_address, subject_of
from cchc.ingest.prose.mentions import Context, Mention, SentenceReader
from cchc.ingest.prose.place_marks import PlaceMark, PlaceReader
from cchc.ingest.prose.proposals import ProseDraft, Reading, UnreadNumber
from cchc.ingest.prose.relations import settle
from cchc.ingest.prose.remarks import remarks_of
from cchc.ingest.prose.said import Said, proposal_of
from cchc.ingest.prose.scopes import ScopeReader
from cchc.ingest.prose.sentences import Sentence, sentences_of
from cchc.periods import Period, of_kind

FORM = "prose"
_NO_FEATURES: frozenset[str] = frozenset()


def is_prose(document: Document) -> bool:
    """Whether a document has sentences that speak of CCHC figures."""
    lexicon = load_lexicon()
    for sentence in sentences_of(document.paragraphs):
        if len(sentence.tokens) < 5 or not sentence.has_digit or _is_row(sentence.text):
            continue
        reader = SentenceReader(sentence, lexicon)
        if any(mention.meaning for mention in reader.read()):
            return True
    return False


def _is_row(text: str) -> bool:
    """Whether a line is a row of a table: more separators than words."""
    separators = sum(text.count(mark) for mark in "\t;|") + text.count(",")
    return separators > 3 and separators * 2 > len(text.split())


def propose(
    document: Document,
    catalog: Catalog,
    *,
    agency: str | None = None,
    period: Period | None = None,
) -> Reading:
    """Everything a document says, as proposals; `agency` (an id) and `period` overrule the text."""
    return _Report(document, catalog, agency=agency, period=period).read()


def read_prose(
    document: Document,
    catalog: Catalog,
    *,
    file: str,
    sha256: str,
    agency: str | None = None,
    period: Period | None = None,
) -> ProseDraft:
    """A document as a draft: its figures, doubts and contradictions; nothing is stored.

    A figure whose year the text does not say has null dates and is told as an error.
    """
    reading = propose(document, catalog, agency=agency, period=period)
    figures = figure_table([proposal.figure for proposal in reading.proposals])
    sure = sum(proposal.is_sure for proposal in reading.proposals)
    return ProseDraft(
        file=file, sha256=sha256, form=FORM, agency=reading.agency, period=reading.period,
        rows_read=len(reading.proposals) + len(reading.unread_numbers), rows_accepted=sure,
        rows_rejected=len(reading.proposals) - sure, figures=figures,
        findings=[*document.findings, *reading.findings], reading=reading,
    )  # fmt: skip


@dataclass
class _Memory:
    """What earlier sentences leave for later ones."""

    carried: frozenset[str] = _NO_FEATURES
    topic: frozenset[str] = _NO_FEATURES
    target: frozenset[str] = _NO_FEATURES
    whole: frozenset[str] = _NO_FEATURES
    units: dict[str, set[str]] = field(default_factory=dict)  # of each index spoken of


class _Report:
    """One document being read from its first sentence to its last."""

    def __init__(
        self, document: Document, catalog: Catalog, *, agency: str | None, period: Period | None
    ):
        self.document, self.catalog = document, catalog
        self.lexicon: Lexicon = load_lexicon()
        self.sentences = sentences_of(document.paragraphs)
        lines = document.text.split("\n")
        self.dates = DateReader(self.sentences, dateline_of(lines), given=period)
        self.subject = self._subject(lines, agency)
        self.places = PlaceReader(
            self.lexicon, catalog.agencies, on=self._day(), within=self.subject.province
        )
        self.scopes = ScopeReader(
            catalog.agencies, self.subject.agency, self.subject.province, self.subject.level
        )
        self.kinds, self.memory = KindReader(), _Memory()
        self.unread: list[UnreadNumber] = []

    def read(self) -> Reading:
        """The reading of the whole document."""
        said = [one for sentence in self.sentences for one in self._said(sentence)]
        said = settle(said, self.lexicon)
        proposals = tuple(proposal_of(one, label=self.dates.label_of(one.period)) for one in said)
        remarks = remarks_of(self.sentences, agency=self._main_id(), day=self.dates.until)
        reading = Reading(
            proposals=proposals, unread_numbers=tuple(self.unread), remarks=tuple(remarks),
            agency=self._main_id(), province=self.subject.province, period=self.dates.main,
            sentences=tuple(sentence.text for sentence in self.sentences),
        )  # fmt: skip
        return replace(reading, findings=tuple(findings_of(reading, said, self.catalog)))

    # --- the report as a whole

    def _day(self) -> date | None:
        """A day on which the names of the report hold."""
        if self.dates.main:
            return self.dates.main.end
        return self.dates.until or (date(self.dates.year, 6, 30) if self.dates.year else None)

    def _subject(self, lines: list[str], agency: str | None) -> Subject:
        """The agency given, else the one the text is about."""
        agencies, on = self.catalog.agencies, self._day()
        if agency:
            return Subject(agencies.get(agency), agencies.province_of(agency, on))
        address = province_of_address(lines, agencies, on=on, sources=self.lexicon.spots["source"])
        places = PlaceReader(self.lexicon, agencies, on=on, within=address)
        marked = [(s, places.marks(s.tokens, all_names=True)) for s in self.sentences]
        return subject_of(marked, agencies, on=on, address_province=address)

    def _main_id(self) -> str | None:
        main: Agency | None = self.subject.agency
        return main.id if main else None

    # --- sentence by sentence

    def _said(self, sentence: Sentence) -> Iterator[Said]:
        for reader in (self.scopes, self.kinds, self.dates):
            reader.begin(sentence.paragraph)
        if not sentence.has_digit and not self._may_hold_words(sentence):
            self._remember_words(sentence)
            return
        marks = self.places.marks(sentence.tokens)
        reader = SentenceReader(
            sentence, self.lexicon, self._context(), hidden=self._hidden(sentence, marks)
        )
        mentions = reader.read()
        yield from self._of_mentions(sentence, reader, mentions, marks)
        self._remember(sentence, reader, mentions)

    def _may_hold_words(self, sentence: Sentence) -> bool:
        """Whether a number in words or a «không có …» may stand in a sentence without digits."""
        wanted = {"không", "chưa", "thứ", *_NUMBER_WORDS}
        return any(token.folded in wanted for token in sentence.tokens)

    def _context(self) -> Context:
        main = self.subject.agency
        is_commune = bool(main) and main.level == "commune"
        return Context(is_commune=is_commune, **vars(self.memory))

    def _hidden(self, sentence: Sentence, marks: list[PlaceMark]) -> set[int]:
        """Tokens that name places and times."""
        hidden = {place for mark in marks for place in range(mark.first, mark.last)}
        for moment in self.dates.moments_of(sentence):
            hidden |= {
                place for place, token in enumerate(sentence.tokens)
                if moment.start <= token.start < moment.end
            }  # fmt: skip
        return hidden

    def _of_mentions(
        self,
        sentence: Sentence,
        reader: SentenceReader,
        mentions: list[Mention],
        marks: list[PlaceMark],
    ) -> Iterator[Said]:
        """What each number says, with the denominator of a pair as a figure of its own."""
        marks = [mark for mark in marks if not _is_counted(mark, reader)]
        scopes = self.scopes.scopes(reader.stretches, marks, reader.cues)
        periods = self.dates.periods(sentence, reader.stretches)
        breakdown, unnamed = None, False
        for mention, scope, (period, is_dated) in zip(mentions, scopes, periods, strict=True):
            if mention.meaning and _is_unnamed(mention, reader, marks, after=unnamed):
                mention = replace(mention, meaning=None, why_not="unnamed")
            unnamed = mention.why_not == "unnamed"
            if mention.meaning is None:
                self._leave_unread(sentence, mention)
                continue
            kind = self.kinds.kind(mention, reader.cues)
            if mention.role.part == "before" and mention.meaning.measure.unit != "day":
                base = self.dates.base_of(sentence, mention.stretch)
                if base is None:
                    self._leave_unread(sentence, replace(mention, why_not="before"))
                    continue
                period = base
            if kind == "target" and not self.dates.given:
                period, is_dated = self._target_period(sentence, mention, period, is_dated)
            breakdown = self._breakdown(reader, mention, breakdown)
            yield from Said.of(
                mention, sentence=sentence, scope=scope, period=period, kind=kind,
                is_dated=is_dated, breakdown=breakdown, agencies=self.catalog.agencies,
            )  # fmt: skip

    def _target_period(
        self, sentence: Sentence, mention: Mention, period: Period | None, is_dated: bool
    ) -> tuple[Period | None, bool]:
        """A target is for a year: the one named with it, else that of the report."""
        year = self.dates.target_year(sentence, mention.stretch)
        if year:
            return of_kind("year", year), True
        if is_dated or period is None:
            return period, is_dated
        return of_kind("year", period.year), False

    def _breakdown(
        self, reader: SentenceReader, mention: Mention, before: str | None
    ) -> str | None:
        """The field or component a number is of, or that of the number it leans on."""
        if "commune_authority" in mention.features:
            own = mention.meaning.measure.code.startswith("dossiers_commune_authority")
            return None if own else _COMMUNE_AUTHORITY
        if mention.meaning.measure.code not in self.lexicon.split:
            return None
        if mention.meaning.source == "previous":
            return before
        spans = [(f.first, f.last) for f in (*mention.stretch.left, *mention.stretch.right)]
        tokens = reader.sentence.tokens
        for first, last in (*reader.fields, *reader.components):
            if any(a <= first and last <= b for a, b in spans):
                return reader.sentence.text[tokens[first].start : tokens[last - 1].end]
        return None

    def _leave_unread(self, sentence: Sentence, mention: Mention) -> None:
        number = mention.number
        if mention.why_not == "uncounted" or number.unit in _NAMES_OF_GROUPS:
            return
        self.unread.append(
            UnreadNumber(
                sentence=sentence.number,
                span=(number.start, number.end),
                raw=number.raw,
                quote=sentence.text,
                reason=mention.why_not or "unknown",
            )  # fmt: skip
        )

    # --- memory

    def _remember(
        self, sentence: Sentence, reader: SentenceReader, mentions: list[Mention]
    ) -> None:
        for first, last, reason in getattr(reader, "unreadable", ()):
            self.unread.append(
                UnreadNumber(
                    sentence=sentence.number,
                    span=(first, last),
                    raw=sentence.text[first:last],
                    quote=sentence.text,
                    reason=reason,
                )  # fmt: skip
            )
        read = [mention for mention in mentions if mention.meaning]
        outer = [mention for mention in read if mention.stretch.depth == 0]
        if read:
            self.memory.carried = read[-1].features
        if outer:
            self.memory.whole = outer[-1].features
        targets = [m for m in read if self.kinds.kind(m, reader.cues) == "target"]
        if targets:
            self.memory.target = targets[-1].features
        self.memory.topic = reader.topic or self.memory.topic
        self._remember_topics(reader, read)
        families = {mention.meaning.measure.family for mention in read}
        self.dates.end(sentence, holds=bool(families - {"index"}))
        self.kinds.end(reader.cues)

    def _remember_words(self, sentence: Sentence) -> None:
        reader = SentenceReader(sentence, self.lexicon)
        self.memory.topic = reader.topic or self.memory.topic
        self._remember_topics(reader, [])
        self.kinds.end(reader.cues)

    def _remember_topics(self, reader: SentenceReader, read: list[Mention]) -> None:
        """Which indices were spoken of, and in which units."""
        for topic in reader.topic:
            self.memory.units.setdefault(topic, set())
        for mention in read:
            for topic in mention.features & frozenset(self.lexicon.topics):
                self.memory.units.setdefault(topic, set()).add(mention.meaning.measure.unit)


def _is_unnamed(
    mention: Mention, reader: SentenceReader, marks: list[PlaceMark], *, after: bool
) -> bool:
    """«tỉnh tăng nhiều nhất là 9,39%»: the best of many, without saying which."""
    stretch = mention.stretch
    if mention.meaning.measure.family != "index" or not stretch.left:
        return False
    first, last = stretch.left[0].first, stretch.number.after
    labels = {label for hit in reader.cues if first <= hit.first < last for label in hit.labels}
    is_best = bool(labels & {"extreme.highest", "extreme.lowest"})
    named = any(m.agency or m.name for m in marks if first <= m.first and m.last <= last)
    behind = stretch.right[0].last if stretch.right else last
    named = named or any(m.agency or m.name for m in marks if last <= m.first and m.last <= behind)
    return is_best and (after or "extreme.unnamed" in labels) and not named


def _is_counted(mark: PlaceMark, reader: SentenceReader) -> bool:
    """Whether a mark is inside a phrase for what is counted: «70% số đơn vị hành chính cấp xã»."""
    return any(
        hit.first < mark.first
        and mark.last <= hit.last
        and not {FIXED, "commune_authority"} & hit.labels
        for hit in reader.features
    )


_COMMUNE_AUTHORITY = "thuộc thẩm quyền cấp xã"
_NUMBER_WORDS = ("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "một")
_NAMES_OF_GROUPS = {"commune", "district", "province", "department"}
