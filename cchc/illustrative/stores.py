"""Which stores hold the illustrative province; the catalogue that fits a store.

A store tells by the agencies that its reports brought with them, not by where it lies or what it
is called: a copy, a backup put back or a rebuilt store tells the same.
"""

from functools import lru_cache

from cchc.catalog.agencies import load_agencies
from cchc.catalog.catalog import Catalog, load_catalog
from cchc.catalog.illustrative import FOLDER, load_illustrative_catalog
from cchc.errors import StoreError
from cchc.store.versions import Store

HERE = "SELECT count(*) AS found FROM agency WHERE id IN (SELECT unnest($provinces))"


def is_illustrative(store: Store, version: int | None = None) -> bool:
    """Whether what is in the store is made up; `version` is the current one where it is known."""
    return _holds_the_province(store, store.version if version is None else version)


def catalog_of(store: Store, version: int | None = None) -> Catalog:
    """The catalogue that the figures of a store are looked up in."""
    return load_illustrative_catalog() if is_illustrative(store, version) else load_catalog()


def require_real(store: Store) -> None:
    """Refuses a store whose figures are made up, for what brings in real ones."""
    if is_illustrative(store):
        raise StoreError(
            "Kho này giữ số liệu minh họa; số liệu thật không được để chung. Hãy chọn kho khác "
            "bằng --store."
        )


@lru_cache(maxsize=64)
def _holds_the_province(store: Store, version: int) -> bool:
    if not version:
        return False
    fictional = load_agencies(FOLDER).valid_on(None, level="province")
    provinces = [province.id for province in fictional]
    return bool(store.query(HERE, provinces=provinces)["found"].iloc[0])
