"""Report forms as data: one TOML file a form in data/reference/forms.

A form says by which headings it is known, what each column means, when each version was in
force and what must hold within a row. Headings of several levels are joined by " > ";
"{year}" in a heading stands for the year reported on, "{year-1}" for the one before.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Literal, get_args, get_origin, get_type_hints

from cchc.catalog.form import ROLES, Column, Form, Row, Version
from cchc.catalog.identities import identity
from cchc.errors import BadReferenceError
from cchc.figures import LEVELS

FOLDER = Path(__file__).parents[2] / "data" / "reference" / "forms"
_TABLES = {"column": "columns", "row": "items", "check": "checks", "version": "versions"}
_ENTRIES = {"column": Column, "row": Row, "version": Version}
_KEYS = {f.name for f in fields(Form)} - {*_TABLES.values(), "file", "options"}


@cache
def load_forms(folder: Path = FOLDER) -> tuple[Form, ...]:
    """Every form of the folder, checked; BadReferenceError says which file and line is wrong."""
    forms = tuple(read_form(path) for path in sorted(folder.glob("*.toml")))
    seen: dict[str, str] = {}
    for form in forms:
        if form.id in seen:
            remedy = "đặt mã biểu khác hoặc bỏ một trong hai tệp"
            raise BadReferenceError(
                form.file, None, f"mã biểu {form.id} đã có trong {seen[form.id]}", remedy
            )
        seen[form.id] = form.file
    return forms


def read_form(path: Path) -> Form:
    """One form from its TOML file."""
    return parse_form(path.read_text("utf-8"), file=path.name)


def parse_form(text: str, *, file: str) -> Form:
    """One form from the text of its file; the file's name is for the errors."""
    source = _Source(text=text, file=file)
    document = source.document()
    tables = {
        name: tuple(
            source.entry(table, n, entry) for n, entry in enumerate(document.pop(table, []))
        )
        for table, name in _TABLES.items()
    }
    options = MappingProxyType(document.pop("tidy", {}))
    return source.checked(source.form(document, tables | {"options": options, "file": file}))


def check_codes(forms: Iterable[Form], known: Iterable[str]) -> None:
    """That every indicator a form names exists; BadReferenceError names the first that does not."""
    known = frozenset(known)
    for form in forms:
        named = {c.indicator for c in form.columns} | {c.alone for c in form.columns}
        named |= {row.indicator for row in form.items}
        named |= {code for check in form.checks for code in check.codes}
        if unknown := sorted(named - known - {None}):
            remedy = "sửa mã hoặc thêm chỉ số vào data/reference/indicators.toml"
            raise BadReferenceError(
                form.file, None, f"không có chỉ số {', '.join(unknown)}", remedy
            )


def _frozen(value):
    """A TOML value that cannot be changed by who holds the form."""
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, kw_only=True)
class _Source:
    """The text of a form's file, to say on which line it is wrong."""

    text: str
    file: str

    def error(self, problem: str, remedy: str, *, line: int | None = None) -> BadReferenceError:
        return BadReferenceError(self.file, line, problem, remedy)

    def line_of(self, table: str, number: int) -> int | None:
        """Line of the n-th [[table]] header, from 1."""
        headers = [
            n for n, line in enumerate(self.text.splitlines(), 1) if line.strip() == f"[[{table}]]"
        ]
        return headers[number] if number < len(headers) else None

    def document(self) -> dict:
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            line = _line_in(str(error))
            raise self.error(f"không đọc được TOML ({error})", "sửa cú pháp", line=line) from error

    def entry(self, table: str, number: int, entry: dict):
        """The entry as its dataclass."""
        try:
            if table == "check":
                return identity(entry)
            kind = _ENTRIES[table]
            return kind(**_typed(kind, entry))
        except ValueError as error:
            line = self.line_of(table, number)
            raise self.error(f"[[{table}]] sai: {error}", "sửa mục này", line=line) from error

    def form(self, plain: dict, rest: dict) -> Form:
        """The form of the top-level keys and the tables already read."""
        try:
            return Form(**_typed(Form, plain, also=rest.keys()), **rest)
        except ValueError as error:
            remedy = f"đầu tệp chỉ dùng {', '.join(sorted(_KEYS))}"
            raise self.error(f"phần đầu tệp sai: {error}", remedy) from error

    def checked(self, form: Form) -> Form:
        """The form, if what it says makes sense together."""
        if not form.columns:
            raise self.error("không có cột nào", "thêm các mục [[column]]")
        if form.level not in (None, *LEVELS):
            raise self.error(f"level = {form.level}", f"chọn trong {', '.join(LEVELS)}")
        for number, column in enumerate(form.columns):
            self._check_column(number, column)
        self._check_headings(form)
        return form

    def _check_column(self, number: int, column: Column) -> None:
        line = self.line_of("column", number)
        if (column.role is None) == (column.indicator is None):
            remedy = "ghi đúng một trong hai: role hoặc indicator"
            raise self.error(f"cột «{column.heading}»", remedy, line=line)
        if column.role is not None and column.role not in ROLES:
            remedy = f"chọn trong {', '.join(sorted(ROLES))}"
            raise self.error(f"role «{column.role}» không có", remedy, line=line)
        if (column.alone is None) != (column.beside is None):
            raise self.error(
                f"cột «{column.heading}»", "alone và beside phải đi cùng nhau", line=line
            )

    def _check_headings(self, form: Form) -> None:
        seen: set[str] = set()
        for number, column in enumerate(form.columns):
            for heading in (column.heading, *column.synonyms):
                if heading.casefold() in seen:
                    raise self.error(
                        f"tiêu đề «{heading}» có hai lần",
                        "mỗi tiêu đề chỉ thuộc một cột",
                        line=self.line_of("column", number),
                    )
                seen.add(heading.casefold())


def _line_in(message: str) -> int | None:
    """The line a TOML error speaks of: "… (at line 3, column 7)"."""
    _, _, rest = message.partition("at line ")
    digits = rest.split(",")[0]
    return int(digits) if digits.isdigit() else None


def _typed(kind: type, entry: dict, *, also: Iterable[str] = ()) -> dict:
    """The entry with its lists frozen; ValueError names the first key that is wrong or missing."""
    hints = get_type_hints(kind)
    for key, value in entry.items():
        if key not in hints:
            raise ValueError(f"khóa lạ «{key}»")
        if not _fits(_frozen(value), hints[key]):
            raise ValueError(f"«{key} = {value}» không đúng kiểu hoặc không có trong danh sách")
    needed = {f.name for f in fields(kind) if f.default is f.default_factory is MISSING}
    if missing := sorted(needed - entry.keys() - set(also)):
        raise ValueError(f"thiếu {', '.join(missing)}")
    return {key: _frozen(value) for key, value in entry.items()}


def _fits(value, hint) -> bool:
    """Whether a TOML value is of the annotated type."""
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    if get_origin(hint) is UnionType:
        return any(_fits(value, part) for part in get_args(hint))
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and all(_fits(v, get_args(hint)[0]) for v in value)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint)
