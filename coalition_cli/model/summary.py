"""A summary: what one audience may read of a workshop, as blocks and as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coalition_cli.blocks import Block
from coalition_cli.model.audience import Audience


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary twice: ``blocks`` to read, ``data`` in the shape of its JSON Schema.

    The schema is ``schemas/summary.schema.json``; it has no place for what is ``doubtful``: the ids
    of lines whose time a clock told wrong, or may have.
    """

    title: str
    language: str
    audience: Audience
    is_interim: bool
    blocks: tuple[Block, ...]
    data: Mapping[str, Any]
    doubtful: frozenset[str] = frozenset()
