"""What stands on a screen only, on paper only, or on both: a screen never wants for room."""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from coalition_cli.model.document import Part, Section

Where: TypeAlias = Literal["", "on-screen", "on-paper"]
"""Both, or one of them: the class of a section in the style."""

ON_SCREEN: Final = "on-screen"
ON_PAPER: Final = "on-paper"


class Placed(NamedTuple):
    """A section, and where it stands."""

    section: Section
    where: Where = ""


def on_either(shown: Part, printed: Part) -> Iterator[Placed]:
    """The sections of a part as it is ``shown`` on a screen, and as it is ``printed``.

    A section that paper has in another form stands there twice, that of paper behind the other.
    """
    left = list(printed.sections)
    for section in shown.sections:
        found = next((each for each in left if _key(each) == _key(section)), None)
        if found is None:
            yield Placed(section, ON_SCREEN)
            continue
        left.remove(found)
        if found == section:
            yield Placed(section)
        else:
            yield Placed(section, ON_SCREEN)
            yield Placed(found, ON_PAPER)


def _key(section: Section) -> tuple[str, str]:
    return section.name, section.title
