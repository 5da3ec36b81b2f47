"""Building the illustrative store: every report written as a file and read by the door of all."""

from pathlib import Path

from tests.bench.measure import Line, cost_of

MOST_SECONDS = 60


def measure(folder: Path) -> list[Line]:
    """One line: the CPU seconds of `sample --illustrative`, which the store is kept from."""
    cost = cost_of("-m", "cchc", "--store", str(folder), "sample", "--illustrative")
    return [
        Line(
            what=f"Dựng kho minh họa từ 200 tệp báo cáo ({cost.wall:.0f} s)",
            against="giây CPU",
            ratio=cost.cpu,
            hold=MOST_SECONDS,
            unit="s",
        )
    ]
