"""The illustrative store: its reports are written as files and come in by the door of all files."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from cchc.catalog.illustrative import load_illustrative_catalog
from cchc.errors import StoreError
from cchc.illustrative.files import write_files
from cchc.illustrative.province import Province
from cchc.illustrative.reports import reports
from cchc.illustrative.stores import is_illustrative
from cchc.illustrative.story import Story, load_story
from cchc.ingest.importing import ImportOptions, ImportOutcome, Progress, import_files
from cchc.store.versions import Store

WHO = "minh họa"
UNFINISHED = ".new"


def illustrative_files(folder: Path, story: Story | None = None) -> list[Path]:
    """The files of all reports, in the order they were sent."""
    story, catalog = story or load_story(), load_illustrative_catalog()
    province = Province(agencies=catalog.agencies, story=story)
    return list(write_files(reports(province), folder, catalog, story))


def import_illustrative(
    store: Store, files: Sequence[Path], progress: Progress | None = None
) -> list[ImportOutcome]:
    """Import the files; what is sound in them is accepted, as their mistakes are meant."""
    options = ImportOptions(who=WHO, accept=True)
    return import_files(files, store, load_illustrative_catalog(), options, progress=progress)


def build_store(
    folder: Path, files: Path, *, story: Story | None = None, progress: Progress | None = None
) -> list[ImportOutcome]:
    """Make the files and a store of them; the store is there as a whole or not at all."""
    require_free(folder)
    unfinished = folder.with_name(folder.name + UNFINISHED)
    shutil.rmtree(unfinished, ignore_errors=True)
    written = illustrative_files(files, story)
    outcomes = import_illustrative(Store(unfinished), written, progress)
    os.replace(unfinished, folder)  # in place of an empty folder, or of none
    return outcomes


def require_free(folder: Path) -> None:
    """Refuses a folder that holds anything already."""
    store = Store(folder)
    if not store.version:
        if folder.exists() and any(folder.iterdir()):
            raise StoreError(f"Thư mục {folder} không trống. Hãy chọn thư mục khác bằng --store.")
        return
    if is_illustrative(store):
        raise StoreError(
            f"Kho {folder} đã có số liệu minh họa. Muốn làm lại, hãy xóa thư mục này trước."
        )
    raise StoreError(
        f"Kho {folder} đang giữ số liệu thật; số liệu minh họa không được để chung. Hãy chọn thư "
        "mục khác bằng --store."
    )
