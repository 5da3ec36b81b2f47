"""`make bench`: every figure as a ratio to a floor taken in the same run, as a table.

    python -m tests.bench [--rows N] [--large] [--illustrative STORE]

--large adds the file of 10 million rows; an illustrative store that is there already is not built.

The table is printed and kept in docs/performance.md, between its two marks.
"""

import argparse
import tempfile
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path

from tests.bench import illustrating, import_tidy, page_data, payload, prose, reruns, start
from tests.bench.measure import ROOT, Line, cost_of

KEPT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bảng đo: bắt đầu -->", "<!-- bảng đo: hết -->"
HEAD = "| đo | so với | đạt được | phải giữ | |\n| --- | --- | ---: | ---: | --- |"
LARGE = 10_000_000


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--rows", type=int, default=1_000_000)
    ask.add_argument("--large", action="store_true")
    ask.add_argument("--illustrative", type=Path)
    asked = ask.parse_args()
    lines = import_tidy.measure(asked.rows)
    if asked.large:
        lines += import_tidy.measure(LARGE, peak_only=True)
    lines += prose.measure()
    with tempfile.TemporaryDirectory() as folder:
        lines += page_data.measure(Path(folder) / "country")
        sample = Path(folder) / "sample"
        cost_of("-m", "cchc", "--store", str(sample), "sample")
        lines += start.measure(sample)
        illustrative = asked.illustrative or Path(folder) / "illustrative"
        lines += [] if asked.illustrative else illustrating.measure(illustrative)
        lines += reruns.measure(illustrative)
        lines += payload.measure(illustrative)
    table = "\n".join([HEAD, *map(str, lines)])
    print(table)
    keep(table, lines)


def keep(table: str, lines: list[Line]) -> None:
    """Puts the table in place of the last one."""
    day = datetime.now(UTC).strftime("%d/%m/%Y")
    missed = sum(not line.holds for line in lines)
    summary = f"Đo ngày {day} trên {cpu_count()} nhân; {missed} số chưa đạt."
    before, rest = KEPT.read_text("utf-8").split(BEGIN)
    after = rest.split(END)[1]
    KEPT.write_text(f"{before}{BEGIN}\n{summary}\n\n{table}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
