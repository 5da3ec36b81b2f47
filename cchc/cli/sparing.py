"""What a command does without, so that it starts sooner."""

import gc
import sys

FEWER = 200_000  # new objects before Python looks for garbage; 700 by itself


class _NoPandas:
    """Says that there is no pandas."""

    @staticmethod
    def find_spec(name: str, *_) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def spare_pandas() -> None:
    """Keeps Arrow from loading pandas, a quarter of a second, for commands that show no frames.

    At its first array Arrow looks for pandas, only to ask whether what it was given is a Series; it
    asks once and remembers. Whoever imports pandas afterwards gets it as ever.
    """
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    sys.meta_path.insert(0, _NoPandas)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(_NoPandas)


def spare_collections() -> None:
    """Keeps Python from looking for garbage in a catalog that stays: a tenth of a second."""
    gc.set_threshold(FEWER)
