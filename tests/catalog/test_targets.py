"""The targets of acts: each with its source, and what is wrong is refused with its line."""

import shutil

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.catalog.loading import REFERENCE
from cchc.catalog.targets import load_targets
from cchc.errors import BadReferenceError

GOOD = """
[[target]]
indicator = "online_rate"
agency = "VN"
each = "province"
year = 2026
operator = ">="
value = 80
document = "Quyết định 1/QĐ-TTg"
source = "https://example.vn"
"""


@pytest.fixture
def folder(tmp_path):
    """Reference data of its own, whose targets a test writes."""
    for name in ("indicators", "units", "legal_bases", "agency_words"):
        shutil.copy(REFERENCE / f"{name}.toml", tmp_path)
    for path in REFERENCE.glob("agenc*.csv"):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_every_target_of_an_act_has_a_document_and_a_source():
    targets = load_catalog().targets
    assert targets
    assert all(t.document and t.source.startswith("http") for t in targets)


@pytest.mark.parametrize(
    ("wrong", "line", "said"),
    [
        (GOOD.replace("online_rate", "onlin_rate"), 3, "không có chỉ tiêu onlin_rate"),
        (GOOD.replace('"VN"', '"999"'), 4, "không có đơn vị 999"),
        (GOOD.replace('"province"', '"tỉnh"'), 5, "each = tỉnh"),
        (GOOD.replace('">="', '">"'), 7, "operator = '>'"),
        (GOOD.replace("document", "paper"), 9, "khóa lạ «paper»"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(folder, wrong, line, said):
    (folder / "targets.toml").write_text(wrong, "utf-8")
    with pytest.raises(BadReferenceError, match=said) as refused:
        load_targets.__wrapped__(folder)
    assert f":{line}" in str(refused.value) or f"dòng {line}" in str(refused.value)
