"""The labels of bodies: keys under which nobody says words of her own."""

from typing import Final

LABELS: Final = frozenset(
    (
        "at",
        "audience",
        "bucket",
        "by_when",
        "card",
        "check_ins",
        "clock",
        "code",
        "consent",
        "counts",
        "criterion",
        "did",
        "exercise",
        "files",
        "giver",
        "group",
        "held as",
        "held_on",
        "level",
        "needed",
        "next_on",
        "programme",
        "question",
        "report_back_on",
        "reword",
        "role",
        "scale",
        "share",
        "slot",
        "status",
        "taker",
        "told_on",
        "turn",
        "voices",
        "was",
        "way",
        "weight",
    )
)
"""Keys of bodies whose values choose or name something; what stands there is nobody's own words."""
