"""What a stretch of words may name, said without repeating it."""

from collections import Counter
from collections.abc import Iterable

from coalition_cli.i18n import _, ngettext


def kinds_in_words(kinds: Iterable[str]) -> str:
    """The kinds of ``identifying_words``, each with how many: "2 names, an e-mail address"."""
    counts = Counter(kinds)
    words = {
        "person": ngettext("a name", "{count} names", counts["person"]),
        "phone": ngettext("a telephone number", "{count} telephone numbers", counts["phone"]),
        "mail": ngettext("an e-mail address", "{count} e-mail addresses", counts["mail"]),
        "id": ngettext("an identity number", "{count} identity numbers", counts["id"]),
        "place": ngettext("a place of detention", "{count} places of detention", counts["place"]),
        "relative": ngettext("a relative by name", "{count} relatives by name", counts["relative"]),
        "birth": ngettext("a day of birth", "{count} days of birth", counts["birth"]),
        "address": ngettext("a street or plot", "{count} streets or plots", counts["address"]),
    }
    told = [words[kind].format(count=counts[kind]) for kind in words if counts[kind]]
    return ", ".join(told)


def instead_of(kind: str) -> str:
    """The word that may stand in the place of what names somebody or something."""
    words = {"person": _("[name]"), "place": _("[place]"), "mail": _("[address]")}
    return words.get(kind) or _("[number]")
