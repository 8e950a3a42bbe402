"""Columns of a plan: what each asks for, who may read it, and how its answers are read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal, TypeAlias, get_args

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.body_labels import LABELS
from coalition_cli.model.entry import SHARES, Share
from coalition_cli.model.exercise import Field
from coalition_cli.model.view import View
from coalition_cli.parsing import as_whole, read_person, read_words_or_none
from coalition_cli.parsing.days import read_date, read_past_date
from coalition_cli.phrasing.dates import long_form
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.same_name import name_key
from coalition_cli.sanitize import clean, in_short
from coalition_cli.stage import Given

ColumnType: TypeAlias = Literal["text", "texts", "person", "name", "day", "choice", "flag", "phone"]

FIELDS: Final[Mapping[str, Field]] = {
    "id": Field(
        "text", "The name that entries and answers use. Never change it later.", is_required=True
    ),
    "title": Field("text", "What stands before the answer.", is_required=True, is_spoken=True),
    "prompt": Field("text", "The question. Left out: the title.", is_spoken=True),
    "type": Field(
        "text",
        "What is answered: words, a short list, somebody here, any name, a day, one of the "
        "choices, one of two choices, or a number to call. Left out: words.",
        choices=get_args(ColumnType),
    ),
    "choices": Field(
        "texts", "What can be chosen, by number; of a flag the first is the yes.", is_spoken=True
    ),
    "share": Field(
        "text",
        "The widest audience that may see this column, if not that of its step.",
        choices=SHARES,
    ),
    "off_screen": Field(
        "flag", "It is written into the summary and never drawn on a screen of the room."
    ),
    "hint": Field("text", "A word to whoever types.", is_spoken=True),
    "confirm": Field(
        "flag", "Of a person: ask whether she said yes herself; if not, it stays open."
    ),
    "past": Field("flag", "Of a day: today or earlier, not today or later."),
}
FEWEST_FIGURES: Final = 3
"""The shortest number that anybody can call."""

TAKEN: Final = LABELS | {
    *("what", "text", "id", "from", "passed"),
    *("confirmed", "members", "notes", "adopts"),
}
"""Names that bodies of entries use for something of their own.

Words under them would not be taken for words.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column, complete. ``share`` None: whoever may read the row may read it."""

    id: str
    title: str
    prompt: str
    type: ColumnType = "text"
    choices: tuple[str, ...] = ()
    share: Share | None = None
    is_off_screen: bool = False
    hint: str = ""
    is_confirmed: bool = False
    is_past: bool = False
    not_chosen: str = ""

    def may_be_seen(self, view: View) -> bool:
        """True if the room's audience may read this column.

        Readers outside are told nothing that finds anybody.
        """
        return view.may_see_column(self.share, self.type, is_off_screen=self.is_off_screen)


def from_table(table: Mapping[str, Any]) -> Column:
    """The column that a table of an exercise file describes."""
    return Column(
        id=table["id"],
        title=table["title"],
        prompt=table.get("prompt") or table["title"],
        type=table.get("type", "text"),
        choices=tuple(table.get("choices") or ()),
        share=table.get("share"),
        is_off_screen=bool(table.get("off_screen")),
        hint=table.get("hint", ""),
        is_confirmed=bool(table.get("confirm")),
        is_past=bool(table.get("past")),
    )


def of_an_action() -> list[Column]:
    """Columns that an action is asked, beside what it is."""
    return [
        Column(
            *("who", _("Who"), _("Who leads?"), "person"),
            hint=_("Somebody here who says yes. Empty: open."),
            is_confirmed=True,
        ),
        Column("helper", _("With"), _("Who helps?"), "name", hint=_("Empty: nobody yet.")),
        Column(
            *("by_when", _("By when"), _("By when?"), "day"),
            hint=_("12 Dec, 2026-12-12, or in 3 weeks. Empty: open."),
        ),
        Column(
            "first_step",
            _("First step"),
            _("First step, in the next seven days?"),
            hint=_("Empty: open."),
        ),
        Column(
            *("support", _("Support"), _("What support is needed?")),
            hint=_("Transport and childcare count. Empty: none."),
        ),
        Column(
            "measure",
            _("How we will know"),
            _("How will we know that it is done?"),
            hint=_("Empty: open."),
        ),
    ]


def find_mistakes(tables: list[Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Mistakes between the keys of columns: where, below their list, and what was expected."""
    for number, table in enumerate(tables):
        if not isinstance(table, dict):
            continue
        kind, choices = table.get("type", "text"), table.get("choices")
        count = len(choices) if isinstance(choices, list) else 0
        is_harmless = kind == "day" and table.get("id") in LABELS  # a day is no words
        if number and table.get("id") in TAKEN and not is_harmless:
            what = _(
                "an id that the program does not use for itself: instead of {id} write "
                "{id}-1, or any other word"
            )
            yield (number, "id"), what.format(id=table["id"])
        if kind == "flag" and count != 2:
            yield (number, "choices"), _("two texts: what is meant by yes, and what by no")
        if kind == "choice" and count < 2:
            yield (number, "choices"), _("two texts or more to choose from")
        if kind not in ("choice", "flag", "texts") and "choices" in table:
            yield (
                (number, "choices"),
                _("a type of the column at which one chooses: choice, flag or texts"),
            )
        if number == 0 and kind != "text":
            yield (number, "type"), _("text, for the first column says what the row is")
        for key in ("share", "off_screen") if number == 0 else ():
            if key in table:
                yield (
                    (number, key),
                    _("no such key at the first column: it is seen wherever the row is"),
                )


def read(column: Column, given: Given, view: View, today: date | None = None) -> Any:
    """Read an answer into what entries hold; an empty one is open.

    Words, a list of them, a person's id, an ISO day, true or false. Days are counted from
    ``today``, that of the workshop if not given.
    """
    if isinstance(given, str) and not clean(given).text.strip():
        return [] if column.type == "texts" else ""
    readers: dict[str, Callable[[], Any]] = {
        "text": lambda: read_words_or_none(given),
        "texts": lambda: _read_texts(column, given),
        "person": lambda: read_person(given, view).id,
        "name": lambda: read_words_or_none(given),
        "day": lambda: _read_day(
            column, given, today or date.fromisoformat(view.workshop.head.date)
        ),
        "choice": lambda: _read_choice(column, given),
        "flag": lambda: (
            given if isinstance(given, bool) else _read_choice(column, given) == column.choices[0]
        ),
        "phone": lambda: _read_phone(given),
    }
    return readers[column.type]()


def as_kept(column: Column, value: Any) -> Any:
    """A field as ``read`` gives it.

    None where it is open, or where another program wrote something else there.
    """
    if column.type == "texts":
        members = value if isinstance(value, list) else []
        return [each for each in members if isinstance(each, str)] or None
    kept = bool if column.type == "flag" else str
    return value if isinstance(value, kept) and value != "" else None


def in_words(column: Column, value: Any) -> str:
    """A field as people read it; ``value`` None is open."""
    if value is None:
        return _("open")
    if isinstance(value, bool):
        return column.choices[0 if value else 1]
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return day_in_words(value) if column.type == "day" else str(value)


def day_in_words(value: str) -> str:
    """An ISO day in its long form; what a withdrawal took out of it as it is."""
    try:
        return long_form(date.fromisoformat(value))
    except ValueError:
        return value


def _read_day(column: Column, given: Given, today: date) -> str:
    """A day as it was typed, or as TOML writes it without quotes."""
    if isinstance(given, datetime):
        given = given.date()
    typed = given.isoformat() if isinstance(given, date) else read_words_or_none(given)
    return (read_past_date if column.is_past else read_date)(typed, today).isoformat()


def _read_texts(column: Column, given: Given) -> list[str]:
    """The parts between commas, or the members of a list.

    A number stands for one of the choices.
    """
    members = given if isinstance(given, list) else [given]
    if isinstance(given, str):
        members = given.split(",")
    found: list[str] = []
    for member in members:
        number = as_whole(member) if column.choices else None
        words = _read_choice(column, member) if number is not None else read_words_or_none(member)
        if words and words not in found:
            found.append(words)
    return found


def _read_choice(column: Column, given: Given) -> str:
    number = as_whole(given)
    if number is not None and 1 <= number <= len(column.choices):
        return column.choices[number - 1]
    words = name_key(clean(given).text) if isinstance(given, str) else None
    for choice in column.choices:
        if name_key(choice) == words:
            return choice
    known = ", ".join(f"{number} {choice}" for number, choice in enumerate(column.choices, 1))
    raise not_here(_('"{name}" is none of these: {known}.'), given, column.choices, told=known)


def _read_phone(given: Given) -> str:
    """A number as it is called; its plus and blanks stay."""
    number = read_words_or_none(given)
    if sum(character.isdecimal() for character in number) < FEWEST_FIGURES:
        sentence = _(
            "{given} is no number that can be called. Write it in figures, like +255 700 000 000."
        )
        raise Problem(sentence.format(given=in_short(given)))
    return number
