"""The audiences of a summary, and the share level at which each reads."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from coalition_cli.model.entry import Share

Audience: TypeAlias = Literal["participants", "organizer", "donor", "follow-up"]

LEVELS: Final[Mapping[Audience, Share]] = {
    "participants": "participants",
    "organizer": "organizer",
    "donor": "donor",
    "follow-up": "participants",
}
"""The share level that each audience reads at."""
