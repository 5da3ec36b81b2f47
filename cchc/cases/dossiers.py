"""One row as written from what any source calls its columns: texts trimmed, days and times read.

The expressions are of the common SQL, so that both engines read a cell alike.
"""

from cchc.cases.inputs import Source

TEXTS = (
    "dossier_id", "agency_code", "agency_name", "province", "sector", "authority", "status",
    "channel", "payment", "digitised", "digitised_result",
)  # fmt: skip
MOMENTS = ("received", "due", "finished")
_TIME = "(?:[ T]([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:[.][0-9]+)?)?)?"
_ISO = f"^([0-9]{{4}})[-/]([0-9]{{1,2}})[-/]([0-9]{{1,2}}){_TIME}$"
_OURS = f"^([0-9]{{1,2}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{4}}){_TIME}$"
_DAY_FIRST, _MONTH_FIRST = "^(1[3-9]|2[0-9]|3[01])/[0-9]", "^[0-9]{1,2}/(1[3-9]|2[0-9]|3[01])/"
_USUAL = "^[0-9]{4}-[0-9]{2}-[0-9]{2}( ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])?$"


def select(source: Source, relation: str, quote: str) -> str:
    """The SELECT of a source's dossiers; `relation` and `quote` are of the engine's dialect."""
    named = ", ".join(
        f"{quote}{heading.replace(quote, quote * 2)}{quote} AS {name}"
        for name, heading in source.columns.items()
    )
    texts = [_text(name) if name in source.columns else f"'' AS {name}" for name in TEXTS]
    moments = [_moment(name, typed=source.columns[name] in source.moments) for name in MOMENTS]
    order = _order("received", typed=source.columns["received"] in source.moments)
    columns = ", ".join((*texts, *moments, order))
    return f"SELECT {columns} FROM (SELECT {named} FROM {relation}) written"  # noqa: S608


def _text(name: str) -> str:
    return f"coalesce(trim(CAST({name} AS STRING)), '') AS {name}"


def _moment(name: str, *, typed: bool) -> str:
    """A day or time as a timestamp, and whether the cell said anything."""
    if typed:
        return f"CAST({name} AS TIMESTAMP) AS {name}, {name} IS NOT NULL AS {name}_said"
    text = f"trim(CAST({name} AS STRING))"
    return f"{_read(text)} AS {name}, coalesce({text}, '') <> '' AS {name}_said"


def _order(name: str, *, typed: bool) -> str:
    """1 where a day can only be written day first, -1 where only month first, else 0."""
    if typed:
        return "0 AS day_first"
    return (
        f"CASE WHEN regexp_extract(trim(CAST({name} AS STRING)), '{_DAY_FIRST}', 0) <> '' THEN 1"
        f" WHEN regexp_extract(trim(CAST({name} AS STRING)), '{_MONTH_FIRST}', 0) <> '' THEN -1"
        " ELSE 0 END AS day_first"
    )


def _read(text: str) -> str:
    """2024-12-31 and 31/12/2024, with a time of day or without; null for anything else."""
    return (
        f"CASE WHEN regexp_extract({text}, '{_USUAL}', 0) <> '' THEN try_cast({text} AS TIMESTAMP)"
        f" WHEN regexp_extract({text}, '{_ISO}', 0) <> '' THEN {_put_together(text, _ISO, 1, 2, 3)}"
        f" ELSE {_put_together(text, _OURS, 3, 2, 1)} END"
    )


def _put_together(text: str, pattern: str, year: int, month: int, day: int) -> str:
    def part(at: int) -> str:
        return f"lpad(regexp_extract({text}, '{pattern}', {at}), 2, '0')"

    date = (
        f"concat(regexp_extract({text}, '{pattern}', {year}), '-', {part(month)}, '-', {part(day)})"
    )
    return f"try_cast(concat({date}, ' ', {part(4)}, ':', {part(5)}, ':', {part(6)}) AS TIMESTAMP)"
