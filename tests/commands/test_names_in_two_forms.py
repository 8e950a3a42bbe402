"""One name, spelled in two ways, at the doors of the program."""

import pytest

from tests.support.calling import House

TWO_FORMS = """Zoé Uwimana
Zoe\u0301 Uwimana
zoe\u0301\u00a0uwimana
Ng'endo
NG\u2019ENDO
Йосиф
Иосиф
Ilhan
\u0130lhan
"""


@pytest.fixture
def answers(house: House):
    def write(text: str) -> str:
        path = house.desk / "paper.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_who_is_met_under_another_spelling_is_one_and_it_is_said(umoja: House) -> None:
    done = umoja.call("people", "add", typed=TWO_FORMS)
    assert done.status == 0
    assert [line.split("\t")[0] for line in done.lines] == [
        "Zoé Uwimana", "Ng'endo", "Йосиф", "Иосиф", "Ilhan", "İlhan"
    ]  # fmt: skip
    assert done.err.count("is here already.") == 3


def test_a_speaker_of_a_paper_is_found_under_another_spelling(umoja: House, answers) -> None:
    paper = answers(
        'people = ["Zo\u00e9"]\n'
        "[reflection-circle]\n"
        'circle = [{ by = "ZOE\u0301", learning = "Nimepata nguvu" }]\n'
    )
    assert umoja.call("reflection-circle", "--answers", paper).status == 0
    assert [row["by"] for row in umoja.summary()["commitments"]] == ["Zoé"]


ISSUES = """
people = ["A", "B", "C"]
[agenda-ranking]
issues = ["Kazi", "Vitambulisho", "KAZI"]
[agenda-ranking.scores.urgency]
{urgency}
[agenda-ranking.scores.feasibility]
Vitambulisho = {{ 3 = 3 }}
"""


@pytest.mark.parametrize("word", ["Kazi", "kazi"])
def test_words_that_two_issues_have_name_neither_and_their_numbers_are_said(
    umoja: House, answers, word: str
) -> None:
    paper = answers(ISSUES.format(urgency=f"{word} = {{ 5 = 3 }}"))
    refused = umoja.call("agenda-ranking", "--answers", paper)
    assert refused.status == 1
    assert "agenda-ranking.scores.urgency" in refused.err
    assert "1 and 3 are worded alike" in refused.err
    assert umoja.call("show", "agenda-ranking").out.count("Kazi") == 0


def test_their_numbers_name_them(umoja: House, answers) -> None:
    paper = answers(ISSUES.format(urgency="1 = { 5 = 3 }\n3 = { 2 = 3 }"))
    assert umoja.call("agenda-ranking", "--answers", paper).status == 0
