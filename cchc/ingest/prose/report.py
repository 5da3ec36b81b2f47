"""One report read from its first sentence to its last."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cchc.catalog.catalog import Catalog
from cchc.ingest.files.documents import Document
from cchc.ingest.prose.addresses import address_of
from cchc.ingest.prose.asked import Mention
from cchc.ingest.prose.bearers import Bearers
from cchc.ingest.prose.breakdowns import breakdown_of
from cchc.ingest.prose.dating import DateReader, dateline_of
from cchc.ingest.prose.doubts import findings_of
from cchc.ingest.prose.kinds import KindReader
from cchc.ingest.prose.lexicon import Lexicon, load_lexicon
from cchc.ingest.prose.main_agency import Subject, subject_of
from cchc.ingest.prose.memory import Memory
from cchc.ingest.prose.mentions import SentenceReader
from cchc.ingest.prose.number_words import NUMBER_WORDS
from cchc.ingest.prose.parts import Parts
from cchc.ingest.prose.place_joining import PlaceMark
from cchc.ingest.prose.place_marks import PlaceReader
from cchc.ingest.prose.proposals import Reading, UnreadNumber
from cchc.ingest.prose.relations import settle
from cchc.ingest.prose.remarks import remarks_of
from cchc.ingest.prose.said import Said, figures_said, proposal_of
from cchc.ingest.prose.scope import Scope
from cchc.ingest.prose.scopes import ScopeReader
from cchc.ingest.prose.sections import Sections, counts_of_places, is_heading, is_labelled
from cchc.ingest.prose.sentences import Sentence, sentences_of
from cchc.ingest.prose.unnamed import is_counted, is_unnamed, tells_causes
from cchc.periods import Period, of_kind

_MAY_OPEN_A_FIGURE = {"không", "chưa", "thứ", *NUMBER_WORDS}
_NAME_OF_LEVEL = 8  # words
_NAMES_OF_GROUPS = {"commune", "district", "province", "department"}


class Report:
    """One document being read."""

    def __init__(
        self, document: Document, catalog: Catalog, *, agency: str | None, period: Period | None
    ):
        """`agency` (id) and `period` overrule the text."""
        self.document, self.catalog = document, catalog
        self.lexicon: Lexicon = load_lexicon()
        self.sentences = sentences_of(document.paragraphs)
        lines = document.text.split("\n")
        self.dates = DateReader(self.sentences, dateline_of(lines), given=period)
        self.subject = self._subject(lines, agency)
        self.places = PlaceReader(
            self.lexicon, catalog.agencies, on=self._day(), within=self.subject.province
        )
        self.places.home = self._main_id()
        self.bearers = Bearers(
            catalog.agencies, self.subject.agency, self.subject.province, self.subject.level
        )
        self.scopes = ScopeReader(self.bearers)
        self.kinds, self.memory = KindReader(), Memory.of(self.lexicon)
        self.sections = Sections()
        self.unread: list[UnreadNumber] = []

    def read(self) -> Reading:
        """The reading of the whole document."""
        said = [one for sentence in self.sentences for one in self._said(sentence)]
        said = settle(said, self.catalog.indicators)
        proposals = tuple(proposal_of(one, label=self.dates.label_of(one.period)) for one in said)
        remarks = remarks_of(self.sentences, agency=self._main_id(), day=self.dates.until)
        reading = Reading(
            proposals=proposals, unread_numbers=tuple(self.unread), remarks=tuple(remarks),
            agency=self._main_id(), province=self.subject.province, period=self.dates.told,
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
        address = address_of(lines, agencies, on=on, sources=self.lexicon.spots["source"])
        places = PlaceReader(self.lexicon, agencies, on=on, within=address.province)
        marked = [(s, places.marks(s.tokens, all_names=True)) for s in self.sentences]
        return subject_of(marked, agencies, on=on, address=address)

    def _main_id(self) -> str | None:
        return self.subject.agency.id if self.subject.agency else None

    @property
    def _is_of_a_commune(self) -> bool:
        agency = self.subject.agency
        return (agency.level if agency else self.subject.level) == "commune"

    # --- sentence by sentence

    def _said(self, sentence: Sentence) -> Iterator[Said]:
        for reader in (self.scopes, self.kinds):
            reader.begin(sentence.paragraph)
        self.dates.begin(sentence)
        self.scopes.current = self.scopes.current or self.sections.enter(sentence)
        if is_heading(sentence, counts_of_places(sentence.tokens, self.lexicon.cues)):
            self._open_section(sentence)
        elif not sentence.has_digit and len(sentence.tokens) <= _NAME_OF_LEVEL:
            self._open_level(sentence)
        if not sentence.has_digit and not self._may_hold_words(sentence):
            self._remember_words(sentence)
            return
        marks = self.places.marks(sentence.tokens)
        texts = [token.text for token in sentence.tokens]
        only_names = any(
            mark.first == 0 and texts[mark.last : mark.last + 1] == [":"] for mark in marks
        )
        context = self.memory.context(
            sentence, is_commune=self._is_of_a_commune, only_names=only_names
        )
        hidden = self._hidden(sentence, marks)
        reader = SentenceReader(sentence, self.lexicon, context, hidden=hidden)
        mentions = reader.read()
        yield from self._of_mentions(sentence, reader, mentions, marks)
        self._remember(sentence, reader, mentions)

    def _open_section(self, sentence: Sentence) -> None:
        scope = self.scopes.of_heading(self.places.marks(sentence.tokens))
        if scope:
            self.sections.open(sentence, scope)

    def _open_level(self, sentence: Sentence) -> None:
        """«Toàn tỉnh», a line of its own above the lines of a table."""
        marks = self.places.marks(sentence.tokens)
        is_all = [(mark.first, mark.last) for mark in marks] == [(0, len(sentence.tokens))]
        if is_all and (marks[0].sort == "whole" or marks[0].sort.endswith("_level")):
            self._open_section(sentence)

    def _may_hold_words(self, sentence: Sentence) -> bool:
        """Whether a number in words or a «không có …» may stand in a sentence without digits."""
        return any(token.folded in _MAY_OPEN_A_FIGURE for token in sentence.tokens)

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
        marks = [mark for mark in marks if not is_counted(mark, reader.marked.features)]
        scopes = self.scopes.scopes(reader.stretches, marks, reader.marked)
        if (
            len(mentions) == 1
            and scopes[0].is_said
            and is_labelled(sentence, mentions[0].number.after)
        ):
            self.sections.open(sentence, scopes[0])
        periods = self.dates.periods(sentence, reader.stretches)
        breakdown, unnamed, causes = None, False, tells_causes(reader.marked.cues)
        parts = Parts(reader)
        rated: Scope | None = None
        for mention, scope, when in zip(mentions, scopes, periods, strict=True):
            unnamed = is_unnamed(mention, reader.marked.cues, marks, after=unnamed)
            if unnamed:
                mention = replace(mention, meaning=None, why_not="unnamed")
            elif causes and mention.meaning and mention.meaning.measure.unit == "dossier":
                mention = replace(mention, meaning=None, why_not="cause")
            elif mention.meaning and mention.meaning.measure.code in self.lexicon.elsewhere:
                mention = replace(mention, meaning=None, why_not="elsewhere")
            if mention.meaning is None:
                self._leave_unread(sentence, mention)
                continue
            if mention.meaning.measure.code.startswith("agencies_rated"):
                rated = self.bearers.of_rated(mention.number.unit) or rated
                scope = rated or scope
            breakdown = breakdown_of(mention, reader, self.lexicon, before=breakdown)
            part, is_doubtful = parts.of(mention, breakdown)
            for one in self._figures(sentence, reader, mention, scope, when, part):
                yield one.doubted("có thể chỉ là của phần vừa nêu") if is_doubtful else one

    def _figures(
        self,
        sentence: Sentence,
        reader: SentenceReader,
        mention: Mention,
        scope: Scope,
        when: tuple[Period | None, bool],
        breakdown: str | None,
    ) -> Iterator[Said]:
        period, is_dated = when
        kind = self.kinds.kind(mention, reader.around.cues)
        measure = mention.meaning.measure
        if "regional" in measure.all and self.bearers.is_region(scope):
            scope = self.scopes.default()
        if measure.unit == "province":
            scope = self.bearers.of_provinces(scope)
        if mention.role.part == "before" and measure.unit != "day":
            period = self.dates.base_of(sentence, mention.stretch)
            if period is None:
                self._leave_unread(sentence, replace(mention, why_not="before"))
                return
        if measure.family == "index" and not is_dated and not self.dates.given:
            period = self.dates.of_index or period
        if kind == "target" and not self.dates.given:
            period, is_dated = self._target_period(sentence, mention, period, is_dated)
        yield from figures_said(
            mention, sentence=sentence, scope=scope, period=period, kind=kind, is_dated=is_dated,
            level=scope.level_for(measure.family, self.catalog.agencies), breakdown=breakdown,
        )  # fmt: skip

    def _target_period(
        self, sentence: Sentence, mention: Mention, period: Period | None, is_dated: bool
    ) -> tuple[Period | None, bool]:
        """A target is for a year: the one named with it, else that of the report."""
        year = self.dates.target_year(sentence, mention.stretch)
        if year:
            return of_kind("year", year), True
        if is_dated or period is None:
            return self.dates.ahead(sentence, mention.stretch) or period, is_dated
        return of_kind("year", period.year), False

    def _leave_unread(self, sentence: Sentence, mention: Mention) -> None:
        number = mention.number
        if mention.why_not == "uncounted" or number.unit in _NAMES_OF_GROUPS:
            return
        self._list_unread(sentence, (number.start, number.end), mention.why_not or "unknown")

    def _list_unread(self, sentence: Sentence, span: tuple[int, int], reason: str) -> None:
        text = sentence.text
        self.unread.append(
            UnreadNumber(
                sentence=sentence.number, span=span, raw=text[slice(*span)], quote=text,
                reason=reason,
            )
        )  # fmt: skip

    # --- what later sentences may lean on

    def _remember(
        self, sentence: Sentence, reader: SentenceReader, mentions: list[Mention]
    ) -> None:
        for first, last, reason in reader.around.numbers.unreadable:
            self._list_unread(sentence, (first, last), reason)
        read = [mention for mention in mentions if mention.meaning]
        cues = reader.around.cues
        self.memory.keep(read, [m for m in read if self.kinds.kind(m, cues) == "target"])
        self.memory.keep_list(sentence, read)
        self.memory.keep_heading(sentence, reader.around, is_told=bool(read))
        self.memory.keep_topics(reader.around, read)
        families = {mention.meaning.measure.family for mention in read}
        self.dates.end(sentence, holds=bool(families - {"index"}))
        self.kinds.end(cues)

    def _remember_words(self, sentence: Sentence) -> None:
        reader = SentenceReader(sentence, self.lexicon)
        self.memory.keep_unit(sentence)
        self.memory.keep_list(sentence)
        self.memory.keep_heading(sentence, reader.around, is_told=False)
        self.memory.keep_topics(reader.around)
        self.kinds.end(reader.marked.cues)
