"""The roles of people in words, with how many have each."""

from coalition_cli.i18n import _, ngettext


def roles_words(role: str, count: int) -> str:
    """``2 interpreters``; a role that the program does not know stays as it was typed."""
    known = {
        "facilitator": ngettext("{count} facilitator", "{count} facilitators", count),
        "note-taker": ngettext("{count} note-taker", "{count} note-takers", count),
        "interpreter": ngettext("{count} interpreter", "{count} interpreters", count),
        "guest": ngettext("{count} guest", "{count} guests", count),
    }
    if role in known:
        return known[role].format(count=count)
    return _("{count} {role}").format(count=count, role=role)
