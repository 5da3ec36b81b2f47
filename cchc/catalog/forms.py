"""Report forms as data: one TOML file a form in data/reference/forms.

A form says by which headings it is known, what each column means, when each version was in
force and what must hold within a row. Headings of several levels are joined by " > ";
"{year}" in a heading stands for the year reported on, "{year-1}" for the one before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from cchc.catalog.form import ROLES, Column, Form, Row, Version
from cchc.catalog.identities import Identity, checked
from cchc.catalog.loading import REFERENCE, Source, read_source
from cchc.errors import BadReferenceError
from cchc.figures import LEVELS

FOLDER = REFERENCE / "forms"
# Tables of a form's file, the field of Form each fills, and what an entry is.
TABLES = {
    "column": ("columns", Column),
    "row": ("items", Row),
    "check": ("checks", Identity),
    "version": ("versions", Version),
}


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
    return _form(read_source(path))


def parse_form(text: str, *, file: str) -> Form:
    """One form from the text of its file; the file's name is for the errors."""
    return _form(Source(file=file, text=text))


def check_codes(forms: Iterable[Form], known: Iterable[str]) -> None:
    """That every indicator a form names exists; BadReferenceError names the first that does not."""
    known = frozenset(known)
    for form in forms:
        named = {code for c in form.columns for code in (c.indicator, c.alone, c.of_provinces)}
        named |= {row.indicator for row in form.items}
        named |= {code for check in form.checks for code in check.codes}
        if unknown := sorted(named - known - {None}):
            remedy = "sửa mã hoặc thêm chỉ tiêu vào data/reference/indicators.toml"
            raise BadReferenceError(
                form.file, None, f"không có chỉ tiêu {', '.join(unknown)}", remedy
            )


def _form(source: Source) -> Form:
    document = source.document()
    tables = {
        field: tuple(
            source.record(kind, entry, table=table, nth=n)
            for n, entry in enumerate(document.pop(table, []))
        )
        for table, (field, kind) in TABLES.items()
    }
    options = MappingProxyType(document.pop("tidy", {}))
    form = source.record(Form, document, table="biểu", file=source.file, options=options, **tables)
    _FormCheck(source=source, form=form).run()
    return form


@dataclass(frozen=True, kw_only=True)
class _FormCheck:
    """What the parts of a form must make together."""

    source: Source
    form: Form

    def run(self) -> None:
        """Raises BadReferenceError for the first thing that makes no sense."""
        if not self.form.columns:
            raise self.source.error("column", None, "biểu không có cột nào", "thêm mục [[column]]")
        if self.form.level not in (None, *LEVELS):
            remedy = f"chọn trong {', '.join(LEVELS)}"
            raise self.source.error("biểu", "level", f"level = {self.form.level}", remedy)
        for number, column in enumerate(self.form.columns):
            self._column(number, column)
        for number, one in enumerate(self.form.checks):
            checked(one, self.source, number)
        self._headings()

    def _column(self, number: int, column: Column) -> None:
        if (column.role is None) == (column.indicator is None):
            remedy = "ghi đúng một trong hai: role hoặc indicator"
            raise self._error(number, f"cột «{column.heading}» là gì", remedy)
        if column.role is not None and column.role not in ROLES:
            remedy = f"chọn trong {', '.join(sorted(ROLES))}"
            raise self._error(number, f"không có role «{column.role}»", remedy, key="role")
        if (column.alone is None) != (column.beside is None):
            raise self._error(number, f"cột «{column.heading}»", "ghi cả alone và beside")

    def _headings(self) -> None:
        seen: set[str] = set()
        for number, column in enumerate(self.form.columns):
            for heading in (column.heading, *column.synonyms):
                if heading.casefold() in seen:
                    remedy = "mỗi tiêu đề chỉ thuộc một cột"
                    raise self._error(number, f"tiêu đề «{heading}» có hai lần", remedy)
                seen.add(heading.casefold())

    def _error(
        self, number: int, problem: str, remedy: str, *, key: str | None = None
    ) -> BadReferenceError:
        return self.source.error("column", key, problem, remedy, nth=number)
