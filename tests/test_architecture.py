"""Who may import whom. The tables below are the documentation of the house; keep them so."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LEAVES = {
    "agencies",
    "languages",
    "naming",
    "periods",
    "period_words",
    "figures",
    "vietnamese",
    "errors",
    "hiding",
}
MAY_IMPORT = {
    "catalog": set(),
    "store": set(),
    "ingest": {"store", "catalog"},
    "indicators": {"store", "catalog"},
    "cases": {"store", "catalog"},
    "illustrative": {"ingest", "store", "catalog"},  # a province made up to show what it becomes
    "charts": {"catalog"},
    "exports": {"charts", "indicators", "catalog"},
    "ui": {"catalog", "store", "ingest", "indicators", "charts", "exports", "illustrative"},
    "cli": {"catalog", "store", "ingest", "indicators", "cases", "ui", "illustrative"},
    "__main__": {"cli"},
}
PAGES_MAY_IMPORT = {"ui", "charts", "exports", "indicators"}
PAGES_THAT_IMPORT_REPORTS = {"import_reports.py", "read_prose.py"}
ONLY_IN = {
    "streamlit": {"ui"},
    "duckdb": {"store", "cases"},
    "plotly": {"charts", "ui"},
    "xlrd": {"ingest"},
    "openpyxl": {"ingest"},
    "lxml": {"ingest"},
    "docx": {"ingest", "exports"},
    "pypdf": {"ingest"},
    "pptx": {"exports"},
    "xlsxwriter": {"exports"},
    "matplotlib": {"exports"},
}
FORBIDDEN_ROOMS = {"utils", "core", "common", "helpers", "services", "models"}
PAGE_LINES = 60


def imports(path: Path) -> set[str]:
    """Dotted names a module imports, wherever in the module the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def rooms_of(names: set[str]) -> set[str]:
    return {name.split(".")[1] for name in names if name.startswith("cchc.")}


MODULES = sorted(p for p in (ROOT / "cchc").rglob("*.py") if p.name != "__init__.py")
PAGES = sorted((ROOT / "pages").glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_imports_only_what_its_room_may(path):
    room = path.relative_to(ROOT / "cchc").parts[0].removesuffix(".py")
    names = imports(path)
    allowed = LEAVES | ({room} | MAY_IMPORT[room] if room not in LEAVES else set())
    assert rooms_of(names) <= allowed
    for library, rooms in ONLY_IN.items():
        if library in {name.split(".")[0] for name in names}:
            assert room in rooms, f"{library} in {room}"


def circle(imported: dict[str, set[str]]) -> str:
    """A way from one back to itself by who imports whom; empty where there is none."""
    try:
        TopologicalSorter(imported).prepare()
    except CycleError as found:
        return " imports ".join(reversed(found.args[1]))
    return ""


def test_no_module_and_no_room_imports_what_imports_it():
    """Late imports count, and those that only types ask for."""
    names = {".".join(p.relative_to(ROOT).with_suffix("").parts): imports(p) for p in MODULES}
    modules = {
        name: {one for found in asked for one in (found, found.rpartition(".")[0]) if one in names}
        for name, asked in names.items()
    }
    assert modules["cchc.store.writing"] >= {"cchc.store.disk", "cchc.store.applying"}
    assert not circle(modules), circle(modules)
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) in (
        "b imports c imports b",
        "c imports b imports c",
    )
    rooms = {}
    for name, asked in modules.items():
        [room] = rooms_of({name})
        rooms.setdefault(room, set()).update(rooms_of(asked) - {room})
    assert not circle(rooms), circle(rooms)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_a_page_asks_reads_and_shows(path):
    names = imports(path)
    allowed = PAGES_MAY_IMPORT | ({"ingest"} if path.name in PAGES_THAT_IMPORT_REPORTS else set())
    assert rooms_of(names) - LEAVES <= allowed
    assert not {"duckdb", "pandas", "plotly"} & {name.split(".")[0] for name in names}
    assert len(path.read_text("utf-8").splitlines()) <= PAGE_LINES


def test_no_room_has_a_name_that_explains_nothing():
    names = {p.stem for p in MODULES} | {p.parent.name for p in MODULES}
    assert not names & FORBIDDEN_ROOMS


def test_package_files_are_empty():
    for path in (ROOT / "cchc").rglob("__init__.py"):
        assert path.read_text("utf-8") == "", path
