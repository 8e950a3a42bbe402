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
from coalition_cli.stage import Given, Named, Option, Question, Stage, as_given
from coalition_cli.words import _, ngettext

OPTIONS: Final[Mapping[str, Field]] = {
    "size": Field("whole", "How many people a group has; 2 makes pairs.", least=2, most=30),
}


ASKS: Final = True
arrange = as_given


def play(step: Step, room: Room, stage: Stage) -> Play:
    """Make the groups the way the room wants them; a file names them, as by hand."""
    stage.show(blocks(step, room))
    if without := _without_group(step, room):
        sentence = ngettext("{count} person here is in no group.", "{count} people here are in no group.", without)
        stage.say(sentence.format(count=without), "quiet")
    size = int(step.options.get("size", 4))
    ways = _ways(step, room, size)
    way = stage.choose(None, _("How do we make the groups?"), ways, "hand" if stage.is_scripted else ways[0].value)
    if way == "draw":
        for entry in room.said(step.id):
            yield Fact({}, op="drop", ref=entry.id)
        for number, members in enumerate(draw(room.people(), size), 1):
            yield Fact(_body(_("Group {number}").format(number=number), members))
    for number in count() if way == "hand" else ():
        stage.show(blocks(step, room))
        question = Question(
            key=(number,),
            prompt=_("A group: its name, a colon, then who is in it"),
            read=lambda given: _read(given, step, room),
            repeats=True,
            completions=tuple(person.name for person in room.people()),
            hint=_("Like this: Blue: Amina, Rehema. An empty line: no more groups."),
        )
        name, members = stage.ask(question)
        known = next((entry for entry in room.said(step.id) if entry.text.casefold() == name.casefold()), None)
        yield Fact(_body(name, members), op="edit", ref=known.id) if known else Fact(_body(name, members))


def result(step: Step, room: Room) -> dict[str, list[str]] | None:
    """``{group: [chosen names]}``; donors are given none."""
    if room.audience == "donor":
        return None
    named = {entry.text: map(room.name_of, entry.body["members"]) for entry in room.standing(step.id)}
    return {group: [name for name in members if name] for group, members in named.items()} or None


def blocks(step: Step, room: Room) -> list[Block]:
    """Each group with its members."""
    items = tuple(Bullet(", ".join(members), name) for name, members in (result(step, room) or {}).items())
    return [Bullets(items)] if items else []


def draw(people: list[Person], size: int) -> list[list[Person]]:
    """Groups of about ``size`` people in a drawn order; nobody stays alone, sizes differ by one at most."""
    drawn = SystemRandom().sample(people, len(people))
    groups = max(1, len(drawn) // size)
    return [drawn[number::groups] for number in range(groups)]


def _body(name: str, members: list[Person]) -> dict[str, Any]:
    return {"text": name, "members": [member.id for member in members]}


def _ways(step: Step, room: Room, size: int) -> list[Option]:
    ways = [Option("none", _("Turn to your neighbours; nothing is written"))]
    if len(room.people()) > size:
        ways.append(Option("draw", _("Draw groups of {size}").format(size=size)))
    ways.append(Option("hand", _("Type the groups by hand")))
    return [Option("keep", _("Keep these groups")), *ways[1:]] if room.said(step.id) else ways


def _without_group(step: Step, room: Room) -> int:
    """How many of those present are in no group, once there are groups."""
    groups = [entry.body["members"] for entry in room.said(step.id)]
    return sum(all(person.id not in members for members in groups) for person in room.people()) if groups else 0


def _read(given: Given, step: Step, room: Room) -> tuple[str, list[Person]]:
    name, members = given if isinstance(given, Named) else _read_typed(read_words(given))
    if not isinstance(members, list) or not members:
        raise Problem(_("Expected a name, a colon and the members, like Blue: Amina, Rehema."))
    name, people = read_words(name), [read_person(member, room) for member in members]
    for person in people:
        others = (e.text for e in room.said(step.id) if person.id in e.body["members"])
        if other := next((group for group in others if group.casefold() != name.casefold()), ""):
            sentence = _("{name} is in {group} already; type that group anew without her first.")
            raise Problem(sentence.format(name=person.name, group=other))
        if people.count(person) > 1:
            raise Problem(_("{name} stands twice in this group.").format(name=person.name))
    return name, people


def _read_typed(text: str) -> tuple[str, list[str]]:
    name, _colon, members = text.partition(":")
    return name, [member for member in members.split(",") if member.strip()]
