"""What a command does without, so that it starts sooner."""

import gc
import os
import sys

from cchc.hiding import hidden

FEWER = 200_000  # new objects before Python looks for garbage; 700 by itself


def spare_pandas() -> None:
    """Keeps Arrow from loading pandas, a quarter of a second, for commands that show no frames.

    At its first array Arrow looks for pandas, only to ask whether what it was given is a Series; it
    asks once and remembers. Whoever imports pandas afterwards gets it as ever.
    """
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    with hidden("pandas"):
        pa.array([])


def spare_collections() -> None:
    """Keeps Python from looking for garbage in a catalog that stays: a tenth of a second."""
    gc.set_threshold(FEWER)


def spare_threads() -> None:
    """Keeps numpy's linear algebra, of which nothing here is asked, from spinning idle threads.

    Before numpy is imported: a tenth of what a large import costs, and of a start.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
