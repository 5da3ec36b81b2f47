"""The log of changed targets falls out of what was kept."""

from cchc.indicators.target_log import changed_targets
from tests.indicators.conftest import figure, keep


def test_a_raised_target_is_a_line_and_the_same_again_is_none(store, catalog):
    keep(store, figure("20", "online_rate", 85, kind="target", quote="Quyết định 12/QĐ-UBND"))
    keep(store, figure("20", "online_rate", 90, kind="target", quote="Quyết định 87/QĐ-UBND"))
    keep(store, figure("20", "online_rate", 90, kind="target"), name="nhac_lai.xlsx")
    (line,) = changed_targets(store, catalog).to_dict("records")
    assert (line["agency"], line["indicator"], line["year"]) == ("20", "online_rate", 2024)
    assert (line["old"], line["new"]) == (85, 90)
    assert (line["old_document"], line["document"]) == ("12/QĐ-UBND", "87/QĐ-UBND")


def test_a_withdrawn_change_is_no_change_and_an_earlier_time_knows_of_none(store, catalog):
    keep(store, figure("20", "online_rate", 85, kind="target"), name="a.xlsx")
    second = keep(store, figure("20", "online_rate", 90, kind="target"), name="b.xlsx")
    assert len(changed_targets(store, catalog)) == 1
    assert changed_targets(store, catalog, as_of=second - 1).empty
    store.withdraw(second, why="gửi nhầm", who="an")
    assert changed_targets(store, catalog).empty
