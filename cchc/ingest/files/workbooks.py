"""From bytes of any accepted format to a workbook of grids."""

from cchc.ingest.files.content import name_disagrees, recognise
from cchc.ingest.files.grid import Workbook
from cchc.ingest.files.legacy_cells import in_unicode
from cchc.ingest.files.refusal import RefusedError


def read_grid(data: bytes, name: str, *, salvage: bool = False) -> Workbook:
    """The grids of a file of any accepted format, recognised by its content.

    Never raises for bad data: what cannot be read comes back refused, with the reason. `salvage`
    keeps what can be kept of a file that would be refused (macros left aside, bad bytes replaced).
    """
    try:
        return _read(data, name, salvage=salvage)
    except RefusedError as refusal:
        return Workbook(kind="", sheets=(), findings=refusal.findings, refused=True)


def _read(data: bytes, name: str, *, salvage: bool) -> Workbook:
    """Hands the bytes to the reader of their format; each is imported only when it is needed."""
    kind = recognise(data)
    if kind == "xlsx":
        from cchc.ingest.files.xlsx import read_xlsx as read
    elif kind == "ods":
        from cchc.ingest.files.ods import read_ods as read
    elif kind == "xls":
        from cchc.ingest.files.xls import read_xls as read
    else:
        from cchc.ingest.files.texts import read_text as read

    workbook = read(data, salvage=salvage)
    return in_unicode(workbook).with_findings(*name_disagrees(workbook.kind, name))
