"""Offers and needs: by shared tags, then by shared telling words, always with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli import i18n
from coalition_cli.methods.matching import Match, Side, is_same, match, telling_words


def side(identifier: str, text: str, who: str = "", tags: tuple[str, ...] = (), **more) -> Side:
    return Side(
        identifier, text, who, name=who, tags=tuple((tag, tag.title()) for tag in tags), **more
    )


@pytest.mark.parametrize(
    ("offer", "need", "reason"),
    [
        (
            side("o", "A lawyer on Fridays", "Juba", ("law",)),
            side("n", "Help with papers", "Goma", ("law", "money")),
            "Juba (“A lawyer on Fridays”) can reach Goma (“Help with papers”), because both "
            "are tagged “Law”.",
        ),
        (
            side("o", "Radio spots, one a week", "Juba"),
            side("n", "We want to speak on the RADIO", "Goma"),
            "Juba (“Radio spots, one a week”) can reach Goma (“We want to speak on the RADIO”), "
            "because both say “Radio”.",
        ),
        (
            side("o", "Mafunzo ya ushonaji", "Dar"),
            side("n", "Tunataka mafunzo", "Goma"),
            "Dar (“Mafunzo ya ushonaji”) can reach Goma (“Tunataka mafunzo”), because both "
            "say “Mafunzo”.",
        ),
        (
            side("o", "Обучение адвокации", "Ош"),
            side("n", "Нам нужно обучения", "Душанбе"),
            "Ош (“Обучение адвокации”) can reach Душанбе (“Нам нужно обучения”), because "
            "both say “Обучение”.",
        ),
        (
            side("o", "Un café solidário"),
            side("n", "solidario"),
            "“Un café solidário” can reach “solidario”, because both say “solidário”.",
        ),
        (side("o", "A room on Fridays", "Juba"), side("n", "Money for a bus", "Goma"), None),
        (
            side("o", "We would like to offer", "Juba"),
            side("n", "We would like to learn", "Goma"),
            None,
        ),
        (side("o", "2024 2025", "Juba"), side("n", "2024", "Goma"), None),
        (
            side("o", "Goma can teach weaving", "Goma"),
            side("n", "Goma asks for radio", "Bukavu"),
            None,
        ),
        (side("o", "Airtime", "Juba", more=("on the radio",)), side("n", "Radio", "Goma"), "radio"),
    ],
)
def test_two_lines_meet_for_what_both_say(offer, need, reason):
    found = match([offer], [need]).all
    assert bool(found) is (reason is not None)
    if found:
        assert reason in found[0].reason
        assert found[0].reason.count(".") == 1


def test_tags_stand_before_words_and_ties_in_the_order_named():
    offers = [
        side("1", "radio", "Juba"),
        side("2", "a studio", "Dar", ("media",)),
        side("3", "our radio", "Bukavu"),
        side("4", "a press desk", "Kampala", ("media",)),
    ]
    found = match(offers, [side("n", "radio time", "Goma", ("media",))])
    assert [each.offer.id for each in found.all] == ["2", "4", "1", "3"]


PAIR = side("o", "Redio ya jamii", "Juba"), side("n", "Время в эфире")


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (
            Match(*PAIR),
            "Juba (“Redio ya jamii”) and “Время в эфире”: the room put them together.",
        ),
        (
            Match(*PAIR, words=("Redio", "jamii")),
            "Juba (“Redio ya jamii”) can reach “Время в эфире”, because both say “Redio” and"
            " “jamii”.",
        ),
        (
            Match(*PAIR, words=("a", "b", "c", "d")),
            "Juba (“Redio ya jamii”) can reach “Время в эфире”, because both say “a”, “b” and “c”.",
        ),
        (
            Match(*PAIR, tags=("Law",), words=("Redio",)),
            "Juba (“Redio ya jamii”) can reach “Время в эфире”, because both are tagged “Law”.",
        ),
        (
            Match(side("o", "x" * 60, "Juba"), side("n", "y" * 61)),
            f"Juba (“{'x' * 60}”) and “{'y' * 59}…”: the room put them together.",
        ),
    ],
)
def test_the_reason_names_both_lines_and_at_most_three_things(found, reason):
    assert found.reason == reason


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", {}),
        ("Maji na taa za jua", {"maji": "Maji"}),
        ("the bus, a taxi", {"taxi": "taxi"}),
        ("Обучение обучению", {"обучен": "Обучение"}),
        ("Umoja-wa-wanawake_wote", {"umoja": "Umoja", "wanawa": "wanawake", "wote": "wote"}),
        ("solida\u0301rio", {"solida": "solidário"}),
        ("2024 24h7 mp3s", {"24h7": "24h7", "mp3s": "mp3s"}),
    ],
)
def test_the_words_that_tell_what_a_line_is_about(text, words):
    assert telling_words(text) == words


def test_tags_are_compared_without_capitals_accents_and_blanks_and_read_as_offered():
    offer = Side("o", "weaving", tags=((" Législation ", "Loi"), ("Media", "Medien"), ("x", "X")))
    need = Side("n", "a bus", tags=(("legislation", "Law"), ("MEDIA", "Press"), ("y", "Y")))
    (found,) = match([offer], [need]).all
    assert (found.tags, found.words) == (("Loi", "Medien"), ())


def test_more_words_count_after_the_line_s_own_on_both_sides():
    offer = side("o", "Radio spots", more=("the radio tower", "Studios"))
    need = side("n", "a bus", more=("RADIO", "studio time", "spotless"))
    (found,) = match([offer], [need]).all
    assert found.words == ("Studios", "Radio")


def test_a_need_that_nobody_meets_is_listed_too():
    found = match(
        [side("o", "weaving", "Juba")], [side("n", "a bus", "Goma"), side("m", "weaving", "Dar")]
    )
    assert [need.id for need in found.needs] == ["n", "m"]
    assert found.of_need["n"] == []
    assert [each.offer.id for each in found.of_need["m"]] == ["o"]


@pytest.mark.parametrize(
    ("offer", "need", "same"),
    [
        (side("o", "weaving", "A"), side("n", "weaving", "A"), True),
        (side("o", "weaving", "A"), side("n", "weaving", "B"), False),
        (side("o", "weaving"), side("n", "weaving"), False),
        (side("o", "weaving"), side("o", "weaving"), True),
        (side("o", "weaving", "A", within=frozenset({"Juba"})), side("n", "weaving", "Juba"), True),
        (side("o", "weaving", "Juba"), side("n", "weaving", "A", within=frozenset({"Juba"})), True),
        (
            side("o", "weaving", "A", within=frozenset({"Juba"})),
            side("n", "weaving", "B", within=frozenset({"Juba"})),
            False,
        ),
    ],
)
def test_nobody_is_sent_to_herself_or_to_her_own_group(offer, need, same):
    assert is_same(offer, need) is same
    assert bool(match([offer], [need]).all) is not same


def test_a_word_that_nearly_every_line_says_is_no_reason():
    offers = [
        side(f"o{number}", f"training {word}", f"A{number}")
        for number, word in enumerate(("radio", "laws"))
    ]
    needs = [
        side(f"n{number}", f"training {word}", f"B{number}")
        for number, word in enumerate(("radio", "weaving"))
    ]
    assert len(match(offers, needs).all) == 4
    offers += [side(f"p{number}", "training", f"C{number}") for number in range(3)]
    assert len(match(offers, needs).all) == 10
    needs += [side(f"m{number}", "training", f"D{number}") for number in range(2)]
    assert len(match(offers, needs).all) == 20
    needs.append(side("m2", "training", "D2"))
    assert [(each.offer.id, each.need.id) for each in match(offers, needs).all] == [("o0", "n0")]


def test_the_little_words_of_the_room_s_language_are_silent_beside_those_of_english():
    i18n.speak("sw")
    try:
        assert match([side("o", "with them", "A")], [side("n", "with them", "B")]).all == []
    finally:
        i18n.speak("en")


SIDES = st.lists(
    st.tuples(
        st.text(alphabet="radiolw #ж\u0301Ж", max_size=20),
        st.sampled_from(["", "A", "B", "Juba"]),
        st.lists(st.sampled_from(["law", "Law", "media"]), max_size=2),
    ),
    max_size=6,
)


@given(SIDES, SIDES)
def test_whatever_is_said_every_match_has_its_reason_and_no_need_is_lost(offered, needed):
    offers = [
        side(f"o{number}", text, who, tuple(tags))
        for number, (text, who, tags) in enumerate(offered)
    ]
    needs = [
        side(f"n{number}", text, who, tuple(tags))
        for number, (text, who, tags) in enumerate(needed)
    ]
    found = match(offers, needs)
    assert list(found.of_need) == [need.id for need in needs]
    assert found == match(offers, needs)
    for each in found.all:
        assert not is_same(each.offer, each.need)
        assert each.tags or each.words
        assert each.reason
        assert set(each.words) <= set(telling_words(each.offer.words).values())
    for rows in found.of_need.values():
        order = [(not each.tags, offers.index(each.offer)) for each in rows]
        assert order == sorted(order)


@given(SIDES, SIDES)
def test_a_further_need_changes_no_other_s_matches_while_the_lines_are_few(offered, needed):
    offers = [side(f"o{number}", text, who) for number, (text, who, _) in enumerate(offered[:3])]
    needs = [side(f"n{number}", text, who) for number, (text, who, _) in enumerate(needed[:3])]
    alone = match(offers, needs)
    more = match(offers, [*needs, side("last", "something else")])
    assert {need: more.of_need[need] for need in alone.of_need} == alone.of_need
