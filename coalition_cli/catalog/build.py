"""An exercise out of a table without mistakes, with the care that every exercise has."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from coalition_cli.catalog.fields import STEP
from coalition_cli.i18n import _
from coalition_cli.model.exercise import Exercise, Minutes, Step

_RENAMED: Final = {"closed": "is_closed", "optional": "is_optional"}


def build(table: Mapping[str, Any], path: Path) -> Exercise:
    """The exercise that ``table`` describes."""
    values = {_RENAMED.get(name, name): _frozen(value) for name, value in table.items()}
    values["minutes"] = Minutes(**table["minutes"])
    values["steps"] = tuple(_build_step(step) for step in table["steps"])
    values["aftercare"] = table.get("aftercare") or _aftercare()
    values["care"] = "\n".join(filter(None, (table.get("care"), _care())))
    values["access"] = "\n".join(filter(None, (table.get("access"), _access())))
    return Exercise(**values, path=path)


def _build_step(table: Mapping[str, Any]) -> Step:
    common = {name: _frozen(value) for name, value in table.items() if name in STEP}
    options = {name: value for name, value in table.items() if name not in STEP}
    return Step(**common, options=options)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _aftercare() -> str:
    return _(
        "If something from today stays with you, go to {care_person}, here until {until}. "
        "Afterwards: {phone}."
    )


def _care() -> str:
    return _(
        "Passing is an answer; nobody is asked why. Eyes open is always the first way. "
        "Ask about what could be, never about the harm one person lived through. "
        "Use chosen names only. Words are quoted only after a yes, and a yes can become a no."
    )


def _access() -> str:
    return _(
        "Read every screen aloud. Answers may be spoken, signed, drawn, or shown with fingers, "
        "beans or stones; the note-taker types for anyone. Interpreters sit beside the screen, "
        "lights stay on, one person speaks at a time; give signed and interpreted rooms a third "
        "more time. Say names before speaking and describe drawings. Nothing requires standing."
    )
