"""Small groups are fair: whoever is drawn, with whatever mix, and whoever must not meet."""

from collections import Counter
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.methods.draw_groups import Draw, draw, groups_of_size


def ids(count: int) -> list[str]:
    return [f"P{number}" for number in range(count)]


def pair(one: int, other: int) -> frozenset[str]:
    return frozenset((f"P{one}", f"P{other}"))


def together(groups: list[list[str]]) -> set[frozenset[str]]:
    return {frozenset(two) for group in groups for two in combinations(group, 2)}


@pytest.mark.parametrize(
    ("people", "size", "groups"),
    [(1, 4, 1), (3, 4, 1), (7, 4, 1), (8, 4, 2), (11, 4, 2), (12, 4, 3), (5, 2, 2)],
)
def test_how_many_groups_a_size_makes(people: int, size: int, groups: int) -> None:
    assert groups_of_size(people, size) == groups


@pytest.mark.parametrize(
    ("people", "groups", "sizes"),
    [
        (0, 3, [0]),
        (1, 3, [1]),
        (2, 2, [2]),
        (3, 2, [3]),
        (4, 4, [2, 2]),
        (5, 2, [3, 2]),
        (10, 4, [3, 3, 2, 2]),
        (12, 3, [4, 4, 4]),
    ],
)
def test_sizes_are_even_and_nobody_is_alone(people: int, groups: int, sizes: list[int]) -> None:
    drawn = draw(Draw(ids(people), groups), Random(1))
    assert sorted(map(len, drawn), reverse=True) == sizes


def test_the_same_chance_draws_the_same_and_another_one_draws_anew() -> None:
    wanted = Draw(ids(12), 3)
    assert draw(wanted, Random(7)) == draw(wanted, Random(7))
    assert any(draw(wanted, Random(seed)) != draw(wanted, Random(7)) for seed in range(3))


def test_countries_are_spread_as_evenly_as_they_can_be() -> None:
    countries = ["Burundi"] * 4 + ["DRC"] * 7 + ["South Sudan"] * 5 + ["Uganda"] * 4
    traits = {person: (country,) for person, country in zip(ids(20), countries, strict=True)}
    for seed in range(10):
        for group in draw(Draw(ids(20), 4, traits), Random(seed)):
            counted = Counter(traits[person][0] for person in group)
            assert all(
                total // 4 <= counted[name] <= -(-total // 4)
                for name, total in Counter(countries).items()
            )


def test_nothing_said_of_a_country_is_not_a_country() -> None:
    traits = {person: ("" if number else "Burundi",) for number, person in enumerate(ids(9))}
    assert sorted(map(len, draw(Draw(ids(9), 3, traits), Random(2)))) == [3, 3, 3]


def test_two_who_stand_apart_are_apart_even_where_the_mix_would_put_them_together() -> None:
    traits = dict(zip(ids(4), [("A",), ("B",), ("A",), ("B",)], strict=True))
    for seed in range(20):
        drawn = draw(Draw(ids(4), 2, traits, apart={pair(0, 1), pair(0, 3)}), Random(seed))
        assert not together(drawn) & {pair(0, 1), pair(0, 3)}


def test_where_it_cannot_be_avoided_they_are_drawn_all_the_same() -> None:
    everybody = set(map(frozenset, combinations(ids(4), 2)))
    assert sorted(map(len, draw(Draw(ids(4), 2, apart=everybody), Random(3)))) == [2, 2]


@pytest.mark.parametrize("seed", range(8))
def test_somebody_with_more_foes_than_the_other_table_has_seats_makes_no_table_bigger(
    seed: int,
) -> None:
    apart = {pair(0, other) for other in range(1, 6)}
    assert sorted(map(len, draw(Draw(ids(7), 2, apart=apart), Random(seed)))) == [3, 4]


def test_everybody_is_told_by_as_many_traits() -> None:
    traits = {"P0": ("Burundi",), "P1": ("DRC", "young"), "P2": (), "P3": ()}
    with pytest.raises(ValueError, match="argument 2 is"):
        draw(Draw(ids(4), 2, traits), Random(1))


def test_a_pair_with_somebody_who_is_not_here_changes_nothing() -> None:
    assert sorted(
        map(len, draw(Draw(ids(4), 2, apart={frozenset(("P0", "gone"))}), Random(3)))
    ) == [2, 2]


def test_new_neighbours_come_before_old_ones() -> None:
    before = draw(Draw(ids(9), 3), Random(0))
    again = draw(Draw(ids(9), 3, met=together(before)), Random(5))
    assert not together(before) & together(again)


def harm(wanted: Draw, group: list[str]) -> int:
    """What is wrong with a group: foes far above alike ones, these above old neighbours."""
    traits = wanted.traits or {}
    found = 0
    for one, other in combinations(group, 2):
        two = frozenset((one, other))
        found += 1_000_000 if two in wanted.apart else two in wanted.met
        pairs = zip(traits.get(one, ()), traits.get(other, ()), strict=True)
        found += 1_000 * sum(mine == theirs != "" for mine, theirs in pairs)
    return found


def a_room(chance: Random) -> Draw:
    """People of three countries and two ages, some of whom know each other or must not meet."""
    people = ids(chance.randint(6, 12))
    traits = {
        person: (chance.choice(["Burundi", "DRC", "", "Россия"]), chance.choice(["young", ""]))
        for person in people
    }
    pairs = [frozenset(two) for two in combinations(people, 2)]
    met, apart = (set(chance.sample(pairs, chance.randint(0, len(people)))) for _kind in range(2))
    return Draw(people, chance.randint(2, 4), traits, apart, met)


@pytest.mark.parametrize("seed", range(60))
def test_no_two_who_change_places_make_it_better(seed: int) -> None:
    wanted = a_room(Random(seed))
    groups = draw(wanted, Random(seed))
    for here, there in combinations(groups, 2):
        before = harm(wanted, here) + harm(wanted, there)
        for mine, theirs in product(here, there):
            one = [theirs if person == mine else person for person in here]
            other = [mine if person == theirs else person for person in there]
            assert harm(wanted, one) + harm(wanted, other) >= before


@pytest.mark.parametrize("seed", range(60))
def test_where_all_can_be_kept_apart_they_are(seed: int) -> None:
    chance = Random(seed)
    count, size = chance.randint(2, 4), chance.randint(2, 4)
    people = ids(count * size)
    # As if they had sat so before: some of those who did not share a table must not do it now.
    tables = [people[at::count] for at in range(count)]
    far = [pair(*two) for two in combinations(range(len(people)), 2)]
    far = [two for two in far if two not in together(tables)]
    apart = {two for two in far if chance.random() < 0.8}
    assert not together(draw(Draw(people, count, apart=apart), Random(seed))) & apart


@st.composite
def views(make: st.DrawFn) -> Draw:
    people = make(st.integers(2, 9))
    groups = make(st.integers(1, 5))
    pairs = make(st.sets(st.sampled_from(list(combinations(range(people), 2))), max_size=7))
    traits = {person: (make(st.sampled_from(["", "A", "B"])),) for person in ids(people)}
    return Draw(ids(people), groups, traits, apart={pair(*two) for two in pairs})


def can_be_kept_apart(wanted: Draw, sizes: list[int]) -> bool:
    """True if any division into groups of ``sizes`` keeps every pair apart: tried one by one."""
    for places in product(range(len(sizes)), repeat=len(wanted.people)):
        at = dict(zip(wanted.people, places, strict=True))
        if sorted(Counter(places).values()) == sorted(sizes) and all(
            at[a] != at[b] for a, b in wanted.apart
        ):
            return True
    return False


@settings(max_examples=60)
@given(views(), st.integers(0, 1000))
def test_every_draw_is_fair(wanted: Draw, seed: int) -> None:
    drawn = draw(wanted, Random(seed))
    sizes = [len(group) for group in drawn]
    assert sorted(person for group in drawn for person in group) == sorted(wanted.people)
    assert max(sizes) - min(sizes) <= 1
    assert min(sizes) > 1
    if len(wanted.people) <= 7 and together(drawn) & set(wanted.apart):
        assert not can_be_kept_apart(wanted, sizes)
