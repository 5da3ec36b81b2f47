"""Commands by which figures come in and go out again."""

import argparse
import sys
from pathlib import Path

from cchc.cli.asked import DONE, REFUSED, require_file, store_of, who
from cchc.cli.printing import print_csv, print_json, print_table


def sample(options: argparse.Namespace) -> int:
    """Fill the store with the published figures."""
    store = store_of(options)
    if options.if_empty and store.version:
        return DONE
    from cchc.catalog.catalog import load_catalog
    from cchc.ingest.samples import load_samples

    loaded = load_samples(store, load_catalog())
    for outcome in loaded:
        figures = len(outcome.draft.figures)
        print(f"Đã nạp {outcome.draft.file}: {figures} số liệu (báo cáo số {outcome.report_id})")
    return DONE


def table(options: argparse.Namespace) -> int:
    """Print the table of a file before any meaning."""
    from cchc.ingest.table import as_json, read_table

    read = read_table(
        _bytes(options.file), options.file.name, salvage=options.salvage, raw=options.raw
    )
    document = as_json(read)
    if options.json:
        print_json(document)
    elif options.csv:
        print_csv(document["columns"], document["rows"])
    else:
        print_table(document["columns"], document["rows"])
    if not options.json:
        for finding in read.findings:
            print(finding.message, file=sys.stderr)
    return REFUSED if read.refused else DONE


def import_(options: argparse.Namespace) -> int:
    """Read, check and store reports."""
    from cchc.catalog.catalog import load_catalog
    from cchc.ingest.importing import ImportOptions, import_files
    from cchc.ingest.outcomes import outcome_json, outcome_text

    chosen = ImportOptions(
        agency=options.agency, period=options.period, form=options.form, who=who(options),
        accept=options.accept, dry_run=options.dry_run,
    )  # fmt: skip
    for path in options.files:
        require_file(path)
    catalog = load_catalog()
    outcomes = import_files(options.files, store_of(options), catalog, chosen)
    if options.json:
        print_json({"reports": [outcome_json(outcome, catalog) for outcome in outcomes]})
    else:
        print("\n".join(outcome_text(outcome) for outcome in outcomes))
    return DONE if all(outcome.is_done for outcome in outcomes) else REFUSED


def withdraw(options: argparse.Namespace) -> int:
    """Undo one import."""
    store_of(options).withdraw(options.report, options.why, who(options))
    print(f"Đã rút báo cáo số {options.report}.")
    return DONE


def _bytes(path: Path) -> bytes:
    require_file(path)
    return path.read_bytes()
