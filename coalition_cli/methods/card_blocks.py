"""A deck of cards: a fair draw, and each card and heading as the room sees it."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose
from coalition_cli.i18n import _


def draw(cards: Sequence[str], drawn: Sequence[str], chance: Random) -> str:
    """One of ``cards``, each as likely as any other of those that were drawn least often.

    ``drawn`` is what was drawn before, oldest first. When a new round through the deck begins, the
    card that was drawn last does not come again at once, unless it is the only one. ``ValueError``
    where there are no cards.
    """
    if not cards:
        raise ValueError("no cards")
    times = {card: drawn.count(card) for card in cards}
    least = min(times.values())
    waiting = [card for card in cards if times[card] == least]
    if len(waiting) > 1 and drawn:
        waiting = [card for card in waiting if card != drawn[-1]]
    return chance.choice(waiting)


def face(card: Mapping[str, Any]) -> list[Block]:
    """A card as the room reads it: title, warning where it goes deep, lines and question."""
    shown: list[Block] = [Heading(card["title"], 3)]
    if warning := goes_deep_words(card):
        shown.append(Prose(warning, "warning"))
    shown += [Prose(line) for line in card.get("lines", ())]
    if card.get("question"):
        shown.append(Prose(card["question"], "strong"))
    return shown


def in_list(card: Mapping[str, Any]) -> str:
    """A card in a list to choose from."""
    title = str(card["title"])
    return _("{card} (goes deep)").format(card=title) if _goes_deep(card) else title


def goes_deep_words(card: Mapping[str, Any]) -> str:
    """What is said before a card that goes deep; empty for another one."""
    if not _goes_deep(card):
        return ""
    return _("This card goes deep. Leaving is fine, and the care person is here.")


def _goes_deep(card: Mapping[str, Any]) -> bool:
    return bool(card.get("intensity") == "high")


def named(bucket: Mapping[str, Any]) -> str:
    """A heading with its sign, for those who see and those who listen."""
    return f"{sign(bucket)} {bucket['title']}".strip()


def sign(bucket: Mapping[str, Any]) -> str:
    """The sign of a heading; empty where it has none."""
    return str(bucket.get("symbol") or "")


def belongs(card: Mapping[str, Any], buckets: Sequence[Mapping[str, Any]]) -> list[Block]:
    """The heading to which a card belongs, said aloud; nothing where its file does not say."""
    own = [bucket for bucket in buckets if bucket["id"] == card.get("bucket")]
    return [
        Prose(_("We would say: {sign}.").format(sign=named(bucket)), "strong") for bucket in own
    ]


def piles(
    cards: Sequence[Mapping[str, Any]],
    buckets: Sequence[Mapping[str, Any]],
    most_showed: Mapping[str, str],
    *,
    is_told: bool,
) -> list[Block]:
    """The cards under the headings where they belong.

    ``is_told`` adds what ``most_showed``, by card, in the room. A card that belongs nowhere stands
    where the room put it, or at the end.
    """
    titles = {bucket["id"]: bucket["title"] for bucket in buckets}
    piles: dict[str, list[Bullet]] = {bucket_id: [] for bucket_id in [*titles, ""]}
    for card in cards:
        room_said = most_showed.get(card["id"], "")
        places = [name for name in (str(card.get("bucket")), room_said) if name in titles]
        below = []
        if is_told and room_said in titles:
            below.append(Bullet(_("Most showed: {sign}").format(sign=titles[room_said])))
        bullet = Bullet(card["title"], "", "", tuple(below))
        piles[places[0] if places else ""].append(bullet)
    shown: list[Block] = []
    for bucket in buckets:
        pile = piles[bucket["id"]]
        if pile:
            shown += [Heading(bucket["title"], 3, sign(bucket)), Bullets(tuple(pile))]
    if piles[""]:
        shown.append(Bullets(tuple(piles[""])))
    return shown
