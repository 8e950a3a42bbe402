"""Compiles the translations while a wheel is built; nothing of it is needed at run time."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface[Any]):
    """Compile every ``coalition.po`` of the locale folder into a ``coalition.mo`` for gettext."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in sorted(
            Path(self.root, "coalition_cli", "locale").glob("*/LC_MESSAGES/coalition.po")
        ):
            compiled = source.with_suffix(".mo")
            with source.open("rb") as words, compiled.open("wb") as target:
                write_mo(target, read_po(words))
            build_data["artifacts"].append(compiled.relative_to(self.root).as_posix())
