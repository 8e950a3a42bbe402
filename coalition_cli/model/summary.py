"""A summary: what one audience may read of a workshop, as a document and as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coalition_cli.model.audience import Audience
from coalition_cli.model.document import Document


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary twice: a ``document`` to read, ``data`` in the shape of its JSON Schema.

    The schema is ``schemas/summary.schema.json``; it has no place for what is ``doubtful``: the ids
    of lines whose time a clock told wrong, or may have; nor for those that were ``adopted``: the
    ids of lines that more people read than their share says.
    """

    document: Document
    data: Mapping[str, Any]
    is_interim: bool = False
    doubtful: frozenset[str] = frozenset()
    adopted: frozenset[str] = frozenset()

    @property
    def audience(self) -> Audience:
        """Whoever reads it; the organizer where it is for nobody else."""
        return self.document.audience or "organizer"
