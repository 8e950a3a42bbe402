"""One person at a time, in her own order; passing is an answer."""

from collections.abc import Mapping
from itertools import count
from typing import Any, Final

from coalition_cli.blocks import Block, Bullet, Bullets, Prose
from coalition_cli.kinds import Play
from coalition_cli.model.entry import Entry, Fact, Share, as_share
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.room import Item, Room
from coalition_cli.reading import read_words_or_none
from coalition_cli.stage import FOR_PEOPLE, Finished, Given, Option, Passed, Question, Stage
from coalition_cli.words import _, ngettext

OPTIONS: Final[Mapping[str, Field]] = {
    "fields": Field(
        "tables",
        "What each person is asked, one after the other; without it there is one free line.",
        fields={
            "id": Field("text", "The name that entries and answers use.", is_required=True),
            "prompt": Field("text", "What she is asked.", is_required=True, is_spoken=True),
        },
    ),
    "ask_share": Field("flag", "Ask each person who may see her words."),
}
ASKS: Final = True
_FINISH: Final = f"{FOR_PEOPLE}finish"
_UNNAMED: Final = ""


def arrange(value: Given) -> Given:
    """Rows may be plain words, and need not say who spoke."""
    if not isinstance(value, list):
        return value
    rows = [{"text": row} if isinstance(row, str) else row for row in value]
    return [{"by": _UNNAMED, **row} if isinstance(row, Mapping) else row for row in rows]


def play(step: Step, room: Room, stage: Stage) -> Play:
    """Go round until everyone was heard or passed, or the room closes the circle.

    A turn begins with an entry without words, so that a turn that was broken off goes on with the same person.
    """
    for number in count():
        if not stage.is_scripted:
            stage.show(blocks(step, room))
        said = room.said(step.id)
        entry = next((entry for entry in said if not _is_over(entry, step)), None)
        if entry is None:
            speaker = stage.choose((number, "by"), _("Whose turn is it?"), _speakers(said, room), None)
            if speaker == _FINISH:
                raise Finished
            person = room.workshop.person_named(speaker) if speaker else None
            share: Share | None = "private" if step.options.get("ask_share") else None
            entry = yield Fact({}, person.id if person else None, share)
        yield from _turn(number, entry, step, room, stage)


def result(step: Step, room: Room) -> list[dict[str, Any]] | None:
    """``[{id, by, text, passed, spoke, ...fields}]`` in the order in which people spoke."""
    return [
        {"id": entry.id, "by": _speaker(entry, room) or None, **_said(entry)}
        for entry in room.standing(step.id)
        if _is_over(entry, step) or _has_words(entry)
    ] or None


def items(step: Step, room: Room) -> list[Item]:
    """What each person said in her own words."""
    return room.items(step.id)


def blocks(step: Step, room: Room) -> list[Block]:
    """The words said, without names in the room; then how many more are kept, passed, and are still to come."""
    prompts = {field["id"]: field["prompt"] for field in _fields(step)}
    numbers = {item.id: str(item.number) for item in room.items(step.id)}
    spoken = [entry for entry in room.standing(step.id) if _has_words(entry)]
    items = tuple(_bullet(entry, numbers.get(entry.id, ""), prompts, room) for entry in spoken)
    shown: list[Block] = [Bullets(items)] if items else []
    turns = [entry for entry in room.said(step.id) if _is_over(entry, step)]
    counted: list[str] = []
    if hidden := sum(map(_has_words, turns)) - len(spoken):
        counted.append(ngettext("{count} is kept and not shown here.", "{count} are kept and not shown here.", hidden))
        counted[-1] = counted[-1].format(count=hidden)
    waiting = len({person.id for person in room.people()} - {entry.by for entry in turns})
    if turns and waiting and not room.workshop.is_done(room.place(step.id)):
        counted.append(ngettext("{count} person to come.", "{count} people to come.", waiting).format(count=waiting))
    return [*shown, *(Prose(sentence, "quiet") for sentence in counted)]


def _speakers(said: list[Entry], room: Room) -> list[Option]:
    """Those who were not heard yet, then somebody unnamed, the end of the circle, and everyone once more."""
    heard = {entry.by for entry in said}
    waiting = [person.name for person in room.people() if person.id not in heard]
    others = [person.name for person in room.workshop.people() if person.name not in waiting]
    unnamed = Option(_UNNAMED, _("Someone without a name here"))
    again = [Option(name, _("{name} again").format(name=name)) for name in others]
    if not waiting:
        return [Option(_FINISH, _("Everyone was heard: close the circle")), unnamed, *again]
    return [*(Option(name, name) for name in waiting), unnamed, Option(_FINISH, _("Close the circle now")), *again]


def _turn(number: int, entry: Entry, step: Step, room: Room, stage: Stage) -> Play:
    """Everything that one person was not asked yet; each answer is handed over before the next question."""
    body = dict(entry.body)
    name = room.name_of(entry.by)
    if step.record == "count":
        options = [Option("false", _("She speaks, and nothing is written")), Option("true", _("She passes"))]
        passes = stage.choose((number, "passed"), name or _("Someone without a name here"), options, "false") == "true"
        yield Fact({"passed": True} if passes else {"spoke": True}, entry.by, entry.share, "edit", entry.id)
        return
    for field, prompt in _questions(step).items():
        if field in body:
            continue
        question = Question(
            key=(number, field),
            prompt=_("{name}: {question}").format(name=name, question=prompt) if name else prompt,
            read=read_words_or_none,
            may_pass=step.may_pass and not body,
            hint=_("F4: she passes. An empty line: nothing is written.") if not body else _("An empty line: nothing."),
        )
        try:
            body = {**body, field: stage.ask(question)}
        except Passed:
            yield Fact({"passed": True}, entry.by, step.share, "edit", entry.id)
            return
        yield Fact(body, entry.by, entry.share, "edit", entry.id)
    if step.options.get("ask_share"):
        share = step.share
        if any(body.values()):
            share = as_share(stage.choose((number, "share"), _("Who may see this?"), _readers(), step.share))
        yield Fact({**body, "share": share}, entry.by, share, "edit", entry.id)


def _is_over(entry: Entry, step: Step) -> bool:
    """Whether a turn was answered to its end."""
    if {"passed", "spoke"} & set(entry.body):
        return True
    asked = [*_questions(step), *(["share"] if step.options.get("ask_share") else [])]
    return all(question in entry.body for question in asked)


def _has_words(entry: Entry) -> bool:
    return any(isinstance(words, str) and words for key, words in entry.body.items() if key != "share")


def _said(entry: Entry) -> dict[str, Any]:
    """What a turn came to: the answers given, or that she passed or spoke without a word being written."""
    return {key: value for key, value in entry.body.items() if value and key != "share"} or {"spoke": True}


def _readers() -> list[Option]:
    return [
        Option("private", _("Only she herself")),
        Option("organizer", _("She and the organizers")),
        Option("participants", _("Everyone who took part")),
    ]


def _questions(step: Step) -> dict[str, str]:
    """What each person is asked, by the key of its answer; free words stand last."""
    fields = {field["id"]: field["prompt"] for field in _fields(step)}
    return fields | {"text": _("Anything else, in her own words") if fields else _("In her own words")}


def _fields(step: Step) -> list[Mapping[str, str]]:
    return list(step.options.get("fields") or ())


def _speaker(entry: Entry, room: Room) -> str:
    return room.name_of(entry.by) if room.shows_names() else ""


def _bullet(entry: Entry, mark: str, prompts: Mapping[str, str], room: Room) -> Bullet:
    below = tuple(Bullet(str(entry.body[key]), prompts[key]) for key in prompts if entry.body.get(key))
    by = _speaker(entry, room)
    if below and not entry.text:
        return Bullet(below[0].text, "", by, below[1:])
    return Bullet(entry.text, mark, by, below)
