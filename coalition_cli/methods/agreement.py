"""Agreement by the counts of a show of hands: fist to five, or yes and no.

Never an average. Fist to five: 5 to 3 go along, 2 and 1 have a concern, 0 blocks. Passing is a
separate answer: it is neither for nor against, and it is said beside the count.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from coalition_cli.i18n import _, ngettext
from coalition_cli.phrasing.sentences import in_words

Outcome: TypeAlias = Literal["agreed", "agreed-concerns-heard", "not-agreed", "nobody-voted"]

NEEDED: Final = Fraction(80, 100)
FEWEST_FINGERS_FOR: Final = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a show of hands, with the counts behind it.

    ``total`` counts those who showed a hand, ``passed`` those who passed and are not in it.
    ``concerns`` are ones and twos (or "no"), ``unheard`` those of them whose concern is not written
    down. ``needed`` is the share of ``total`` that must be for it.
    """

    outcome: Outcome
    for_count: int
    total: int
    blocks: int
    concerns: int
    passed: int
    unheard: int
    needed: Fraction
    is_yes_no: bool = False

    @property
    def for_needed(self) -> int:
        """The number of hands that must be for it."""
        return math.ceil(self.needed * self.total)


def judge(counts: Mapping[int, int], passed: int, concerns_heard: int, needed: Fraction) -> Verdict:
    """The verdict on fist-to-five ``counts`` (fingers, 0 to 5: hands).

    Agreed: nobody under three. Agreed, concerns heard: no fist, the needed share at three or more,
    and every one and two has its concern written down. Not agreed otherwise.
    """
    return _verdict(
        for_count=sum(hands for fingers, hands in counts.items() if fingers >= FEWEST_FINGERS_FOR),
        concerns=counts.get(1, 0) + counts.get(2, 0),
        blocks=counts.get(0, 0),
        passed=passed,
        concerns_heard=concerns_heard,
        needed=needed,
    )


def judge_yes_no(yes: int, no: int, passed: int, concerns_heard: int, needed: Fraction) -> Verdict:
    """The verdict on a yes-or-no question.

    A "no" is a concern, which one person may have written down or not.
    """
    return _verdict(
        for_count=yes,
        concerns=no,
        blocks=0,
        passed=passed,
        concerns_heard=concerns_heard,
        needed=needed,
        is_yes_no=True,
    )


def reason(verdict: Verdict) -> str:
    """The verdict as the one sentence that the room reads."""
    if verdict.outcome == "nobody-voted":
        return _passed_only(verdict)
    parts = [_for_part(verdict), *_concern_parts(verdict)]
    if verdict.blocks:
        parts.append(
            _count(ngettext("one block", "{count} blocks", verdict.blocks), verdict.blocks)
        )
    if verdict.passed:
        parts.append(
            _count(ngettext("one passed", "{count} passed", verdict.passed), verdict.passed)
        )
    if verdict.for_count < verdict.for_needed:
        parts.append(
            _count(
                ngettext("one is needed", "{count} are needed", verdict.for_needed),
                verdict.for_needed,
            )
        )
    end = {
        "agreed": _("{counts}: agreed."),
        "agreed-concerns-heard": _("{counts}: agreed, concerns heard."),
        "not-agreed": _("{counts}: not agreed yet."),
    }[verdict.outcome]
    return end.format(counts=", ".join(parts))


def _verdict(
    *,
    for_count: int,
    concerns: int,
    blocks: int,
    passed: int,
    concerns_heard: int,
    needed: Fraction,
    is_yes_no: bool = False,
) -> Verdict:
    total = for_count + concerns + blocks
    unheard = max(0, concerns - concerns_heard)
    outcome: Outcome = "not-agreed"
    if not total:
        outcome = "nobody-voted"
    elif for_count == total:
        outcome = "agreed"
    elif not blocks and not unheard and for_count >= needed * total:
        outcome = "agreed-concerns-heard"
    return Verdict(outcome, for_count, total, blocks, concerns, passed, unheard, needed, is_yes_no)


def _for_part(verdict: Verdict) -> str:
    if verdict.is_yes_no:
        everyone, some = _("all {total} said yes"), _("{count} of {total} said yes")
    else:
        everyone, some = _("all {total} at three or more"), _("{count} of {total} at three or more")
    pattern = everyone if verdict.for_count == verdict.total > 1 else some
    part = pattern.format(count=verdict.for_count, total=verdict.total)
    return part[:1].upper() + part[1:]


def _concern_parts(verdict: Verdict) -> list[str]:
    if not verdict.concerns:
        return []
    spoken = ngettext("one concern", "{count} concerns", verdict.concerns)
    if verdict.is_yes_no:
        spoken = ngettext("one said no", "{count} said no", verdict.concerns)
    parts = [_count(spoken, verdict.concerns)]
    if verdict.unheard and not verdict.blocks and verdict.for_count >= verdict.for_needed:
        unheard = ngettext(
            "one concern not written down", "{count} concerns not written down", verdict.unheard
        )
        parts.append(_count(unheard, verdict.unheard))
    return parts


def _passed_only(verdict: Verdict) -> str:
    if not verdict.passed:
        return _("Nobody has shown a hand yet.")
    passed = _count(ngettext("one passed", "{count} passed", verdict.passed), verdict.passed)
    return _("Nobody showed a hand, {passed}: not agreed yet.").format(passed=passed)


def _count(pattern: str, count: int) -> str:
    return pattern.format(count=in_words(count))
