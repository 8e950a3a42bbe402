"""The page of those who took part with every cap full, in three scripts: it is one page."""

from pathlib import Path
from typing import Any

import pytest

from coalition_cli.blocks import Prose
from coalition_cli.model.document import Pairs
from coalition_cli.model.entry import DETAILS, Fact, make
from coalition_cli.model.header import Head
from coalition_cli.model.summary import Summary
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers
from coalition_cli.summary import build
from coalition_cli.typesetting import fitted, set_pdf
from tests.pages.reading import letters, pages
from tests.pages.rooms import MADE, exercises
from tests.support.document_words import pages_in_office
from tests.typesetting.test_fitting import WORDS, capped

ISSUES = ACTIONS = 7
NUMBERS = 5
MOST = 5
"""So many of them has the page, and the sentence below them says how many more there are."""
MORE = 40
"""So many letters over its cap is each text."""


def room(language: str, *, is_settled: bool = True) -> Summary:
    """A room that said more of everything than its page holds.

    ``is_settled``: it adopted its vision and its agenda; otherwise the page says that it did not.
    """
    words = WORDS[language]

    def said(letters_: int, number: int = 0) -> str:
        return f"{capped(words, letters_ + MORE)} {number or ''}".strip()

    day = Workshop(Head("W1", said(60), "2024-11-12", said(40), language=language))
    for name, words_ in (("care_person", said(20)), ("phone", "+255 000 000 111")):
        fact = Fact({"name": name, "text": words_})
        day.extend([make(fact, DETAILS, share="organizer", device="d", after=day.last)])
    people = [f"{capped(words, 24)} {number}" for number in range(20)]
    hands = {"agree": {"5": 20}} if is_settled else {}
    _answer(day, "visioning", {"vision": said(240), **hands}, people)
    issues = [said(70, number) for number in range(1, ISSUES + 1)]
    # All from the third place on share it, and are on the agenda with it.
    scores = {issue: {"5": 18 - min(at, 2), "3": 2 + min(at, 2)} for at, issue in enumerate(issues)}
    ranking = {"issues": issues, "scores": {"urgency": scores, "feasibility": scores}}
    _answer(day, "agenda-ranking", {**ranking, **hands})
    actions = [
        {
            "what": said(80, number),
            "who": people[number],
            "by_when": f"2024-12-{number + 10}",
            "first_step": said(70, number),
        }
        for number in range(1, ACTIONS + 1)
    ]
    meeting = [said(120)]
    _answer(day, "action-plan", {"actions": actions, "next-meeting": meeting})
    numbers = [
        {"name": said(24, number), "service": "Clinic", "phone": f"+255 000 000 22{number}"}
        for number in range(1, NUMBERS + 1)
    ]
    _answer(day, "support-plan", {"looking-in": [said(80)], "referrals": numbers})
    _answer(day, "mission-objectives", {"mission": said(70), **hands})
    return build(day, exercises().find, "participants", MADE)


def _answer(day: Workshop, exercise: str, values: Any, people: Any = ()) -> None:
    entries, _told = play_answers(
        exercises().exercise(exercise),
        1,
        {"people": list(people), exercise: values},
        Path("paper.toml"),
        day,
        exercises().find,
        "bench",
    )
    day.extend(entries)


@pytest.mark.parametrize("is_settled", [True, False], ids=["settled", "open"])
@pytest.mark.parametrize("language", WORDS)
def test_with_every_cap_full_the_page_is_one(language: str, is_settled: bool) -> None:
    document = fitted(room(language, is_settled=is_settled).document)
    made = set_pdf(document)
    assert made.pages == (1,)
    [read] = pages(made.pdf)
    [part] = document.parts
    assert part.points >= 12
    shown = {section.name: section for section in part.sections}
    assert {"vision", "agenda", "actions", "meeting", "care", "end"} <= shown.keys()
    for name in ("agenda", "actions"):
        rows = shown[name].shown
        assert rows is not None
        assert len(rows.rows) == MOST
        left = ISSUES - MOST
        assert letters(f"{left} more in the organizer’s summary") in letters(read)
    care = shown["care"].blocks
    assert [type(each) for each in care] == [Prose, Pairs]
    assert letters(read).count("+255") == 4
    for name, words in (("vision", "This is a draft."), ("agenda", "This is not decided yet.")):
        assert (letters(words) in letters(read)) is not is_settled, name
    assert is_settled == (letters("The full words of") in letters(read))


@pytest.mark.slow
@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("name", ["docx", "odt"])
def test_an_office_makes_one_page_of_it_too(name: str, language: str, tmp_path: Path) -> None:
    from coalition_cli.exports import export

    content = export(name).render(room(language))
    assert len(pages_in_office(content, f".{name}", tmp_path)) == 1
