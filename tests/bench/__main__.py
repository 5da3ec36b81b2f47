"""`make bench`: every figure as a ratio to a floor taken in the same run, as a table.

    python -m tests.bench [--rows N] [--large] [--only import|pages|rollup] [--illustrative STORE]

--large adds the file of 10 million rows; an illustrative store that is there already is not built.

The table is printed and kept in docs/performance.md, between its two marks; what was not measured
this time stays as it was.
"""

import argparse
import tempfile
from datetime import UTC, datetime
from os import cpu_count, getloadavg
from pathlib import Path

from tests.bench import (
    illustrating,
    import_tidy,
    page_data,
    payload,
    prose,
    reruns,
    roll_up,
    start,
    taking,
)
from tests.bench.measure import MISSED, ROOT, Line, cost_of

KEPT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bảng đo: bắt đầu -->", "<!-- bảng đo: hết -->"
HEAD = "| đo | so với | đạt được | phải giữ | |\n| --- | --- | ---: | ---: | --- |"
LARGE = 10_000_000


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--rows", type=int, default=1_000_000)
    ask.add_argument("--large", action="store_true")
    ask.add_argument("--only", choices=("import", "pages", "rollup"))
    ask.add_argument("--illustrative", type=Path)
    asked = ask.parse_args()
    lines: list[Line] = []
    if asked.only in (None, "rollup"):
        lines += roll_up.measure(asked.rows)
    if asked.only in (None, "import"):
        lines += import_tidy.measure(asked.rows)
        lines += import_tidy.measure(LARGE, peak_only=True) if asked.large else []
    if asked.only in (None, "pages"):
        lines += prose.measure() + _pages(asked.illustrative)
    keep([str(line) for line in lines])


def _pages(illustrative: Path | None) -> list[Line]:
    """What readers of the dashboard wait for."""
    with tempfile.TemporaryDirectory() as folder:
        lines = page_data.measure(Path(folder) / "country")
        sample = Path(folder) / "sample"
        cost_of("-m", "cchc", "--store", str(sample), "sample")
        lines += start.measure(sample)
        store = illustrative or Path(folder) / "illustrative"
        lines += [] if illustrative else illustrating.measure(store)
        lines += reruns.measure(store) + payload.measure(store)
        return lines + taking.measure(store)


def keep(rows: list[str]) -> None:
    """Puts the rows in place of those of the same name, and prints the table."""
    before, rest = KEPT.read_text("utf-8").split(BEGIN)
    table, after = rest.split(END)
    old = [row for row in table.splitlines() if row.startswith("| ") and row not in HEAD]
    kept = {_name(row): row for row in [*old, *rows]}
    day, missed = datetime.now(UTC).strftime("%d/%m/%Y"), sum(MISSED in r for r in kept.values())
    load = f"{getloadavg()[0]:.0f} việc cùng chạy"  # times of many sessions depend on it
    summary = f"Đo ngày {day} trên {cpu_count()} nhân, {load}; {missed} số chưa đạt."
    table = "\n".join([HEAD, *kept.values()])
    print(table)
    KEPT.write_text(f"{before}{BEGIN}\n{summary}\n\n{table}\n{END}{after}", "utf-8")


def _name(row: str) -> tuple[str, ...]:
    """What a row measures and against what, without the seconds of the day."""
    return tuple(cell.partition(" (")[0].strip() for cell in row.split("|")[1:3])


if __name__ == "__main__":
    main()
