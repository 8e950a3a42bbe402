"""The first draft of an exercise file: whole, sound, with a word on each key for its author."""

import json
import re
import textwrap
from collections.abc import Iterable
from typing import Final

from coalition_cli.catalog.fields import PATTERNS
from coalition_cli.catalog.locate import TABLE_HEADER
from coalition_cli.i18n import _

WIDEST: Final = 96
_ID_LINE: Final = re.compile(r"^id\s*=\s*(\"[^\"\n]*\"|'[^'\n]*')", re.MULTILINE)
_EDITOR_LINE: Final = re.compile(r"^#:schema .*\n+", re.MULTILINE)


def is_id(word: str) -> bool:
    """True if ``word`` may be the id of an exercise, and so name its file and its command."""
    return re.search(PATTERNS["id"], word) is not None


def copied(text: str, exercise_id: str) -> str:
    """The exercise file ``text`` as the beginning of another one, called ``exercise_id``."""
    text = _EDITOR_LINE.sub("", text, count=1)  # it names a file beside the other one
    body = TABLE_HEADER.search(text)
    end = body.start() if body else len(text)
    return _ID_LINE.sub(f'id = "{exercise_id}"', text[:end], count=1) + text[end:]


def written(exercise_id: str, language: str) -> str:
    """A new exercise file, in the language that is spoken now; ``language`` is its code."""
    return (
        "\n".join([*_head(exercise_id, language), *_welcome(), *_collecting(), *_closing()]) + "\n"
    )


def written_programme(programme_id: str, language: str) -> str:
    """A new programme file of half a day, in the language that is spoken now.

    ``language`` is its code.
    """
    return "\n".join([*_programme_head(programme_id, language), *_slots()]) + "\n"


def _programme_head(programme_id: str, language: str) -> Iterable[str]:
    sentence = _(
        "This file is your programme. Change it, save, and look at it: coalition programme "
        "check {id}"
    )
    yield from _said(sentence.format(id=programme_id))
    yield ""
    yield from _said(_("Its name: the same as the file's."))
    yield _pair("id", programme_id)
    yield _pair("title", _("A morning together"))
    yield from _said(_("What the group has at the end that it did not have before."))
    yield _pair("purpose", _("One picture of the future, and a promise from each of us."))
    yield _pair("language", language)
    yield from _said(_("What is to be reached: shown first, asked about at the end."))
    yield _list(
        "goals",
        [
            _("We know who is here, and how we treat each other."),
            _("We have one line to carry on with."),
        ],
    )
    yield from _said(
        _("With an interpreter talk takes longer: 1.3. Each day begins with [[days]].")
    )
    yield "interpretation = 1.0"
    yield ""
    yield "[[days]]"
    yield _pair("id", "day")
    yield _pair("title", _("A morning together"))
    yield _pair("starts", "09:00")


def _slots() -> Iterable[str]:
    """The slots of a morning: kind, id, title, minutes, exercise if one is held, fixed or not."""
    comment = _(
        "The slots, in their order. Kinds: exercise, energiser, opening, break, lunch, prayer, "
        "end. A break at least every two hours; the last hour is light; whatever says never_cut "
        "stays when time is short."
    )
    for kind, name, title, minutes, exercise, stays in (
        ("opening", "opening", _("Opening"), 10, "", False),
        ("exercise", "welcome", _("Who we are"), 30, "welcome-circle", False),
        ("exercise", "rules", _("How we treat each other"), 20, "ground-rules", True),
        ("break", "tea", _("Tea"), 20, "", True),
        ("exercise", "vision", _("Five years from today"), 40, "visioning", False),
        ("exercise", "circle", _("What each takes home"), 25, "reflection-circle", True),
        ("exercise", "thanks", _("Thanks and goodbye"), 8, "gratitude-close", True),
        ("exercise", "feedback", _("How was it?"), 10, "feedback", True),
        ("end", "end", _("The end of the day"), 0, "", False),
    ):
        yield ""
        yield from _said(comment)
        comment = ""
        yield "[[days.slots]]"
        yield from (
            _pair("id", name),
            _pair("kind", kind),
            _pair("title", title),
            f"minutes = {minutes}",
        )
        yield from [_pair("exercise", exercise)] if exercise else []
        yield from ["never_cut = true"] if stays else []


def _head(exercise_id: str, language: str) -> Iterable[str]:
    yield from _said(
        _(
            "This file is your exercise. Change what stands between the quotes, save, and look at "
            "it: coalition exercise rehearse {id}"
        ).format(id=exercise_id)
    )
    yield from _said(
        _("Lines that begin with # are only for you. They may be changed, or taken out.")
    )
    yield ""
    named = _("Its name: the same as the file's. With it you call the exercise: coalition {id}")
    yield from _said(named.format(id=exercise_id))
    yield _pair("id", exercise_id)
    yield from _said(_("What the room calls it. A few plain words."))
    yield _pair("title", _("What we can do for each other"))
    yield from _said(_("What the room has at the end that it did not have before."))
    yield _pair(
        "purpose", _("A list of what each of us can give and would like to get, and a first match.")
    )
    yield from _said(_("What you did, as a summary goes on after “We”. At most 50 characters."))
    yield _pair("did", _("saw what we can do for each other"))
    yield from _said(_("The language in which you write here: en, sw, fr ..."))
    yield _pair("language", language)
    yield from _said(
        _(
            "Minutes: the shortest, the usual, the longest. The usual is what the minutes of "
            "all steps make together."
        )
    )
    yield "minutes = { min = 15, usual = 23, max = 40 }"
    yield from _said(
        _(
            "How much it may stir up: low, medium or high. Before a high one the room is "
            "told, and shown the way out."
        )
    )
    yield _pair("intensity", "low")
    yield from _said(
        _("One plain sign and its word. The sign is one letter wide: no coloured pictures.")
    )
    yield _pair("symbol", _("∞ two hands"))
    yield from _said(_("How people sit or work."))
    yield _pair("form", _("whole circle"))
    yield from _said(_("What you say to begin: at most 14 short lines."))
    yield _lines(
        "read_aloud",
        [_("Each of us can do something."), _("We collect it, and see who finds whom.")],
    )
    yield from _said(_("What you say at the end, for those whom it stirred up."))
    yield _lines(
        "aftercare",
        [_("If something stays with you, come to us."), _("There is time, now or later.")],
    )
    yield from _said(
        _("What people need so that nobody is hurt. It is printed for you, not shown to the room.")
    )
    yield _pair(
        "care",
        _(
            "What somebody can do is never compared. Who has nothing to give today gives her "
            "listening."
        ),
    )
    yield from _said(_("How somebody takes part who does not see, hear, read or stand."))
    yield _pair(
        "access", _("Everything is said aloud. Who does not write tells it to the one who types.")
    )
    yield from _said(_("One line for whoever leads, then what to bring."))
    yield _pair("facilitator_note", _("Begin with something small of your own."))
    cards, markers = _("cards"), _("thick markers")
    yield f"materials = [{_text(cards)}, {_text(markers)}]"
    yield ""


def _welcome() -> Iterable[str]:
    yield from _said(
        _("The steps, in their order. Each begins with [[steps]]. Copy one to have one more.")
    )
    yield "[[steps]]"
    yield from _said(
        _(
            "A short name of its own, in small letters. Never change it once you have held "
            "the exercise."
        )
    )
    yield _pair("id", "arrive")
    yield from _said(
        _(
            "What happens: show (you read something aloud), notes (lines are typed), circle (one "
            "after the other), groups, timer, breathe, themes, draft, score, plan, decide. The "
            "README tells of each."
        )
    )
    yield _pair("kind", "show")
    yield from _said(_("For the list of steps, and how long it usually takes."))
    yield _pair("title", _("We begin"))
    yield "minutes = 2"
    yield from _said(
        _(
            "The large question on the screen, then the smaller lines below it: 14 lines at "
            "most in all."
        )
    )
    yield _pair("prompt", _("What can you do that somebody here may need?"))
    yield _list(
        "lines",
        [
            _("Cooking, mending, writing a letter, listening."),
            _("Small things count."),
            _("You may pass at any time."),
        ],
    )
    yield ""


def _collecting() -> Iterable[str]:
    yield from _said(
        _("Here lines are typed. An end like #give puts a line into one of the boxes below.")
    )
    yield "[[steps]]"
    yield _pair("id", "list")
    yield _pair("kind", "notes")
    yield _pair("title", _("What we give, what we would like"))
    yield "minutes = 12"
    yield _pair("prompt", _("What can you give? What would you like to get?"))
    yield from _said(_("A word to whoever types. The room does not see it."))
    yield _pair(
        "note_taker", _("Her own words, one line each. End it with #give or #get. Read it back.")
    )
    yield from _said(
        _(
            "Who may read it later: private (nobody else), organizer, participants (everyone who "
            "was here), donor (people outside too, without names)."
        )
    )
    yield _pair("share", "participants")
    yield ""
    yield "[[steps.buckets]]"
    yield _pair("id", "give")
    yield _pair("title", _("I can give"))
    yield ""
    yield "[[steps.buckets]]"
    yield _pair("id", "get")
    yield _pair("title", _("I would like to get"))
    yield ""


def _closing() -> Iterable[str]:
    yield from _said(_("Each person once, in her own order. Nobody has to: passing is an answer."))
    yield "[[steps]]"
    yield _pair("id", "match")
    yield _pair("kind", "circle")
    yield _pair("title", _("Whom I will ask"))
    yield "minutes = 9"
    yield _pair("prompt", _("Whom will you ask, and for what?"))
    yield from _said(_("How many seconds each may speak. It is shown, nobody is cut short."))
    yield "per_person_seconds = 30"
    yield from _said(_('record = "none" would write nothing down, record = "count" only numbers.'))
    yield _pair("record", "text")
    yield _pair("share", "organizer")


def _said(sentence: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(sentence, WIDEST)]


def _pair(key: str, text: str) -> str:
    return f"{key} = {_text(text)}"


def _lines(key: str, lines: list[str]) -> str:
    inside = "\n".join(_text(line)[1:-1] for line in lines)
    return f'{key} = """\n{inside}"""'


def _list(key: str, lines: list[str]) -> str:
    return "\n".join([f"{key} = [", *(f"  {_text(line)}," for line in lines), "]"])


def _text(text: str) -> str:
    """``text`` between quotes, as TOML and JSON both write it."""
    return json.dumps(text, ensure_ascii=False)
