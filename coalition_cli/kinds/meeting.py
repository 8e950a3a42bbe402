"""When and where a group meets again: one line, asked as day, hour, place and who calls."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from functools import partial
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Prose
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.methods.block_parts import OPEN
from coalition_cli.methods.writing_room import fields
from coalition_cli.model.actions import iso_day, today_of
from coalition_cli.model.body_shape import Shape, words, words_at
from coalition_cli.model.contributions import Meeting, Traits, Voice
from coalition_cli.model.document import Content
from coalition_cli.model.entry import Body, Entry, Fact
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import columns, read_words, read_words_or_none
from coalition_cli.parsing.columns import Column
from coalition_cli.parsing.words_for_others import words_for_others
from coalition_cli.slide import Pair, Pairs, Slide, Words
from coalition_cli.slide import Stage as SlideStage
from coalition_cli.stage import FOR_PEOPLE, Given, Option, Question, Stage

OPTIONS: Final[Mapping[str, Field]] = {}
ASKS: Final = True
TRAITS: Final = Traits(needs_words=True)
MOST_OF_AN_HOUR: Final = 60
"""So many characters an hour has at most, as people say it."""

_PARTS: Final = ("day", "hour", "place", "caller")
_TEXT: Final = "text"
_KEEP: Final = f"{FOR_PEOPLE}keep"
_ANEW: Final = "anew"


def arrange(value: Given) -> Given:
    """The whole sentence may stand alone, or in a list, as it was written before there were parts.

    A time of day may stand without quotes.
    """
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, str):
        return {_TEXT: value}
    if isinstance(value, Mapping) and isinstance(value.get("hour"), time):
        return {**value, "hour": value["hour"].strftime("%H:%M")}
    return value


def shape(step: Step) -> Shape:
    """Return the shape of the line: its sentence, and its parts where they were asked."""
    return Shape(dict.fromkeys(_PARTS, words), needs=(_TEXT,), newest_counts=True)


def play(step: Step, view: View, stage: Stage) -> Play:
    """Ask for each part in turn; Enter leaves it open.

    What was said before stands until something else is said; a file may say the whole sentence.
    """
    stage.put()
    stage.show(partial(blocks, step, view))
    if stage.is_on_paper((_TEXT,)):
        yield from _take_sentence(step, view, stage)
        return
    entry = _newest(step, view)
    is_again = entry is not None and _is_whole(entry)
    if is_again and not _is_said_anew(stage):
        return
    parts = _parts_of(entry)
    for part in _PARTS:
        is_asked_again = is_again and stage.can_answer((part,))
        if part in parts and not is_asked_again:
            continue
        parts = {**parts, part: _ask(part, parts, step, view, stage)}
        yield from _record(parts, _newest(step, view))


def reworded(step: Step, body: Body, text: str) -> dict[str, Any]:
    """The line once its sentence was mended as a whole: its parts no longer say what it says."""
    return {**{key: value for key, value in body.items() if key not in _PARTS}, _TEXT: text}


def result(step: Step, view: View) -> dict[str, str | None] | None:
    """``{text, day (ISO), hour, place, caller}``; None where a part is open."""
    found = meeting(step, view)
    return found._asdict() if found else None


def meeting(step: Step, view: View) -> Meeting | None:
    """Return what was said last; None where nothing was, or this audience may not read it.

    People outside are told none of it, whatever the share of the step: it says where people can be
    found, and by name who calls them.
    """
    entry = next(iter(kinds.standing(step, view)[-1:]), None)
    if entry is None or not entry.text or view.audience == "donor":
        return None
    told = {part: _said_of(entry.body, part) for part in _PARTS}
    return Meeting(_shown(entry), **{**told, "day": iso_day(told["day"]) or None})


def _shown(entry: Entry) -> str:
    """Its sentence; where that is made of its parts, none turns the direction of the others."""
    parts = _parts_of(entry)
    return sentence_of(parts) if entry.text == _kept_sentence(parts) else entry.text


def voice(step: Step, view: View) -> Voice:
    """The words of the room."""
    return "words"


def items(step: Step, view: View) -> list[Item]:
    """The sentence that was said last."""
    return kinds.lines(step, view)[-1:] if meeting(step, view) else []


def blocks(step: Step, view: View) -> list[Block]:
    """The sentence; what is open is said so in it."""
    found = meeting(step, view)
    return [Prose(found.text, "strong")] if found else []


def blank_form(step: Step, view: View) -> list[Content]:
    """Its parts, one below the other."""
    return [fields(map(_prompt_of, _PARTS))]


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return the sentence; while a part is asked, all parts, the open ones as dots.

    ``at`` is that part.
    """
    asked = next((part for part in at if part in _PARTS), "")
    found = meeting(step, view)
    stage: SlideStage = (Words(found.text, "strong"),) if found else ()
    if asked:
        stage = (Pairs(tuple(_pairs(found, asked))),)
    return Slide(stages=(stage,) if stage else ())


def sentence_of(parts: Mapping[str, Any]) -> str:
    """The whole sentence as it is read out; what is open is said so."""
    return _sentence(parts, _("{day}, {hour}, {place}. {caller}"), _("{name} calls us."))


def _kept_sentence(parts: Mapping[str, Any]) -> str:
    """The same as it is kept: without marks of directions, which come in where it is shown."""
    whole, calls = _("{day}, {hour}, {place}. {caller}"), _("{name} calls us.")
    return _sentence(parts, str(whole), str(calls))


def _sentence(parts: Mapping[str, Any], whole: str, calls: str) -> str:
    day = columns.day_in_words(words_at(parts, "day"))
    hour, place, caller = (_plain(words_at(parts, part)) for part in _PARTS[1:])
    calls = calls.format(name=caller) if caller else ""
    return whole.format(
        day=day or _("The day is not said yet"),
        hour=hour or _("the hour is not said yet"),
        place=place or _("the place is not said yet"),
        caller=calls or _("Who calls is not said yet."),
    )


def _said_of(body: Body, part: str) -> str | None:
    """A part; None where it is open, or was only the name of somebody who withdrew."""
    said = words_at(body, part)
    return said if any(map(str.isalnum, said)) else None


def _plain(said: str) -> str:
    """A part without the full stop at its end: the sentence has its own."""
    return said.rstrip(" .")


def _is_said_anew(stage: Stage) -> bool:
    """True if it is to be said anew; a file says it only where it does."""
    options = [
        Option(_KEEP, _("It stands as it was said")),
        Option(_ANEW, _("Say it anew")),
    ]
    return stage.choose(None, _("Does this still hold?"), options, _ANEW, first=_KEEP) == _ANEW


def _take_sentence(step: Step, view: View, stage: Stage) -> Play:
    asked = Question((_TEXT,), step.prompt, read_words, others_read=words_for_others(step.share))
    body = {_TEXT: stage.ask(asked)}
    entry = _newest(step, view)
    if entry is None:
        yield Fact(body)
    elif entry.body != body:
        yield Fact(body, op="edit", ref=entry.id)


def _record(parts: Mapping[str, str], entry: Entry | None) -> Iterator[Fact]:
    """Yield what becomes of the line with these ``parts``; where all are open there is none."""
    if any(parts.values()):
        told = {_TEXT: _kept_sentence(parts), **parts}
        if entry is None:
            yield Fact(told)
        elif told != entry.body:
            yield Fact(told, op="edit", ref=entry.id)
    elif entry is not None and any(_parts_of(entry).values()):
        yield Fact({}, op="drop", ref=entry.id)


def _ask(part: str, parts: Mapping[str, str], step: Step, view: View, stage: Stage) -> str:
    """One part, as the line keeps it."""
    stage.put(part)
    stage.show(partial(blocks, step, view))
    if part == "hour" and parts.get("day"):
        stage.say(_("That is {day}.").format(day=columns.day_in_words(parts["day"])), "quiet")
    known = parts.get(part, "")
    start = columns.day_in_words(known) if part == "day" else known
    question: Question[str] = Question(
        (part,),
        _prompt_of(part),
        # A day that is kept may lie before today by now.
        lambda given: known if known and given == start else _read(part, given, view, stage),
        start_with=start,
        completions=view.names_here() if part == "caller" else (),
        hint=_hint_of(part),
        others_read=words_for_others(step.share) if part in ("hour", "place") else None,
    )
    return stage.ask(question)


def _read(part: str, given: Given, view: View, stage: Stage) -> str:
    """Read an answer; an empty one leaves the part open. Raises ``Problem``."""
    if part == "day":
        held = date.fromisoformat(view.workshop.head.date)
        today = stage.today(held, today_of(view.workshop))
        column = Column("day", _("Day"), _prompt_of("day"), "day")
        found: str = columns.read(column, given, view, today)
        return found
    said = read_words_or_none(given)
    if part == "hour" and len(said) > MOST_OF_AN_HOUR:
        sentence = _(
            "This hour is {count} characters long; {most} are enough. Nothing was cut: say it "
            "shorter."
        )
        raise Problem(sentence.format(count=len(said), most=MOST_OF_AN_HOUR))
    return said


def _prompt_of(part: str) -> str:
    return {
        "day": _("On which day do we meet again?"),
        "hour": _("At what hour?"),
        "place": _("Where do we meet?"),
        "caller": _("Who calls us?"),
    }[part]


def _hint_of(part: str) -> str:
    return {
        "day": _("12 Dec, 2026-12-12, or in 3 weeks. Empty: open."),
        "hour": _("As it is said here: two in the afternoon, 14:00. Empty: open."),
        "place": _("Empty: open."),
        "caller": _("A chosen name, and no private number. Empty: open."),
    }[part]


def _pairs(found: Meeting | None, asked: str) -> Iterator[Pair]:
    """Yield each part under its title."""
    titles = {"day": _("Day"), "hour": _("Hour"), "place": _("Place"), "caller": _("Who calls")}
    for part, title in titles.items():
        said = (getattr(found, part) if found else None) or ""
        told = columns.day_in_words(said) if part == "day" else said
        yield Pair(title, told or OPEN, is_new=part == asked)


def _parts_of(entry: Entry | None) -> dict[str, str]:
    """The parts of a line that were asked; none of one that was said as a whole."""
    body = entry.body if entry else {}
    return {part: words_at(body, part) for part in _PARTS if part in body}


def _is_whole(entry: Entry) -> bool:
    """True if nothing of a line is still to be asked: it has all parts, or never had any."""
    return len(_parts_of(entry)) in (0, len(_PARTS))


def _newest(step: Step, view: View) -> Entry | None:
    return next(iter(kinds.said(step, view)[-1:]), None)
