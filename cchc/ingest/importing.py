"""The way of a file into the store: read, checked, compared with what is stored, kept.

The command line and the import page go the same way. Nothing is half stored: a report is kept
whole or not at all, and what is an error never becomes a figure. What only some files need, as the
readers of forms and sentences, is imported where it is used: a large table starts at once.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from cchc.catalog.catalog import Catalog
from cchc.figures import Draft, Finding, Status
from cchc.ingest.checks.made_up import made_up_findings
from cchc.ingest.choosing import chosen_agency, chosen_form, chosen_index, chosen_period
from cchc.ingest.edits import Edit
from cchc.ingest.remembered import RememberedHeadings
from cchc.ingest.tidy.large import LARGE, read_large
from cchc.languages import VIETNAMESE, speaking
from cchc.store.originals import Staged, hash_of
from cchc.store.records import Difference, ReportRow, SaveResult
from cchc.store.versions import Store
from cchc.store.vouching import OvertakenError

AHEAD = 2  # files that are read while the one before them is compared and kept
# What an agency reported before, to hold a small report against; a large table is its own past.
MOST_HELD_AGAINST_THE_PAST = 20_000
PERIODS_BACK = 12  # as long as the report's own: a year of months, twelve years of years
# Periods as long as the report's, give or take the length of a month, or begun with it.
PAST = """
SELECT agency, level, "from", "to", indicator, breakdown, kind, value FROM current_figure
WHERE agency IN (SELECT unnest($agencies)) AND indicator IN (SELECT unnest($indicators))
  AND "to" >= $since
  AND ("to" - "from" BETWEEN $shortest - 4 AND $longest + 4 OR "from" IN (SELECT unnest($starts)))
"""
RANKING = "ranking"  # the form of a table of ranks whose index may have been asked for
Progress = Callable[[str, float], None]  # what is being done, and the share that is done


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    """What the person who imports chose; agency by name or id, period in words."""

    agency: str | None = None
    period: str | None = None
    form: str | None = None
    index: str | None = None  # code of the index of a ranking that does not name it
    who: str = "dòng lệnh"
    accept: bool = False
    dry_run: bool = False
    mapping: tuple[tuple[str, str], ...] = ()  # headings explained: (text, code or role)
    edits: tuple[Edit, ...] = ()
    seen: int | None = None  # version of the store the person compared the report with


@dataclass(frozen=True, kw_only=True)
class ImportOutcome:
    """What became of one report; `difference` is what it changed or, as a draft, would change."""

    draft: Draft
    status: Status
    report_id: int | None = None
    difference: Difference | None = None

    @property
    def is_done(self) -> bool:
        """Whether the store now says what the report says."""
        return self.status in ("imported", "unchanged")


def import_files(
    paths: Iterable[Path],
    store: Store,
    catalog: Catalog,
    options: ImportOptions,
    *,
    progress: Progress | None = None,
) -> list[ImportOutcome]:
    """Import files one after another, the next being read meanwhile."""
    paths = list(paths)
    tell = progress or (lambda what, share: None)
    outcomes: list[ImportOutcome] = []
    for n, (path, source, drafts) in enumerate(_read_ahead(paths, store, catalog, options)):
        tell(path.name, n / len(paths))
        outcomes += _kept(drafts, source, store, catalog, options)
    tell("", 1.0)
    return outcomes


def _read_ahead(
    paths: list[Path], store: Store, catalog: Catalog, options: ImportOptions
) -> Iterator[tuple[Path, bytes | Staged, list[Draft]]]:
    """Every file with its drafts, in order; small ones are read while others are kept."""
    with ThreadPoolExecutor(AHEAD) as readers:
        waiting: deque[tuple[Path, Callable]] = deque()
        for path in paths:
            read = partial(_read, path, store, catalog, options)
            is_large = path.stat().st_size >= LARGE
            waiting.append((path, read if is_large else readers.submit(read).result))
            if len(waiting) > AHEAD:
                first, reading = waiting.popleft()
                yield first, *reading()
        for first, reading in waiting:
            yield first, *reading()


def _read(
    path: Path, store: Store, catalog: Catalog, options: ImportOptions
) -> tuple[bytes | Staged, list[Draft]]:
    """What is kept of a file, and its drafts; a large plain table is not held in memory."""
    if path.stat().st_size >= LARGE:
        staged = Staged.where_it_is(path) if options.dry_run else store.stage(path)
        large = _large(staged, path.name, catalog, options)
        if large:
            return staged, [large]
        staged.discard()
    data, remembered = path.read_bytes(), _remembered(store)
    return data, read_drafts(data, path.name, catalog, options, remembered=remembered)


@speaking(VIETNAMESE)
def import_bytes(
    data: bytes, name: str, store: Store, catalog: Catalog, options: ImportOptions
) -> list[ImportOutcome]:
    """Import one file that is at hand: each of its reports for itself."""
    drafts = read_drafts(data, name, catalog, options, remembered=_remembered(store))
    return _kept(drafts, data, store, catalog, options)


def _kept(
    drafts: list[Draft],
    source: bytes | Staged,
    store: Store,
    catalog: Catalog,
    options: ImportOptions,
) -> list[ImportOutcome]:
    """What becomes of the reports of one file."""
    options = _with_seen(options, store)
    try:
        return [keep(review(d, store, catalog), source, store, catalog, options) for d in drafts]
    finally:
        if isinstance(source, Staged):
            source.discard()


def _with_seen(options: ImportOptions, store: Store) -> ImportOptions:
    """The options with the version that the figures will be compared with."""
    return options if options.seen is not None else replace(options, seen=store.version)


def _remembered(store: Store) -> RememberedHeadings:
    """How headings of each sender were explained: beside the store they were imported into."""
    return RememberedHeadings(store.folder.path)


def read_drafts(
    data: bytes, name: str, catalog: Catalog, options: ImportOptions,
    *, remembered: RememberedHeadings | None = None,
) -> list[Draft]:  # fmt: skip
    """The reports of a file, held against themselves, as somebody corrected them."""
    large = _large(data, name, catalog, options) if len(data) >= LARGE else None
    if large:
        return [large]
    from cchc.ingest.reading import read_report

    chosen = _chosen(options, catalog)
    form, index = chosen_form(options.form, catalog), chosen_index(options.index, catalog)
    return read_report(
        data, name, catalog, form=form, index=index, mapping=dict(options.mapping) or None,
        edits=options.edits, remembered=remembered, **chosen,
    )  # fmt: skip


def _large(
    source: bytes | Staged, name: str, catalog: Catalog, options: ImportOptions
) -> Draft | None:
    """The draft of a large plain tidy table; None where it is anything else."""
    form = chosen_form(options.form, catalog)
    if (
        options.edits
        or options.mapping
        or options.index
        or (form and catalog.form(form).kind != "tidy")
    ):
        return None
    text = source.path if isinstance(source, Staged) else source
    read = read_large(text, catalog, file=name, **_chosen(options, catalog))
    return read and replace(read, sha256=_sha256(source))


def _sha256(source: bytes | Staged) -> str:
    return source.sha256 if isinstance(source, Staged) else hash_of(source)


def _chosen(options: ImportOptions, catalog: Catalog) -> dict:
    """The agency and the period that the person chose, as readers take them."""
    period = chosen_period(options.period)
    agency = chosen_agency(options.agency, catalog, on=period and period.end)
    return {"agency": agency, "period": period}


@speaking(VIETNAMESE)
def review(draft: Draft, store: Store, catalog: Catalog) -> Draft:
    """The draft with what the store says about it: what it revises, what its past makes odd."""
    made_up = made_up_findings(draft)
    if made_up:
        return replace(draft, findings=made_up, refused=True)
    if draft.refused or not store.version:
        return draft
    from cchc.ingest.checks.history import history_findings, revision_findings

    found = revision_findings(store.difference(draft), catalog)
    if 0 < len(draft.figures) <= MOST_HELD_AGAINST_THE_PAST:
        found += history_findings(draft.figures, _past(draft, store), catalog)
    return replace(draft, findings=[*draft.findings, *found])


def _past(draft: Draft, store: Store) -> pa.Table:
    """What the agencies of a report said over the last dozen periods like its own."""
    names = ("agency", "indicator", "from")
    agencies, indicators, starts = (draft.figures[n].unique().to_pylist() for n in names)
    days = pc.min_max(pc.days_between(draft.figures["from"], draft.figures["to"])).as_py()
    since = min(starts) - PERIODS_BACK * timedelta(days=days["max"] + 1)
    return store.query_arrow(
        PAST, agencies=agencies, indicators=indicators, starts=starts, since=since,
        shortest=days["min"], longest=days["max"],
    )  # fmt: skip


@speaking(VIETNAMESE)
def keep(
    draft: Draft, data: bytes | Staged, store: Store, catalog: Catalog, options: ImportOptions
) -> ImportOutcome:
    """Store a reviewed draft: its figures become current where it is clean or accepted."""
    if draft.refused or (options.accept and _has_nothing_sound(draft)):
        return ImportOutcome(draft=draft, status="refused")
    confirm = draft.is_clean or options.accept
    if options.dry_run:
        return _as_if(draft, store, confirm=confirm)
    saved, draft = _saved(draft, data, store, catalog, options, confirm=confirm)
    if options.mapping and draft.agency:
        _remembered(store).remember(draft.agency, dict(options.mapping))
    if options.index and draft.agency and draft.form == RANKING:
        _remembered(store).remember_index(draft.agency, draft.file, draft.sheet, options.index)
    return ImportOutcome(
        draft=draft, status=saved.status, report_id=saved.report_id, difference=saved.difference
    )


def _has_nothing_sound(draft: Draft) -> bool:
    """Whether accepting a report would store nothing: its errors are why."""
    return not len(draft.figures) and any(f.severity == "error" for f in draft.findings)


def _saved(
    draft: Draft, data: bytes | Staged, store: Store, catalog: Catalog, options: ImportOptions,
    *, confirm: bool,
) -> tuple[SaveResult, Draft]:  # fmt: skip
    """The draft in the store; only as a draft, and told so, where somebody was faster."""
    said = {"who": options.who, "catalog_rows": catalog.agencies.rows()}
    said["choices"] = _choices(options)
    try:
        return store.save(draft, data, confirm=confirm, seen=options.seen, **said), draft
    except OvertakenError as error:
        news = Finding(rule="overtaken", severity="doubt", message=str(error), agency=draft.agency)
        draft = replace(draft, findings=[*draft.findings, news])
        return store.save(draft, data, confirm=False, **said), draft


def _as_if(draft: Draft, store: Store, *, confirm: bool) -> ImportOutcome:
    """What keeping the draft would come to."""
    difference = store.difference(draft)
    is_kept = any(row.status == "confirmed" and _is_of(row, draft) for row in store.reports())
    status: Status = "unchanged" if is_kept else "imported" if confirm else "draft"
    return ImportOutcome(draft=draft, status=status, difference=difference)


def _is_of(row: ReportRow, draft: Draft) -> bool:
    """Whether a report is the same file, read the same."""
    kept = (row.sha256, row.sheet, row.figures)
    return kept == (draft.sha256, draft.sheet, len(draft.figures))


def _choices(options: ImportOptions) -> dict:
    """What the journal keeps of the person's choices."""
    chosen = {"agency": options.agency, "period": options.period}
    chosen |= {"form": options.form, "index": options.index}
    said = {name: value for name, value in chosen.items() if value is not None}
    said |= {"mapping": dict(options.mapping)} if options.mapping else {}
    said |= {"edits": [vars(edit) for edit in options.edits]} if options.edits else {}
    return said | ({"accepted": True} if options.accept else {})
