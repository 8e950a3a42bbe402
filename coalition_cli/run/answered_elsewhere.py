"""An answer that another window saved at the same line while this one was asked for it."""

from collections.abc import Iterator
from typing import NamedTuple

from coalition_cli.i18n import _
from coalition_cli.model.entry import Body, Entry, Fact
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from coalition_cli.stage import Move, Option, Stage

BOTH, MINE, THEIRS = "both", "mine", "theirs"


class Clash(NamedTuple):
    """An answer, and what another window made of the same line since this one was asked.

    ``before`` is the body of the line as it stood then.
    """

    fact: Fact
    before: Body
    theirs: Entry

    @property
    def _changed(self) -> dict[str, object]:
        return {key: value for key, value in self.fact.body.items() if self._is_new(key, value)}

    def _is_new(self, key: str, value: object) -> bool:
        return key not in self.before or self.before[key] != value

    def joined(self) -> Fact | None:
        """The fact with what both windows answered; None where they answered the same thing."""
        mine, theirs = self._changed, dict(self.theirs.body)
        others = {key for key, value in theirs.items() if self._is_new(key, value)}
        is_flag = any(isinstance(each, bool) for each in (*mine.values(), *theirs.values()))
        is_alike = all(theirs.get(key) == value for key, value in mine.items())
        if is_alike or not (is_flag or others & mine.keys()):
            return self.fact._replace(body={**theirs, **mine})
        return None

    @property
    def may_be_two(self) -> bool:
        """True if it is all words of somebody, who may have said both."""
        are_words = all(isinstance(each, str) for each in self.fact.body.values())
        is_whole = self._changed.keys() == self.fact.body.keys()
        return bool(self.fact.by and self.fact.body and are_words and is_whole)

    def settled(self, view: View, stage: Stage) -> Iterator[Fact]:
        """What is to be recorded now of two answers; asks where they cannot stand together.

        Words of which nobody said what is to become of them are kept beside the others.
        """
        joined = self.joined()
        if joined is not None:
            if joined.body != self.theirs.body:
                yield joined
            return
        beside = self.fact._replace(op="add", ref=None)
        try:
            chosen = self.ask(view, stage)
        except Move:
            if self.may_be_two:
                yield beside
            raise
        if chosen == BOTH:
            yield beside
        elif chosen == MINE:
            yield self.fact

    def ask(self, view: View, stage: Stage) -> str:
        """Ask what is to become of it: ``BOTH``, ``MINE`` or ``THEIRS``."""
        words = " · ".join(str(each) for each in self.theirs.body.values() if each)
        prompt = _("Another window has saved an answer here meanwhile.")
        options = [
            Option(THEIRS, _("Leave what the other window saved")),
            Option(MINE, _("Put this one in its place")),
        ]
        if self.may_be_two:
            options.insert(0, Option(BOTH, _("Keep both")))
            if words and view.may_see(self.theirs):
                prompt = _("Another window has saved “{text}” here meanwhile.").format(text=words)
        return stage.choose(None, prompt, options, options[0].value)


def clash_of(fact: Fact, workshop: Workshop, known: int) -> Clash | None:
    """The clash of ``fact`` with what came after the first ``known`` entries, if there is any."""
    if fact.op != "edit" or fact.ref is None:
        return None
    came = [entry for entry in workshop.entries[known:] if _is_wording(entry, fact.ref)]
    if not came:
        return None
    earlier = reversed(workshop.entries[:known])
    before = next((entry for entry in earlier if _is_wording(entry, fact.ref)), None)
    return Clash(fact, before.body if before else {}, came[-1])


def _is_wording(entry: Entry, line: str) -> bool:
    return entry.id == line or (entry.op == "edit" and entry.ref == line)
