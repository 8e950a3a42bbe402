"""Ranking by scores, against printed examples and laws that any ranking must keep."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.methods.ranking import (
    Cell,
    Ranked,
    crossing,
    quadrant_field,
    rank,
    split,
    steady_weights,
)
from coalition_cli.methods.ranking import places as placed
from coalition_cli.methods.ranking_reasons import reason
from coalition_cli.phrasing.sentences import in_words, listed, one_decimal, ordinal

TITLES = {"urgency": "Urgency", "feasibility": "Feasibility"}


def counts(*numbers: int) -> Cell:
    return Cell({value: number for value, number in enumerate(numbers, 1) if number})


def agreed(value: int) -> Cell:
    return Cell({value: 1}, speaks_for_all=True)


def ranked(rows: dict[str, tuple[Cell | None, Cell | None]], **options: object) -> list[Ranked]:
    answers = {
        criterion: {item: cells[place] for item, cells in rows.items() if cells[place] is not None}
        for place, criterion in enumerate(TITLES)
    }
    return rank(list(rows), answers, **options)  # type: ignore[arg-type]


def places(found: list[Ranked]) -> list[tuple[str, int | None]]:
    return [(row.item, row.rank) for row in found]


def test_the_mean_of_sixty_two_answers_is_the_published_one() -> None:
    """measuringu.com/blog/mean-ordinal: 62 answers on a 5-point item, mean 4.05."""
    cell = counts(2, 5, 7, 22, 26)
    assert cell.answers == 62
    assert cell.mean == Fraction(251, 62)
    assert round(float(cell.mean), 2) == 4.05


def test_equal_scores_share_a_rank_and_the_next_rank_counts_both() -> None:
    found = ranked(
        {
            "a": (agreed(5), agreed(5)),
            "b": (agreed(5), agreed(3)),
            "c": (agreed(3), agreed(5)),
            "d": (agreed(1), agreed(1)),
        }
    )
    assert places(found) == [("a", 1), ("b", 2), ("c", 2), ("d", 4)]
    assert [row.is_tied for row in found] == [False, True, True, False]


def test_means_that_only_look_alike_when_rounded_are_not_tied() -> None:
    found = ranked(
        {"a": (counts(0, 0, 0, 0, 100), agreed(4)), "b": (counts(0, 0, 0, 1, 99), agreed(4))}
    )
    assert places(found) == [("a", 1), ("b", 2)]


def test_three_thirds_compare_exactly() -> None:
    thirds = counts(0, 1, 1, 0, 1)
    found = ranked({"a": (thirds, thirds), "b": (counts(0, 2, 2, 0, 2), thirds)}, voters=6)
    assert [row.rank for row in found] == [1, 1]


def test_a_blank_is_left_out_and_not_counted_as_low() -> None:
    found = ranked(
        {
            "a": (counts(0, 0, 0, 0, 2), counts(0, 0, 0, 0, 2)),
            "b": (counts(0, 0, 0, 4), counts(0, 0, 0, 4)),
        }
    )
    assert places(found) == [("a", 1), ("b", 2)]
    assert found[0].score == 5


@pytest.mark.parametrize(("answered", "place"), [(2, 1), (1, None)])
def test_fewer_than_half_of_the_voters_give_no_place(answered: int, place: int | None) -> None:
    few = Cell({5: answered})
    found = {
        row.item: row for row in ranked({"few": (few, few), "all": (Cell({4: 4}), Cell({4: 4}))})
    }
    assert found["few"].rank == place
    assert found["few"].score == 5
    assert found["few"].voters == 4


def test_the_criterion_with_fewest_answers_says_how_many_scored_an_item() -> None:
    (row,) = ranked({"a": (Cell({4: 9}), Cell({4: 6}))})
    assert (row.scorers, row.voters) == (6, 9)


def test_known_voters_count_even_where_nobody_answered_everything() -> None:
    (row,) = ranked({"a": (Cell({4: 4}), Cell({4: 4}))}, voters=9)
    assert row.rank is None


def test_an_item_blank_on_one_criterion_stands_last_in_the_order_of_the_room() -> None:
    found = ranked({"z": (agreed(5), None), "a": (None, None), "m": (agreed(1), agreed(1))})
    assert places(found) == [("m", 1), ("z", None), ("a", None)]
    assert found[1].score is None


def test_one_number_of_the_whole_room_counts_as_everybody() -> None:
    found = ranked({"a": (agreed(5), Cell({4: 30})), "b": (Cell({4: 34}), Cell({4: 34}))})
    assert {row.item: (row.scorers, row.voters) for row in found} == {"a": (30, 34), "b": (34, 34)}
    (alone,) = ranked({"a": (agreed(5), agreed(4))})
    assert (alone.scorers, alone.voters) == (1, 1)


def test_a_weight_moves_the_order() -> None:
    rows = {"urgent": (agreed(5), agreed(2)), "feasible": (agreed(2), agreed(5))}
    assert [row.rank for row in ranked(rows)] == [1, 1]
    assert places(ranked(rows, weight=Fraction(6, 10)))[0] == ("urgent", 1)
    assert places(ranked(rows, weight=Fraction(4, 10)))[0] == ("feasible", 1)


def test_three_criteria_weigh_the_same_whatever_the_weight_of_two() -> None:
    answers = {name: {"a": agreed(value)} for name, value in (("x", 1), ("y", 2), ("z", 5))}
    assert rank(["a"], answers, weight=Fraction(1))[0].score == Fraction(8, 3)


def test_a_spread_of_three_asks_to_talk_first() -> None:
    found = ranked(
        {"a": (counts(0, 1, 0, 0, 1), agreed(4)), "b": (counts(0, 0, 1, 0, 1), agreed(4))}
    )
    assert {row.item: (row.spread, row.is_contested) for row in found} == {
        "a": (3, True),
        "b": (2, False),
    }


def test_nothing_answered_ranks_nothing() -> None:
    assert places(ranked({"a": (None, None)})) == [("a", None)]
    assert rank([], {"urgency": {}}) == []
    (row,) = rank(["a"], {})
    assert (row.rank, row.score, row.spread, row.scorers, row.voters) == (None, None, 0, 0, 0)


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        (counts(0, 0, 3, 4, 3), "agreed"),
        (counts(0, 1, 2, 4, 3), "agreed"),
        (counts(1, 1, 1, 4, 3), "mixed"),
        (counts(6, 5, 11, 6, 6), "split"),
        (counts(0, 0, 10, 0, 0), "mixed"),
        (counts(0, 0, 0, 0, 4), ""),
    ],
)
def test_agreed_split_or_mixed(cell: Cell, word: str) -> None:
    assert split(cell) == word


@pytest.mark.parametrize(
    ("cell", "scale", "word"),
    [
        (counts(0, 0, 0, 0, 5), (1, 5), "agreed"),
        (counts(5), (1, 5), "agreed"),
        (counts(0, 0, 3, 7), (1, 5), "agreed"),  # exactly 70 %
        (counts(0, 0, 31, 69), (1, 5), "mixed"),
        (counts(15, 0, 0, 0, 85), (1, 5), "mixed"),  # exactly 15 % against it
        (counts(14, 0, 0, 0, 86), (1, 5), "agreed"),
        (counts(25, 0, 50, 25), (1, 5), "split"),  # exactly 25 % on both
        (counts(24, 0, 51, 25), (1, 5), "mixed"),
        (counts(0, 3, 3), (1, 4), "split"),  # between 2 and 3
        (counts(0, 3, 3), (1, 10), "agreed"),
        (counts(0, 3, 3), (0, 4), "mixed"),
        (counts(), (1, 5), ""),
    ],
)
def test_where_agreeing_ends_and_two_camps_begin(
    cell: Cell, scale: tuple[int, int], word: str
) -> None:
    assert split(cell, *scale) == word


@pytest.mark.parametrize(
    ("cell", "answers", "mean", "spread"),
    [
        (Cell({}), 0, None, 0),
        (Cell({3: 0}), 0, None, 0),
        (Cell({2: 1}), 1, Fraction(2), 0),
        (Cell({1: 0, 2: 3, 4: 1, 5: 0}), 4, Fraction(5, 2), 2),
    ],
)
def test_what_a_cell_says(cell: Cell, answers: int, mean: Fraction | None, spread: int) -> None:
    assert (cell.answers, cell.mean, cell.spread) == (answers, mean, spread)


@pytest.mark.parametrize(
    ("x", "y", "field"),
    [
        ("4", "4", 0),
        ("2", "4", 1),
        ("4", "2", 2),
        ("2", "2", 3),
        ("3.25", "5", None),
        ("5", "2.75", None),
        ("3.3", "5", 0),
    ],
)
def test_the_line_stands_at_the_middle_of_the_scale(x: str, y: str, field: int | None) -> None:
    assert quadrant_field(Fraction(x), Fraction(y), 1, 5) == field


def test_the_weights_between_which_the_first_stay_first() -> None:
    rows = {"a": (agreed(5), agreed(3)), "b": (agreed(2), agreed(5)), "c": (agreed(1), agreed(4))}
    found = ranked(rows)
    assert places(found)[0] == ("a", 1)
    assert steady_weights(found, 1) == (Fraction(2, 5), Fraction(1))
    assert crossing(found[0], found[1]) == Fraction(2, 5)
    assert steady_weights(found, 3) is None


def test_the_weights_at_both_ends_and_where_nothing_is_left_outside() -> None:
    rows = {"a": (agreed(4), agreed(4)), "b": (agreed(5), agreed(1)), "c": (agreed(1), agreed(5))}
    found = ranked(rows)
    assert steady_weights(found, 1) == (Fraction(1, 4), Fraction(3, 4))
    assert steady_weights(found[:1], 1) is None
    assert steady_weights(found, 0) is None
    assert steady_weights([], 1) is None
    (alone,) = rank(["a"], {"urgency": {"a": agreed(4)}})
    (other,) = rank(["b"], {"urgency": {"b": agreed(3)}})
    assert steady_weights([alone, replace(other, rank=2)], 1) is None
    blank = ranked({"d": (agreed(5), None)})
    assert steady_weights([*found, *blank], 1) == (Fraction(1, 4), Fraction(3, 4))


def test_the_weights_are_those_around_the_one_that_the_room_chose() -> None:
    rows = {"a": (agreed(5), agreed(2)), "b": (agreed(2), agreed(3)), "c": (agreed(1), agreed(5))}
    weight = Fraction(3, 10)
    found = ranked(rows, weight=weight)
    assert places(found) == [("c", 1), ("a", 2), ("b", 3)]
    assert steady_weights(found, 1, weight) == (0, Fraction(3, 7))
    assert steady_weights(found, 2, weight) == (Fraction(1, 4), Fraction(2, 3))


@pytest.mark.parametrize(
    ("one", "other", "weight"),
    [
        ((5, 3), (2, 5), Fraction(2, 5)),
        ((2, 5), (5, 3), Fraction(2, 5)),
        ((5, 3), (4, 2), None),  # never: one is better in both by as much
        ((5, 3), (4, 1), None),  # only at a weight below 0
        ((5, 3), (5, 1), None),  # only at 1
        ((4, 3), (5, 3), None),  # only at 0
    ],
)
def test_where_two_lines_cross(
    one: tuple[int, int], other: tuple[int, int], weight: Fraction | None
) -> None:
    found = {
        row.item: row
        for row in ranked({"a": tuple(map(agreed, one)), "b": tuple(map(agreed, other))})  # type: ignore[dict-item]
    }
    assert crossing(found["a"], found["b"]) == weight


def test_an_item_without_answers_has_no_line() -> None:
    full, blank = ranked({"a": (agreed(5), agreed(3)), "b": (agreed(5), None)})
    for pair in ((full, blank), (blank, full)):
        with pytest.raises(ValueError, match="an item without answers has no line"):
            crossing(*pair)


@pytest.mark.parametrize(
    ("ranks", "moved", "expected"),
    [
        ({}, {}, {}),
        ({"a": 1, "b": 2}, {}, {"a": 1, "b": 2}),
        ({"a": 1, "b": 2, "c": 2, "d": 4}, {}, {"a": 1, "b": 2, "c": 2, "d": 4}),
        ({"a": 1, "b": 2, "c": 3}, {"c": 1}, {"a": 2, "b": 3, "c": 1}),
        ({"a": 1, "b": 2, "c": 3}, {"a": 3}, {"a": 3, "b": 1, "c": 2}),
        ({"a": 1, "b": 2, "c": 3}, {"a": 9}, {"a": 3, "b": 1, "c": 2}),
        ({"a": 1, "b": 1, "c": 3}, {"c": 2}, {"a": 1, "b": 3, "c": 2}),
        ({"a": 1, "b": 1, "c": 1}, {"c": 3}, {"a": 1, "b": 1, "c": 3}),
        ({"a": 1, "b": 2, "c": 3}, {"c": 1, "b": 1}, {"a": 3, "b": 1, "c": 2}),
        ({"a": 1, "b": None}, {"b": 1}, {"a": 1, "b": None}),
        ({"a": 1, "b": None}, {"gone": 1}, {"a": 1, "b": None}),
    ],
)
def test_a_room_moves_items_and_the_others_keep_their_order(
    ranks: dict[str, int | None], moved: dict[str, int], expected: dict[str, int | None]
) -> None:
    assert placed(ranks, moved) == expected


def test_a_tie_across_the_line_has_no_steady_weights() -> None:
    assert (
        steady_weights(ranked({"a": (agreed(5), agreed(3)), "b": (agreed(3), agreed(5))}), 1)
        is None
    )


@pytest.mark.parametrize(
    ("cells", "voters", "tied_with", "sentence"),
    [
        (
            (Cell({4: 20, 5: 13, 3: 1}), Cell({4: 18, 3: 13})),
            None,
            [],
            "{first}urgency 4.4, feasibility 3.6, average 4.0, from 31 of 34 people."
            " Blanks were left out, not counted as low.",
        ),
        (
            (Cell({4: 7}), Cell({3: 7})),
            None,
            [],
            "{first}urgency 4.0, feasibility 3.0, average 3.5, from all 7 people.",
        ),
        (
            (Cell({4: 7}), Cell({3: 7})),
            None,
            ["Roads", "Water"],
            "Housing is tied for 1st with Roads and Water: urgency 4.0,"
            " feasibility 3.0, average 3.5, from all 7 people.",
        ),
        (
            (agreed(5), agreed(2)),
            None,
            [],
            "{first}urgency 5.0, feasibility 2.0, average 3.5, agreed by the whole room.",
        ),
        (
            (Cell({5: 1}), Cell({4: 1})),
            None,
            [],
            "{first}urgency 5.0, feasibility 4.0, average 4.5, from the one person who answered.",
        ),
        (
            (Cell({5: 3}), Cell({5: 3})),
            9,
            [],
            "Housing has no place yet: not enough answers, from 3 of 9 people.",
        ),
        (
            (Cell({5: 3}), None),
            None,
            [],
            "Housing has no place yet: nobody scored its feasibility.",
        ),
    ],
)
def test_the_sentence_says_why(
    cells: tuple[Cell | None, Cell | None], voters: int | None, tied_with: list[str], sentence: str
) -> None:
    (row,) = ranked({"h": cells}, voters=voters)
    assert reason(row, "Housing", TITLES, tied_with) == sentence.format(first="Housing is 1st: ")


@pytest.mark.parametrize(
    ("cells", "voters", "tied_with", "sentence"),
    [
        (
            (Cell({5: 2}), None),
            3,
            [],
            "Housing has no place yet: nobody scored its feasibility.",
        ),
        (
            (None, None),
            3,
            [],
            "Housing has no place yet: nobody scored its urgency and feasibility.",
        ),
        (
            (agreed(5), Cell({4: 6})),
            7,
            ["Roads"],
            "Housing is tied for 1st with Roads: urgency 5.0, feasibility 4.0, average 4.5,"
            " from 6 of 7 people. Blanks were left out, not counted as low.",
        ),
    ],
)
def test_the_sentence_names_what_is_blank_and_who_is_level(
    cells: tuple[Cell | None, Cell | None], voters: int, tied_with: list[str], sentence: str
) -> None:
    (row,) = ranked({"h": cells}, voters=voters)
    assert reason(row, "Housing", TITLES, tied_with) == sentence


def test_a_tie_is_said_where_nobody_names_the_others() -> None:
    row = ranked({"h": (agreed(5), agreed(2)), "r": (agreed(2), agreed(5))})[0]
    expected = "tied for 1st: urgency 5.0, feasibility 2.0, average 3.5, agreed by the whole room."
    assert reason(row, "Housing", TITLES) == f"Housing is {expected}"


def test_one_question_alone_has_no_average() -> None:
    first, second = rank(["h", "r"], {"urgency": {"h": Cell({5: 2}), "r": Cell({4: 2})}})
    assert reason(first, "Housing", TITLES) == "Housing is 1st: urgency 5.0, from all 2 people."
    assert reason(second, "Roads", TITLES) == "Roads is 2nd: urgency 4.0, from all 2 people."


def test_a_weighted_average_is_called_one() -> None:
    (row,) = ranked({"h": (agreed(5), agreed(2))}, weight=Fraction(2, 3))
    assert "weighted average 4.0" in reason(row, "Housing", TITLES)


def test_braces_in_what_the_room_named_stay_braces() -> None:
    (row,) = ranked({"h": (agreed(5), agreed(2))})
    assert reason(row, "{numbers} {0}", TITLES).startswith("{numbers} {0} is 1st")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("4.05", "4.1"),
        ("4.04999", "4.0"),
        ("-0.05", "-0.1"),
        ("-0.01", "0.0"),
        ("3", "3.0"),
        ("2.949", "2.9"),
    ],
)
def test_halves_round_up(value: str, words: str) -> None:
    assert one_decimal(Fraction(value)) == words


def test_places_names_and_small_numbers_are_words() -> None:
    numbers = (1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111)
    words = ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "101st", "111th"]
    assert [ordinal(n) for n in numbers] == words
    assert (listed([]), listed(["A"]), listed(["A", "B", "C"])) == ("", "A", "A, B and C")
    assert (in_words(5), in_words(10), in_words(11)) == ("five", "ten", "11")


cells = st.dictionaries(st.integers(1, 5), st.integers(0, 4), max_size=5).map(Cell)
views = st.dictionaries(
    st.text(min_size=1, max_size=3), st.tuples(cells, cells), min_size=1, max_size=8
)


@given(views)
def test_ranks_are_shared_if_and_only_if_scores_are_equal(
    rows: dict[str, tuple[Cell | None, Cell | None]],
) -> None:
    placed = [row for row in ranked(rows) if row.rank is not None]
    for one in placed:
        for other in placed:
            assert (one.rank == other.rank) == (one.score == other.score)
        better = sum(other.score > one.score for other in placed)  # type: ignore[operator]
        assert one.rank == better + 1


@given(views, st.randoms())
def test_the_order_of_items_never_changes_a_rank(rows, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(rows.items())
    random.shuffle(shuffled)
    ranks = {row.item: (row.rank, row.score, row.is_tied) for row in ranked(rows)}
    assert {row.item: (row.rank, row.score, row.is_tied) for row in ranked(dict(shuffled))} == ranks


@given(views, st.fractions(0, 1))
def test_within_steady_weights_the_first_two_stay_the_first_two(rows, at: Fraction) -> None:  # type: ignore[no-untyped-def]
    found = ranked(rows)
    steady = steady_weights(found, 2)
    if steady is None:
        return
    low, high = steady
    weight = low + (high - low) * at
    if weight in (low, high):
        return
    again = ranked(rows, weight=weight)
    assert {row.item for row in again[:2]} == {row.item for row in found[:2]}


def test_of_many_that_are_level_the_first_are_named_and_the_others_counted() -> None:
    (row,) = ranked({"h": (agreed(5), agreed(5))})
    told = reason(row, "Housing", TITLES, ["Roads", "Water", "Light", "Trees", "Work"])
    assert told.startswith("Housing is tied for 1st with Roads, Water, Light, Trees and Work: ")
    told = reason(row, "Housing", TITLES, ["Roads", "Water", "Light", "Trees", "Work"], 199)
    assert told.startswith("Housing is tied for 1st with Roads, Water, Light and 196 more: ")
