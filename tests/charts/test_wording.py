"""Values and changes in words."""

import pytest

from cchc.catalog.indicators import load_indicators
from cchc.charts import wording
from tests.charts.frames import ON_TIME, PCI


def plain(text: str) -> str:
    return text.replace(wording.HARD_SPACE, " ")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (98.806, "98,8 %"),
        (100, "100,0 %"),
        (99.9601, "99,96 %"),  # 42 late of 105.163 are not 100,0 %
        (0.02, "0,02 %"),
        (0, "0,0 %"),
        (None, "–"),
        (float("nan"), "–"),
    ],
)
def test_a_rate_never_rounds_to_all_or_nothing(value, said):
    assert plain(wording.shown(value, ON_TIME)) == said


def test_values_have_their_unit():
    rank = load_indicators().get("pci_rank")
    assert plain(wording.shown(59.978, PCI)) == "59,98 điểm"
    assert plain(wording.shown(600, load_indicators().get("dossiers_received"))) == "600 hồ sơ"
    assert plain(wording.shown(97, ON_TIME, approx="at_least")) == "ít nhất 97,0 %"
    assert plain(wording.shown(8, rank)) == "hạng 8"
    assert plain(wording.rank_shown(8, 63)) == "hạng 8/63"


def test_changes_of_percentages_are_points():
    assert plain(wording.change_shown(3.58, ON_TIME)) == "+3,6 điểm %"
    assert plain(wording.change_shown(-1.2, PCI)) == "−1,20 điểm"


def test_less_is_better_of_ranks():
    assert wording.rank_verdict(3) == "better"
    assert wording.rank_verdict(-1) == "worse"
    assert wording.rank_verdict(None) is None


def test_places_are_words_and_marks():
    assert plain(wording.places_shown(28)) == "▲ 28 bậc"
    assert plain(wording.places_shown(-2)) == "▼ 2 bậc"
    assert wording.places_shown(0) == "● giữ hạng"


def test_counts_stand_beside_a_rate_only_where_both_are_known():
    assert wording.counts_shown(635593, 643272) == "635.593/643.272"
    assert wording.counts_shown(None, 643272) == ""
