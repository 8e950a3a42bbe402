"""Notes put together under names; a note belongs to the theme that was given it last."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from operator import itemgetter
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.bidi import isolated
from coalition_cli.blocks import Block, Bullet, Bullets, Heading
from coalition_cli.clock import local_time
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds import Play
from coalition_cli.methods.block_parts import parts_of
from coalition_cli.methods.theme_history import Change, homes
from coalition_cli.methods.theme_history import history as history_of
from coalition_cli.methods.writing_room import LINES, numbered_lines
from coalition_cli.model.body_shape import Shape, counts
from coalition_cli.model.contributions import Cover, Row, Traits, Voice
from coalition_cli.model.document import Content, Lane
from coalition_cli.model.entry import SHARES, Entry, Fact
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import ItemFinder, read_words
from coalition_cli.parsing.words_for_others import words_for_others
from coalition_cli.same_name import name_key
from coalition_cli.slide import Lines, Pair, Pairs, Said, Slide, Words
from coalition_cli.slide import Stage as SlideStage
from coalition_cli.stage import Given, Named, Question, Stage, as_given

MANY_NOTES: Final = 60
"""The number of notes from which on piles of look-alikes are offered.

From there they are right often enough, measured on six labelled sets.
"""

COUNTS: Final = ("notes", "group")

OPTIONS: Final[Mapping[str, Field]] = {
    "from": Field(
        "text", "The step whose lines are put together.", is_required=True, gives="items"
    ),
    "share_names": Field(
        "text",
        "Who may see the names of the themes, where not every line is theirs.",
        choices=SHARES,
    ),
    "count_by": Field(
        "text",
        "What is counted under each name: its lines, or how many groups gave one.",
        choices=COUNTS,
    ),
}
_NUMBERS_THEN_NAME: Final = re.compile(r"((?:\d+[\s,;]+)*\d+)[\s,;:=]+(\D.*)", re.DOTALL)
_FEWEST: Final = 2
ASKS: Final = True
TRAITS: Final = Traits(needs_words=True, is_told_in_sections=True)
arrange = as_given


def shape(step: Step) -> Shape:
    """Return the shape of a theme: its name, and the turn in which it took each note, by its id."""
    return Shape({"notes": counts}, needs=("text", "notes"))


def play(step: Step, view: View, stage: Stage) -> Play:
    """Name one bundle after the other.

    A name used again takes the further notes in, or takes them over.
    """
    running = kinds.running(step, view, _Names, _Names.take)
    items: list[Item] | None = None
    for number in count():
        stage.show(partial(blocks, step, view))
        stage.advise(lambda: _suggest(_on_their_own(step, view)))
        now, items_before = kinds.items(step.options["from"], view), items
        if now is not items_before:
            items, finder = now, ItemFinder(now)
        themes = running.now()
        question = Question(
            key=(number,),
            prompt=_("Numbers that belong together, then a name"),
            read=partial(_read, finder=finder),
            repeats=True,
            completions=themes.names,
            hint=_(
                "Like this: 1 4 7 Work and money. The name may be used again. An empty line: no "
                "more."
            ),
            others_read=words_for_others(
                step.options.get("share_names") or step.share, itemgetter(0)
            ),
        )
        name, members = stage.ask(question)
        turn = themes.newest_turn + 1
        taken = {member.id: turn for member in members}
        known = themes.called(name)
        share = step.options.get("share_names")
        if known is None:
            yield Fact({"text": name, "notes": taken}, share=share)
        else:
            body = {"text": known.text, "notes": {**known.body["notes"], **taken}}
            yield Fact(body, share=share, op="edit", ref=known.id)


class _Names:
    """The themes that stand, found by their names."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.newest_turn = 0
        """The last turn in which a note was taken."""
        self._themes: dict[str, Entry] = {}
        self._called: dict[str, str] = {}

    def take(self, theme: Entry) -> None:
        """Take in a theme, or its newer wording."""
        is_known = theme.id in self._themes
        self._themes[theme.id] = theme
        if not is_known:
            self._add(theme)
            return
        self.names, self.newest_turn, self._called = [], 0, {}
        for each in self._themes.values():
            self._add(each)

    def called(self, name: str) -> Entry | None:
        """Return the first theme of this name, however it is spelled."""
        found = self._called.get(name_key(name))
        return None if found is None else self._themes[found]

    def _add(self, theme: Entry) -> None:
        self.names.append(theme.text)
        self.newest_turn = max(self.newest_turn, *theme.body["notes"].values(), 0)
        self._called.setdefault(name_key(theme.text), theme.id)


def blank_form(step: Step, view: View) -> list[Content]:
    """A line for each theme: the numbers that belong together, then the name."""
    lanes = [Lane(_("Numbers that belong together"), 2), Lane(_("The name of the theme"), 3)]
    return [numbered_lines(LINES, lanes)]


def is_idle(step: Step, view: View) -> bool:
    """True if there are not two lines that could be put together."""
    return len(kinds.items(step.options["from"], view)) < _FEWEST and not kinds.said(step, view)


def result(step: Step, view: View) -> list[dict[str, Any]] | None:
    """``[{id, theme, notes: [{id, text}], count, groups}]``.

    What nobody sorted stands last under the theme None.

    ``count`` is how many notes the room put there, also where the notes themselves are not for this
    audience; ``groups`` how many groups gave one of them, None where that is not counted.
    """
    themes = [
        {
            "id": theme.id,
            "theme": theme.text,
            "notes": [{"id": item.id, "text": item.text} for item in items],
            "count": len(notes),
            "groups": _groups(notes, step, view),
        }
        for theme, notes, items in gather(step, view)
    ]
    alone = [{"id": item.id, "text": item.text} for item in _on_their_own(step, view)]
    if not themes:
        return None
    rest = {"id": None, "theme": None, "notes": alone, "count": len(alone), "groups": None}
    return [*themes, *([rest] if alone else [])]


def themes(step: Step, view: View) -> list[Row]:
    """Return every theme with its lines; what nobody sorted stands last."""
    return [{**row} for row in result(step, view) or ()]


def voice(step: Step, view: View) -> Voice:
    """The lines are people's own, only in another order."""
    return "words"


def covers(step: Step) -> Cover:
    """Return the step whose lines stand here in full."""
    return Cover(step.options["from"], is_word_for_word=True)


def items(step: Step, view: View) -> list[Item]:
    """The themes, by their names."""
    return kinds.lines(step, view)


def numbered(step: Step, view: View) -> list[Item]:
    """Return the notes: they stand on the page under their numbers."""
    return kinds.items(step.options["from"], view)


def blocks(step: Step, view: View) -> list[Block]:
    """Each theme over its notes, then the notes on their own.

    Where only the names may be read, these with counts.
    """
    rows = result(step, view) or []
    numbers = {item.id: item.mark for item in kinds.items(step.options["from"], view)}
    names = tuple(
        Bullet(row["theme"], "", _counted(row)) for row in rows if row["theme"] and not row["notes"]
    )
    shown: list[Block] = [Bullets(names)] if names else []
    for row in rows:
        lines = tuple(Bullet(note["text"], numbers[note["id"]]) for note in row["notes"])
        if lines:
            parts = (isolated(row["theme"] or ""), _groups_word(row["groups"]))
            words = " · ".join(filter(None, parts))
            shown += [Heading(words or _("On their own"), 3), Bullets(lines)]
    if not rows and (alone := _on_their_own(step, view)):
        shown.append(Bullets(tuple(Bullet(item.text, item.mark) for item in alone)))
    return shown


def history(step: Step, view: View) -> list[Block]:
    """Each theme, and how it came to be: what it took in, what went to another, its names."""
    entries = view.workshop.at_place(view.place(step.id))
    seen = [entry for entry in entries if entry.op in ("drop", "withdraw") or view.may_see(entry)]
    marks = {item.id: item.mark for item in kinds.items(step.options["from"], view)}
    shown: list[Block] = []
    for name, changes in history_of(seen).values():
        lines = tuple(Bullet(_became(each, marks), local_time(each.at)) for each in changes)
        shown += [Heading(name, 3), Bullets(lines)]
    return shown


def _became(change: Change, marks: Mapping[str, str]) -> str:
    """What became of a theme in a sentence; notes stand there by their numbers."""
    sentences = {
        "made": _("Put together from {notes}."),
        "again": _("Brought again, with {notes}."),
        "gone": _("Taken back."),
        "renamed": _("Renamed; until then: {other}"),
        "took": _("Took {notes} from {other}.") if change.other else _("Took in {notes}."),
        "lost": _("{notes} went to {other}.") if change.other else _("{notes} left it again."),
    }
    told = sorted(filter(None, map(marks.get, change.notes)), key=lambda mark: (len(mark), mark))
    hidden = len(change.notes) - len(told)
    if hidden and told:
        told.append(ngettext("{count} more", "{count} more", hidden).format(count=hidden))
    elif not told:
        told = [ngettext("{count} note", "{count} notes", hidden).format(count=hidden)]
    return sentences[change.sort].format(notes=", ".join(told), other=change.other)


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return each bundle with the numbers in it, the newest marked, over those on their own.

    Once the step is over each bundle comes with its lines.
    """
    gathered = gather(step, view)
    alone = tuple(Said(item.text, item.mark) for item in _on_their_own(step, view))
    if not gathered:
        return Slide(stages=((Lines(alone),),) if alone else ())
    is_over = view.workshop.is_done(view.place(step.id))
    newest = None if is_over else max(gathered, key=lambda found: _turn_of(found[0]))[0].id
    bundles: SlideStage = (Pairs(tuple(_bundle(found, newest, step, view) for found in gathered)),)
    if not is_over:
        return Slide(stages=((*bundles, *_still_alone(alone)),))
    lines = tuple(parts_of(blocks(step, view))) if any(items for *_, items in gathered) else ()
    return Slide(stages=(bundles, lines) if lines else (bundles,))


def _bundle(
    found: tuple[Entry, list[str], list[Item]], newest: str | None, step: Step, view: View
) -> Pair:
    theme, notes, items = found
    row = {"count": len(notes), "groups": _groups(notes, step, view)}
    words = " ".join(item.mark for item in items) or _counted(row)
    return Pair(theme.text, words, "plain", theme.id == newest)


def _turn_of(theme: Entry) -> int:
    """The last turn in which it took a note."""
    return max(theme.body["notes"].values(), default=0)


def _still_alone(alone: tuple[Said, ...]) -> SlideStage:
    if not alone:
        return ()
    words = ngettext("Still on its own: {count}", "Still on their own: {count}", len(alone))
    return Words(words.format(count=len(alone)), "strong"), Lines(alone)


def gather(step: Step, view: View) -> list[tuple[Entry, list[str], list[Item]]]:
    """Return each theme that has notes and may be seen, with its notes.

    First the ids of all of them, then those that may be seen. A theme remembers in which turn it
    took each note; the latest turn has the note, so that undoing a move puts the note back where it
    was.
    """
    themes = kinds.said(step, view)
    home = homes(themes)
    there: dict[str, list[str]] = {}
    for item in kinds.items(step.options["from"], replace(view, audience="private")):
        there.setdefault(home.get(item.id, ""), []).append(item.id)
    seen = {item.id: item for item in kinds.items(step.options["from"], view)}
    gathered = ((theme, there.get(theme.id, [])) for theme in themes)
    return [
        (theme, notes, [seen[note] for note in notes if note in seen])
        for theme, notes in gathered
        if notes and view.may_see(theme)
    ]


def _on_their_own(step: Step, view: View) -> list[Item]:
    sorted_ids = {item.id for _theme, _notes, items in gather(step, view) for item in items}
    return [item for item in kinds.items(step.options["from"], view) if item.id not in sorted_ids]


def _groups(notes: Sequence[str], step: Step, view: View) -> int | None:
    """Return how many groups gave one of ``notes``.

    The group that a line names, or that of whoever said it.
    """
    there = view.at(step.options["from"])
    if step.options.get("count_by") != "group" or there is None:
        return None
    source, held = there
    group_of = {person.id: person.group for person in view.workshop.people()}
    said = (entry for entry in kinds.said(source, held) if entry.id in notes)
    groups: set[str] = set()
    for entry in said:
        named = str(entry.body.get("group") or "")
        # Of somebody in a named group the group speaks; whoever spoke with her adds her own.
        others = entry.also_by if named else entry.speakers
        groups |= {name_key(group_of.get(by, by)) for by in others} | {name_key(named)}
    return len(groups - {""})


def _counted(row: Mapping[str, Any]) -> str:
    words = ngettext("{count} note", "{count} notes", row["count"]).format(count=row["count"])
    return words if row["groups"] is None else _groups_word(row["groups"])


def _groups_word(groups: int | None) -> str:
    if not groups:
        return ""
    return ngettext("named by {count} group", "named by {count} groups", groups).format(
        count=groups
    )


def _suggest(alone: Sequence[Item]) -> str:
    """A sentence about the largest pile of look-alikes, or about two notes that say the same.

    Never done alone.
    """
    # price: clustering, 5 ms, and the first question comes before it
    from coalition_cli.methods.clustering import name_hints, near_duplicates, piles

    texts = [item.text for item in alone]
    if len(texts) >= MANY_NOTES:
        pile = next(iter(piles(texts)), [])
        hints = name_hints(
            [texts[n] for n in pile], [text for n, text in enumerate(texts) if n not in pile]
        )
    else:
        pairs = near_duplicates(texts)
        pile = (
            [*pairs[0][:1], *(other for one, other in pairs if one == pairs[0][0])] if pairs else []
        )
        hints = []
    if len(pile) < 2:
        return ""
    numbers = ", ".join(str(alone[n].number) for n in pile)
    if hints:
        return _("These look alike: {numbers} ({words}).").format(
            numbers=numbers, words=", ".join(hints)
        )
    return _("These look alike: {numbers}.").format(numbers=numbers)


def _read(given: Given, finder: ItemFinder) -> tuple[str, list[Item]]:
    if isinstance(given, Named):
        if not isinstance(given.value, list) or not given.value:
            raise Problem(_("Expected a list of notes under each theme."))
        return read_words(given.name), [finder.find(member) for member in given.value]
    found = _NUMBERS_THEN_NAME.fullmatch(read_words(given))
    if not found:
        raise Problem(_("Type the numbers first, then the name, like this: 1 4 7 Work and money."))
    return found.group(2).strip(), [
        finder.find(number) for number in re.findall(r"\d+", found.group(1))
    ]
