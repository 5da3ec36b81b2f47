"""What `doctor` looks at: the store, the reference data and the machine."""

import platform
import sys

from cchc.errors import BadReferenceError
from cchc.store.records import Check
from cchc.store.versions import Store
from cchc.vietnamese import number

NEEDED_PYTHON = (3, 11)


def examine(store: Store) -> list[Check]:
    """Every check, the store's own first."""
    return [*store.doctor(), _reference(), _python()]


def _reference() -> Check:
    """Whether all of data/reference loads and fits together."""
    from cchc.catalog.cases import load_case_words
    from cchc.catalog.catalog import load_catalog
    from cchc.catalog.identities import load_identities
    from cchc.catalog.published import load_published
    from cchc.ingest.tables.table_words import load_table_words

    try:
        catalog = load_catalog()
        for load in (load_published, load_case_words, load_table_words, load_identities):
            load()
    except BadReferenceError as error:
        return Check(name="Dữ liệu tham chiếu", ok=False, message=str(error))
    agencies, indicators = sum(1 for _ in catalog.agencies), len(catalog.indicators)
    message = (
        f"{number(agencies)} đơn vị, {indicators} chỉ tiêu, {len(catalog.forms)} biểu, "
        "đọc được hết."
    )
    return Check(name="Dữ liệu tham chiếu", ok=True, message=message)


def _python() -> Check:
    version = platform.python_version()
    ok = sys.version_info >= NEEDED_PYTHON
    needed = ".".join(map(str, NEEDED_PYTHON))
    message = f"Python {version}." if ok else f"Python {version}: cần {needed} trở lên."
    return Check(name="Máy", ok=ok, message=message)
