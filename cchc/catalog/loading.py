"""Files of data/reference: read, typed, and refused with the line and the remedy."""

import tomllib
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Literal, TypeVar, get_args, get_origin, get_type_hints

from cchc.errors import BadReferenceError

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Source:
    """One TOML file with its text, so that what is wrong in it can be pointed at."""

    file: str
    text: str

    def document(self) -> dict:
        """Everything the file says."""
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            line = _line_in(str(error))
            raise BadReferenceError(
                self.file, line, f"không đọc được TOML ({error})", "sửa cú pháp của dòng này"
            ) from error

    def record(self, kind: type[T], entry: dict, *, table: str, nth: int = 0, **known) -> T:
        """A table of the file as its dataclass; `known` are fields the table does not write."""
        hints = _hints(kind)
        for key, value in entry.items():
            if key not in hints or key in known:
                raise self.error(table, key, f"khóa lạ «{key}»", f"dùng {_keys(kind)}", nth=nth)
            if not _fits(_frozen(value), hints[key]):
                remedy = f"ghi {_said(hints[key])}"
                raise self.error(table, key, f"{key} = {value!r} không hợp lệ", remedy, nth=nth)
        needed = {f.name for f in fields(kind) if f.default is f.default_factory is MISSING}
        if missing := sorted(needed - entry.keys() - known.keys()):
            raise self.error(table, None, f"thiếu {', '.join(missing)}", "ghi thêm", nth=nth)
        return kind(**{key: _frozen(value) for key, value in entry.items()}, **known)

    def words(self, entry: dict, names: Iterable[str], *, table: str) -> dict[str, list[str]]:
        """Lists of words of a table; the first that is missing or holds other things is told."""
        for name in names:
            if name not in entry:
                raise self.error(table, None, f"thiếu {name}", "ghi thêm danh sách này")
            if not _fits(_frozen(entry[name]), tuple[str, ...]):
                remedy = f"ghi {_said(tuple[str, ...])}"
                raise self.error(table, name, f"{name} không phải danh sách chữ", remedy)
        return {name: entry[name] for name in names}

    def error(
        self, table: str, key: str | None, problem: str, remedy: str, *, nth: int = 0
    ) -> BadReferenceError:
        """What is wrong with a key of a table, for raising."""
        line = self.line_of(table, key, nth=nth)
        return BadReferenceError(self.file, line, f"[{table}]: {problem}", remedy)

    def line_of(self, table: str, key: str | None = None, *, nth: int = 0) -> int | None:
        """Line of a key in the nth table of that name, of its header where it has no such key."""
        lines = [line.split("#")[0].strip() for line in self.text.splitlines()]
        names = {f"[{table}]", f"[[{table}]]", f'["{table}"]'}
        headers = [number for number, line in enumerate(lines, 1) if line in names]
        if nth >= len(headers):
            return self._line_on_top(lines, key)
        for number, line in enumerate(lines[headers[nth] :], headers[nth] + 1):
            if line.startswith("[") and not line.endswith(("],", ",")) and "=" not in line:
                break
            if key and line.split("=")[0].strip() == key:
                return number
        return headers[nth]

    @staticmethod
    def _line_on_top(lines: list[str], key: str | None) -> int | None:
        """Line of a key that stands above all tables, or of a table that has its name."""
        for number, line in enumerate(lines, 1):
            if key and (line.split("=")[0].strip() == key or line in (f"[{key}]", f"[[{key}]]")):
                return number
        return None


def read_source(path: Path) -> Source:
    """A reference file as it stands; BadReferenceError where it is missing or no UTF-8."""
    try:
        return Source(file=path.name, text=path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise BadReferenceError(
            path.name, None, "không có tệp này trong data/reference", "lấy lại tệp từ kho mã"
        ) from error
    except UnicodeDecodeError as error:
        raise BadReferenceError(
            path.name, None, "tệp không phải UTF-8", "lưu lại tệp với bảng mã UTF-8"
        ) from error


@cache
def _hints(kind: type) -> dict:
    return get_type_hints(kind)


def _keys(kind: type) -> str:
    return ", ".join(f.name for f in fields(kind))


def _frozen(value):
    """A value of TOML that cannot be changed by who holds it."""
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _fits(value, hint) -> bool:
    """Whether a value of TOML is of the annotated type."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return value in parts
    if origin is UnionType:
        return any(_fits(value, part) for part in parts)
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(item, parts[0]) for item in value)
    if isinstance(value, bool):
        return hint is bool
    if hint is float:
        return isinstance(value, int | float)
    return isinstance(value, hint)


_WORDS = {str: "chữ trong ngoặc kép", int: "số nguyên", float: "số", bool: "true hoặc false"}
_WORDS[date] = "ngày dạng 2025-07-01"


def _said(hint) -> str:
    """A type in Vietnamese, for the remedy."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return "một trong " + ", ".join(map(str, parts))
    if origin is UnionType:
        return " hoặc ".join(_said(part) for part in parts if part is not type(None))
    if origin is tuple:
        return f"danh sách [{_said(parts[0])}, …]"
    return _WORDS.get(hint, "đúng dạng của các mục khác")


def _line_in(message: str) -> int | None:
    """The line a TOML error speaks of: "… (at line 3, column 7)"."""
    digits = message.partition("at line ")[2].split(",")[0]
    return int(digits) if digits.isdigit() else None
