"""Names that come in: from a pipe, typed, or pasted; whoever has the name of another is asked."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from coalition_cli.app.record import record_in
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.entry import PEOPLE, Fact
from coalition_cli.model.workshop import Person, Workshop
from coalition_cli.parsing import read_words, read_words_or_none
from coalition_cli.parsing.people import read_line, read_name, role_words
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.raw_text.pasted_list import with_commas
from coalition_cli.same_name import is_same_name, name_key
from coalition_cli.sanitize import in_short
from coalition_cli.stage import Given, Question
from coalition_cli.store import WorkshopFile

if TYPE_CHECKING:
    from coalition_cli.terminal import Terminal


class Namesake(NamedTuple):
    """Somebody typed by the name of one who is known: the body of her entry, if she is another."""

    known: Person
    body: dict[str, Any]


def add(line: str, at: str, file: WorkshopFile, *, brings_back: bool) -> str:
    """Save somebody as ``parsing.people.read_line`` reads her; return the sentence that says so.

    ``brings_back``: whoever is known and had left is here again, and a line may name several people
    who are known.
    """
    known = _all_known(line, file.workshop) if brings_back else []
    if known:
        return mark(known, True, at, file)
    body = read_line(line)
    person = file.workshop.person_named(body["text"])
    if person is not None and not person.is_present:
        raise Problem(_the_same(person))
    return _the_same(person) if person else _enter(body, at, file)


def move(line: str, is_here: bool, at: str, file: WorkshopFile) -> str:
    """Let everybody whom ``line`` names, between commas, come back or leave.

    Returns the sentence that says so.
    """
    names = [name.strip() for name in read_words(line).split(",") if name.strip()]
    known = _all_known(line, file.workshop)
    if not known:
        missing = next(
            (name for name in names if file.workshop.person_named(name) is None), line.strip()
        )
        sentence = _('"{name}" is nobody here: {known}.')
        people = (each.name for each in file.workshop.people())
        raise not_here(sentence, missing, people, otherwise=_("Nothing was changed."))
    return mark(known, is_here, at, file)


def mark(people: list[Person], is_here: bool, at: str, file: WorkshopFile) -> str:
    """Save that these people are here, or have left; return the sentences that say so."""
    told = []
    for person in people:
        if person.is_present is is_here:
            is_so = _("{name} is here already.") if is_here else _("{name} has left already.")
        else:
            entry = next(entry for entry in file.workshop.standing(PEOPLE) if entry.id == person.id)
            before = {key: value for key, value in entry.body.items() if key != "at"}
            _record(before | {"present": is_here} | _time(at), file, person.id)
            came = (
                _("{name} is back.")
                if any(each.is_here for each in person.passages)
                else _("{name} is here.")
            )
            is_so = came if is_here else _("{name} has left.")
        told.append(is_so.format(name=person.name))
    return " ".join(told)


def _all_known(line: str, workshop: Workshop) -> list[Person]:
    """Return everybody whom ``line`` names, if it names only people who are known.

    A name may have commas in it.
    """
    whole = workshop.person_named(line)
    if whole:
        return [whole]
    found = [workshop.person_named(name) for name in line.split(",") if name.strip()]
    known = [person for person in found if person is not None]
    return known if len(known) == len(found) else []


def _refuse_unknown_among(line: str, workshop: Workshop) -> None:
    """Raise the ``Problem`` of a line that names people who are known and others who are not."""
    names = [name.strip() for name in line.split(",") if name.strip()]
    known = [workshop.person_named(name) for name in names]
    if workshop.person_named(line) or not any(known) or all(known):
        return
    missing = next(name for name, person in zip(names, known, strict=True) if person is None)
    if known[0] is not None and _is_said_of_people(missing, workshop):
        return
    sentence = _(
        "{name} is nobody here yet, and nothing was changed. Somebody new comes alone: /here {name}"
    )
    raise Problem(sentence.format(name=in_short(missing)))


def _is_said_of_people(words: str, workshop: Workshop) -> bool:
    """True if ``words`` are a group or a role of somebody, and no name that was mistyped."""
    said = {person.group for person in workshop.people()} | {*role_words(), *role_words().values()}
    return ":" in words or name_key(words) in {name_key(each) for each in said if each}


def _namesake(line: str, workshop: Workshop, *, brings_back: bool) -> Namesake | None:
    """Return whom ``line`` names again; None where it is clear who is meant."""
    known = _all_known(line, workshop) if brings_back else []
    if len(known) > 1 or (known and not known[0].is_present):
        return None
    body = {"text": known[0].name} if known else read_line(line)
    person = known[0] if known else workshop.person_named(body["text"])
    return Namesake(person, body) if person else None


class Arrivals:
    """The names that come in at one prompt, one after the other.

    A second Amina is told from the first by a letter. In a pasted list she is asked about where the
    list itself has both; whoever was known before is named at its end, and taken once.
    """

    def __init__(
        self, stage: "Terminal", file: WorkshopFile, at: str, *, brings_back: bool
    ) -> None:
        self._stage = stage
        self._file = file
        self._at = at
        self._brings_back = brings_back
        self._entered: set[str] = set()
        self._again: list[str] = []

    def ask(self, question: Question[str]) -> str:
        """Ask for one name; return the sentence that says what was understood.

        ``question`` is asked as it is, but for what its ``read`` does.
        """
        was_waiting = self._stage.has_next_line
        if not was_waiting:
            self._entered, self._again = set(), []
        said = self._stage.ask(_reading(question, self._read))
        is_pasted = was_waiting or self._stage.has_next_line
        if isinstance(said, str):
            self._remember_newest()
            return self._with_those_known(said)
        if is_pasted and said.known.id not in self._entered:
            self._again.append(said.known.name)
            return self._with_those_known("")
        return self._with_those_known(self._ask_for_a_letter(said))

    def take(self, line: str) -> str:
        """Let those come whom ``line`` names; return the sentence that says what was understood.

        Somebody who has the name of another is asked about on the page that is open. Raises
        ``Problem`` where some of several names are nobody's: each would be one more thing that is
        known of the first.
        """
        _refuse_unknown_among(line, self._file.workshop)
        before = self._file.workshop.last
        said = self._read(line)
        told = said if isinstance(said, str) else self._ask_for_a_letter(said)
        last = self._file.workshop.last
        if last is None or last is before or last.op != "add" or "group" not in last.body:
            return told
        with_group = _("{name} is here, in the group {group}.")
        return with_group.format(name=last.text, group=last.body["group"])

    def _read(self, given: Given) -> str | Namesake:
        line = with_commas(read_words(given))
        found = _namesake(line, self._file.workshop, brings_back=self._brings_back)
        return found or add(line, self._at, self._file, brings_back=self._brings_back)

    def _ask_for_a_letter(self, said: Namesake) -> str:
        typed = str(said.body["text"])
        name = said.known.name if is_same_name(said.known.name, typed) else typed
        prompt = _("Another {name}? Type a letter or word to tell them apart: {name} K")
        question = Question(
            None,
            prompt.format(name=name),
            lambda given: self._told_apart(given, name),
            hint=_("Enter alone: it is the same one, and nothing is added."),
        )
        own = self._stage.ask(question)
        if not own:
            return _the_same(said.known)
        told = _enter({**said.body, "text": own}, self._at, self._file)
        self._remember_newest()
        return told

    def _told_apart(self, given: Given, name: str) -> str:
        """Return the whole name that was meant by what was typed behind it; empty for the same."""
        if not read_words_or_none(given):
            return ""
        words = read_name(given)
        is_whole = name_key(words).startswith(name_key(name) + " ")
        own = words if is_whole else f"{name} {words}"
        known = self._file.workshop.person_named(own)
        if known or name_key(words) == name_key(name):
            sentence = _(
                "Somebody is called {name} already. Type another letter or word, or Enter alone."
            )
            raise Problem(sentence.format(name=known.name if known else name))
        return own

    def _remember_newest(self) -> None:
        last = self._file.workshop.last
        if last and last.place == PEOPLE and last.op == "add":
            self._entered.add(last.id)

    def _with_those_known(self, told: str) -> str:
        if not self._again:
            return told
        sentence = _(
            "Here already and taken once: {names}. Somebody else of that name is typed with a "
            "letter, like {name} K."
        )
        names = ", ".join(dict.fromkeys(self._again))
        return " ".join(filter(None, [told, sentence.format(names=names, name=self._again[0])]))


def _reading(
    question: Question[str], read: Callable[[Given], str | Namesake]
) -> Question[str | Namesake]:
    """Return ``question`` with another ``read``."""
    changed: Question[Any] = replace(question, read=read)  # type: ignore[arg-type]
    return changed


def _the_same(person: Person) -> str:
    """Return the sentence for somebody who is known and named once more."""
    if person.is_present:
        return _("{name} is here already.").format(name=person.name)
    sentence = _("{name} has left. To bring the same person in again: coalition people back")
    return sentence.format(name=person.name)


def _enter(body: dict[str, Any], at: str, file: WorkshopFile) -> str:
    _record(body | _time(at), file)
    return _("{name} is here.").format(name=body["text"])


def _record(body: dict[str, Any], file: WorkshopFile, person_id: str = "") -> None:
    fact = Fact(body, op="edit", ref=person_id) if person_id else Fact(body)
    record_in(file)(fact, PEOPLE, "organizer")


def _time(at: str) -> dict[str, str]:
    return {"at": at} if at else {}
