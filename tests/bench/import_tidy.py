"""Importing a large tidy file, whole process against whole process: ours, checked and stored for
good, over DuckDB's plain typed read of the same file into a table."""

import tempfile
from pathlib import Path

from cchc.vietnamese import number
from tests.bench.measure import Cost, Line, best, cost_of
from tests.bench.tidy_file import write_tidy_file

PLAIN_READ = """
import sys, duckdb
file, into = sys.argv[1:]
duckdb.connect(into).execute("CREATE TABLE published AS FROM read_csv(?)", [file])
"""
RUNS = 3


def measure(rows: int, *, peak_only: bool = False) -> list[Line]:
    """CPU and wall over the floor; for a very large file only the peak of memory, in GB."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bang_lon.csv"
        write_tidy_file(file, rows)
        if peak_only:
            return [_peak(_ours(file, folder, 0), rows)]
        floors = [_plain(file, folder, run) for run in range(RUNS)]
        costs = [_ours(file, folder, run) for run in range(RUNS)]
    return _ratios(best(costs), best(floors), rows)


def _plain(file: Path, folder: str, run: int) -> Cost:
    return cost_of("-c", PLAIN_READ, str(file), f"{folder}/plain{run}.duckdb")


def _ours(file: Path, folder: str, run: int) -> Cost:
    return cost_of("-m", "cchc", "--store", f"{folder}/store{run}", "import", "--accept", str(file))


def _ratios(ours: Cost, floor: Cost, rows: int) -> list[Line]:
    what = f"Nhập {number(rows)} dòng, đã kiểm tra"
    return [
        Line(
            what=f"{what}: CPU ({ours.cpu:.2f} s)",
            against=f"read_csv của DuckDB ({floor.cpu:.2f} s)",
            ratio=ours.cpu / floor.cpu,
            hold=1.5,
        ),
        Line(
            what=f"{what}: thời gian ({ours.wall:.2f} s)",
            against=f"read_csv của DuckDB ({floor.wall:.2f} s)",
            ratio=ours.wall / floor.wall,
            hold=1.7,
        ),
    ]


def _peak(ours: Cost, rows: int) -> Line:
    what = f"Nhập {number(rows)} dòng: bộ nhớ cao nhất"
    return Line(what=what, against="–", ratio=ours.peak / 1024, hold=1.5, unit="GB")
