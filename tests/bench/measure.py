"""Whole processes measured: CPU and wall seconds, peak memory. Ratios are taken in one run."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
MISSED = "CHƯA ĐẠT"


@dataclass(frozen=True, kw_only=True)
class Cost:
    """CPU seconds (children included), wall seconds and peak megabytes of one process."""

    cpu: float
    wall: float
    peak: float


def cost_of(*command: str, **environment: str) -> Cost:
    """Runs `python COMMAND…` to its end; raises with its last words where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    words = process.stderr.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(
            f"{' '.join(command)} kết thúc với mã {process.returncode}:\n{words[-2000:]}"
        )
    return Cost(
        cpu=usage.ru_utime + usage.ru_stime,
        wall=time.perf_counter() - began,
        peak=usage.ru_maxrss / 1024,
    )


def best(costs: list[Cost]) -> Cost:
    """The least of each figure: what the work needs when nothing else runs."""
    return Cost(
        cpu=min(c.cpu for c in costs),
        wall=min(c.wall for c in costs),
        peak=min(c.peak for c in costs),
    )


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of the table: what, against which floor, the ratio reached and the one to hold.

    `at_least` where more is better.
    """

    what: str
    against: str
    ratio: float
    hold: float
    unit: str = "×"
    at_least: bool = False

    @property
    def holds(self) -> bool:
        return self.ratio >= self.hold if self.at_least else self.ratio <= self.hold

    def __str__(self) -> str:
        mark = "đạt" if self.holds else MISSED
        bound = "≥" if self.at_least else "≤"
        reached, held = f"{self.ratio:.2f} {self.unit}", f"{bound} {self.hold:g} {self.unit}"
        return f"| {self.what} | {self.against} | {reached} | {held} | {mark} |"
