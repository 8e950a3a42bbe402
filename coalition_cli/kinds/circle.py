"""One person at a time, in her own order; passing is an answer."""

from collections.abc import Mapping
from itertools import count
from typing import Any, Final

from coalition_cli.blocks import Block, Bullet, Bullets, Prose
from coalition_cli.kinds import Play
from coalition_cli.model.entry import Entry, Fact, Share
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.room import Room
from coalition_cli.reading import read_words_or_none
from coalition_cli.stage import Finished, Given, Option, Passed, Question, Stage
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
_FINISH: Final = "*finish*"
_UNNAMED: Final = ""


def arrange(value: Given) -> Given:
    """Rows may be plain words, and need not say who spoke."""
    if not isinstance(value, list):
        return value
    rows = [{"text": row} if isinstance(row, str) else row for row in value]
    return [{"by": _UNNAMED, **row} if isinstance(row, Mapping) else row for row in rows]


def play(step: Step, room: Room, stage: Stage) -> Play:
    """Go round until everyone was heard or passed, or the room closes the circle."""
    for number in count():
        stage.show(blocks(step, room))
        heard = {entry.by for entry in room.said(step.id)}
        waiting = [person.name for person in room.people() if person.id not in heard]
        others = [person.name for person in room.workshop.people() if person.name not in waiting]
        options = [Option(name, name) for name in waiting]
        if not waiting:
            options.append(Option(_FINISH, _("Everyone was heard: close the circle")))
        options.append(Option(_UNNAMED, _("Someone without a name here")))
        if waiting:
            options.append(Option(_FINISH, _("Close the circle now")))
        options += [Option(name, _("{name} again").format(name=name)) for name in others]
        speaker = stage.choose((number, "by"), _("Whose turn is it?"), options, None)
        if speaker == _FINISH:
            raise Finished
        person = room.workshop.person_named(speaker) if speaker else None
        yield from _turn(number, person.id if person else None, step, room, stage)


def result(step: Step, room: Room) -> list[dict[str, Any]] | None:
    """``[{by, text, passed, ...fields}]`` in the order in which people spoke."""
    return [
        {"id": entry.id, "by": _speaker(entry, room) or None, **dict(entry.body)} for entry in room.standing(step.id)
    ] or None


def blocks(step: Step, room: Room) -> list[Block]:
    """The words said, without names in the room; how many spoke and passed."""
    shown: list[Block] = []
    prompts = {field["id"]: field["prompt"] for field in _fields(step)}
    standing = [entry for entry in room.standing(step.id) if not entry.body.get("passed")]
    numbers = {item.id: str(item.number) for item in room.items(step.id)}
    items = tuple(_bullet(entry, numbers.get(entry.id, ""), prompts, room) for entry in standing)
    if items:
        shown.append(Bullets(items))
    said = room.said(step.id)
    hidden = len(said) - len(room.standing(step.id))
    if hidden:
        sentence = ngettext("{count} is kept and not shown here.", "{count} are kept and not shown here.", hidden)
        shown.append(Prose(sentence.format(count=hidden), "quiet"))
    waiting = len({person.id for person in room.people()} - {entry.by for entry in said})
    if said and waiting and not room.workshop.is_done(room.place(step.id)):
        sentence = ngettext("{count} person to come.", "{count} people to come.", waiting)
        shown.append(Prose(sentence.format(count=waiting), "quiet"))
    return shown


def _turn(number: int, by: str | None, step: Step, room: Room, stage: Stage) -> Play:
    """Everything one person is asked; each answer is handed over before the next question."""
    entry: Entry | None = None
    body: dict[str, Any] = {}
    fields = [*_fields(step), {"id": "text", "prompt": _("Anything else, in her own words")}] if _fields(step) else []
    for place, field in enumerate(fields or [{"id": "text", "prompt": _("Her words")}]):
        question = Question(
            key=(number, field["id"]),
            prompt=field["prompt"],
            read=read_words_or_none,
            may_pass=step.may_pass and place == 0,
            hint=_("An empty line: nothing is written.") if fields else _("F4: she passes."),
        )
        try:
            words = stage.ask(question)
        except Passed:
            yield Fact({"passed": True}, by)
            return
        if words or (entry is None and field is (fields or [field])[-1]):
            body = body | ({field["id"]: words} if words else {"spoke": True})
            if entry is None:
                entry = yield Fact(body, by)
            else:
                yield Fact(body, by, op="edit", ref=entry.id)
    if step.options.get("ask_share") and entry is not None and "spoke" not in body:
        chosen = stage.choose((number, "share"), _("Who may see this?"), _readers(), step.share)
        if (share := _as_share(chosen)) != entry.share:
            yield Fact(body, by, share, "edit", entry.id)


def _readers() -> list[Option]:
    return [
        Option("private", _("Only she herself")),
        Option("organizer", _("She and the organizers")),
        Option("participants", _("Everyone who took part")),
    ]


def _as_share(word: str) -> Share:
    return "private" if word == "private" else "participants" if word == "participants" else "organizer"


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
