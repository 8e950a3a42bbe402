"""A line that is mended: what was typed anew, read by what its place knows."""

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.model.by_run import exercise_at
from coalition_cli.model.entry import DETAILS, NOTES, PEOPLE, Entry, Fact
from coalition_cli.model.exercise import Step
from coalition_cli.model.view_maker import FindExercise, ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing import read_words
from coalition_cli.parsing.note_line import Known, known_at, read_mended, to_mend
from coalition_cli.parsing.people import read_name
from coalition_cli.raw_text.pasted_list import one_line
from coalition_cli.stage import Given

_NAMED_ON_PURPOSE = (PEOPLE, DETAILS)
_WITH_TURNS = ("group", "country")


class Mending:
    """The mending of ``entry``, as it stands now; of a line that was said, its speakers too."""

    def __init__(self, entry: Entry, workshop: Workshop, find: FindExercise) -> None:
        self._entry = entry
        self._step = _step_of(entry, find)
        self._known = _known_of(entry, self._step, workshop, find)

    def hint(self) -> str:
        """What can be typed behind the words; empty where no speaker is recorded."""
        if self._known is None:
            return ""
        return _("@Name records another speaker, @ alone nobody.")

    def completions(self) -> tuple[str, ...]:
        """The tags that can be typed behind the words."""
        if self._known is None:
            return ()
        return self._known.completions([each.name for each in self._known.workshop.people()])

    def start(self) -> str:
        """The words as they stand in the prompt at first."""
        return to_mend(self._entry) if self._known else self._entry.text

    def read(self, given: Given) -> Fact:
        """What it should be. Raises ``Problem``."""
        if self._known:
            return read_mended(given, self._entry, self._known)
        words = read_name(given) if self._entry.place == PEOPLE else read_words(given)
        text = words if "\n" in self._entry.text else one_line(words)
        before = self._entry.body
        body = kinds.reworded(self._step, before, text) if self._step else {**before, "text": text}
        return Fact(body, self._entry.by, self._entry.share, "edit", self._entry.id)

    def words_for_others(self, fact: Fact) -> str:
        """The words of ``fact`` that others will read; none of what is a name on purpose."""
        is_meant = self._entry.place in _NAMED_ON_PURPOSE or self._entry.share == "private"
        return "" if is_meant else str(fact.body["text"])

    def is_change(self, fact: Fact) -> bool:
        """True if ``fact`` is not what stands already."""
        return (fact.body, fact.by) != (self._entry.body, self._entry.by)


def _step_of(entry: Entry, find: FindExercise) -> Step | None:
    """The step at which ``entry`` was said; None where no exercise has one."""
    exercise = exercise_at(entry.place, find)
    steps = exercise.steps if exercise else ()
    return next((step for step in steps if step.id == entry.place.step), None)


def _known_of(
    entry: Entry, step: Step | None, workshop: Workshop, find: FindExercise
) -> Known | None:
    """What tags can name at the place of ``entry``; None where nobody says lines."""
    if entry.place == NOTES:
        return Known(workshop)
    exercise = exercise_at(entry.place, find)
    if exercise is None or step is None or not (kinds.takes_lines(step) or entry.by):
        return None
    view = ViewMaker(find).of_run(workshop, exercise, entry.place.run)
    return known_at(view, _buckets_of(step), kinds.group_names(_turns(step), view))


def _buckets_of(step: Step) -> list[str]:
    return [bucket["id"] for bucket in step.options.get("buckets") or ()]


def _turns(step: Step) -> str:
    each = str(step.options.get("each") or "")
    return each if each in _WITH_TURNS else "group"
