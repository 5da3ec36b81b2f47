"""What the screens say: every sentence has its English, and nothing is said past the table."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.catalog.english import load_english

ROOT = Path(__file__).parent.parent
SCREEN = [
    ROOT / "app.py",
    *sorted((ROOT / "pages").glob("*.py")),
    *(
        path
        for room in ("ui", "charts", "indicators")
        for path in (ROOT / "cchc" / room).rglob("*.py")
    ),
]
EVERYWHERE = [*SCREEN, *(path for path in (ROOT / "cchc").rglob("*.py") if path not in SCREEN)]
VIETNAMESE = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I
)
SPEAKING = ("say", "later")
# What is sent to offices, stored with a report or kept as data stays in Vietnamese.
NOT_FOR_THE_READER = {
    "cchc/indicators/cards.py": "the sentence that is sent to the office",
    "cchc/indicators/targets.py": "the pattern of a document's number",
    "cchc/charts/map.py": "names of places",
    "cchc/ui/language.py": "each language calls itself by its own name",
    "cchc/ui/prose/place.py": "the pattern of a stored place",
    "cchc/ui/prose/desk.py": "the stored place of a figure",
    "cchc/ui/prose/adding.py": "the stored place of a figure",
    "cchc/ui/prose/remarks.py": "the words of a stored finding",
    "cchc/ui/prose/rows.py": "findings that are stored with the report",
}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def spoken(path: Path) -> set[ast.Constant]:
    """The literals a module says."""
    return {
        node.args[0]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in SPEAKING
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def docstrings(path: Path) -> set[ast.Constant]:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    bodies = [node.body for node in ast.walk(tree(path)) if isinstance(node, holders)]
    return {
        body[0].value for body in bodies if body and isinstance(body[0], ast.Expr)
        if isinstance(body[0].value, ast.Constant)
    }  # fmt: skip


def keys(path: Path) -> set[ast.expr | None]:
    """Keys of dicts are looked up, not said."""
    return {key for node in ast.walk(tree(path)) if isinstance(node, ast.Dict) for key in node.keys}


def test_every_sentence_has_its_english():
    said = {node.value for path in EVERYWHERE for node in spoken(path)}
    assert sorted(said - load_english().keys()) == []


def test_every_line_of_the_table_is_said_somewhere():
    said = {node.value for path in EVERYWHERE for node in spoken(path)}
    said |= {one.topic for one in load_catalog().indicators}
    assert sorted(load_english().keys() - said) == []


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_screen_says_nothing_past_the_table(path):
    if reason := NOT_FOR_THE_READER.get(str(path.relative_to(ROOT))):
        pytest.skip(reason)
    known = spoken(path) | docstrings(path) | keys(path)
    unsaid = [
        node.value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node not in known
        and VIETNAMESE.search(node.value)
    ]
    assert unsaid == []
