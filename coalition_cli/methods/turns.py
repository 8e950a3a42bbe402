"""Turns of those who were expected: somebody who is away has none."""

from collections.abc import Sequence

from coalition_cli.model.workshop import Workshop
from coalition_cli.same_name import name_key


def with_a_turn(named: Sequence[str], workshop: Workshop) -> list[str] | None:
    """Those of ``named`` who are not known to be away.

    Where nobody is named, the guests who are here. None where nobody can say who is expected: no
    name was given, and no guest was ever entered.
    """
    people = workshop.people()
    if named:
        # Two people may share a name: who is here stands for both.
        here = {name_key(person.name) for person in people if person.is_present}
        away = {name_key(person.name) for person in people} - here
        return [name for name in named if name_key(name) not in away]
    guests = [person for person in people if person.role == "guest"]
    if not guests:
        return None
    return [guest.name for guest in guests if guest.is_present]
