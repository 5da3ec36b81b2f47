"""Commands around an import: blank forms, releasing a draft, who has not reported."""

import argparse
from datetime import date

from cchc.cli.asked import DONE, opened, store_of, who
from cchc.cli.printing import print_json, print_table
from cchc.errors import CchcError

MISSING = ("biểu", "kỳ", "đơn vị", "hạn gửi", "tình trạng")
STATES = {"draft": "chờ xác nhận", "due": "chưa đến hạn", "missing": "chưa báo cáo"}


def mapping(texts: list[str] | None) -> tuple[tuple[str, str], ...]:
    """Headings explained as HEADING=CODE; a code of "" leaves the column out."""
    pairs = [text.rpartition("=") for text in texts or ()]
    if unclear := [text for heading, _, text in pairs if not heading]:
        raise CchcError(f"--map cần dạng «tiêu đề=mã», không phải «{unclear[0]}».")
    return tuple((heading.strip(), code.strip()) for heading, _, code in pairs)


def confirm(options: argparse.Namespace) -> int:
    """Release a draft: its figures are used from now on."""
    store_of(options).confirm(options.report, who(options))
    print(f"Đã xác nhận báo cáo số {options.report}.")
    return DONE


def template(options: argparse.Namespace) -> int:
    """Write a blank form to fill in and import again."""
    from cchc.catalog.catalog import load_catalog
    from cchc.ingest.choosing import chosen_agency, chosen_form
    from cchc.ingest.forms.templates import write_template
    from cchc.periods import parse_period

    catalog = load_catalog()
    form = catalog.form(str(chosen_form(options.form, catalog)))
    period = options.period and parse_period(options.period, calendar=form.calendar)
    agency = chosen_agency(options.agency, catalog, on=period.end if period else None)
    name = catalog.agencies.get(agency).name if agency else ""
    write_template(form, options.file, agency=name, period=period or None)
    print(f"Đã ghi mẫu {form.id} vào {options.file}.")
    return DONE


def missing(options: argparse.Namespace) -> int:
    """Who has not reported which form for which period, and until when it was due."""
    from cchc.indicators.reporting import reporting
    from cchc.ingest.choosing import chosen_agency

    store, catalog = opened(options)
    today = options.on or date.today()  # noqa: DTZ011 - the day of the person who asks
    within = chosen_agency(options.within, catalog, on=today)
    board = reporting(store, catalog, today=today, within=[within] if within else [])
    rows = board[board["state"] != "reported"].to_dict("records")
    if options.json:
        print_json([_plain(row) for row in rows])
    else:
        print_table(MISSING, [_cells(row) for row in rows])
    return DONE


def _plain(row: dict) -> dict:
    return {name: str(value) if isinstance(value, date) else value for name, value in row.items()}


def _cells(row: dict) -> list:
    deadline = row["deadline"]
    return [
        row["form"], row["period"], row["name"],
        f"{deadline:%d/%m/%Y}" if isinstance(deadline, date) else "", STATES[row["state"]],
    ]  # fmt: skip
