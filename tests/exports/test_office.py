"""An office program opens what is taken away and finds as many pages as there should be."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from cchc.exports.document import document
from cchc.exports.slides import presentation
from cchc.exports.workbook import workbook
from tests.exports.views import view

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine")
def test_libreoffice_opens_slides_annex_and_workbook(tmp_path: Path):
    made = {"a.pptx": presentation, "b.docx": document, "c.xlsx": workbook}
    for name, make in made.items():
        (tmp_path / name).write_bytes(make([view()], title="Giao ban"))
    command = [OFFICE, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path),
               f"-env:UserInstallation=file://{tmp_path}/profile"]  # fmt: skip
    files = [str(tmp_path / name) for name in made]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    text = {
        name[0]: [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
        for name in made
        for data in [(tmp_path / f"{name[0]}.pdf").read_bytes()]
    }
    assert len(text["a"]) == 6  # numbers only: its PDF parts letters from their marks
    assert "98,8 %" in text["a"][2]
    assert "2023 2024 2025" in text["a"][2]
    assert any("635.593" in page for page in text["b"])
    assert any("635,593" in page or "635.593" in page for page in text["c"])
