"""Rooms that write to the left, under sentences that are written to the right: nothing is moved."""

import re
from functools import cache
from typing import Any

import pytest

from coalition_cli import exports
from coalition_cli.bidi import outside_of_isolates
from coalition_cli.blocks import Bullet, Bullets
from coalition_cli.i18n import _
from coalition_cli.model.audience import Audience
from coalition_cli.model.body_labels import LABELS
from coalition_cli.model.document import (
    Cell,
    Content,
    Document,
    Head,
    Lane,
    Part,
    Row,
    Rows,
    Section,
)
from coalition_cli.model.entry import PEOPLE
from coalition_cli.model.summary import Summary
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary import build
from tests.exports.in_a_browser import chromium, shown
from tests.pages.rooms import AUDIENCES, MADE, SAMPLES, exercises, workshop
from tests.support.document_words import words_of

PEACE = "\u0633\u0644\u0627\u0645"
TO_THE_LEFT = re.compile("[\u0590-\u08ff]")
OVERRIDE, OVER, ISOLATE, END = "\u202e", "\u202c", "\u2068", "\u2069"


def turned(value: Any) -> Any:
    """What was said, in letters that are written to the left, and a number behind them."""
    if isinstance(value, str):
        return f"{PEACE} {len(value)}" if " " in value else value
    if isinstance(value, dict):
        return {key: each if key in LABELS else turned(each) for key, each in value.items()}
    return [turned(each) for each in value] if isinstance(value, list) else value


@cache
def of_the_left(room: str) -> Workshop:
    """The sample, had its people spoken another language than its pages."""
    played = workshop(room)
    entries = []
    for entry in played.entries:
        name = {"text": f"{PEACE} {len(entries)}"} if entry.place == PEOPLE else {}
        entries.append(entry._replace(body={**turned(entry.body), **name}))
    return Workshop(played.head._replace(title=f"{PEACE} 7"), entries)


def moving(document: Document) -> list[str]:
    """The texts in which a word that somebody said stands among others, and is not isolated."""
    alone = re.compile(rf"{PEACE} \d+")
    return [
        text
        for text in words_of(document)
        if TO_THE_LEFT.search(outside_of_isolates(text)) and not alone.fullmatch(text)
    ]


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("room", SAMPLES)
def test_each_typed_text_in_a_sentence_of_a_summary_is_isolated(
    room: str, audience: Audience
) -> None:
    document = build(of_the_left(room), exercises().find, audience, MADE).document
    texts = words_of(document)
    assert sum(bool(TO_THE_LEFT.search(text)) for text in texts) > 5
    assert moving(document) == []


def test_a_text_that_is_not_isolated_would_be_noticed() -> None:
    said = Section("a", "", (Bullets((Bullet(f"{PEACE} 3, by 7 Dec"),)),))
    assert moving(Document("en", Head("T"), (Part("all", (said,)),))) == [f"{PEACE} 3, by 7 Dec"]


def written(name: str, *contents: Content, language: str = "en") -> str:
    part = Part("all", (Section("all", "", contents),))
    document = Document(language, Head("T"), (part,))
    return exports.export(name).render(Summary(document, {})).decode()


def by_whom() -> str:
    return _("{who}, by {day}").format(who=f"{PEACE} 3", day="7 Dec")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("html", f"<bdi><bdi>{PEACE} 3</bdi>, by 7 Dec</bdi>"),
        ("md", f"{ISOLATE}{PEACE} 3{END}, by 7 Dec"),
        ("text", f"{ISOLATE}{PEACE} 3{END}, by 7 Dec"),
    ],
)
def test_a_name_in_a_sentence_is_isolated_in_every_format(name: str, told: str) -> None:
    assert told in written(name, Bullets((Bullet(by_whom()),)))


@pytest.mark.parametrize("name", ["md", "text"])
def test_an_override_in_a_name_turns_no_word_beside_it(name: str) -> None:
    whole = f"{ISOLATE}{OVERRIDE}Ana{OVER}{END}"
    text = written(name, Bullets((Bullet("Bread", by=f"{OVERRIDE}Ana", mark=f"{OVERRIDE}Ana"),)))
    assert text.count(whole) == 2
    rows = Rows((Lane("Who"), Lane("When")), (Row((Cell(f"{OVERRIDE}Ana"), Cell("7 Dec"))),))
    assert whole in written(name, rows)


def test_a_line_of_plain_text_that_is_broken_stays_isolated_on_each_line() -> None:
    said = _("{who}, by {day}").format(who=f"{PEACE} " * 40, day="7 Dec")
    lines = [
        line for line in written("text", Bullets((Bullet(said),))).split("\n") if PEACE in line
    ]
    assert len(lines) > 2
    assert all(not TO_THE_LEFT.search(outside_of_isolates(line)) for line in lines)


def test_plain_text_in_a_language_written_to_the_left_begins_at_the_right() -> None:
    lines = written("text", Bullets((Bullet(PEACE),)), language="ar").splitlines()
    assert all(line.startswith("\u200f") for line in lines if line)
    assert "\u200f" not in written("text", Bullets((Bullet(PEACE),)))


WHERE = """() => {
  const place = (letters) => {
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(letters);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + letters.length);
      return range.getBoundingClientRect().left;
    }
  };
  return ['3', ' by ', '7 Dec'].map(place);
}"""


@pytest.mark.slow
def test_a_browser_shows_the_day_behind_the_name_that_stands_before_it() -> None:
    with chromium() as browser:
        page = shown(browser, written("html", Bullets((Bullet(by_whom()),))), 400)
        number, by, day = page.evaluate(WHERE)
        assert number < by < day
        moved = shown(browser, written("html", Bullets((Bullet(f"{PEACE} 3, by 7 Dec"),))), 400)
        number, by, day = moved.evaluate(WHERE)
        assert not number < by < day
