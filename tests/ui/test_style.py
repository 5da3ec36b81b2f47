"""The style sheet says what the settings say."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_uploader_names_the_size_that_is_allowed():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    style = (ROOT / "cchc" / "ui" / "frame.css").read_text("utf-8")
    assert f"tối đa {settings['server']['maxUploadSize']} MB mỗi tệp" in style


def test_nothing_is_fetched_from_elsewhere():
    for path in [*(ROOT / "cchc" / "ui").glob("*.css"), *(ROOT / "cchc" / "ui").glob("*.svg")]:
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http" not in text, path
        assert "url(" not in text, path


def test_no_page_uses_icons_of_a_foreign_font():
    scripts = [*(ROOT / "pages").glob("*.py"), *(ROOT / "cchc/ui").rglob("*.py")]
    for path in [ROOT / "app.py", *scripts]:
        assert ":material/" not in path.read_text("utf-8"), path
