"""The pages as app.py registers them, read without running it."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]


def registered() -> list[dict[str, str]]:
    """file, title and address of every page of a file, in order."""
    calls = [
        node
        for node in ast.walk(ast.parse((ROOT / "app.py").read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page"
    ]
    pages = []
    for call in calls:
        words = {word.arg: _literal(word.value) for word in call.keywords}
        if isinstance(call.args[0], ast.Constant):
            pages.append({"file": call.args[0].value, **words})
    return pages


def _literal(value: ast.expr) -> str:
    """A text as it stands, or the sentence that is said."""
    return ast.literal_eval(value.args[0] if isinstance(value, ast.Call) else value)


ADDRESSES = {page["url_path"]: page["title"] for page in registered()}
