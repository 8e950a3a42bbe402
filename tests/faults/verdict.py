"""The judge: what was acknowledged, held against what stock TinyDB and our own reader find.

Exactly one step of each writer may be in flight when it ends: the one after its last
acknowledgement. Of that step all, nothing, or the first lines of a batch may stand. Everything else
is lost, garbled, doubled or unreadable.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.model.entry import NOTES, NUMBER_KEYS, is_as_saved
from coalition_cli.store.formats.sealed.keys import Key
from tests.faults import story
from tests.faults.reading import Documents, by_stock, documents, findings, opened
from tests.faults.writer import draft, new_path


def unnumbered(found: Documents | str) -> Documents | str:
    """Documents without the numbers that only this file gave."""
    if isinstance(found, str):
        return found
    return [
        {key: value for key, value in document.items() if key not in NUMBER_KEYS}
        for document in found
    ]


class Verdict(NamedTuple):
    """What is wrong, each as an id or a place, never as words.

    Nothing is wrong where all four are empty.
    """

    lost: tuple[str, ...] = ()
    garbled: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()

    @property
    def is_fine(self) -> bool:
        return not any(self)

    def and_also(self, other: "Verdict") -> "Verdict":
        return Verdict(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


FINE = Verdict()


class Ledger:
    """Everything that was acknowledged about one workshop, over any number of faults.

    ``key`` opens a sealed one.
    """

    def __init__(self, path: Path, key: Key | None = None, *, is_clock_right: bool = True) -> None:
        self.path = path
        self.is_clock_right = is_clock_right
        self._key = key
        self.words: dict[str, str] = {}
        self.withdrawn: set[str] = set()
        self.made: dict[Path, str] = {}
        self.acknowledged = 0
        self._of_step: dict[tuple[int, int], str] = {}
        self._settled = 0
        self._in_flight: list[tuple[int, story.Step]] = []

    def hear(
        self,
        turn: int,
        said: bytes,
        step: Callable[[int, int], story.Step] = story.step,
        first: int = 1,
    ) -> int:
        """Take in the acknowledgements of a writer that has ended; how many there were."""
        number = first - 1
        for line in said.decode("ascii").split("\n")[:-1]:
            word, _, ids = line.partition(" ")
            assert int(word) == number + 1, "an acknowledgement is missing"
            number += 1
            self._take(turn, step(turn, number), [each for each in ids.split(",") if each])
        self._in_flight.append((turn, step(turn, number + 1)))
        self.acknowledged += number - first + 1
        return number - first + 1

    def hear_ids(self, turn: int, said: bytes) -> int:
        """The same for `coalition note`, which says one id a line."""
        lines = said.decode("ascii").split("\n")[:-1]
        numbered = "".join(f"{number} {line}\n" for number, line in enumerate(lines, 1))
        return self.hear(turn, numbered.encode("ascii"), story.note)

    def settle(self) -> Verdict:
        """Run the program again, as people would, and judge what stands.

        What was in flight is settled by it.
        """
        self._settled += 1
        try:
            entry = opened(self.path, self._key).append([draft(f"settled {self._settled}")])[0]
            # The appender of a sealed workshop cannot know numbers: who reads with the key gives
            # them, and the next fold writes them down.
            ours: Documents = [
                each.unnumbered().as_document()
                for each in opened(self.path, self._key).workshop.entries
            ]
            found = findings(self.path, self._key)
        except Problem as problem:
            return Verdict(unreadable=(f"{problem.status}: {problem.sentence}",))
        self.words[entry.id] = entry.text
        theirs = documents(self.path, self._key)
        verdict = self.judge(theirs)
        if found or (verdict.is_fine and ours != unnumbered(theirs)):
            verdict = verdict.and_also(
                Verdict(garbled=tuple(found) or ("our reader and another differ",))
            )
        self._in_flight.clear()
        return verdict.and_also(self._judge_made())

    def judge(self, documents: Documents | str) -> Verdict:
        """``documents`` as somebody read them, or what kept them from being read."""
        if isinstance(documents, str):
            return Verdict(unreadable=(documents,))
        # The program may write entries of its own beside the notes, as that something was exported.
        documents = [document for document in documents if document["step"] == NOTES.step]
        of_id = {document["id"]: document for document in documents}
        self._settle_withdrawals(of_id)
        lost = [each for each in self.words if each not in of_id]
        garbled = [each for each, document in of_id.items() if not self._is_as_said(document)]
        order = [document["id"] for document in documents if document["id"] in self.words]
        # Who writes into a sealed workshop without its key does not know what was said last in the
        # same moment.
        heard = sorted(self.words) if self.is_clock_right else self.words
        is_in_order = self._key is not None or order == [each for each in heard if each in of_id]
        if not is_in_order or any(map(_is_changed, documents)):
            garbled.append("order or digests")
        return Verdict(tuple(lost), tuple(garbled), tuple(_twice(documents)))

    def _take(self, turn: int, step: story.Step, ids: list[str]) -> None:
        if step.kind == "withdraw":
            self.withdrawn.add(self._of_step[turn, step.target])
        elif step.kind == "new":
            self.made[new_path(self.path, turn, step.number)] = step.texts[0]
        elif ids:
            self.words |= dict(zip(ids, step.texts, strict=True))
            self._of_step[turn, step.number] = ids[0]

    def _settle_withdrawals(self, of_id: dict[str, dict[str, Any]]) -> None:
        for turn, step in self._in_flight:
            target = self._of_step.get((turn, step.target), "")
            if step.kind == "withdraw" and target in of_id and "text" not in of_id[target]["body"]:
                self.withdrawn.add(target)

    def _is_as_said(self, document: dict[str, Any]) -> bool:
        if document["op"] == "withdraw":
            return document["ref"] in self.withdrawn
        said = document["body"].get("text")
        if document["id"] in self.withdrawn:
            return said is None
        if document["id"] not in self.words:
            in_flight = [
                text
                for _, step in self._in_flight
                if step.kind in ("note", "batch")
                for text in step.texts
            ]
            if said not in in_flight:
                return False
            self.words[document["id"]] = said
        return bool(said == self.words[document["id"]])

    def _judge_made(self) -> Verdict:
        verdict = Verdict()
        for path, text in self.made.items():
            name = path.parent.parent.name
            if not path.exists():
                verdict = verdict.and_also(Verdict(lost=(name,)))
            elif isinstance(documents := by_stock(path), str):
                verdict = verdict.and_also(Verdict(unreadable=(name,)))
            elif [document["body"].get("text") for document in documents] != [text]:
                verdict = verdict.and_also(Verdict(lost=(name,)))
        return verdict


def _twice(documents: Documents) -> Iterable[str]:
    ids = Counter(document["id"] for document in documents)
    texts = Counter(
        document["body"]["text"] for document in documents if "text" in document["body"]
    )
    return [each for each, count in ids.items() if count > 1] + [
        "a text" for count in texts.values() if count > 1
    ]


def _is_changed(document: dict[str, Any]) -> bool:
    return not is_as_saved(document)
