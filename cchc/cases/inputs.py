"""Which files hold the dossiers, what their headings mean: Parquet, partitioned or not, and CSV."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from glob import glob, has_magic
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cchc.catalog.cases import CaseWords
from cchc.errors import CchcError

CSV_ENDINGS = (".csv", ".tsv", ".txt", ".csv.gz")
ENDINGS = (".parquet", *CSV_ENDINGS)
AGENCY = ("agency_code", "agency_name")
# One file with such a column and one without would make a sum of some of the dossiers.
ALL_OR_NONE = (
    "status", "channel", "sector", "authority", "payment", "digitised", "digitised_result",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Source:
    """Files alike in everything: the heading of each column, which of them are days or times.

    `root` is where the folders KEY=VALUE begin whose values are columns, too. `is_plain`: both
    engines read these files alike.
    """

    files: tuple[Path, ...]
    headings: tuple[str, ...]
    types: tuple[str, ...] = ()
    moments: frozenset[str] = frozenset()
    root: Path | None = None
    delimiter: str | None = None
    is_plain: bool = True
    columns: Mapping[str, str]


def sources_of(asked: Iterable[str], words: CaseWords) -> list[Source]:
    """The files that were named, those alike together; CchcError where some cannot be read."""
    alike: dict[tuple, list[Path]] = defaultdict(list)
    for file in _files(asked):
        layout = _csv_layout(file) if file.name.lower().endswith(CSV_ENDINGS) else _parquet(file)
        alike[layout].append(file)
    sources = [
        Source(files=tuple(files), columns=_columns(layout[0], words, files[0]), **_fields(layout))
        for layout, files in alike.items()
    ]
    _require_alike(sources)
    return sources


def _fields(layout: tuple) -> dict:
    names = ("headings", "types", "moments", "root", "delimiter", "is_plain")
    return dict(zip(names, layout, strict=True))


def _files(asked: Iterable[str]) -> list[Path]:
    found: dict[Path, None] = {}
    for text in asked:
        path = Path(text)
        if path.is_dir():
            files = [p for p in path.rglob("*") if p.name.lower().endswith(ENDINGS) and p.is_file()]
        elif has_magic(text) and not path.exists():
            files = [Path(name) for name in glob(text, recursive=True) if Path(name).is_file()]
        else:
            files = [path] if path.is_file() else []
        if not files:
            raise CchcError(f"Không có tệp hồ sơ nào ở «{text}». Hãy xem lại đường dẫn.")
        found |= dict.fromkeys(sorted(file.resolve() for file in files))
    if strange := [file for file in found if not file.name.lower().endswith(ENDINGS)]:
        raise CchcError(f"«{strange[0].name}» không phải Parquet hay CSV ({', '.join(ENDINGS)}).")
    return list(found)


def _csv_layout(file: Path) -> tuple:
    """Headings and delimiter of a text in UTF-8."""
    opened = gzip.open if file.suffix.lower() == ".gz" else open
    try:
        with opened(file, "rt", encoding="utf-8-sig", newline="") as text:
            line = text.readline(1_000_000)
    except (UnicodeDecodeError, OSError) as error:
        raise CchcError(
            f"«{file.name}» không đọc được như văn bản UTF-8. Hãy lưu lại dạng CSV UTF-8."
        ) from error
    delimiter = max(",;\t|", key=line.count)
    headings = tuple(cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), ()))
    return headings, (), frozenset(), None, delimiter, False


def _parquet(file: Path) -> tuple:
    """Headings, days and times of a Parquet file, the columns its folders stand for included."""
    try:
        schema = pq.read_metadata(file).schema
    except (pa.ArrowException, OSError) as error:
        raise CchcError(f"«{file.name}» không phải tệp Parquet nguyên vẹn.") from error
    if zoneless := [c.name for c in map(schema.column, range(len(schema))) if _is_int96(c)]:
        raise CchcError(
            f"«{file.name}»: cột «{zoneless[0]}» ghi giờ kiểu INT96, không rõ múi giờ. Hãy ghi lại "
            "với spark.sql.parquet.outputTimestampType=TIMESTAMP_MICROS."
        )
    fields = list(schema.to_arrow_schema())
    days = [f for f in fields if pa.types.is_timestamp(f.type) or pa.types.is_date(f.type)]
    folders = [part for part in file.parts[:-1] if "=" in part]
    root = Path(*file.parts[: file.parts.index(folders[0])]) if folders else None
    headings = (*(f.name for f in fields), *(part.partition("=")[0] for part in folders))
    is_plain = all(getattr(f.type, "unit", "us") in ("us", "ms", "day") for f in days)
    types = tuple(str(f.type) for f in fields)
    return headings, types, frozenset(f.name for f in days), root, None, is_plain


def _is_int96(column: pq.ColumnSchema) -> bool:
    return column.physical_type == "INT96"


def _columns(headings: tuple[str, ...], words: CaseWords, file: Path) -> dict[str, str]:
    """Heading of each column; CchcError names what is missing and what was found."""
    columns: dict[str, str] = {}
    for heading in headings:
        name = words.column_of(heading)
        if name and columns.setdefault(name, heading) != heading:
            raise CchcError(
                f"«{file.name}»: cả «{columns[name]}» và «{heading}» đều là cột {name}. Hãy bỏ một."
            )
    missing = [c for c in words.columns.values() if c.needed and c.name not in columns]
    texts = [f"{column.headings[0]} ({column.name})" for column in missing]
    if not set(AGENCY) & columns.keys():
        texts.append("Mã đơn vị (agency_code) hoặc Đơn vị (agency_name)")
    if texts:
        raise CchcError(
            f"«{file.name}»: thiếu cột {'; '.join(texts)}. Các cột của tệp: {', '.join(headings)}. "
            "Hãy đổi tiêu đề, hoặc thêm cách viết vào data/reference/cases.toml."
        )
    return columns


def _require_alike(sources: list[Source]) -> None:
    for name in ALL_OR_NONE:
        having = [source for source in sources if name in source.columns]
        lacking = [source for source in sources if name not in source.columns]
        if having and lacking:
            raise CchcError(
                f"«{having[0].files[0].name}» có cột {name} mà «{lacking[0].files[0].name}» "
                "không có: số cộng chung sẽ thiếu. Hãy tổng hợp riêng từng loại tệp."
            )


def as_parquet(source: Source, file: Path) -> Source:
    """What a source is when its columns were written as texts to one Parquet file."""
    return replace(
        source, files=(file,), columns={name: name for name in source.columns}, root=None,
        headings=tuple(source.columns), delimiter=None, is_plain=True, moments=frozenset(
            name for name, heading in source.columns.items() if heading in source.moments),
    )  # fmt: skip
