"""Decisions as a page tells them: those of one sentence together, ranked by what they weigh."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from coalition_cli.i18n import _, ngettext
from coalition_cli.phrasing.decision_words import ITEM, fill_item, has_item
from coalition_cli.phrasing.section_words import codes_as_one

_ITEM_ALONE: Final = f"{{{ITEM}}}"
_FOR_IT: Final = ("5", "4", "3", "yes")
_LEVELS: Final = (("5", "yes"), ("4",), ("3",), ("2",), ("1",), ("0", "no"))


@dataclass(frozen=True, slots=True)
class DecisionGroup:
    """Decisions of one step, or of steps with one sentence: adopted together, or none of them.

    ``rows`` are those of the summary's data; ``frame`` is their sentence, whose gap for what was
    decided is still open.
    """

    rows: tuple[Mapping[str, Any], ...]
    frame: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all, in their order."""
        return tuple(row["code"] for row in self.rows if row["code"])

    @property
    def code(self) -> str:
        """The codes as one: ``D10–13``."""
        return codes_as_one(self.codes)

    @property
    def is_adopted(self) -> bool:
        """True if the room adopted them."""
        return bool(self.rows[0]["adopted"])

    @property
    def weight(self) -> int:
        """How much the step weighs, from 1 to 9."""
        return int(self.rows[0]["weight"])

    @property
    def worries(self) -> list[str]:
        """What was said against them, as it was said."""
        return [str(words) for row in self.rows for words in row["concerns"]]

    @property
    def sentence(self) -> str:
        """What was decided, in one sentence."""
        if len(self.rows) == 1:
            return str(self.rows[0]["sentence"])
        items = list(dict.fromkeys(str(row["label"] or row["text"]) for row in self.rows))
        return fill_item(self.frame if has_item(self.frame) else _ITEM_ALONE, items)

    def aside(self) -> str:
        """How many of how many can live with it, and how many worries were heard."""
        worries = len(self.worries)
        worry = ngettext("{count} worry", "{count} worries", worries).format(count=worries)
        parts = (self._turnout(), worry if worries else "", "" if self.is_adopted else _not_yet())
        return ", ".join(filter(None, parts))

    def _turnout(self) -> str:
        known = [each for row in self.rows if (each := counted(row))]
        if not known:
            return ""
        least, most = min(each[0] for each in known), max(each[0] for each in known)
        everyone = Counter(each[1] for each in known).most_common(1)[0][0]
        if least == most:
            return turnout_words(known[0][0], known[0][1]) if len(set(known)) == 1 else str(least)
        return _("{least} to {most} of {everyone}").format(
            least=least, most=most, everyone=everyone
        )


def _not_yet() -> str:
    return _("not adopted yet")


def turnout_words(for_it: int, everyone: int) -> str:
    """``all 20``, or ``19 of 20``."""
    if for_it == everyone:
        return _("all {count}").format(count=everyone)
    return _("{count} of {everyone}").format(count=for_it, everyone=everyone)


def counted(row: Mapping[str, Any]) -> tuple[int, int] | None:
    """How many can live with it, of how many counted; None where this reader gets no counts."""
    counts = row["counts"]
    if not counts:
        return None
    everyone = sum(counts.values()) + (row["passed"] or 0)
    return (sum(counts.get(level, 0) for level in _FOR_IT), everyone) if everyone else None


def levels_of(row: Mapping[str, Any]) -> tuple[int, ...]:
    """How many showed each level, the widest yes first; of yes and no these two."""
    counts = row["counts"] or {}
    if counts.keys() <= {"yes", "no"}:
        return (counts.get("yes", 0), counts.get("no", 0)) if counts else ()
    return tuple(sum(counts.get(name, 0) for name in names) for names in _LEVELS)


def decision_groups(rows: Iterable[Mapping[str, Any]]) -> list[DecisionGroup]:
    """The decisions of ``rows`` in groups, in recorded order; mere counts of hands are none."""
    groups: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["outcome"] == "counted":
            continue
        same = row["frame"] or row["step"]
        key = (row["exercise"], row["run"], same, bool(row["adopted"]))
        groups.setdefault(key, []).append(row)
    return [DecisionGroup(tuple(members), str(members[0]["frame"])) for members in groups.values()]


def ranked(groups: Sequence[DecisionGroup]) -> list[DecisionGroup]:
    """``groups`` by what a reader must know first.

    Not adopted; what weighs most; with worries; in recorded order.
    """
    return sorted(groups, key=lambda each: (each.is_adopted, -each.weight, not each.worries))
