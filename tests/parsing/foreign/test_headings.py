"""What stands above a column means the same in every language of the rooms."""

import pytest

from coalition_cli.parsing.foreign.headings import asks_for_name, is_total, meaning_of, role_of


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Name", "name"),
        (" NAMES: ", "name"),
        ("Nom", "name"),
        ("Nom et Prénoms", "name"),
        ("Prénom", "first_name"),
        ("PRENOM", "first_name"),
        ("Nombre", "name"),
        ("Apellidos", "surname"),
        ("Имя", "name"),
        ("Фамилия", "surname"),
        ("Ф.И.О.", "name"),
        ("Jina", "name"),
        ("Jina la ukoo", "surname"),
        ("Amazina", "name"),
        ("Vorname", "first_name"),
        ("Participants", "person"),
        ("Groupe", "group"),
        ("Kikundi", "group"),
        ("Rôle", "role"),
        ("Pays", "country"),
        ("Страна", "country"),
        ("Mji", "city"),
        ("Lugha", "language"),
        ("Votes", "hands"),
        ("Kura", "hands"),
        ("Response", "text"),
        ("Réponse", "text"),
        ("Phone", "telephone"),
        ("Téléphone", "telephone"),
        ("Your phone number (optional)", "telephone"),
        ("Nambari ya simu", "telephone"),
        ("E-mail", "e_mail"),
        ("Email Address", "e_mail"),
        ("Correo electrónico", "e_mail"),
        ("Émargement", "signature"),
        ("Подпись", "signature"),
        ("Sahihi", "signature"),
        ("Anwani", "address"),
        ("№", "number"),
        ("N°", "number"),
        ("ID number", "papers"),
        ("National ID", "papers"),
        ("Date of birth", "age"),
        ("Umri", "age"),
        ("Voter", "voter"),
        ("Voter ID", "voter"),
        ("Mpiga kura", "voter"),
        ("Timestamp", "time"),
        ("Organisation", ""),
        ("", ""),
        ("—", ""),
    ],
)
def test_a_heading_means_one_thing(heading: str, meaning: str) -> None:
    assert meaning_of(heading) == meaning


@pytest.mark.parametrize(
    ("question", "does"),
    [
        ("What is your name?", True),
        ("What is your name (for your badge)?", True),
        ("Quel est votre nom ?", True),
        ("What is the name of your group?", False),
        ("What do you hope for?", False),
    ],
)
def test_a_question_asks_for_a_name(question: str, does: bool) -> None:
    assert asks_for_name(question) is does


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("participante", "participant"),
        ("Mshiriki", "participant"),
        ("Facilitatrice", "facilitator"),
        ("ведущая", "facilitator"),
        ("Invitée", "guest"),
        ("Mkalimani", "interpreter"),
        ("rapporteuse", "note-taker"),
        ("Note-taker", "note-taker"),
        ("driver", ""),
    ],
)
def test_a_role_is_known_in_each_language(words: str, role: str) -> None:
    assert role_of(words) == role


@pytest.mark.parametrize(
    ("cell", "is_one"),
    [
        ("Total", True),
        ("TOTAL: 12", True),
        ("Sous-total", True),
        ("Итого", True),
        ("Jumla 30", True),
        ("Totally", False),
        ("Total Njeri", False),
        ("12", False),
        ("", False),
    ],
)
def test_a_row_with_a_sum_is_no_person(cell: str, is_one: bool) -> None:
    assert is_total(cell) is is_one
