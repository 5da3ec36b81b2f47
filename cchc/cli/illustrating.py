"""The command that makes the illustrative store."""

import argparse
import sys
from pathlib import Path

from cchc.cli.asked import DEFAULT_STORE, DONE
from cchc.store.versions import Store

OWN_STORE = Path("data/demo/store")  # where no store was named: never beside real figures
FILES = "files"
TOLD_EVERY = 20


def sample_illustrative(options: argparse.Namespace) -> int:
    """Make the files of the illustrative province and a store of its own from them."""
    from cchc.illustrative.building import build_store
    from cchc.illustrative.stores import is_illustrative

    named = Path(options.store) != Path(DEFAULT_STORE)
    folder = Path(options.store) if named else OWN_STORE
    if options.if_empty and is_illustrative(Store(folder)):
        return DONE
    files = folder.with_name(FILES)
    print(f"Đang viết báo cáo minh họa vào {files} rồi nhập vào {folder} (chừng một phút)…")
    outcomes = build_store(folder, files, progress=_Told())
    figures = sum(len(outcome.draft.figures) for outcome in outcomes)
    print(f"Đã nhập {len(outcomes)} báo cáo, {figures} số liệu minh họa.")
    return DONE


class _Told:
    """Says now and then how far the import is."""

    def __init__(self):
        self.files = 0

    def __call__(self, what: str, share: float) -> None:
        if what and self.files % TOLD_EVERY == 0:
            print(f"{share:4.0%}  {what}", file=sys.stderr, flush=True)
        self.files += 1
