"""Things said, one line each, by a person, a group or nobody in particular."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose, Quote
from coalition_cli.errors import Problem
from coalition_cli.kinds import Play
from coalition_cli.model.entry import Entry, Fact, Share
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.room import Item, Room
from coalition_cli.reading import check_keys, read_count, read_words
from coalition_cli.stage import Given, Option, Question, Stage, as_given
from coalition_cli.words import _

OPTIONS: Final[Mapping[str, Field]] = {
    "buckets": Field(
        "tables",
        "Sorts a note may be put into while it is written.",
        fields={
            "id": Field("text", "The name that entries and answers use.", is_required=True),
            "title": Field("text", "What the room reads.", is_required=True, is_spoken=True),
        },
    ),
    "most": Field("whole", "How many lines are enough; more are kept, and the room is told.", least=1),
    "consent": Field("flag", "Ask after each line whether, and how, these words may be used."),
    "about": Field(
        "text",
        "An earlier step whose result is shown above.",
        step_kinds=("notes", "groups", "circle", "themes", "draft", "score", "decide", "plan"),
    ),
}
_KEYS: Final = ("text", "by", "group", "bucket", "consent", "share")
arrange = as_given


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was given."""

    text: str
    by: str | None = None
    group: str = ""
    bucket: str = ""


def play(step: Step, room: Room, stage: Stage) -> Play:
    """One line after the other, until there is nothing more to add."""
    if step.record == "count":
        yield from _count(step, room, stage)
        return
    for number in count():
        said = room.said(step.id)
        stage.show(_page(step, room))
        if said and (alike := _look_alike(said)):
            stage.say(_("Numbers {one} and {other} sound alike; one of them may be enough.").format(**alike), "quiet")
        line = stage.ask(
            Question(
                key=(number,),
                prompt=_("Next line"),
                read=lambda given: _read(given, step, room),
                repeats=True,
                is_list=True,
                completions=tuple(f"@{person.name}" for person in room.people())
                + tuple(f"#{bucket['id']}" for bucket in _buckets(step)),
                last_saved=said[-1].text if said else "",
                hint=_("A name after @ says who spoke. An empty line: no more."),
            )
        )
        yield from _with_consent(line, number, step, stage)


def result(step: Step, room: Room) -> list[dict[str, Any]] | None:
    """``[{id, text, by, group, bucket}]``, or ``[{bucket, count}]`` where only numbers are kept."""
    standing = room.standing(step.id)
    if step.record == "count":
        return [dict(entry.body) for entry in standing] or None
    return [
        {
            "id": entry.id,
            "text": entry.text,
            "by": _speaker(entry, room) or None,
            "group": entry.body.get("group"),
            "bucket": entry.body.get("bucket"),
        }
        for entry in standing
    ] or None


def blocks(step: Step, room: Room) -> list[Block]:
    """The lines with their numbers, under their buckets; as quotes where they were given for use."""
    if step.record == "count":
        rows = tuple(Bullet(str(e.body["bucket"]), str(e.body["count"])) for e in room.standing(step.id))
        return [Bullets(rows)] if rows else []
    entries = {entry.id: entry for entry in room.standing(step.id)}
    items = room.items(step.id)
    if step.options.get("consent"):
        return [Quote(item.text, _speaker(entries[item.id], room)) for item in items]
    shown: list[Block] = []
    titles = {"": "", **{bucket["id"]: bucket["title"] for bucket in _buckets(step)}}
    for bucket, title in titles.items():
        lines = [item for item in items if str(entries[item.id].body.get("bucket") or "") == bucket]
        if lines:
            shown += [Heading(title, 3)] if title else []
            shown.append(Bullets(tuple(_bullet(item, entries[item.id], room) for item in lines)))
    return shown


def _page(step: Step, room: Room) -> list[Block]:
    about = step.options.get("about")
    above = kinds.blocks(room.step(about), room) if about else []
    most = step.options.get("most")
    lines = len(room.items(step.id))
    enough: list[Block] = []
    if most and lines > most:
        sentence = _("{count} lines so far; {most} or fewer are easier to weigh.")
        enough = [Prose(sentence.format(count=lines, most=most), "quiet")]
    return [*above, *blocks(step, room), *enough]


def _with_consent(line: Line, number: int, step: Step, stage: Stage) -> Play:
    body: dict[str, Any] = {"text": line.text}
    body |= {"group": line.group} if line.group else {}
    body |= {"bucket": line.bucket} if line.bucket else {}
    if not step.options.get("consent"):
        yield Fact(body, line.by)
        return
    entry = yield Fact(body | {"consent": "none"}, line.by, "private")
    consent = stage.choose((number, "consent"), _("May these words be used?"), _consents(), "none")
    if consent == "none":
        return
    share = stage.choose((number, "share"), _("Who may read them?"), _readers(), "participants")
    yield Fact(body | {"consent": consent}, line.by, _as_share(share), "edit", entry.id)


def _as_share(word: str) -> Share:
    return "donor" if word == "donor" else "participants" if word == "participants" else "organizer"


def _consents() -> list[Option]:
    return [
        Option("none", _("No: they stay here")),
        Option("anonymous", _("Yes, without a name")),
        Option("named", _("Yes, with her chosen name")),
    ]


def _readers() -> list[Option]:
    return [
        Option("organizer", _("The organizers")),
        Option("participants", _("Everyone who took part")),
        Option("donor", _("Also people outside")),
    ]


def _count(step: Step, room: Room, stage: Stage) -> Play:
    counted = {entry.body.get("bucket"): entry for entry in room.said(step.id)}
    for bucket in _buckets(step) or [{"id": "count", "title": step.title}]:
        stage.show(blocks(step, room))
        number = stage.ask(Question((bucket["id"],), bucket["title"], read_count, default="0"))
        before = counted.get(bucket["id"])
        body = {"bucket": bucket["id"], "count": number}
        yield Fact(body, op="edit", ref=before.id) if before else Fact(body)


def _buckets(step: Step) -> list[Mapping[str, str]]:
    return list(step.options.get("buckets") or ())


def _read(given: Given, step: Step, room: Room) -> Line:
    if isinstance(given, Mapping):
        check_keys(given, _KEYS)
        bucket = str(given.get("bucket") or "")
        if bucket and bucket not in [known["id"] for known in _buckets(step)]:
            raise Problem(_("There is no bucket called {bucket} in this step.").format(bucket=bucket))
        group = str(given.get("group") or "")
        return Line(read_words(given.get("text", "")), _by(given.get("by"), group, room), group, bucket)
    return _read_typed(read_words(given), step, room)


def _read_typed(text: str, step: Step, room: Room) -> Line:
    """A line may end in ``@Name`` and ``#bucket``; anything that names nobody here is part of the words."""
    by, bucket = None, ""
    while True:
        words, _space, tag = text.rpartition(" ")
        person = room.workshop.person_named(tag[1:]) if tag.startswith("@") else None
        known = [b["id"] for b in _buckets(step) if tag.casefold() == f"#{b['id']}".casefold()]
        if not words or not (person or known):
            return Line(text, by, "", bucket)
        by, bucket = (person.id if person else by), (known[0] if known else bucket)
        text = words.rstrip()


def _by(given: Given, group: str, room: Room) -> str | None:
    if not given:
        return group or None
    person = room.workshop.person_named(str(given))
    if person:
        return person.id
    if str(given) in {known.group for known in room.workshop.people()} | {group}:
        return str(given)
    raise Problem(_("Nobody here is called {name}. Add the name under people first.").format(name=given))


def _speaker(entry: Entry, room: Room) -> str:
    if entry.body.get("consent") == "named":
        return room.workshop.name_of(entry.by)
    if "consent" in entry.body:
        return ""
    return room.name_of(entry.by)


def _bullet(item: Item, entry: Entry, room: Room) -> Bullet:
    by = _speaker(entry, room) if room.shows_names() else ""
    return Bullet(item.text, str(item.number), by)


def _look_alike(said: list[Entry]) -> dict[str, int] | None:
    """The newest line and an older one that says nearly the same; the words are compared, not understood."""
    from coalition_cli.methods.piles import near_duplicates

    texts = [entry.text for entry in said][-200:]
    first = len(said) - len(texts) + 1
    for one, other in near_duplicates(texts):
        if max(one, other) == len(texts) - 1:
            return {"one": min(one, other) + first, "other": max(one, other) + first}
    return None
