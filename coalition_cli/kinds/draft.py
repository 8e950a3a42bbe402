"""A statement in the making: every version is kept, with what it draws on."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.bidi import isolated
from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prompt, Prose
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.methods.new_words import new_words
from coalition_cli.methods.writing_room import LINES, free, numbered_lines
from coalition_cli.model.body_shape import Shape, maybe, texts, words
from coalition_cli.model.contributions import Statement, Traits
from coalition_cli.model.document import Content, Lane
from coalition_cli.model.entry import Entry, Fact
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import find_item, item_key, read_words
from coalition_cli.parsing.words_for_others import words_for_others
from coalition_cli.slide import Lines, Said, Slide, Words
from coalition_cli.slide import Stage as SlideStage
from coalition_cli.stage import Finished, Given, Key, Option, Question, Stage

OPTIONS: Final[Mapping[str, Field]] = {
    "from": Field("text", "The step that the statement draws on.", gives="items"),
    "bucket": Field("text", "Only its lines of this bucket."),
    "each": Field(
        "flag", "One statement for each of its lines or themes; {item} in the frame stands for it."
    ),
    "frame": Field("text", "A sentence with gaps, to start from.", is_spoken=True),
    "vision": Field(
        "flag", "This statement is the room's picture of the future, as at a step called vision."
    ),
}
ASKS: Final = True
CHOOSING: Final = "choosing"
"""The word before the room while it chooses what a wording is built from."""
TRAITS: Final = Traits(needs_words=True)
_LINES_ON_PAPER: Final = 5
_LETTERS_OF_A_TELLING_WORD: Final = 4
_LETTERS_THAT_TELL: Final = 6
_MOST_NEW: Final = 90
"""A wording with more new words than that is new as a whole."""


def arrange(value: Given) -> Given:
    """One version may stand alone.

    One statement for each theme may be a table, or rows of ``about`` and ``text``.
    """
    if isinstance(value, list) and value and all(isinstance(row, Mapping) for row in value):
        value = {str(row.get("about", "")): row.get("text", "") for row in value}
    if isinstance(value, Mapping):
        return {about: [text] if isinstance(text, str) else text for about, text in value.items()}
    return [value] if isinstance(value, str) else value


def shape(step: Step) -> Shape:
    """Return the shape of a version: its words, and the ids of what they draw on."""
    keys = {"from": texts, "about": maybe(words), "after": maybe(words)}
    return Shape(keys, needs=("text", "from"), newest_counts=not step.options.get("each"))


def play(step: Step, view: View, stage: Stage) -> Play:
    """Write a version, read it back, write the next, until the room leaves it as it is.

    The same for each theme.
    """
    if not step.options.get("each"):
        with suppress(Finished):
            yield from _write((), None, step, view, stage)
        return
    sources = _items(step, view)
    stage.show(partial(_page, step, view))
    missing = [item for item in sources if not _versions(item.id, step, view)]
    for item in missing:
        with suppress(Finished):
            yield from _write((item_key(item, sources),), item, step, view, stage)
    while sources and not missing:
        stage.show(partial(_page, step, view))
        worded = {_number(item.id, step, view): item for item in sources}
        offered = [replace(item, number=number) for number, item in worded.items()]
        question = Question(
            None,
            _("Shall one of them be worded anew? Its number; Enter: no"),
            lambda given, offered=offered: find_item(given, offered),  # type: ignore[misc]
            repeats=True,
        )
        stage.put()
        item = worded[stage.ask(question).number]
        with suppress(Finished):
            yield from _write((), item, step, view, stage)


def result(step: Step, view: View) -> dict[str, Any] | list[dict[str, Any]] | None:
    """``{text, versions: [{text, from: [words of what it draws on]}]}``, newest last.

    With ``each`` a list of these, each with its ``id`` and what it is ``about``.
    """
    if not step.options.get("each"):
        return _told(kinds.standing(step, view), step, view)
    known = {item.id: item.text for item in _items(step, view)}
    rows: list[dict[str, Any]] = []
    for about in dict.fromkeys(entry.body.get("about") for entry in kinds.standing(step, view)):
        versions = [
            entry for entry in kinds.standing(step, view) if entry.body.get("about") == about
        ]
        told = _told(versions, step, view) or {}
        rows.append({"id": versions[-1].id, "about": known.get(about or ""), **told})
    return rows or None


def statements(step: Step, view: View) -> list[Statement]:
    """Return the newest wording, or with ``each`` the newest of each theme."""
    is_vision = step.id == "vision" or bool(step.options.get("vision"))
    found = result(step, view)
    if isinstance(found, list):
        return [Statement(row["id"], row["text"], is_vision) for row in found]
    newest = kinds.standing(step, view)[-1:]
    return [Statement(newest[0].id, found["text"], is_vision)] if found and newest else []


def blank_form(step: Step, view: View) -> list[Content]:
    """The beginning that the file gives, then lines for the words; a set for each theme."""
    frame = kinds.fill(str(step.options.get("frame") or ""), view).replace("{item}", "……")
    begins = [Prose(_("It may begin like this: {frame}").format(frame=frame))] if frame else []
    if not step.options.get("each"):
        return [*begins, free(_LINES_ON_PAPER)]
    return [
        *begins,
        numbered_lines(
            LINES, [Lane(_("About which theme, by its number"), 1), Lane(_("The words"), 4)]
        ),
    ]


def items(step: Step, view: View) -> list[Item]:
    """The newest version; with ``each`` one for each theme, under the number of its first."""
    if not step.options.get("each"):
        return kinds.lines(step, view)[-1:]
    newest = {entry.body.get("about"): entry for entry in kinds.said(step, view)}
    return [
        Item(entry.id, _number(about, step, view), entry.text)
        for about, entry in newest.items()
        if view.may_see(entry)
    ]


def blocks(step: Step, view: View) -> list[Block]:
    """The newest version and what it draws on; organizers also read the earlier ones."""
    found = result(step, view)
    if isinstance(found, list):
        numbers = {item.id: item.mark for item in items(step, view)}
        return [Bullets(tuple(_bullet(row, numbers, view) for row in found))]
    if not found:
        return []
    shown: list[Block] = [Prose(found["text"], "strong")]
    if drawn := found["versions"][-1]["from"]:
        shown.append(
            Prose(_("Draws on: {themes}").format(themes=", ".join(map(isolated, drawn))), "quiet")
        )
    if view.shows_names() and len(found["versions"]) > 1:
        shown.append(Heading(_("Earlier wordings"), 3))
        earlier = kinds.standing(step, view)[:-1]
        shown.append(Bullets(tuple(Bullet(entry.text, str(entry.n)) for entry in earlier)))
    return shown


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return the newest wording and what it is built from; before there is one, its beginning.

    ``at`` is the theme that is worded, where each has a statement of its own; ``CHOOSING`` while
    what it is built from is only a guess.
    """
    if not step.options.get("each"):
        versions = kinds.standing(step, view)
        hints = () if versions else _beginning(_frame(None, step, view), step, view)
        is_chosen = CHOOSING not in at
        return Slide(hints=hints, stages=_worded(versions, step, view, is_chosen=is_chosen))
    about = next((item for item in _items(step, view) if item.id in at), None)
    if about is None:
        return Slide(stages=_all_worded(step, view))
    asked = Words(kinds.fill(step.prompt, view) or step.title)
    versions = [each for each in _versions(about.id, step, view) if view.may_see(each)]
    frame = _frame(about, step, view)
    hints = (asked,) if versions or not frame else (asked, _begins_like(frame))
    return Slide(about.text, hints, kept_hints=1, stages=_worded(versions, step, view))


def _beginning(frame: str, step: Step, view: View) -> tuple[Words, ...]:
    """The first line that is read with the step, and how a wording may begin."""
    if not frame:
        return ()
    first = [kinds.fill(line, view) for line in step.lines[:1]]
    return (*(Words(line) for line in first if line), _begins_like(frame))


def _begins_like(frame: str) -> Words:
    return Words(_("It may begin like this: {frame}").format(frame=frame), "quiet")


def _worded(
    versions: Sequence[Entry], step: Step, view: View, *, is_chosen: bool = True
) -> tuple[SlideStage, ...]:
    """The newest of ``versions``, and beside its number only words that stand in it.

    A theme that has its own statement is not what it is built from.
    """
    told = _told(versions, step, view)
    if told is None:
        return ()
    parts = [Words(told["text"], "strong")]
    if len(versions) > 1:
        parts.append(Words(_version_words(versions), "quiet"))
    built = told["versions"][-1]["from"]
    if built and is_chosen and not step.options.get("each"):
        themes = _("Built from: {themes}").format(themes=" · ".join(map(isolated, built)))
        parts.append(Words(themes, "quiet"))
    return (tuple(parts),)


def _version_words(versions: Sequence[Entry]) -> str:
    number, before = len(versions), len(versions) - 1
    new = "; ".join(new_words(versions[-2].text, versions[-1].text))
    if not new or len(new) > _MOST_NEW:
        return _("Version {number}.").format(number=number)
    words = _("Version {number}. New since version {before}: {words}.")
    return words.format(number=number, before=before, words=new.rstrip(".!…"))


def _all_worded(step: Step, view: View) -> tuple[SlideStage, ...]:
    texts = {entry.id: entry.text for entry in kinds.standing(step, view)}
    lines = tuple(Said(texts[item.id], item.mark) for item in items(step, view))
    return ((Lines(lines),),) if lines else ()


def _write(at: Key, about: Item | None, step: Step, view: View, stage: Stage) -> Play:
    """The versions of one statement.

    ``at`` is where a file holds them, ``about`` the theme that it is on.
    """
    frame = _frame(about, step, view)
    for number in count():
        versions = _versions(about.id, step, view) if about else kinds.said(step, view)
        newest = versions[-1].text if versions else ""
        stage.put(*([about.id] if about else []))
        stage.show([Prompt(about.text), *_newest(newest)] if about else _page(step, view))
        text = stage.ask(
            Question(
                key=(*at, number),
                prompt=_("Change it, or leave it with Enter") if newest else _("The first wording"),
                read=read_words,
                repeats=True,
                start_with=newest,
                ghost="" if newest else frame,
                is_long=True,
                hint=_("Every version is kept."),
                others_read=words_for_others(step.share),
            )
        )
        if text in (newest, frame):  # Enter leaves the line as it stood there, gaps and all
            raise Finished
        drawn = [about.id] if about else [item.id for item in _drawn_on(text, step, view)]
        body = {"text": text, "from": drawn, "after": versions[-1].id if versions else None}
        items = () if about else _items(step, view)
        if items:
            stage.put(CHOOSING)
        entry = yield Fact({**body, "about": about.id} if about else body)
        if items:
            options = [Option(item.id, item.text) for item in items]
            chosen = stage.choose_many(
                None, _("What is in this line? Marked: what shares a word with it"), options, drawn
            )
            if chosen != drawn:
                yield Fact({**body, "from": chosen}, op="edit", ref=entry.id)


def _frame(about: Item | None, step: Step, view: View) -> str:
    """The sentence with gaps; the theme that it is on stands in it."""
    frame = kinds.fill(str(step.options.get("frame") or ""), view)
    return frame.replace("{item}", about.text if about else "")


def _told(versions: Sequence[Entry], step: Step, view: View) -> dict[str, Any] | None:
    drawn = {item.id: item.text for item in _items(step, view)}
    told = [
        {
            "text": entry.text,
            "from": [words for item, words in drawn.items() if item in entry.body["from"]],
        }
        for entry in versions
    ]
    return {"text": told[-1]["text"], "versions": told} if told else None


def _bullet(row: Mapping[str, Any], numbers: Mapping[str, str], view: View) -> Bullet:
    earlier = [version["text"] for version in row["versions"][:-1]] if view.shows_names() else []
    below = [Bullet(_("Earlier: {words}").format(words=words)) for words in earlier]
    theme = [Bullet(_("On: {theme}").format(theme=row["about"]))] if row["about"] else []
    return Bullet(row["text"], numbers[row["id"]], "", (*theme, *below))


def _newest(text: str) -> list[Block]:
    return [Prose(text, "strong")] if text else []


def _number(about: str | None, step: Step, view: View) -> int:
    """Return the number of the statement on ``about``: that of its first wording, for good."""
    return _versions(about, step, view)[0].n


def _versions(about: str | None, step: Step, view: View) -> list[Entry]:
    return [entry for entry in kinds.said(step, view) if entry.body.get("about") == about]


def _page(step: Step, view: View) -> list[Block]:
    items = _items(step, view)
    sources: list[Block] = [Bullets(tuple(Bullet(item.text) for item in items))] if items else []
    return [*sources, *blocks(step, view)]


def _items(step: Step, view: View) -> list[Item]:
    source, bucket = step.options.get("from"), step.options.get("bucket")
    items = kinds.items(source, view) if source else []
    there = view.at(source) if source and bucket else None
    if there is None:
        return items
    wanted = {entry.id for entry in kinds.said(*there) if entry.body.get("bucket") == bucket}
    return [item for item in items if item.id in wanted]


def _drawn_on(text: str, step: Step, view: View) -> list[Item]:
    """The items that share a telling word with ``text``.

    That is how the room sees where a wording came from.
    """
    words = _telling_words(text)
    return [item for item in _items(step, view) if words & _telling_words(item.text)]


def _telling_words(text: str) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {word[:_LETTERS_THAT_TELL] for word in words if len(word) >= _LETTERS_OF_A_TELLING_WORD}
