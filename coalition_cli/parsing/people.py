"""Reading who somebody is: from a typed line, or from a row of an answers file."""

from collections.abc import Mapping
from typing import Any, Final

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.presence import as_time_said
from coalition_cli.parsing import check_keys, read_words, read_words_or_none
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.raw_text.line_tags import SIGNS, may_have_tags
from coalition_cli.same_name import first_called, name_key
from coalition_cli.sanitize import in_short
from coalition_cli.stage import Given

KEYS: Final = ("group", "role", "country", "city", "sector", "language")
"""Keys of a person beside her name, in the order of a typed line."""

ROW_KEYS: Final = ("name", *KEYS, "present", "at")


def read_name(given: Given) -> str:
    """A chosen name, with one space between its words. Raises ``Problem``.

    It never begins with a slash: that is a command, typed where none is taken. Nor does it begin
    as a tag does, or have one behind it.
    """
    name = " ".join(read_words(given).split())
    if name.startswith("/"):
        sentence = _("{name} is no name: a name never begins with a slash. Nothing was saved.")
        raise Problem(sentence.format(name=in_short(name)))
    if name.startswith(tuple(SIGNS)) or may_have_tags(name):
        sentence = _(
            "{given} is no name: none begins with @, # or >, and no tag stands behind one. Type "
            "the name alone."
        )
        raise Problem(sentence.format(given=in_short(name)))
    return name


def read_row(row: Given) -> dict[str, Any]:
    """The body of a person's entry out of a row of an answers file: a name, or a table.

    Raises ``Problem``.
    """
    person = {"name": row} if isinstance(row, str) else row
    if not isinstance(person, Mapping):
        raise Problem(_("Expected a table with a name."))
    check_keys(person, ROW_KEYS)
    body: dict[str, Any] = {"text": read_name(person.get("name", ""))}
    for key in KEYS:
        words = read_words_or_none(person[key]) if key in person else ""
        if words:
            body[key] = read_name(words) if key == "group" else words
    if "role" in body:
        body["role"] = read_role(body["role"])
    if "present" in person:
        if not isinstance(person["present"], bool):
            raise Problem(_("expected true or false."))
        body["present"] = person["present"]
    if "at" in person:
        body["at"] = read_time(person["at"])
    return body


def read_line(line: str) -> dict[str, Any]:
    """The same out of a typed line: ``name, group, role, country, city, sector, language``.

    A part may also say what it is: ``name, country: Burundi``. Raises ``Problem``.
    """
    name, *parts = (read_words_or_none(part) for part in line.split(","))
    body: dict[str, Any] = {"text": read_name(name)}
    names = {name_key(key): key for key in KEYS}
    names |= {name_key(label): key for key, label in labels().items()}
    waiting = iter(KEYS)
    readers = {"role": read_role, "group": read_name}
    for part in parts:
        said, colon, words = part.partition(":")
        key = names.get(name_key(said)) if colon else None
        is_first = not (body.keys() & {"group", "role"}) and part is parts[0]
        if is_first and not colon and _is_role_of_its_own(part):  # “Ruth, guest” names no group
            key, words = "role", part
        place = key or next((each for each in waiting if each not in body), None)
        if place is None:
            sentence = _("That is more than is asked of anybody; nothing was saved. Give: {parts}.")
            raise Problem(sentence.format(parts=", ".join([_("name"), *labels().values()])))
        text = words.strip() if key else part
        if text:
            body[place] = readers.get(place, read_words)(text)
    return body


def _is_role_of_its_own(words: str) -> bool:
    known = role_words()
    return bool(first_called(words, [*known, *known.values()]))


def read_role(given: Given) -> str:
    """One of the roles of ``role_words``, named as in a file or in the language of the room.

    Raises ``Problem``.
    """
    wanted = name_key(read_words_or_none(given))
    for role, words in role_words().items():
        if wanted in (role, name_key(words)):
            return role
    raise not_here(_('"{name}" is no role here: {known}.'), given, role_words().values())


def read_time(given: Given) -> str:
    """A time of day as ``HH:MM``, after its day where it says one. Raises ``Problem``."""
    clock = as_time_said(given)
    if not clock:
        raise Problem(
            _("Expected a time of day such as 09:10, not {given}.").format(given=in_short(given))
        )
    return clock


def role_words() -> dict[str, str]:
    """Names for people of each role."""
    return {
        "participant": _("participant"),
        "facilitator": _("facilitator"),
        "guest": _("guest"),
        "interpreter": _("interpreter"),
        "note-taker": _("note-taker"),
    }


def labels() -> dict[str, str]:
    """Names for people of each of ``KEYS``."""
    return {
        "group": _("group"),
        "role": _("role"),
        "country": _("country"),
        "city": _("city"),
        "sector": _("sector"),
        "language": _("language"),
    }
