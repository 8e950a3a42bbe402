"""A statement in the making: every version is kept, with what it draws on."""

import re
from collections.abc import Mapping
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose
from coalition_cli.kinds import Play
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.room import Item, Room
from coalition_cli.reading import read_words
from coalition_cli.stage import Finished, Given, Option, Question, Stage
from coalition_cli.words import _

OPTIONS: Final[Mapping[str, Field]] = {
    "from": Field("text", "The step that the statement draws on.", gives="items"),
    "frame": Field("text", "A sentence with gaps, to start from.", is_spoken=True),
}
ASKS: Final = True
_LETTERS_OF_A_TELLING_WORD: Final = 4
_LETTERS_THAT_TELL: Final = 6


def arrange(value: Given) -> Given:
    """One version may stand alone."""
    return [value] if isinstance(value, str) else value


def play(step: Step, room: Room, stage: Stage) -> Play:
    """Write a version, read it back, write the next, until the room leaves it as it is."""
    frame = room.fill(str(step.options.get("frame") or ""))
    for number in count():
        versions = room.said(step.id)
        newest = versions[-1].text if versions else ""
        stage.show(_page(step, room))
        text = stage.ask(
            Question(
                key=(number,),
                prompt=_("Change it, or leave it with Enter") if newest else _("The first wording"),
                read=read_words,
                repeats=True,
                start_with=newest or frame,
                hint=_("Every version is kept."),
            )
        )
        if text in (newest, frame):  # Enter leaves the line as it stood there, gaps and all
            raise Finished
        drawn = [item.id for item in _drawn_on(text, step, room)]
        body = {"text": text, "from": drawn, "after": versions[-1].id if versions else None}
        entry = yield Fact(body)
        if items := _items(step, room):
            options = [Option(item.id, item.text) for item in items]
            chosen = stage.choose_many(
                None, _("What is in this line? Marked: what shares a word with it"), options, drawn
            )
            if chosen != drawn:
                yield Fact({**body, "from": chosen}, op="edit", ref=entry.id)


def result(step: Step, room: Room) -> dict[str, Any] | None:
    """``{text, versions: [{text, from: [words of what it draws on]}]}``, newest last."""
    versions = [
        {"text": entry.text, "from": [item.text for item in _items(step, room) if item.id in entry.body["from"]]}
        for entry in room.standing(step.id)
    ]
    return {"text": versions[-1]["text"], "versions": versions} if versions else None


def items(step: Step, room: Room) -> list[Item]:
    """The newest version."""
    return room.items(step.id)[-1:]


def blocks(step: Step, room: Room) -> list[Block]:
    """The newest version and what it draws on; organizers also read the earlier ones."""
    found = result(step, room)
    if not found:
        return []
    shown: list[Block] = [Prose(found["text"], "strong")]
    if drawn := found["versions"][-1]["from"]:
        shown.append(Prose(_("Draws on: {themes}").format(themes=", ".join(drawn)), "quiet"))
    if room.shows_names() and len(found["versions"]) > 1:
        earlier = [version["text"] for version in found["versions"][:-1]]
        shown.append(Heading(_("Earlier wordings"), 3))
        shown.append(Bullets(tuple(Bullet(text, str(number)) for number, text in enumerate(earlier, 1))))
    return shown


def _page(step: Step, room: Room) -> list[Block]:
    items = _items(step, room)
    sources: list[Block] = [Bullets(tuple(Bullet(item.text) for item in items))] if items else []
    return [*sources, *blocks(step, room)]


def _items(step: Step, room: Room) -> list[Item]:
    source = step.options.get("from")
    return kinds.items(source, room) if source else []


def _drawn_on(text: str, step: Step, room: Room) -> list[Item]:
    """The items that share a telling word with ``text``: that is how the room sees where a wording came from."""
    words = _telling_words(text)
    return [item for item in _items(step, room) if words & _telling_words(item.text)]


def _telling_words(text: str) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {word[:_LETTERS_THAT_TELL] for word in words if len(word) >= _LETTERS_OF_A_TELLING_WORD}
