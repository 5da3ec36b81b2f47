"""One unit written in several ways within a column: Huyện Bình Sơn, H. Bình Sơn, BÌNH SƠN."""

from functools import cache

from cchc.catalog.agencies import read_wording
from cchc.figures import Finding
from cchc.ingest.files.refusal import note
from cchc.ingest.tables.table_words import FILE
from cchc.ingest.tables.values import Column
from cchc.naming.wording import TypeWord, plain, readings

SHOWN = 3


@cache
def _prefixes() -> list[tuple[str, TypeWord]]:
    return read_wording(FILE.parent / "agency_words.toml").type_prefixes


def unify_names(column: Column) -> list[Finding]:
    """Gives every spelling of a unit in a column of names the one met first; says which.

    A name without its type joins the only typed one of that name; where Huyện Cao Lãnh and
    Thành phố Cao Lãnh both stand, "Cao Lãnh" stays as it is.
    """
    first = _first_spellings(dict.fromkeys(v for v in column.typed if isinstance(v, str)))
    changed = {text: first[text] for text in first if first[text] != text}
    column.retype([first.get(v, v) if isinstance(v, str) else v for v in column.typed])
    return [_note(column, changed)] if changed else []


def _first_spellings(texts: dict[str, None]) -> dict[str, str]:
    """Every spelling → the first one of the same unit."""
    keys = {text: _key(text) for text in texts}
    kinds: dict[str, set[str]] = {}
    for kind, name in keys.values():
        kinds.setdefault(name, set()).update({kind} - {""})
    first: dict[tuple[str, str], str] = {}
    found = {}
    for text, (kind, name) in keys.items():
        only = next(iter(kinds[name])) if len(kinds[name]) == 1 else kind
        found[text] = first.setdefault((kind or only, name), text)
    return found


def _key(text: str) -> tuple[str, str]:
    """Type ("" where none is written) and bare name of a unit."""
    kind, name = readings(plain(text), _prefixes())[0]
    return (kind.name if kind else "", name)


def _note(column: Column, changed: dict[str, str]) -> Finding:
    pairs = "; ".join(f"«{text}» là «{name}»" for text, name in list(changed.items())[:SHOWN])
    more = f" và {len(changed) - SHOWN} cách viết nữa" if len(changed) > SHOWN else ""
    return note(
        "W_NAMES_UNIFIED",
        f"Cột «{column.name}»: {pairs}{more}; mỗi đơn vị được ghi theo cách viết gặp đầu tiên.",
        where=column.source.places.column,
    )
