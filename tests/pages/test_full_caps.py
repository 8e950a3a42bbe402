"""The page of those who took part with every cap full, in three scripts: it is one page."""

from pathlib import Path
from typing import Any

import pytest

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
MOST = 5
"""So many of them has the page, and the sentence below them says how many more there are."""
MORE = 40
"""So many letters over its cap is each text."""


def room(language: str) -> Summary:
    """A room that said more of everything than its page holds."""
    words = WORDS[language]

    def said(letters_: int, number: int = 0) -> str:
        return f"{capped(words, letters_ + MORE)} {number or ''}".strip()

    day = Workshop(Head("W1", said(60), "2024-11-12", said(40), language=language))
    for name, words_ in (("care_person", said(20)), ("phone", "+255 000 000 111")):
        fact = Fact({"name": name, "text": words_})
        day.extend([make(fact, DETAILS, share="organizer", device="d", after=day.last)])
    people = [f"{capped(words, 24)} {number}" for number in range(20)]
    vision = {"vision": said(240), "agree": {"5": 20}}
    _answer(day, "visioning", vision, people)
    issues = [said(70, number) for number in range(1, ISSUES + 1)]
    # All from the third place on share it, and are on the agenda with it.
    scores = {issue: {"5": 18 - min(at, 2), "3": 2 + min(at, 2)} for at, issue in enumerate(issues)}
    ranking = {"issues": issues, "scores": {"urgency": scores, "feasibility": scores}}
    _answer(day, "agenda-ranking", {**ranking, "agree": {"5": 20}})
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


@pytest.mark.parametrize("language", WORDS)
def test_with_every_cap_full_the_page_is_one(language: str) -> None:
    document = fitted(room(language).document)
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
        assert len(rows.rows) in (MOST - 1, MOST)
        left = ISSUES - len(rows.rows)
        assert letters(f"{left} more in the organizer’s summary") in letters(read)


@pytest.mark.slow
@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("name", ["docx", "odt"])
def test_an_office_makes_one_page_of_it_too(name: str, language: str, tmp_path: Path) -> None:
    from coalition_cli.exports import export

    content = export(name).render(room(language))
    assert len(pages_in_office(content, f".{name}", tmp_path)) == 1
