"""What somebody was typing when the light went out: one small file beside the workshop, until it is saved."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coalition_cli.model.entry import Place
from coalition_cli.store import folders, lines, replacing

_SUFFIX: Final = ".typing"


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """Words that were typed and not saved, and the place they were typed for."""

    place: Place
    text: str


def keep(path: Path, place: Place, text: str) -> None:
    """Keep ``text``, in place of what was kept before; empty text keeps nothing. Raises ``Problem``."""
    if not text:
        forget(path)
        return
    kept_words = {"exercise": place.exercise, "run": place.run, "step": place.step, "text": text}
    replacing.put(folders.beside(path, _SUFFIX), json.dumps(kept_words).encode("ascii"))


def kept(path: Path) -> HalfTyped | None:
    """What was being typed into the workshop file ``path``; None if nothing was, or if it cannot be read."""
    try:
        words = lines.read_json(lines.text_of(folders.beside(path, _SUFFIX).read_bytes()))
        place = Place(str(words["exercise"]), int(words["run"]), str(words["step"]))
        return HalfTyped(place, str(words["text"]))
    except (OSError, lines.Damage, KeyError, TypeError, ValueError):
        return None


def forget(path: Path) -> None:
    """Keep nothing any more, nor what a process left that was killed while it kept something."""
    kept_words = folders.beside(path, _SUFFIX)
    kept_words.unlink(missing_ok=True)
    replacing.sweep(kept_words)
