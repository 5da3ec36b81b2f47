"""What a roll-up leaves: figures and rejected rows as Parquet, the figures as a table that
`import` takes, and from what and how all of it was made."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from cchc.agencies import Agencies, Agency
from cchc.cases.asked import Asked
from cchc.cases.inputs import Source
from cchc.cases.steps import SQL
from cchc.cases.understanding import Understanding
from cchc.catalog.catalog import Catalog
from cchc.errors import CchcError
from cchc.periods import Period
from cchc.store.database import quoted, run
from cchc.vietnamese import date_text, number

FOLDER = "result"
FIGURES, REJECTS, ORIGIN = "figures.parquet", "rejects.parquet", "origin.json"
TABLE, BREAKDOWNS = "figures.csv", "breakdowns.csv"
HASHED = 256 << 20  # bytes; larger inputs are known by size and time
ORDER = "split, number, starts, breakdown"
KEYS = ("agency", "starts", "ends", "split", "breakdown")
# Indicators that can only be counted where the files have the column.
NEEDS = {
    "online_dossiers": "channel", "online_full_dossiers": "channel", "dossiers_direct": "channel",
    "online_partial_dossiers": "channel", "bcci_dossiers": "channel",
    "dossiers_returned": "status", "dossiers_withdrawn": "status", "dossiers_stopped": "status",
    "dossiers_with_fee": "payment", "online_payment_dossiers": "payment",
    "direct_payment_dossiers": "payment", "digitised_dossiers": "digitised",
    "digitised_results": "digitised_result",
}  # fmt: skip
# Headings of the table for import; the indicators follow under their codes.
TIDY = {
    "Tỉnh": "province", "Cấp": "named.level", "Mã đơn vị": "code", "Đơn vị": "name",
    "Kỳ": "period", "Từ ngày": '"from"', "Đến ngày": '"to"', "Lĩnh vực": "breakdown",
}  # fmt: skip
DEGREES = ("online_full_dossiers", "online_partial_dossiers")


@dataclass(frozen=True, kw_only=True)
class RolledUp:
    """What was made of what; the same is kept beside the figures."""

    out: str
    engine: str
    at: str
    start: str
    end: str
    rows_read: int
    rows_counted: int
    rows_rejected: int
    rejected: dict[str, int]
    agencies: int
    figure_rows: int
    indicators: list[str]
    columns: list[dict[str, str]]
    inputs: list[dict]
    notes: list[str]
    sql_sha256: str


def write(
    connection: duckdb.DuckDBPyConnection, asked: Asked, catalog: Catalog,
    sources: list[Source], understood: Understanding, *, work: Path, engine: str,
    unreadable: list[tuple[str, int]], rules: Mapping[str, str],
) -> RolledUp:  # fmt: skip
    """The files of the result in the work folder; CchcError where no dossier can be counted."""
    folder = work / FOLDER
    folder.mkdir()
    _take_over(connection, work)
    rejected = dict(
        run(connection, "SELECT rule, count(*) FROM rejects GROUP BY rule ORDER BY rule")
    )
    [(printed,)] = run(connection, "SELECT sum(dossiers) FROM printed")
    rejected |= {"unreadable_line": len(unreadable)} if unreadable else {}
    read, out = int(printed) + len(unreadable), sum(rejected.values())
    if read == out:
        raise CchcError("\n".join(["Không hồ sơ nào tính được:", *reasons(rejected, rules)]))
    codes = _codes(connection, sources, understood)
    first = max(understood.first, asked.start) if asked.start else understood.first
    if first > understood.until:
        raise CchcError(
            f"Tệp chỉ đến {date_text(understood.until)}, trước kỳ đầu được hỏi (--from)."
        )
    _write_figures(connection, catalog, understood, codes, folder, start=first)
    _write_tables(connection, codes, folder)
    _copy(connection, "FROM rejects ORDER BY ALL", folder / REJECTS, "FORMAT parquet")
    [(rows, agencies)] = run(connection, "SELECT count(*), count(DISTINCT agency) FROM written")
    made = RolledUp(
        out=str(asked.out), engine=engine, at=datetime.now(UTC).isoformat(timespec="seconds"),
        start=first.isoformat(), end=understood.until.isoformat(), rows_read=read,
        rows_counted=read - out, rows_rejected=out, rejected=rejected, agencies=agencies,
        figure_rows=rows, indicators=codes, columns=[dict(source.columns) for source in sources],
        inputs=[_input(file) for source in sources for file in source.files],
        notes=_notes(asked, catalog.agencies, understood, unreadable),
        sql_sha256=hashlib.sha256(SQL.read_bytes()).hexdigest(),
    )  # fmt: skip
    text = json.dumps(asdict(made), ensure_ascii=False, indent=1)
    (folder / ORIGIN).write_text(text + "\n", "utf-8")
    return made


def _take_over(connection: duckdb.DuckDBPyConnection, work: Path) -> None:
    """The tables another engine left in the work folder, as our own."""
    for name in ("printed", "rejects", "figures"):
        if (work / name).is_dir():
            files = quoted(work / name / "*.parquet")
            run(connection, f"CREATE VIEW {name} AS FROM read_parquet({files})")


def _codes(connection, sources: list[Source], understood: Understanding) -> list[str]:
    """The indicators that the files can speak of, in the order of rollup.sql."""
    columns = sources[0].columns
    channels = set(understood.tables["said_word"]["channel_means"].to_pylist())
    names = [row[0] for row in run(connection, "DESCRIBE figures") if row[0] not in KEYS]
    has_degrees = "online" not in channels and bool(channels & {"online_full", "online_partial"})
    return [
        code for code in names
        if NEEDS.get(code, "received") in columns and (code not in DEGREES or has_degrees)
    ]  # fmt: skip


def _write_figures(
    connection, catalog: Catalog, understood: Understanding, codes: list[str], folder: Path,
    *, start: date,
) -> None:  # fmt: skip
    """The figures in order, totals first; from here on they are read as `written`."""
    connection.register("named", _names(understood.agencies, catalog.agencies))
    columns = ", ".join(('starts AS "from"', 'ends AS "to"', "split", "breakdown", *codes))
    joined = f"figures JOIN named ON number = figures.agency WHERE ends >= {quoted(start)}"
    figures = f"SELECT named.agency, level, {columns} FROM {joined} ORDER BY {ORDER}"  # noqa: S608
    _copy(connection, figures, folder / FIGURES, "FORMAT parquet")
    run(connection, f"CREATE VIEW written AS FROM {quoted(folder / FIGURES)}")


def _write_tables(connection, codes: list[str], folder: Path) -> None:
    """What `import` takes: the totals, and apart from them what they are split into."""
    spans = run(connection, 'SELECT DISTINCT "from", "to" FROM written')
    days = [pa.array(column, pa.date32()) for column in zip(*spans, strict=True)]
    labels = [Period(*span).label for span in spans]
    connection.register("labelled", pa.table([*days, labels], ["from", "to", "period"]))
    columns = ", ".join([f'{column} AS "{heading}"' for heading, column in TIDY.items()] + codes)
    tables = 'written JOIN named USING (agency) JOIN labelled USING ("from", "to")'
    tidy = f"SELECT {columns} FROM {tables} WHERE split"  # noqa: S608
    _copy(connection, f"{tidy} = 'all'", folder / TABLE, "FORMAT csv, HEADER")
    if run(connection, "SELECT 1 FROM written WHERE split <> 'all' LIMIT 1"):
        _copy(connection, f"{tidy} <> 'all'", folder / BREAKDOWNS, "FORMAT csv, HEADER")


def _copy(connection, select: str, file: Path, how: str) -> None:
    run(connection, f"COPY ({select}) TO {quoted(file)} ({how})")


def _names(held: list[Agency], agencies: Agencies) -> pa.Table:
    """By number: id, level, code, name and province, as an import reads them."""
    provinces = [agencies.province_of(agency.id, agency.valid_from) for agency in held]
    return pa.table({
        "number": pa.array(range(len(held)), pa.int32()),
        "agency": [agency.id for agency in held],
        "level": [agency.level for agency in held],
        "code": pa.array([agency.code for agency in held], pa.string()),
        "name": [agency.name for agency in held],
        "province": pa.array([p and agencies.get(p).name for p in provinces], pa.string()),
    })  # fmt: skip


def _input(file: Path) -> dict:
    """A file as it can be recognised: its hash, of a large one size and time of change."""
    seen = file.stat()
    known: dict[str, object] = {"file": str(file), "bytes": seen.st_size}
    if seen.st_size <= HASHED:
        with file.open("rb") as content:
            return known | {"sha256": hashlib.file_digest(content, "sha256").hexdigest()}
    return known | {"modified": datetime.fromtimestamp(seen.st_mtime, UTC).isoformat()}


def reasons(rejected: Mapping[str, int], rules: Mapping[str, str]) -> list[str]:
    """One sentence per rule: how many rows, and why."""
    return [f"  {number(rows)} dòng: {rules[rule]} [{rule}]" for rule, rows in rejected.items()]


def _notes(
    asked: Asked,
    agencies: Agencies,
    understood: Understanding,
    unreadable: list[tuple[str, int]],
) -> list[str]:
    """What a reader of the figures has to know."""
    notes = [
        f"Hồ sơ nhận trước {date_text(understood.first)} không có trong tệp: số kỳ trước chuyển "
        "sang và đang giải quyết chỉ kể hồ sơ nhận từ ngày đó."
    ]
    if asked.until is None:
        notes.append(
            f"Kỳ cuối tính đến {date_text(understood.until)}, ngày cuối có trong tệp. Nếu tệp lấy "
            "vào ngày khác, hãy ghi --to."
        )
    if understood.divided:
        names = _listed(agencies.label(agency) for agency in understood.divided)
        notes.append(
            f"{len(understood.divided)} đơn vị kết thúc mà không vào trọn đơn vị nào ({names}): "
            "hồ sơ còn mở của các đơn vị đó không ghi cho đơn vị mới."
        )
    if understood.unknown:
        names = _listed(f"«{name}»: {reason}" for name, reason, _ in understood.unknown)
        notes.append(f"{len(understood.unknown)} cách ghi đơn vị chưa nhận ra ({names}).")
    if unreadable:
        places = _listed(f"dòng {line} của {Path(file).name}" for file, line in unreadable)
        notes.append(f"Dòng CSV không đọc được: {places}.")
    return notes


def _listed(texts: Iterable[str], most: int = 5) -> str:
    texts = list(texts)
    return "; ".join(texts[:most]) + ("; …" if len(texts) > most else "")
