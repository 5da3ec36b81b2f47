"""The parts of a change of rank add up, whoever is asked and in whatever order units come."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cchc.indicators.rank_moves import in_tenths, rank_move

# Scores of a few steps only, so that ties are common.
SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 6), max_size=8)


def test_a_higher_score_and_a_lower_rank():
    before = {"Huế": 60.0, "A": 59.0, "B": 58.0, "C": 50.0}
    now = {"Huế": 61.2, "A": 62.0, "B": 63.0, "C": 50.0}
    move = rank_move("Huế", before, now)
    assert (move.rank_before, move.rank, move.places) == (1, 3, -2)
    # With its new score alone it stays first; with its old one it is third just the same.
    assert (move.own, move.others, move.field) == (0, -2, 0)
    assert move.passed_by == ("B", "A")
    assert move.passed == ()


def test_own_and_others_share_what_neither_does_alone():
    # Falling to 10,5 would still beat A at 10, and A at 11 would not beat 12: it takes both.
    move = rank_move("me", {"me": 12, "A": 10}, {"me": 10.5, "A": 11})
    assert (move.places, move.own, move.others) == (-1, Fraction(-1, 2), Fraction(-1, 2))


def test_who_left_the_ranking_is_credited_to_the_field():
    before = {"Hà Tây": 70, "Đà Nẵng": 65, "Huế": 60}
    move = rank_move("Huế", before, {"Đà Nẵng": 65, "Huế": 60})
    assert (move.places, move.field, move.own) == (1, 1, 0)
    assert move.left_ahead == move.left == ("Hà Tây",)


def test_who_came_ahead_costs_a_place_and_who_came_behind_does_not():
    move = rank_move("me", {"me": 5}, {"me": 5, "better": 9, "worse": 1})
    assert (move.places, move.field) == (-1, -1)
    assert move.came_ahead == ("better",)
    assert move.came == ("better", "worse")


@given(SCORES, SCORES, st.integers(0, 6), st.integers(0, 6))
def test_the_parts_add_up_exactly(before, now, own_before, own):
    move = rank_move("me", {**before, "me": own_before}, {**now, "me": own})
    assert move.own + move.others + move.field == move.places
    gained = len(move.passed) + len(move.left_ahead)
    assert gained - len(move.passed_by) - len(move.came_ahead) == move.places
    assert move.rank == 1 + sum(score > own for score in now.values())


@given(SCORES, SCORES, st.integers(0, 6), st.integers(0, 6), st.randoms())
def test_the_order_of_the_units_changes_nothing(before, now, own_before, own, random):
    first = rank_move("me", {**before, "me": own_before}, {**now, "me": own})
    shuffled = [list({**before, "me": own_before}.items()), list({**now, "me": own}.items())]
    for units in shuffled:
        random.shuffle(units)
    assert rank_move("me", *map(dict, shuffled)) == first


@given(SCORES, SCORES, st.integers(0, 6), st.integers(0, 6))
def test_going_back_is_the_same_with_the_other_sign(before, now, own_before, own):
    there = rank_move("me", {**before, "me": own_before}, {**now, "me": own})
    back = rank_move("me", {**now, "me": own}, {**before, "me": own_before})
    assert (back.own, back.others, back.field) == (-there.own, -there.others, -there.field)


@given(SCORES, st.integers(0, 6), st.integers(0, 6))
def test_where_only_the_own_score_changed_nobody_else_is_credited(others, own_before, own):
    move = rank_move("me", {**others, "me": own_before}, {**others, "me": own})
    assert (move.others, move.field) == (0, 0)


def test_parts_are_shown_to_one_decimal_and_still_add_up():
    assert in_tenths((Fraction(1, 3), Fraction(1, 3), Fraction(1, 3))) == (0.4, 0.3, 0.3)
    assert in_tenths((Fraction(17, 2), Fraction(5, 2), Fraction(0))) == (8.5, 2.5, 0.0)


@given(SCORES, SCORES, st.integers(0, 6), st.integers(0, 6))
def test_shown_parts_add_up_and_are_within_a_tenth(before, now, own_before, own):
    move = rank_move("me", {**before, "me": own_before}, {**now, "me": own})
    exact = (move.own, move.others, move.field)
    shown = in_tenths(exact)
    assert round(sum(shown), 6) == move.places
    assert all(abs(a - b) < 0.1 for a, b in zip(shown, exact, strict=True))
