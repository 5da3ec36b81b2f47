"""The scope asks the right question, and says itself in words."""

from datetime import date

from cchc.indicators.question import Question
from cchc.ui.address import codes
from cchc.ui.choices import STEPS, WAYS, Scope


def test_codes_of_one_choice_may_hold_commas_and_come_once():
    text = "20/Sở Văn hóa, Thể thao và Du lịch;46;46;"
    assert codes(text) == ("20/Sở Văn hóa, Thể thao và Du lịch", "46")
    assert codes("") == ()


def test_the_scope_is_part_of_the_question():
    scope = Scope(agencies=("20",), first_year=2020, last_year=2024, step="quy", way="quy-ve")
    assert scope.question("on_time_rate", denominator="dossiers_due") == Question(
        indicator="on_time_rate",
        agencies=("20",),
        start=date(2020, 1, 1),
        end=date(2024, 12, 31),
        by="quarter",
        units="restated",
        denominator="dossiers_due",
    )


def test_an_empty_scope_asks_for_everything():
    assert Scope().question("pci") == Question(indicator="pci")
    assert Scope().sentence == "Tất cả đơn vị"


def test_the_sentence_names_whatever_was_chosen():
    scope = Scope(agencies=("48",), first_year=2012, step="nam", way="quy-ve")
    assert scope.sentence == ("Thành phố Đà Nẵng · 2012–… · theo năm · cộng về đơn vị hiện nay")


def test_the_first_of_each_choice_is_what_no_address_says():
    assert next(iter(STEPS)) == Scope().step
    assert next(iter(WAYS)) == Scope().way
