"""A file with a row a dossier is no report: it is led to the roll-up, whose figures are one."""

from collections.abc import Iterable
from pathlib import Path, PurePath
from shlex import quote

from cchc.catalog.cases import load_case_words
from cchc.figures import Finding
from cchc.ingest.files.content import is_plain_text
from cchc.ingest.files.grid import Workbook
from cchc.ingest.files.workbooks import read_grid
from cchc.ingest.tidy.headings import SEARCHED_ROWS

RULE = "case_level"
_BEGINNING = 65_536  # bytes of a text that is too large to be read cell by cell
# What a roll-up reads and an import does not, Parquet and gzip: not opened to be told.
_PACKED = (b"PAR1", b"\x1f\x8b")


def case_level(data: bytes, name: str, workbook: Workbook) -> Finding | None:
    """What to do with a table that heads dossiers instead of figures; None of any other."""
    if data.startswith(_PACKED):
        return _finding(f"Nếu «{name}» có mỗi dòng một hồ sơ: {command(PurePath(name))}")
    is_text = is_plain_text(data)
    if is_text and not workbook.sheets:  # too large to be read by cell
        workbook = read_grid(data[:_BEGINNING].rpartition(b"\n")[0], name)
    tops = (row for sheet in workbook.sheets for row in sheet.cells[:SEARCHED_ROWS])
    if not any(map(heads_dossiers, tops)):
        return None
    return _finding(advice(PurePath(name), is_text=is_text))


def heads_dossiers(row: Iterable[object]) -> bool:
    """Whether a row names every column that a roll-up needs."""
    return load_case_words().are_headings(row)


def advice(file: PurePath, *, is_text: bool) -> str:
    """How a file of dossiers becomes figures; only a text is rolled up as it is."""
    first = "" if is_text else "lưu thành CSV, "
    return (
        f"«{file.name}» có mỗi dòng một hồ sơ, chưa phải số liệu. Hãy {first}cộng thành số liệu "
        f"tháng rồi nhập bảng được ghi ra: {command(file if is_text else _as_text(file))}"
    )


def advice_at(path: Path) -> str:
    """The same of a file that lies there."""
    with path.open("rb") as file:
        return advice(path, is_text=is_plain_text(file.read(_BEGINNING)))


def command(file: PurePath) -> str:
    """What rolls the file up."""
    return f"python -m cchc rollup {quote(str(file))} --out ket-qua"


def _as_text(file: PurePath) -> PurePath:
    return file.with_suffix(".csv")


def _finding(message: str) -> Finding:
    return Finding(rule=RULE, severity="error", message=message)
