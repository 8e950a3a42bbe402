"""The kinds in folders of ``COALITION_KINDS``: programs of others, loaded with care."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.contributions import Traits
from coalition_cli.model.exercise import Field

_SHIPPED: Final = Path(__file__).parent / "kinds"


@cache
def own_file(name: str, folders: tuple[str, ...]) -> Path | None:
    """Return the file of a kind in one of ``folders``; None for one of ours."""
    for folder in (_SHIPPED, *map(Path, folders)):
        for file in (folder / name / "__init__.py", folder / f"{name}.py"):
            if file.exists():
                return None if folder == _SHIPPED else file
    return None


@cache
def load_own(module: str, file: Path) -> Any:
    """Return ``module``, the kind that ``file`` holds; raises ``Problem`` if it cannot be used."""
    try:
        found = import_module(module)
    # Another's program: whatever it raises, and where it ends the whole process, is its own.
    except (Exception, SystemExit) as error:
        sentence = _(
            "{file} is no kind of step: it cannot be loaded ({reason}). Mend it, or take its "
            "folder out of COALITION_KINDS. Exercises that do not use it go on."
        )
        raise Problem(sentence.format(file=file, reason=_reason(error, file))) from error
    missing = [part for part, is_there in _parts(found).items() if not is_there]
    if missing:
        sentence = _(
            "{file} is no kind of step: it lacks {missing}. Mend it, or take its folder out of "
            "COALITION_KINDS. Exercises that do not use it go on."
        )
        raise Problem(sentence.format(file=file, missing=", ".join(missing)))
    return found


def _reason(error: BaseException, file: Path) -> str:
    """Return the class of ``error`` and the line of ``file``; its words may be anybody's."""
    name = type(error).__name__
    is_its_own = isinstance(error, SyntaxError) and error.filename == str(file)
    line = getattr(error, "lineno", None) if is_its_own else None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(file):
            line = trace.tb_lineno
        trace = trace.tb_next
    return f"{name}, {file.name}:{line}" if line else name


def _parts(module: Any) -> dict[str, bool]:
    """Return the parts of a kind; True for those that ``module`` has, of the right sort."""
    options = getattr(module, "OPTIONS", None)
    is_sound_table = isinstance(options, Mapping) and all(
        isinstance(name, str) and isinstance(field, Field) for name, field in options.items()
    )
    return {
        "OPTIONS": is_sound_table,
        "ASKS": isinstance(getattr(module, "ASKS", None), bool),
        "TRAITS": isinstance(getattr(module, "TRAITS", Traits()), Traits),
        **{
            part: callable(getattr(module, part, None))
            for part in ("play", "result", "blocks", "arrange")
        },
    }
