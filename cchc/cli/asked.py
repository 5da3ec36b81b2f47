"""What every command needs of what was asked: the store, the file, the person."""

import argparse
import os
import sys
from pathlib import Path

from cchc.errors import CchcError

DONE, REFUSED = 0, 1
DEFAULT_STORE = "data/store"
ILLUSTRATIVE = "Số liệu minh họa: tỉnh, xã và mọi con số đều không có thật."


def store_of(options: argparse.Namespace):
    """The store that was named."""
    from cchc.store.versions import Store

    return Store(options.store)


def opened(options: argparse.Namespace):
    """The store that was named and the catalogue that fits it; says where all is made up."""
    from cchc.illustrative.stores import catalog_of, is_illustrative

    store = store_of(options)
    if is_illustrative(store):
        print(ILLUSTRATIVE, file=sys.stderr)
    return store, catalog_of(store)


def require_file(path: Path) -> None:
    """Refuses a path where there is no file."""
    if not path.is_file():
        raise CchcError(f"Không có tệp {path}. Hãy xem lại đường dẫn.")


def who(options: argparse.Namespace) -> str:
    """The person who asks, as far as it is known."""
    return options.by or os.environ.get("USER") or "dòng lệnh"
