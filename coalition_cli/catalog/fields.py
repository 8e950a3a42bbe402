"""Keys that an exercise file may have: one declaration for loader, overlays and schema."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, get_args

from coalition_cli import kinds
from coalition_cli.catalog.finding import TIMES
from coalition_cli.model.entry import SHARES
from coalition_cli.model.exercise import Field, Intensity, Record
from coalition_cli.phrasing.nearest import nearest

PATTERNS: Final[Mapping[str, str]] = {
    "id": "^[a-z][a-z0-9]*([-_][a-z0-9]+)*$",
    "language": "^[a-z]{2,3}(_[A-Z]{2})?$",
    **dict.fromkeys(TIMES, "^([01][0-9]|2[0-3]):[0-5][0-9]$"),
}
"""Patterns of the texts of keys, wherever a key of that name stands: others point at it."""

_DAY: Final = 24 * 60

MINUTES: Final[Mapping[str, Field]] = {
    "min": Field(
        "whole", "The shortest that it can be held in.", is_required=True, least=1, most=_DAY
    ),
    "usual": Field("whole", "What the steps take together.", is_required=True, least=1, most=_DAY),
    "max": Field(
        "whole",
        "The longest that is still good for the room.",
        is_required=True,
        least=1,
        most=_DAY,
    ),
}

STEP: Final[Mapping[str, Field]] = {
    "id": Field(
        "text",
        "The name that answers, entries and other steps use. Never change it later.",
        is_required=True,
    ),
    "kind": Field("text", "What happens at this step.", is_required=True, choices=kinds.names()),
    "title": Field("text", "A few words for the list of steps.", is_required=True, is_spoken=True),
    "minutes": Field("number", "How long it usually takes.", least=0, most=_DAY),
    "prompt": Field("text", "The question or invitation that the room sees.", is_spoken=True),
    "lines": Field(
        "texts", "Further lines for the room; at a timer they appear one by one.", is_spoken=True
    ),
    "symbol": Field("text", "One plain sign and its word, such as: ☼ sunrise.", is_spoken=True),
    "read_aloud": Field(
        "text", "What the facilitator says. Left out: what is on the screen.", is_spoken=True
    ),
    "note_taker": Field(
        "text", "A reminder for whoever types; the room does not see it.", is_spoken=True
    ),
    "share": Field("text", "The widest audience that may see what is said here.", choices=SHARES),
    "share_when_adopted": Field(
        "text",
        "The audience once the room adopts it; wider than share. Left out: it does not change.",
        choices=SHARES,
    ),
    "record": Field(
        "text", "What is kept: nothing, numbers only, or words.", choices=get_args(Record)
    ),
    "may_pass": Field("flag", "Whether a person may pass. Left out: she may."),
    "per_person_seconds": Field(
        "whole", "How long one person may speak, as a soft bar.", least=0, most=3600
    ),
    "turn_of": Field(
        "text",
        "The step that lists who has a turn; this one is passed by where its turn is "
        "nobody's who is here.",
        gives="items",
        is_near=True,
    ),
    "turn": Field("whole", "Whose turn of that list it is. Left out: the first.", least=1),
}

EXERCISE: Final[Mapping[str, Field]] = {
    "id": Field(
        "text",
        "The name of the exercise and its command; the same as the file's name.",
        is_required=True,
    ),
    "title": Field("text", "What the room calls it.", is_required=True, is_spoken=True),
    "purpose": Field(
        "text", "What the room has at the end that it did not have before.", True, is_spoken=True
    ),
    "did": Field(
        "text",
        "What the group did, as a summary goes on after “We”: shared our hopes.",
        is_spoken=True,
        most=50,
        gaps=(),
        is_for_summaries=True,
    ),
    "language": Field("text", "The language of this file, such as en or sw_TZ.", is_required=True),
    "minutes": Field("table", "How long it takes.", is_required=True, fields=MINUTES),
    "intensity": Field(
        "text", "How much it may stir up in people.", is_required=True, choices=get_args(Intensity)
    ),
    "symbol": Field("text", "One plain sign and its word, such as: ☼ sunrise.", is_spoken=True),
    "form": Field("text", "How people sit or work together.", is_spoken=True),
    "order": Field(
        "whole", "Where it stands among others in a menu: smaller numbers first.", least=1, most=999
    ),
    "closed": Field("flag", "Whether only participants may be present."),
    "optional": Field("flag", "Whether a programme may leave it out when time is short."),
    "notice": Field(
        "text",
        "What comes up in it, said before it begins if its intensity is high. Short.",
        is_spoken=True,
    ),
    "read_aloud": Field(
        "text",
        "What the facilitator says at the start. Left out: title and purpose.",
        is_spoken=True,
    ),
    "aftercare": Field(
        "text", "What is said at the end, for those whom it stirred up.", is_spoken=True
    ),
    "care": Field(
        "text", "What this exercise needs beside the care that every one has.", is_spoken=True
    ),
    "access": Field(
        "text", "What this exercise needs beside the access that every one has.", is_spoken=True
    ),
    "facilitator_note": Field("text", "One line for whoever leads.", is_spoken=True),
    "materials": Field("texts", "What to bring.", is_spoken=True),
    "sources": Field("texts", "Where the exercise comes from."),
    "steps": Field("tables", "The steps, in their order.", is_required=True, fields=STEP),
}


def inside(field: Field, table: Mapping[str, Any]) -> Mapping[str, Field]:
    """The keys that ``table``, found under ``field``, may have; a step's depend on its kind."""
    if field is not EXERCISE["steps"]:
        return field.fields
    kind = table.get("kind")
    if isinstance(kind, str) and kind in kinds.names():
        return {**STEP, **kinds.kind(kind).OPTIONS}
    return {**_every_option(kind), **STEP}


def _every_option(mistyped: Any) -> dict[str, Field]:
    """The options of every kind, for a step whose kind is ``mistyped``.

    That is one mistake, not one more for each of its options. Of two options of one name that of
    the kind that was meant stands.
    """
    options: dict[str, Field] = {}
    usable = kinds.usable()
    meant = nearest(mistyped, usable) if isinstance(mistyped, str) else ""
    for _name, kind in sorted(usable.items(), key=lambda pair: pair[0] == meant):
        options |= kind.OPTIONS
    return {
        name: replace(field, is_required=False, gives="", gift="")
        for name, field in options.items()
    }
