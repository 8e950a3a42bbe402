"""Small groups: drawn, made by hand, or simply neighbours with nothing written down."""

from collections.abc import Mapping
from itertools import count
from random import SystemRandom
from typing import Any, Final

from coalition_cli.blocks import Block, Bullet, Bullets
from coalition_cli.errors import Problem
from coalition_cli.kinds import Play
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.room import Room
from coalition_cli.model.workshop import Person
from coalition_cli.reading import read_person, read_words
from coalition_cli.stage import Given, Option, Question, Stage, as_rows
from coalition_cli.words import _

OPTIONS: Final[Mapping[str, Field]] = {
    "size": Field("whole", "How many people a group has; 2 makes pairs.", least=2, most=30),
}


def arrange(value: Given) -> Given:
    """A file that names groups has made them by hand."""
    return {"way": "hand", "groups": as_rows(value)} if isinstance(value, Mapping) else value


def play(step: Step, room: Room, stage: Stage) -> Play:
    """Make the groups the way the room wants them."""
    stage.show(blocks(step, room))
    size = int(step.options.get("size", 4))
    ways = [Option("none", _("Turn to your neighbours; nothing is written"))]
    if len(room.people()) > size:
        ways.append(Option("draw", _("Draw groups of {size}").format(size=size)))
    ways.append(Option("hand", _("Type the groups by hand")))
    if room.said(step.id):
        ways.insert(0, Option("keep", _("Keep these groups")))
    way = stage.choose(("way",), _("How do we make the groups?"), ways, ways[0].value)
    if way == "draw":
        for number, members in enumerate(draw(room.people(), size), 1):
            yield Fact(_body(_("Group {number}").format(number=number), members))
    for number in count() if way == "hand" else ():
        stage.show(blocks(step, room))
        name, members = stage.ask(
            Question(
                key=("groups", number),
                prompt=_("A group: its name, a colon, then who is in it"),
                read=lambda given: _read(given, room),
                repeats=True,
                completions=tuple(person.name for person in room.people()),
                hint=_("Like this: Blue: Amina, Rehema. An empty line: no more groups."),
            )
        )
        yield Fact(_body(name, members))


def result(step: Step, room: Room) -> dict[str, list[str]] | None:
    """``{group: [chosen names]}``."""
    return {
        entry.text: [room.workshop.name_of(member) for member in entry.body["members"]]
        for entry in room.standing(step.id)
    } or None


def blocks(step: Step, room: Room) -> list[Block]:
    """Each group with its members; donors are shown none."""
    groups = {} if room.audience == "donor" else result(step, room) or {}
    items = tuple(Bullet(", ".join(members), name) for name, members in groups.items())
    return [Bullets(items)] if items else []


def draw(people: list[Person], size: int) -> list[list[Person]]:
    """Groups of about ``size`` people in a drawn order; nobody stays alone, sizes differ by one at most."""
    drawn = SystemRandom().sample(people, len(people))
    groups = max(1, len(drawn) // size)
    return [drawn[number::groups] for number in range(groups)]


def _body(name: str, members: list[Person]) -> dict[str, Any]:
    return {"text": name, "members": [member.id for member in members]}


def _read(given: Given, room: Room) -> tuple[str, list[Person]]:
    if isinstance(given, Mapping):
        name, members = given["name"], given["members"]
    else:
        name, _colon, members = read_words(given).partition(":")
        members = [member for member in members.split(",") if member.strip()]
    if not isinstance(members, list) or not members:
        raise Problem(_("Expected a name, a colon and the members, like Blue: Amina, Rehema."))
    return read_words(name), [read_person(member, room) for member in members]
