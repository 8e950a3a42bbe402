"""Which words of each kind are looked at before they are saved: those that others will read."""

from contextlib import suppress
from dataclasses import replace

import pytest

from coalition_cli.model.exercise import Step
from coalition_cli.run.engine import play_step
from coalition_cli.stage import Finished, Mend
from tests.kinds.kind_cases import CASES
from tests.kinds.kind_rooms import a_bench
from tests.support.playing import ENTER, Bench, keyboard

LOOKED_AT = {
    "notes": ["Elimu [bold]", "Жильё"],
    "notes in buckets": ["Stigma"],
    "notes with consent": ["We can", "No name, no use"],
    "notes by one group after the other": ["Stigma", "Papers"],
    "notes with hands": ["First aid", "Law", "Radio"],
    "notes that ask who may read them": ["Money", "Work"],
    "notes as counts": [],
    "groups": [],
    "circle": ["Mlango", "Nyumba"],
    "circle with fields": ["Patience", "I call", "Asante"],
    "circle with an answer for fewer": ["Work"],
    "themes": ["Kazi na fedha", "Makazi"],
    "draft": ["Kazi kwa wote", "Kazi na makazi kwa wote"],
    "score by group": [],
    "decide by fingers": ["Who pays?"],
    "review": ["A letter", "Bus fare"],
    "review where reports come in": [],
    "a card of our own": ["They began small"],
}


def looked_at(bench: Bench, step: Step, keys: tuple[str, ...]) -> list[str]:
    looked: list[str] = []

    def names_in(text: str) -> tuple[()]:
        looked.append(text)
        return ()

    with keyboard(*keys, names_in=names_in) as stage, suppress(Finished):
        play_step(step, bench.view, stage, bench.record)
    assert not stage.unpressed
    return list(dict.fromkeys(filter(None, looked)))


@pytest.mark.parametrize("name", LOOKED_AT)
def test_the_words_that_others_will_read_are_looked_at(name: str) -> None:
    case, _shape = CASES[name]
    assert looked_at(a_bench(case.step), case.step, case.keys) == LOOKED_AT[name]


@pytest.mark.parametrize("name", ["notes", "circle", "themes", "draft", "review"])
def test_words_that_stay_private_are_not(name: str) -> None:
    case, _shape = CASES[name]
    step = replace(case.step, share="private")
    assert looked_at(a_bench(step), step, case.keys) == []


def test_words_in_a_sort_that_stays_private_are_not() -> None:
    sorts = [{"id": "ours", "title": "Ours"}, {"id": "mine", "title": "Mine", "share": "private"}]
    step = Step("s", "notes", "Notes", options={"buckets": sorts})
    keys = ("Papers #ours\r", "A letter #mine\r", ENTER)
    assert looked_at(a_bench(step), step, keys) == ["Papers"]


def test_of_a_plan_words_are_looked_at_and_no_people_days_or_numbers() -> None:
    columns = [
        {"id": "what", "title": "What"},
        {"id": "who", "title": "Who", "type": "person"},
        {"id": "with", "title": "With", "type": "name"},
        {"id": "until", "title": "Until", "type": "day"},
        {"id": "phone", "title": "Number", "type": "phone"},
        {"id": "why", "title": "Why"},
        {"id": "tasks", "title": "Tasks", "type": "texts"},
        {"id": "worry", "title": "Worry", "share": "private"},
    ]
    step = Step("s", "plan", "Plan", options={"columns": columns})
    people = ("Amina\r", "Zawadi Juma\r")
    words = ("Soap sells\r", "Wood, a day\r", "Money\r")
    keys = ("A stall\r", *people, "12 Dec 2027\r", "0712345678\r", *words, ENTER)
    assert looked_at(a_bench(step), step, keys) == ["A stall", "Soap sells", "Wood; a day"]


def test_a_mended_line_is_looked_at_beside_what_stood() -> None:
    step = Step("s", "notes", "Notes")
    bench = a_bench(step)
    bench.say("s", "Papers")
    looked: list[str] = []

    def names_in(text: str) -> tuple[()]:
        looked.append(text)
        return ()

    with keyboard("\x1b[A for all\r", names_in=names_in) as stage, pytest.raises(Mend):
        play_step(step, bench.view, stage, bench.record)
    assert looked == ["Papers", "Papers for all"]
