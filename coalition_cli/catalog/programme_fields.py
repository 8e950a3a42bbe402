"""Keys that a programme file may have: one declaration for reader, translations and schema."""

from collections.abc import Mapping
from typing import Final, get_args

from coalition_cli.model.exercise import Field, Intensity
from coalition_cli.model.programme import SlotKind

_DAY: Final = 24 * 60

SLOT: Final[Mapping[str, Field]] = {
    "id": Field(
        "text",
        "The name under which a workshop keeps what became of it. Never change it later.",
        True,
    ),
    "kind": Field("text", "What it is.", is_required=True, choices=get_args(SlotKind)),
    "title": Field("text", "What the room calls it.", is_required=True, is_spoken=True),
    "minutes": Field(
        "whole", "How long it takes; 0 for the end.", is_required=True, least=0, most=_DAY
    ),
    "exercise": Field("text", "The id of the exercise that is held."),
    "steps": Field("texts", "Only these steps of the exercise, by their ids. Left out: all."),
    "continues": Field(
        "flag", "Whether it goes on where an earlier slot of the same exercise stopped."
    ),
    "variant": Field("text", "What it is about this time: a topic, a country.", is_spoken=True),
    "note": Field("text", "One line for whoever leads.", is_spoken=True),
    "optional": Field("flag", "Whether it may be left out when time is short."),
    "never_cut": Field("flag", "Whether it stays, however short time is."),
    "intensity": Field(
        "text",
        "How much it may stir up, where it differs from the exercise's own.",
        choices=get_args(Intensity),
    ),
}

GOAL: Final[Mapping[str, Field]] = {
    "text": Field("text", "The goal, in a sentence of the room.", is_required=True, is_spoken=True),
    "slots": Field("texts", "The slots that serve it, by their ids, of any day."),
}

DAY: Final[Mapping[str, Field]] = {
    "id": Field("text", "A name for the day, for translations.", is_required=True),
    "title": Field("text", "What the day is about.", is_required=True, is_spoken=True),
    "starts": Field("text", "When it starts, such as 08:30.", is_required=True),
    "ends": Field("text", "When it ends, such as 16:40; held against the minutes."),
    "slots": Field("tables", "The slots, in their order.", is_required=True, fields=SLOT),
}

PROGRAMME: Final[Mapping[str, Field]] = {
    "id": Field(
        "text", "The name of the programme; the same as the file's name.", is_required=True
    ),
    "title": Field("text", "What the room calls it.", is_required=True, is_spoken=True),
    "purpose": Field(
        "text", "What the group has at the end that it did not have before.", True, is_spoken=True
    ),
    "language": Field("text", "The language of this file, such as en or sw_TZ.", is_required=True),
    "goals": Field(
        "tables",
        "What is to be reached; shown first, and asked about at the end. A text alone is a goal "
        "too.",
        is_spoken=True,
        fields=GOAL,
        short="text",
    ),
    "lead": Field("text", "Who leads."),
    "host": Field("text", "Who invites."),
    "venue": Field("text", "Where it is held."),
    "date": Field("text", "Its first day, such as 2024-11-12, where it has one."),
    "group_name": Field("text", "What the group calls itself.", is_spoken=True),
    "people": Field("whole", "For about how many people it is made.", least=1, most=100_000),
    "note": Field("text", "What whoever prepares it must know.", is_spoken=True),
    "interpretation": Field(
        "number", "How much longer talk takes: 1.3 with an interpreter.", least=1, most=3
    ),
    "days": Field("tables", "The days, in their order.", is_required=True, fields=DAY),
}
