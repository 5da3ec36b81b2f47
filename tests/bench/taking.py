"""Ten views taken away as slides: an agenda's PPTX, once the server has been asked before."""

import os
from pathlib import Path
from time import perf_counter, process_time

from cchc.exports.formats import FORMATS
from cchc.store.versions import Store
from cchc.ui.taking.running import blocks_of
from tests.bench.measure import Line

VIEWS = (
    "tong-quan", "dung-han", "truc-tuyen", "xep-hang", "xep-hang?chi_so=ddci", "chi-tieu", "ban-do",
    "don-vi", "kiem-tra", "cach-tinh",
)  # fmt: skip
RUNS = 3


def measure(store: Path) -> list[Line]:
    """Wall seconds of one PPTX; how long the first one takes stands beside it."""
    os.environ["CCHC_STORE"] = str(store)
    version = Store(store).version
    first, *later = (_seconds(version) for _ in range(RUNS))
    wall, cpu = min(later)
    return [
        Line(
            what=f"PPTX của {len(VIEWS)} trang (CPU {cpu:.1f} s; lần đầu {first[0]:.1f} s)",
            against="–", ratio=wall, hold=5, unit="s",
        )
    ]  # fmt: skip


def _seconds(version: int) -> tuple[float, float]:
    form = next(one for one in FORMATS if one.code == "pptx")
    began = perf_counter(), process_time()
    views = [blocks_of(address, version=version) for address in VIEWS]
    form.make(views, title="Họp giao ban")
    return perf_counter() - began[0], process_time() - began[1]
