"""Small groups: drawn, made by hand, one for each delegation, or neighbours and nothing written."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import combinations, count
from random import Random, SystemRandom
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.bidi import isolated
from coalition_cli.blocks import Block, Bullet, Bullets
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds import Play
from coalition_cli.methods import draw_groups
from coalition_cli.methods.writing_room import numbered_lines
from coalition_cli.model.body_shape import Shape, texts, texts_at
from coalition_cli.model.contributions import Group, Traits
from coalition_cli.model.document import Content, Lane
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Person
from coalition_cli.parsing import read_person, read_words
from coalition_cli.same_name import is_same_name
from coalition_cli.slide import Pair, Pairs, Slide
from coalition_cli.stage import Given, Named, Option, Question, Stage, as_given

OPTIONS: Final[Mapping[str, Field]] = {
    "size": Field("whole", "How many people a group has; 2 makes pairs.", least=2, most=30),
    "number": Field("whole", "How many groups there are, instead of a size.", least=2, most=30),
    "mix": Field(
        "texts",
        "What a draw spreads over the groups.",
        choices=("group", "country", "city", "sector", "language"),
    ),
    "by": Field(
        "text",
        "One group for each delegation: what its people have in common.",
        choices=("country", "group"),
    ),
}


ASKS: Final = True
TRAITS: Final = Traits(needs_words=True)
arrange = as_given
_ON_PAPER: Final = 6
_SIZE: Final = 4


def shape(step: Step) -> Shape:
    """Return the shape of a group: its name, and the ids of its members."""
    return Shape({"members": texts}, needs=("text", "members"))


def play(step: Step, view: View, stage: Stage) -> Play:
    """Make the groups the way the room wants them; a file names them, as by hand."""
    stage.show(partial(blocks, step, view))
    if without := _without_group(step, view):
        sentence = ngettext(
            "{count} person here is in no group.", "{count} people here are in no group.", without
        )
        stage.say(sentence.format(count=without), "quiet")
    ways = _ways(step, view)
    # A file names the groups that were made, which is the same as typing them.
    way = stage.choose(None, _("How do we make the groups?"), ways, "hand", first=ways[0].value)
    made: dict[str, list[Person]] = {}
    if way == "draw":
        drawn = draw(step, view, SystemRandom())
        made = {
            _("Group {number}").format(number=number): members
            for number, members in enumerate(drawn, 1)
        }
    elif way == "by":
        made = _delegations(step, view)
    if made:
        for entry in kinds.said(step, view):
            yield Fact({}, op="drop", ref=entry.id)
        for name, members in made.items():
            yield Fact(_body(name, members))
    for number in count() if way == "hand" else ():
        stage.show(partial(blocks, step, view))
        question = Question(
            key=(number,),
            prompt=_("A group: its name, a colon, then who is in it"),
            read=lambda given: _read(given, step, view),
            repeats=True,
            is_list=True,
            completions=tuple(person.name for person in view.speakers()),
            hint=_("Like this: Blue: Amina, Rehema. An empty line: no more groups."),
        )
        name, members = stage.ask(question)
        known = next(
            (entry for entry in kinds.said(step, view) if is_same_name(entry.text, name)),
            None,
        )
        yield (
            Fact(_body(name, members), op="edit", ref=known.id)
            if known
            else Fact(_body(name, members))
        )


def result(step: Step, view: View) -> dict[str, list[str]] | None:
    """``{group: [chosen names]}``; donors are given none."""
    if view.audience == "donor":
        return None
    named = {
        entry.text: map(view.name_of, entry.body["members"]) for entry in kinds.standing(step, view)
    }
    return {group: [name for name in members if name] for group, members in named.items()} or None


def blocks(step: Step, view: View) -> list[Block]:
    """Each group with its members."""
    items = tuple(
        Bullet(", ".join(map(isolated, members)), name)
        for name, members in (result(step, view) or {}).items()
    )
    return [Bullets(items)] if items else []


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return each group with its members, side by side."""
    rows = tuple(
        Pair(name, " · ".join(members)) for name, members in (result(step, view) or {}).items()
    )
    return Slide(stages=((Pairs(rows),),) if rows else ())


def blank_form(step: Step, view: View) -> list[Content]:
    """A line for each group: its name, and who is in it."""
    return [numbered_lines(_ON_PAPER, [Lane(_("Group"), 2), Lane(_("Who is in it"), 7)])]


def groups(step: Step, view: View) -> list[Group]:
    """Return the groups as they were made, whoever may see them."""
    return [
        Group(entry.id, entry.text, tuple(map(str, entry.body["members"])))
        for entry in kinds.said(step, view)
    ]


def draw(step: Step, view: View, chance: Random) -> list[list[Person]]:
    """Draw groups of those present, as ``methods.grouping`` does: mixed as the step says.

    Those who stand apart are kept apart, and earlier neighbours too where that is possible.
    """
    people = {person.id: person for person in view.speakers()}
    mix = step.options.get("mix") or ()
    wanted = draw_groups.Draw(
        people=list(people),
        groups=_number_of_groups(step, view),
        traits={
            person.id: [str(getattr(person, trait)) for trait in mix] for person in people.values()
        },
        apart=view.workshop.apart(),
        met=_met(view),
    )
    return [[people[member] for member in group] for group in draw_groups.draw(wanted, chance)]


def _number_of_groups(step: Step, view: View) -> int:
    if number := step.options.get("number"):
        return int(number)
    return draw_groups.groups_of_size(len(view.speakers()), int(step.options.get("size", _SIZE)))


def _met(view: View) -> set[draw_groups.Pair]:
    """Everybody who sat in one group with somebody else before, at any step of the workshop."""
    held = {entry.place for entry in view.workshop.entries if "members" in entry.body}
    groups = (
        texts_at(entry.body, "members") for place in held for entry in view.workshop.standing(place)
    )
    return {frozenset(pair) for members in groups for pair in combinations(members, 2)}


def _delegations(step: Step, view: View) -> dict[str, list[Person]]:
    """Those present by what the step says they have in common; one alone is a delegation too."""
    found: dict[str, list[Person]] = {}
    for person in view.speakers():
        if name := str(getattr(person, step.options["by"])):
            found.setdefault(name, []).append(person)
    return found


def _body(name: str, members: list[Person]) -> dict[str, Any]:
    return {"text": name, "members": [member.id for member in members]}


def _ways(step: Step, view: View) -> list[Option]:
    neighbours = Option("none", _("Turn to your neighbours; nothing is written"))
    made = []
    if step.options.get("by") and (delegations := _delegations(step, view)):
        names = ", ".join(delegations)
        made.append(Option("by", _("One group for each: {names}").format(names=names)))
    if step.options.get("number") and len(view.speakers()) > 2 * int(step.options["number"]) - 1:
        made.append(Option("draw", _("Draw {number} groups").format(number=step.options["number"])))
    elif not step.options.get("number") and len(view.speakers()) > int(
        step.options.get("size", _SIZE)
    ):
        made.append(
            Option("draw", _("Draw groups of {size}").format(size=step.options.get("size", _SIZE)))
        )
    made.append(Option("hand", _("Type the groups by hand")))
    if kinds.said(step, view):
        return [Option("keep", _("Keep these groups")), *made]
    return [*made, neighbours] if step.options.get("by") else [neighbours, *made]


def _without_group(step: Step, view: View) -> int:
    """Return the number of those present who are in no group, once there are groups."""
    groups = [entry.body["members"] for entry in kinds.said(step, view)]
    return (
        sum(all(person.id not in members for members in groups) for person in view.speakers())
        if groups
        else 0
    )


def _read(given: Given, step: Step, view: View) -> tuple[str, list[Person]]:
    name, members = given if isinstance(given, Named) else _read_typed(read_words(given))
    if not isinstance(members, list) or not members:
        raise Problem(_("Expected a name, a colon and the members, like Blue: Amina, Rehema."))
    name, people = read_words(name), [read_person(member, view) for member in members]
    for person in people:
        others = (e.text for e in kinds.said(step, view) if person.id in e.body["members"])
        if other := next((group for group in others if not is_same_name(group, name)), ""):
            sentence = _("{name} is in {group} already; type that group anew without her first.")
            raise Problem(sentence.format(name=person.name, group=other))
        if people.count(person) > 1:
            raise Problem(_("{name} stands twice in this group.").format(name=person.name))
    return name, people


def _read_typed(text: str) -> tuple[str, list[str]]:
    name, _colon, members = text.partition(":")
    return name, [member for member in members.split(",") if member.strip()]
