"""A sheet of people gives the people that a person would read from it, and says what it leaves."""

import pytest

from coalition_cli.errors import Problem
from coalition_cli.parsing.foreign.attendance_sheet import propose, wants_columns


def bodies(proposal):
    return [dict(fact.body) for fact in proposal.facts]


def names(proposal):
    return [fact.body["text"] for fact in proposal.facts]


def left(proposal):
    return {each.reason: each.rows for each in proposal.left_out}


@pytest.mark.parametrize(
    ("heading", "row", "name"),
    [
        ("Name;Group", "Ruth Okoth;x", "Ruth Okoth"),
        ("Surname;First name", "Okoth;Ruth", "Ruth Okoth"),
        ("Nom;Prénom", "Okoth;Ruth", "Ruth Okoth"),
        ("Prénom;Nom", "Ruth;Okoth", "Ruth Okoth"),
        ("Nombre;Apellidos", "Rut;Okoth", "Rut Okoth"),
        ("Фамилия;Имя", "Окот;Руфь", "Руфь Окот"),
        ("Jina;Ukoo", "Ruthu;Okoth", "Ruthu Okoth"),
        ("Full name;First name;Surname", "Mama Ruth;Ruth;Okoth", "Mama Ruth"),
        ("Prénom;Groupe", "Ruth;x", "Ruth"),
        ("No;Participants;Group", "1;Ruth;x", "Ruth"),
        ("What is your name?;What do you hope?", "Ruth;Water", "Ruth"),
    ],
)
def test_the_name_is_put_together(sheet, workshop, heading, row, name):
    assert names(propose(sheet(heading, row), workshop)) == [name]


def test_what_is_known_of_a_person_is_read_and_nothing_that_reaches_her(sheet, workshop):
    proposal = propose(
        sheet(
            "Name;Group;Role;Country;City;Phone;E-mail;Signature;Tribe",
            "Ruth;Lake;Facilitatrice;Kenya;Kisumu;0722000111;ruth@example.org;x;y",
        ),
        workshop,
    )
    assert bodies(proposal) == [
        {
            "text": "Ruth",
            "group": "Lake",
            "role": "facilitator",
            "country": "Kenya",
            "city": "Kisumu",
        }
    ]
    unread = {
        column.heading: column.why_unread for column in proposal.columns if not column.meaning
    }
    assert list(unread) == ["Phone", "E-mail", "Signature", "Tribe"]
    assert [bool(why) for why in unread.values()] == [True, True, True, False]


def test_titles_totals_blanks_and_headings_once_more_are_left_out_and_told(sheet, workshop):
    proposal = propose(
        sheet(
            "Day of the lakes;;",
            ";;",
            "No;Name;Group",
            "1;Ruth;Lake",
            ";;",
            "No;Name;Group",
            "2;Zuri;",
            "3;;Lake",
            "4;0722000111;Lake",
            "Total;2;",
            ";Total: 2;",
        ),
        workshop,
    )
    assert names(proposal) == ["Ruth", "Zuri"]
    assert left(proposal) == {
        "above": (1,),
        "empty": (2, 5),
        "heading": (6,),
        "nameless": (8,),
        "contact": (9,),
        "total": (10, 11),
    }


def test_whoever_is_here_or_stands_twice_is_not_added_again(sheet, workshop):
    proposal = propose(sheet("Name", "NEEMA", "Zoé", "Zoe\u0301", "ZOÉ "), workshop)
    assert names(proposal) == ["Zoé"]
    assert left(proposal) == {"heading": (1,), "known": (2,), "twice": (4, 5)}


def test_a_role_that_is_none_of_ours_is_left_out_and_told(sheet, workshop):
    proposal = propose(sheet("Name;Role", "Ruth;driver", "Zuri;guest"), workshop)
    assert bodies(proposal) == [{"text": "Ruth"}, {"text": "Zuri", "role": "guest"}]
    assert "driver" in proposal.told[0]


def test_contacts_under_another_heading_are_not_read(sheet, workshop):
    rows = ["Ruth;0722000111;Lake", "Zuri;0722000112;Lake", "Rehema;;ruth@example.org"]
    proposal = propose(sheet("Name;Country;Group", *rows), workshop)
    assert bodies(proposal) == [
        {"text": "Ruth", "group": "Lake"},
        {"text": "Zuri", "group": "Lake"},
        {"text": "Rehema"},
    ]


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (["Ruth;Lake;participant;0722001", "Zuri;Lake;participant;0722002"], "column 4"),
        (["Ruth, Lake, participant, 0722001", "Zuri, Lake, guest, 0722002"], "column 4"),
        (["Ruth;Lake", "Zuri;Lake"], "Nothing says what the columns are"),
    ],
)
def test_columns_that_nobody_named_are_asked_for(sheet, workshop, lines, named):
    assert wants_columns(sheet(*lines))
    with pytest.raises(Problem, match=named):
        propose(sheet(*lines), workshop)


def test_columns_can_be_told(sheet, workshop):
    lines = ["Ruth;Lake;participant;0722001", "Zuri;Hill;guest;0722002"]
    proposal = propose(sheet(*lines), workshop, ("name", "Group", "role", "-"))
    assert [body["group"] for body in bodies(proposal)] == ["Lake", "Hill"]
    for told in (("name", "shoe"), ("group",), ("name", "Name"), ("name", "group", "group")):
        with pytest.raises(Problem) as refused:
            propose(sheet(*lines), workshop, told)
        assert refused.value.status == 2


def test_a_list_is_read_as_it_would_be_typed(sheet, workshop):
    proposal = propose(sheet("Names", "1) Ruth", "• Zuri, Lake, guest", "Total: 2", "7"), workshop)
    assert bodies(proposal) == [
        {"text": "Ruth"},
        {"text": "Zuri", "group": "Lake", "role": "guest"},
    ]
    assert left(proposal) == {"heading": (1,), "total": (4,), "nameless": (5,)}


def test_a_line_that_cannot_be_read_refuses_all_and_names_its_row(sheet, workshop):
    with pytest.raises(Problem, match="Row 2"):
        propose(sheet("Ruth", "Zuri, Lake, driver"), workshop)


def test_the_senders_of_a_chat_are_nobody_who_is_here(sheet, workshop):
    with pytest.raises(Problem, match="--notes"):
        propose(sheet("1/2/2026, 10:00 - Ruth: Water"), workshop)
