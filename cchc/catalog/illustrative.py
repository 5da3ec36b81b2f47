"""The catalogue of an illustrative store: fictional agencies, everything else as it is.

The real agencies are not in it, so that no real name ever stands beside a made-up number; and the
fictional ones are in no other catalogue, so that their reports are refused everywhere else.
"""

from functools import cache

from cchc.catalog.catalog import Catalog, load_catalog
from cchc.catalog.loading import REFERENCE

FOLDER = REFERENCE.parent / "illustrative"


@cache
def load_illustrative_catalog() -> Catalog:
    """The reference data with the agencies of data/illustrative in place of the real ones."""
    return load_catalog(agencies=FOLDER)
