"""The details of the day when somebody withdraws: her name stays nowhere on the machine."""

from tests.support.calling import CTRL_C, ENTER


def withdraw(house, name):
    """Withdraw the person called ``name``; how it ended."""
    number = house.numbers()[name]
    return house.call("withdraw", number, "--yes")


def test_a_detail_that_was_her_name_is_withdrawn_with_her_and_the_command_says_so(house):
    house.new()
    # A backup is kept of this, in which nobody of that name was entered yet.
    house.call(
        "details",
        typed="care_person: Zuhura\nphone: 0711 222\n"
        "host: Zuhura and friends\nquiet_place: Garden\n",
    )
    house.people("Zuhura", "Amina")
    assert b"Zuhura" in house.everything_on_disk()
    done = withdraw(house, "Zuhura")
    assert done.status == 0
    for sentence in (
        "The detail care_person was that name: it is withdrawn, and open again. To tell it: "
        "coalition details",
        "The number to call stays in the details. If it is hers, change it there too.",
        "The detail host held the name and now says […] there. Give it other words: coalition "
        "details",
    ):
        assert sentence in done.err
    assert "coalition fix" not in done.err
    assert "says the like" not in done.err
    assert b"Zuhura" not in house.everything_on_disk()
    assert house.call("details", "show").lines == [
        "host\t[…] and friends",
        "phone\t0711 222",
        "quiet_place\tGarden",
    ]
    assert house.call("check").status == 0


def test_what_is_open_again_is_asked_for_and_exercises_say_it_in_plain_words(house):
    house.new()
    house.call("details", typed="care_person: Zuhura\n")
    house.people("Zuhura")
    withdraw(house, "Zuhura")
    seat = house.at_terminal("details")
    seat.talk(*((words, ENTER) for words in ("What does this group", "Who leads", "Who hosts")))
    seat.see("then the exercises say: the care person")
    assert "[…]" not in seat.text
    seat.press("Salome" + ENTER)
    seat.talk(("At which number", CTRL_C))
    assert seat.end() == 130
    assert house.call("details", "show").lines == ["care_person\tSalome"]


def test_the_region_is_told_once_and_kept(house):
    house.new()
    seat = house.at_terminal("details")
    asked = ("What does this group", "Who leads", "Who hosts", "Who is here", "At which number")
    later = ("Where is it quiet", "What can we not", "Until when", "When do we", "How many parts")
    seat.talk(*((words, ENTER) for words in (*asked, *later)))
    seat.talk(("In which region", "Pwani [bold]" + ENTER), ("What is needed", ENTER))
    seat.talk(("What does a hidden", ENTER))
    seat.talk(("Enter closes", ENTER))
    assert seat.end() == 0
    assert house.call("details", "show").lines == ["region\tPwani [bold]"]


def test_details_that_do_not_name_her_are_not_spoken_of(house):
    house.new()
    house.call("details", typed="care_person: Salome\nhost: The centre\n")
    house.people("Zuhura")
    done = withdraw(house, "Zuhura")
    assert "The detail" not in done.err
    assert "The number" not in done.err
    assert house.call("details", "show").lines == ["host\tThe centre", "care_person\tSalome"]
