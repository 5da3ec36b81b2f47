"""The command that rolls case-level files up to figures."""

import argparse
from dataclasses import asdict

from cchc.cli.asked import DONE
from cchc.cli.printing import print_json
from cchc.cli.sparing import spare_collections, spare_pandas
from cchc.vietnamese import number


def rollup(options: argparse.Namespace) -> int:
    """Roll dossiers up to figures in a folder of their own."""
    spare_collections()
    spare_pandas()
    from cchc.cases.asked import Asked
    from cchc.cases.results import TABLE, reasons
    from cchc.cases.rolling import roll_up
    from cchc.catalog.cases import load_case_words
    from cchc.catalog.catalog import load_catalog

    made = roll_up(
        Asked(
            inputs=tuple(options.files), out=options.out, engine=options.engine,
            master=options.master, start=options.start, until=options.end,
        ),
        load_catalog(),
    )  # fmt: skip
    if options.json:
        print_json(asdict(made))
        return DONE
    print(
        f"{number(made.rows_read)} hồ sơ đọc, {number(made.rows_counted)} được tính, "
        f"{number(made.rows_rejected)} bị loại; {number(made.agencies)} đơn vị, "
        f"{number(made.figure_rows)} dòng số liệu ({made.engine})."
    )
    print("\n".join([*reasons(made.rejected, load_case_words().rules), *made.notes]))
    print(f"Nhập vào kho: python -m cchc import {options.out / TABLE}")
    return DONE
