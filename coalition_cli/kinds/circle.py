"""One person, or one small group, at a time, in an order of its own; passing is an answer."""

from collections.abc import Mapping
from functools import partial
from itertools import count
from typing import Any, Final, TypeAlias

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds import Play
from coalition_cli.model.contributions import Row, Voice
from coalition_cli.model.entry import SHARES, Entry, Fact, Share, as_share
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import read_words, read_words_or_none
from coalition_cli.parsing.columns import TAKEN
from coalition_cli.stage import FOR_PEOPLE, Cue, Finished, Given, Option, Passed, Question, Stage

OPTIONS: Final[Mapping[str, Field]] = {
    "each": Field(
        "text", "Who has a turn; left out: each person.", choices=("person", "group", "country")
    ),
    "fields": Field(
        "tables",
        "What is asked in each turn, one after the other; without it there is one free line.",
        fields={
            "id": Field(
                "text",
                "The name that entries and answers use.",
                is_required=True,
                taken=TAKEN | {"by", "spoke"},
            ),
            "prompt": Field("text", "What she is asked.", is_required=True, is_spoken=True),
            "share": Field(
                "text",
                "The widest audience of this answer; narrower than the step's.",
                choices=SHARES,
            ),
        },
    ),
    "only_fields": Field("flag", "After the fields nothing more is asked."),
    "main": Field("text", "The field whose words later steps work on; left out: the free line."),
    "ask_share": Field("flag", "Ask each person who may see her words."),
}
ASKS: Final = True
_FINISH: Final = f"{FOR_PEOPLE}finish"
_UNLISTED: Final = f"{FOR_PEOPLE}unlisted"
_UNNAMED: Final = ""
_NEXT: Final = 2
_ASIDE: Final = "turn"
"""The key of an entry that holds an answer for a narrower audience: the id of the turn in which it was given."""

_Asides: TypeAlias = dict[str, dict[str, Any]]
"""Answers for a narrower audience by their field, by the id of the turn in which they were given."""


def arrange(value: Given) -> Given:
    """Rows may be plain words, and need not say who spoke."""
    if not isinstance(value, list):
        return value
    rows = [{"text": row} if isinstance(row, str) else row for row in value]
    return [{"by": _UNNAMED, **row} if isinstance(row, Mapping) else row for row in rows]


def play(step: Step, view: View, stage: Stage) -> Play:
    """Go round until everyone was heard or passed, or the room closes the circle.

    A turn begins with an entry without words, so that a turn that was broken off goes on with the same person.
    """
    for number in count():
        stage.show(partial(_page, step, view))
        entry = _open_turn(step, view)
        if entry is None:
            by = (
                _choose_group(number, step, view, stage)
                if _is_of_groups(step)
                else _choose(number, step, view, stage)
            )
            share: Share | None = "private" if step.options.get("ask_share") else None
            entry = yield Fact({}, by, share)
            stage.show(partial(_page, step, view))
            if _is_of_groups(step) and step.per_person_seconds:
                words = _("{name} speaks; the others listen.").format(name=by)
                stage.wait([Cue(step.per_person_seconds, words, 0, 1)])
        yield from _turn(number, entry, step, view, stage)


def result(step: Step, view: View) -> list[dict[str, Any]] | None:
    """``[{id, by, text, passed, spoke, ...fields}]`` in the order in which people spoke."""
    told, seen, asked = _asides(view.said(step.id)), _asides(view.standing(step.id)), _asked(step)
    return [
        {"id": entry.id, "by": _speaker(entry, step, view) or None, **_said(entry, seen)}
        for entry in _turns(view.standing(step.id))
        if _is_over(entry, asked, told) or _has_words(entry)
    ] or None


def commitments(step: Step, view: View) -> list[Row]:
    """Return what each promised herself or takes home, where fields of these names were asked."""
    rows = result(step, view) or []
    return [row for row in rows if row.get("commitment") or row.get("learning")]


def voice(step: Step, view: View) -> Voice:
    """Everybody speaks in words of her own."""
    return "words"


def items(step: Step, view: View) -> list[Item]:
    """What each said in words of her own, or at the field that is the main one."""
    main = step.options.get("main")
    if not main:
        return view.items(step.id)
    told = [entry for entry in view.said(step.id) if entry.body.get(main)]
    return [
        Item(str(entry.body.get(_ASIDE) or entry.id), number, str(entry.body[main]))
        for number, entry in enumerate(told, 1)
        if view.may_see(entry)
    ]


def blocks(step: Step, view: View) -> list[Block]:
    """The words said, without people's names in the room; then how many more are kept, passed, and still to come."""
    numbers = {item.id: str(item.number) for item in items(step, view)}
    said = view.said(step.id)
    told, asides, asked = _asides(said), _asides(view.standing(step.id)), _asked(step)
    turns = [entry for entry in _turns(said) if _is_over(entry, asked, told)]
    seen = _turns(view.standing(step.id))
    spoken = [entry for entry in seen if _has_words(entry) or entry.id in asides]
    bullets = tuple(
        _bullet(entry, numbers.get(entry.id, ""), asides, step, view) for entry in spoken
    )
    shown: list[Block] = [Bullets(bullets)] if bullets else []
    counted: list[str] = []
    if hidden := len({turn.id for turn in turns if _has_words(turn)} - {turn.id for turn in seen}):
        counted.append(
            ngettext(
                "{count} is kept and not shown here.",
                "{count} are kept and not shown here.",
                hidden,
            )
        )
        counted[-1] = counted[-1].format(count=hidden)
    waiting = len(_waiting(turns, step, view))
    if turns and waiting and not view.workshop.is_done(view.place(step.id)):
        words = ngettext("{count} person to come.", "{count} people to come.", waiting)
        if _is_of_groups(step):
            words = ngettext("{count} group to come.", "{count} groups to come.", waiting)
        counted.append(words.format(count=waiting))
    return [*shown, *(Prose(sentence, "quiet") for sentence in counted)]


def _page(step: Step, view: View) -> list[Block]:
    return [*now(step, view), *blocks(step, view)]


def now(step: Step, view: View) -> list[Block]:
    """Whose turn it is, and the names of the next two: nothing of it where the words are for nobody else."""
    if step.share == "private" or view.audience == "donor":
        return []
    entry = _open_turn(step, view)
    name = view.name_of(entry.by) if entry else ""
    coming = [name for _by, name in _waiting(_turns(view.said(step.id)), step, view)][:_NEXT]
    shown: list[Block] = [Prose(_("Now: {name}").format(name=name), "strong")] if name else []
    if coming:
        shown.append(
            Prose(_("Next, if they like: {names}").format(names=", ".join(coming)), "quiet")
        )
    return shown


def _open_turn(step: Step, view: View) -> Entry | None:
    said = view.said(step.id)
    asides, asked = _asides(said), _asked(step)
    return next((entry for entry in _turns(said) if not _is_over(entry, asked, asides)), None)


def _is_of_groups(step: Step) -> bool:
    return bool(step.options.get("each", "person") != "person")


def _expected(step: Step, view: View) -> list[tuple[str, str]]:
    """Everybody who has a turn: what stands in ``by``, and the name."""
    if _is_of_groups(step):
        return [(name, name) for name in kinds.group_names(step.options["each"], view)]
    return [(person.id, person.name) for person in view.speakers()]


def _waiting(turns: list[Entry], step: Step, view: View) -> list[tuple[str, str]]:
    heard = {entry.by for entry in turns}
    return [(by, name) for by, name in _expected(step, view) if by not in heard]


def _choose(number: int, step: Step, view: View, stage: Stage) -> str | None:
    """Whose turn it is: somebody's id, or None for somebody unnamed. Those not heard yet come first."""
    said = _turns(view.said(step.id))
    waiting = [name for _by, name in _waiting(said, step, view)]
    others = [person.name for person in view.workshop.people() if person.name not in waiting]
    unnamed = Option(_UNNAMED, _("Someone without a name here"))
    speaker = stage.choose(
        (number, "by"), _("Whose turn is it?"), _options(waiting, others, unnamed), None
    )
    if speaker == _FINISH:
        raise Finished
    person = view.workshop.person_named(speaker) if speaker else None
    return person.id if person else None


def _choose_group(number: int, step: Step, view: View, stage: Stage) -> str:
    """The name of the group whose turn it is; typed where no group is known, or this one is not."""
    known = [name for _by, name in _expected(step, view)]
    heard = [entry.by for entry in _turns(view.said(step.id))]
    speaker = _UNLISTED
    if known:
        waiting = [name for name in known if name not in heard]
        others = list(
            dict.fromkeys([*(name for name in known if name in heard), *filter(None, heard)])
        )
        unlisted = Option(_UNLISTED, _("A group that is not in this list"))
        speaker = stage.choose(
            (number, "by"), _("Whose turn is it?"), _options(waiting, others, unlisted), None
        )
    if speaker == _FINISH:
        raise Finished
    if speaker != _UNLISTED:
        return speaker
    hint = _("An empty line: everyone was heard.")
    return stage.ask(
        Question((number, "by"), _("Which group speaks?"), read_words, repeats=True, hint=hint)
    )


def _options(waiting: list[str], others: list[str], beside: Option) -> list[Option]:
    """Those who were not heard yet, then somebody who is not listed, the end of the circle, and everyone once more."""
    again = [Option(name, _("{name} again").format(name=name)) for name in others]
    if not waiting:
        return [Option(_FINISH, _("Everyone was heard: close the circle")), beside, *again]
    return [
        *(Option(name, name) for name in waiting),
        beside,
        Option(_FINISH, _("Close the circle now")),
        *again,
    ]


def _turn(number: int, entry: Entry, step: Step, view: View, stage: Stage) -> Play:
    """Everything that one was not asked yet; each answer is handed over before the next question."""
    body, asides = dict(entry.body), _asides(view.said(step.id)).get(entry.id, {})
    name = view.name_of(entry.by)
    if step.record == "count":
        options = [
            Option("false", _("She speaks, and nothing is written")),
            Option("true", _("She passes")),
        ]
        passes = (
            stage.choose(
                (number, "passed"), name or _("Someone without a name here"), options, "false"
            )
            == "true"
        )
        yield Fact(
            {"passed": True} if passes else {"spoke": True}, entry.by, entry.share, "edit", entry.id
        )
        return
    for field, prompt in _questions(step).items():
        if field in body or field in asides:
            continue
        has_begun = bool(body or asides)
        question = Question(
            key=(number, field),
            prompt=_("{name}: {question}").format(name=name, question=prompt) if name else prompt,
            read=read_words_or_none,
            may_pass=step.may_pass and not has_begun,
            hint=_("An empty line: nothing.")
            if has_begun
            else _("F4: she passes. An empty line: nothing is written."),
        )
        try:
            answer = stage.ask(question)
        except Passed:
            yield Fact({"passed": True}, entry.by, step.share, "edit", entry.id)
            return
        if narrower := _share_of(field, step):
            asides = {**asides, field: answer}
            yield Fact({_ASIDE: entry.id, field: answer}, entry.by, narrower)
        else:
            body = {**body, field: answer}
            yield Fact(body, entry.by, entry.share, "edit", entry.id)
    if step.options.get("ask_share"):
        share = step.share
        if any(body.values()):
            share = as_share(
                stage.choose((number, "share"), _("Who may see this?"), _readers(step), step.share)
            )
        yield Fact({**body, "share": share}, entry.by, share, "edit", entry.id)


def _turns(entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if _ASIDE not in entry.body]


def _asides(entries: list[Entry]) -> _Asides:
    """What was answered in each turn for a narrower audience, as far as it is among ``entries``."""
    found: _Asides = {}
    for entry in entries:
        if (turn := entry.body.get(_ASIDE)) is not None:
            told = {key: words for key, words in entry.body.items() if key != _ASIDE}
            found.setdefault(turn, {}).update(told)
    return found


def _asked(step: Step) -> list[str]:
    """The keys that a turn has once everything was asked in it."""
    return [*_questions(step), *(["share"] if step.options.get("ask_share") else [])]


def _is_over(entry: Entry, asked: list[str], asides: _Asides) -> bool:
    """Whether a turn was answered to its end, as far as it and all ``asides`` of the step tell."""
    if "passed" in entry.body or "spoke" in entry.body:
        return True
    told = asides.get(entry.id, ())
    return all(key in entry.body or key in told for key in asked)


def _has_words(entry: Entry) -> bool:
    return any(
        isinstance(words, str) and words for key, words in entry.body.items() if key != "share"
    )


def _said(entry: Entry, asides: _Asides) -> dict[str, Any]:
    """What a turn came to: the answers given, or that she passed or spoke without a word being written."""
    told = {**entry.body, **asides.get(entry.id, {})}
    return {key: value for key, value in told.items() if value and key != "share"} or {
        "spoke": True
    }


def _readers(step: Step) -> list[Option]:
    if _is_of_groups(step):
        return [
            Option("private", _("Nobody else")),
            Option("organizer", _("The organizers")),
            Option("participants", _("Everyone who took part")),
        ]
    return [
        Option("private", _("Only she herself")),
        Option("organizer", _("She and the organizers")),
        Option("participants", _("Everyone who took part")),
    ]


def _questions(step: Step) -> dict[str, str]:
    """What is asked in a turn, by the key of its answer; free words stand last."""
    fields = {field["id"]: field["prompt"] for field in _fields(step)}
    if fields and step.options.get("only_fields"):
        return fields
    return fields | {
        "text": _("Anything else, in her own words") if fields else _("In her own words")
    }


def _share_of(field: str, step: Step) -> Share | None:
    """The share of a field that is not that of the step; None where they are the same."""
    share = next((each.get("share") for each in _fields(step) if each["id"] == field), None)
    return as_share(share) if share and share != step.share else None


def _fields(step: Step) -> list[Mapping[str, str]]:
    return list(step.options.get("fields") or ())


def _speaker(entry: Entry, step: Step, view: View) -> str:
    """Who spoke: a person for those who may read names, a group for everybody but donors."""
    is_known = view.shows_names() or (_is_of_groups(step) and view.audience != "donor")
    return view.name_of(entry.by) if is_known else ""


def _bullet(entry: Entry, mark: str, asides: _Asides, step: Step, view: View) -> Bullet:
    """What one said: her own words or her main answer first, the other answers below it, each with its question."""
    told = _said(entry, asides)
    main = step.options.get("main")
    first = str(told.get(main) or "") if main else entry.text
    prompts = {field["id"]: field["prompt"] for field in _fields(step)} | (
        {"text": ""} if main else {}
    )
    below = tuple(
        Bullet(str(told[key]), prompt)
        for key, prompt in prompts.items()
        if told.get(key) and key != main
    )
    by = _speaker(entry, step, view)
    if not first:
        return Bullet(below[0].text, below[0].mark, by, below[1:])
    return Bullet(first, mark, by, below)
