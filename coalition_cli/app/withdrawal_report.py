"""The sentences after a withdrawal: what is gone, to be worded again, to be called back."""

from collections.abc import Collection

from coalition_cli.app import console
from coalition_cli.app.recall_words import how_to_write_anew
from coalition_cli.clock import local_time
from coalition_cli.i18n import _
from coalition_cli.model import export_log
from coalition_cli.model.entry import DETAILS
from coalition_cli.model.withdrawn_mark import WITHDRAWN_MARK
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.named_lines import as_line, line_name
from coalition_cli.run.withdrawal_told import (
    Told,
    counted,
    each_line_once,
    line_now,
    way_to_mend,
)
from coalition_cli.store.withdraw import Withdrawn


def tell_withdrawn(
    done: Withdrawn,
    workshop: Workshop,
    before: Told,
    *,
    is_all_told: bool = False,
) -> None:
    """Say what is gone, what must be worded again, and which exports must be called back.

    ``before`` is what was told before.
    """
    console.put_id(done.entry.id)
    console.say(
        _("Withdrawn: the words are out of the file and its backups. Counts and decisions stand.")
    )
    for words in _told_of_details(done, workshop):
        console.say(words)
    lists = (_told_of_reworded(done, workshop), _told_of_what_stays(done, workshop, before))
    for told in lists:
        for words in counted(told, is_all_told=is_all_told):
            console.say(words)
    if any("coalition fix" in words for words in lists[1]):
        console.say(
            _(
                "fix keeps the words before as the history of the line, in the file; withdraw takes"
                " the whole line out."
            )
        )
    for path in done.removed:
        console.say(
            _(
                "A copy that could not be read was removed, since it may have held them: {file}"
            ).format(file=path)
        )
    tell_called_back(workshop, done.reached)
    console.say(_("Paper, sent messages and copies on other machines cannot be reached from here."))


def tell_called_back(workshop: Workshop, reached: Collection[str]) -> None:
    """Say which exports may still hold the words of the entries that were ``reached``."""
    found = export_log.holding(workshop, reached)
    for each in found:
        sentence = _(
            "May still hold them, and must be called back: the export of {time} for {audience}: "
            "{files}"
        )
        if each.audience == export_log.FOR_A_LAPTOP:
            sentence = _(
                "May still hold them, and must be called back: the bundle of {time}: {files}"
            )
        when, names = local_time(each.at, with_day=True), ", ".join(each.files)
        console.say(sentence.format(time=when, audience=each.audience, files=names))
    if any(each.audience != export_log.FOR_A_LAPTOP for each in found):
        console.say(how_to_write_anew())


def _told_of_reworded(done: Withdrawn, workshop: Workshop) -> list[str]:
    """Return a sentence for each line that stands without what it quoted, and how to mend it."""
    told = []
    for entry in each_line_once(done.reworded, workshop):
        if entry.place == DETAILS or as_line(entry, workshop).standing is None:
            continue
        way = way_to_mend(entry, workshop)
        name = line_name(entry, workshop)
        if way.command == "fix":
            sentence = _(
                "{line} quoted them and now says […]. Give it other words: coalition fix {line}"
            )
            told.append(sentence.format(line=way.line))
        else:
            told.append(_("{line} quoted them and now says […].").format(line=name))
    return told


def _told_of_what_stays(done: Withdrawn, workshop: Workshop, before: Told) -> list[str]:
    """Return a sentence for each line of somebody else that names her or has the same words."""
    told = []
    named = {line_now(entry, workshop) for entry in before.naming}
    echoes = each_line_once(done.echoes, workshop)
    others = [entry for entry in echoes if line_now(entry, workshop) not in named]
    for entry in [*before.naming, *others]:
        is_named = line_now(entry, workshop) in named
        way = way_to_mend(entry, workshop, before.names if is_named else ())
        sentence = _("{line} has the same words and stays. To change it: {command}")
        if is_named:
            sentence = _("{line} names her and stays. To change it: {command}")
        if not way.stands:
            sentence = _(
                "{line} did so in words that stand no more, and the file keeps them. To take the"
                " whole line out: {command}"
            )
        command = " ".join(filter(None, ["coalition", way.command, way.line]))
        told.append(sentence.format(line=line_name(entry, workshop), command=command))
    return told


def _told_of_details(done: Withdrawn, workshop: Workshop) -> list[str]:
    """Return the sentences about details of the day that told the name of who withdrew."""
    reworded = {entry.id for entry in done.reworded} | {entry.ref for entry in done.reworded}
    known, told = workshop.details(), []
    for entry in workshop.standing(DETAILS):
        name = str(entry.body.get("name") or "")
        if entry.id not in reworded or WITHDRAWN_MARK not in entry.text:
            continue
        if known.get(name):
            sentence = _(
                "The detail {name} held the name and now says […] there. Give it other words: "
                "{command}"
            )
        else:
            sentence = _(
                "The detail {name} was that name: it is withdrawn, and open again. To tell it: "
                "{command}"
            )
        told.append(sentence.format(name=name, command="coalition details"))
        if name == "care_person" and known.get("phone"):
            told.append(
                _("The number to call stays in the details. If it is hers, change it there too.")
            )
    return told
