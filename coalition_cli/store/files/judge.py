"""The one judge of the bytes of a plain workshop file: sound, torn, damaged, or of another version.

Opening asks it and refuses what it refuses; ``examine`` adds to its judgement what is wrong in
which line. So no two readers of a file can disagree about it.
"""

from typing import Any, Final, Literal, NamedTuple, TypeAlias

from coalition_cli.model.header import FIRST_VERSION, FORMAT_VERSION, Head
from coalition_cli.store.files import codec

Judgement: TypeAlias = Literal["sound", "torn", "damaged", "newer", "too old"]
"""``torn`` is a last line that a power cut left; ``newer`` and ``too old`` are other versions."""

_NEWLINES: Final = "\r\n"
_MOST_NEWLINES: Final = 64
"""Fewer bytes than any line of an entry: the next append stands over all of them."""


class Judged(NamedTuple):
    """The judgement of a file, what was read of it, and the first line at fault (0: none).

    ``document`` is that of the head. ``head`` and ``reading`` are None where the head is at fault.
    """

    judgement: Judgement
    line: int = 0
    document: dict[str, Any] | None = None
    head: Head | None = None
    reading: codec.Reading | None = None

    @property
    def version(self) -> Literal["newer", "too old", ""]:
        """Empty for a file of a version that can be read, damaged or not."""
        return self.judgement if self.judgement in ("newer", "too old") else ""


def judge(data: bytes) -> Judged:
    """Read the bytes of a file, as fast as it is opened, and judge them."""
    try:
        text = without_final_newlines(codec.text_of(data))
        document, end = codec.head_document(text)
        version = document.get("format_version")
        if type(version) is not int:
            raise codec.Damage
        if version > FORMAT_VERSION:
            return Judged("newer", document=document)
        if version < FIRST_VERSION:
            return Judged("too old", document=document)
        head = codec.head_of(document)
        reading = codec.read_on(text, end, 0)
    except codec.Damage as damage:
        return Judged("damaged", damage.line)
    judgement, line = _of_lines(reading)
    return Judged(judgement, line, document, head, reading)


def without_final_newlines(text: str) -> str:
    """Return ``text`` without the newlines that an editor put behind its end."""
    if text.endswith(codec.TAIL):
        return text
    bare = text.rstrip(_NEWLINES)
    is_ours = bare.endswith(codec.TAIL) and len(text) - len(bare) <= _MOST_NEWLINES
    return bare if is_ours else text


def _of_lines(reading: codec.Reading) -> tuple[Judgement, int]:
    doubled = _first_doubled(reading)
    if doubled:
        return "damaged", doubled
    if reading.is_sound:
        return "sound", 0
    return "torn" if codec.is_torn(reading) else "damaged", len(reading.entries) + 2


def _first_doubled(reading: codec.Reading) -> int:
    """Return the first line whose id stands in an earlier one; 0 where none does."""
    if len({entry.id for entry in reading.entries}) == len(reading.entries):
        return 0
    known: set[str] = set()
    for line, entry in enumerate(reading.entries, 2):
        if entry.id in known:
            return line
        known.add(entry.id)
    return 0
