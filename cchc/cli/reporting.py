"""Commands by which figures come in and go out again."""

import argparse
import sys

from cchc.cli.asked import DONE, REFUSED, opened, require_file, store_of, who
from cchc.cli.flow import mapping
from cchc.cli.printing import print_csv, print_json, print_table
from cchc.cli.sparing import spare_collections, spare_pandas


def sample(options: argparse.Namespace) -> int:
    """Fill the store with the published figures, or make the illustrative one."""
    if options.illustrative:
        from cchc.cli.illustrating import sample_illustrative

        return sample_illustrative(options)
    store = store_of(options)
    if options.if_empty and store.version:
        return DONE
    from cchc.catalog.catalog import load_catalog
    from cchc.illustrative.stores import require_real
    from cchc.ingest.samples import load_samples

    require_real(store)
    loaded = load_samples(store, load_catalog())
    for outcome in loaded:
        figures = len(outcome.draft.figures)
        waits = ", chờ người thứ hai xác nhận" if outcome.status == "draft" else ""
        done = "Đã đọc" if waits else "Đã nạp"
        number = f"báo cáo số {outcome.report_id}{waits}"
        print(f"{done} {outcome.draft.file}: {figures} số liệu ({number})")
    return DONE


def table(options: argparse.Namespace) -> int:
    """Print the table of a file before any meaning, as a child process reads it in its limits."""
    from cchc.ingest.dossiers import advice_at, heads_dossiers
    from cchc.ingest.files.isolation import isolated_table, write_table_json

    file, how = options.file, {"salvage": options.salvage, "raw": options.raw}
    require_file(file)
    if options.json:
        return write_table_json(file, file.name, sys.stdout.buffer, **how)
    read = isolated_table(file, file.name, **how)
    if options.csv:
        print_csv(read.columns, read.rows)
    else:
        print_table(read.columns, read.rows)
    for finding in read.findings:
        print(finding.message, file=sys.stderr)
    if heads_dossiers(read.columns):
        print(advice_at(file), file=sys.stderr)
    return REFUSED if read.refused else DONE


def import_(options: argparse.Namespace) -> int:
    """Read, check and store reports."""
    spare_collections()
    spare_pandas()
    from cchc.ingest.importing import ImportOptions, import_files
    from cchc.ingest.outcomes import outcome_json, outcome_text

    chosen = ImportOptions(
        agency=options.agency, period=options.period, form=options.form, index=options.index,
        who=who(options), accept=options.accept, dry_run=options.dry_run,
        mapping=mapping(options.map),
    )  # fmt: skip
    for path in options.files:
        require_file(path)
    store, catalog = opened(options)
    outcomes = import_files(options.files, store, catalog, chosen)
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
