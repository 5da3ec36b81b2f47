"""What tables call an index, and which one is meant."""

import pytest

from cchc.catalog.index_names import IndexNames
from cchc.catalog.indicators import load_indicators
from cchc.catalog.published import load_published

NAMES = IndexNames(load_indicators(), load_published().index_names)


def code(printed: str, *, local: bool = False) -> str | None:
    """The code of the index a text names."""
    found = NAMES.meant(printed, local=local)
    return found and found.code


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("PCI", "pci"),
        ("Chỉ số PAR INDEX", "par_index"),
        ("PAR INDEX 2023", "par_index"),
        ("PAR Index (%)", "par_index"),
        ("Chỉ số cải cách hành chính (PAR INDEX) năm 2023", "par_index"),
        ("Chỉ số năng lực nào đó (PCI)", "pci"),
        ("Provincial ICT index", "egov_index"),
        ("Bộ chỉ số 766/QĐ-TTg", "service_index_766"),
        ("Chỉ số hài lòng về sự phục vụ hành chính", "sipas_rate"),
        ("DDCI (district)", "ddci"),
        ("Department DDCI", "ddci"),
        ("Chỉ số CCHC cấp xã năm 2025", "cchc_index"),
        ("Chỉ số chuyển đổi số cấp huyện", "dti_local"),
        ("Chỉ số chuyển đổi số cấp tỉnh (DTI)", "dti"),
        ("on_time_rate", "on_time_rate"),
        ("PCI (SIPAS)", None),
        ("Chỉ số không ai biết", None),
        ("Chỉ số", None),
    ],
)
def test_an_index_by_what_is_left_of_its_name(printed, expected):
    assert code(printed) == expected


@pytest.mark.parametrize(
    ("printed", "national", "local"),
    [
        ("Chỉ số CCHC", "par_index", "cchc_index"),
        ("PAR INDEX", "par_index", "cchc_index"),
        ("DTI", "dti", "dti_local"),
        ("Chỉ số CCHC cấp tỉnh", "par_index", "par_index"),
        ("Commune CCHC index (provincial)", "cchc_index", "cchc_index"),
        ("SIPAS", "sipas_rate", "sipas_rate"),
    ],
)
def test_who_is_ranked_decides_between_indices_of_one_name(printed, national, local):
    assert (code(printed), code(printed, local=True)) == (national, local)


def test_a_heading_may_name_a_rank_by_its_index():
    found = {text: NAMES.rank_meant(text) for text in ("Hạng PAR INDEX", "PCI rank", "Hạng", "PCI")}
    assert {text: rank and rank.code for text, rank in found.items()} == {
        "Hạng PAR INDEX": "par_index_rank", "PCI rank": "pci_rank", "Hạng": None, "PCI": None,
    }  # fmt: skip
