"""Two entries that are one person, and two people who are not: ``people same`` and ``apart``."""

from collections.abc import Sequence
from typing import NamedTuple

from coalition_cli.app import console
from coalition_cli.app.attendance import times_of
from coalition_cli.app.confirmed import confirmed
from coalition_cli.app.context import Call, refuse_words
from coalition_cli.app.record import record_in
from coalition_cli.clock_zone import zone_named
from coalition_cli.errors import Problem
from coalition_cli.exit_status import INTERRUPTED, USAGE
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.entry import APART, PEOPLE, SAME, Fact
from coalition_cli.model.same_person import PAIR, pair_of
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing.line_names import PEOPLE_LETTER, is_line_name, read_line_names
from coalition_cli.parsing.people import role_words
from coalition_cli.store import Draft, WorkshopFile


class Pair(NamedTuple):
    """Two entries of people, named by their numbers: their ids, in the order given."""

    first: str
    second: str


def say_same(words: Sequence[str], call: Call, file: WorkshopFile, *, is_sure: bool) -> None:
    """Save that the two whom ``words`` number are one person, listed as the first of them.

    Both are shown before, and somebody is asked, unless ``is_sure``. Raises ``Problem``.
    """
    pair, workshop = _read(words, file.workshop), file.workshop
    if workshop.lead(pair.first) == workshop.lead(pair.second):
        console.say(_("{one} and {other} are one already.").format(**_named(pair, workshop)))
        return
    if not is_sure:
        console.require_terminal(_("To say so without being asked, add --yes."))
        question = _("Are {one} and {other} one person?").format(**_named(pair, workshop))
        told = [_told(each, workshop) for each in pair]
        told.append(
            _("From now on she is listed once, as {one}, and what either said is hers.").format(
                one=_number(pair.first, workshop)
            )
        )
        if not confirmed(call, file, question, told):
            console.say(_("Nothing was changed."))
            raise SystemExit(INTERRUPTED)
    record_in(file)(Fact({PAIR: list(pair)}), SAME, "organizer")
    sentence = _(
        "{one} and {other} are one person now, listed as {one}. To part them: coalition people "
        "apart {one} {other}"
    )
    console.say(sentence.format(**_named(pair, workshop)))


def say_apart(words: Sequence[str], file: WorkshopFile) -> bool:
    """Take back that the two whom ``words`` number are one; True if it had been said.

    Where it was not, they are kept out of one small group. Raises ``Problem``.
    """
    pair, workshop = _read(words, file.workshop), file.workshop
    said = [entry for entry in workshop.standing(SAME) if set(pair_of(entry) or ()) == set(pair)]
    if said:
        file.append([Draft(Fact({}, op="drop", ref=each.id), SAME, each.share) for each in said])
        sentence = _("{one} and {other} are two people again, each with what she said.")
        console.say(sentence.format(**_named(pair, workshop)))
        return True
    if workshop.lead(pair.first) == workshop.lead(pair.second):
        raise Problem(_through_others(pair, workshop))
    ids = sorted(map(workshop.lead, pair))
    if frozenset(ids) not in workshop.apart():
        record_in(file)(Fact({PAIR: ids}), APART, "private")
    console.say(_("Kept: these two are not put into one group."))
    return False


def _through_others(pair: Pair, workshop: Workshop) -> str:
    """Return the sentence that refuses to part two of whom it was said by way of others."""
    hers = set(workshop.entries_of(pair.first))
    pairs = [each for entry in workshop.standing(SAME) if (each := pair_of(entry))]
    told = [
        " ".join(_number(each, workshop) for each in said) for said in pairs if hers & set(said)
    ]
    sentence = _(
        "{one} and {other} are one by way of others. It was said of: {pairs}. Name one of these "
        "pairs. Nothing was changed."
    )
    return sentence.format(pairs=", ".join(dict.fromkeys(told)), **_named(pair, workshop))


def _read(words: Sequence[str], workshop: Workshop) -> Pair:
    """Return the two whom ``words`` number. Raises ``Problem``."""
    refuse_words(
        [word for word in words if not is_line_name(word)],
        _("People are named by their numbers: coalition people same p1 p9"),
    )
    numbers: list[int] = []
    for named in read_line_names(words):
        if named.where != PEOPLE.step:
            sentence = _("{word} is nobody's number. People are p1, p2: coalition people show")
            raise Problem(sentence.format(word=named.word), USAGE)
        numbers += range(named.first, named.last + 1)
    ids = list(dict.fromkeys(_id_of(number, workshop) for number in numbers))
    if len(ids) != 2:
        raise Problem(_("Name two people by their numbers: coalition people same p1 p9"), USAGE)
    return Pair(*ids)


def _id_of(number: int, workshop: Workshop) -> str:
    line = workshop.numbers.line_at(PEOPLE, number)
    if line is None or all(line != entry.id for entry in workshop.standing(PEOPLE)):
        sentence = _("There is nobody p{number} here. Nothing was changed.")
        raise Problem(sentence.format(number=number))
    return line


def _told(person_id: str, workshop: Workshop) -> str:
    """Return who somebody is, in one line: number, name, what else is known, lines of hers."""
    lead = workshop.lead(person_id)
    person = next(each for each in workshop.people() if each.id == lead)
    role = "" if person.role == "participant" else role_words().get(person.role, person.role)
    said = sum(
        lead in entry.speakers for place in workshop.places() for entry in workshop.standing(place)
    )
    parts = (
        _number(person_id, workshop),
        person.name,
        person.group,
        person.country,
        role,
        times_of(person, zone_named(workshop.head.zone)),
        ngettext("{count} line", "{count} lines", said).format(count=said),
    )
    return " · ".join(filter(None, parts))


def _number(person_id: str, workshop: Workshop) -> str:
    return f"{PEOPLE_LETTER}{workshop.number(person_id)}"


def _named(pair: Pair, workshop: Workshop) -> dict[str, str]:
    return {"one": _number(pair.first, workshop), "other": _number(pair.second, workshop)}
